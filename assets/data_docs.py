"""The asset `data_docs`: Great Expectations' pages on the published warehouse, for people without the Dagster UI.

Here: that asset. Not here: the suites and what the pages show (``expectations.suites``).
"""

import dagster as dg
from filelock import FileLock

from assets.failures import judged
from assets.home_resource import HomeResource
from assets.lineage import asset_key
from assets.publishing import note_documented
from expectations.catalogue import CATALOGUE
from expectations.suites.identities import identity_suites
from expectations.suites.site import build_data_docs
from expectations.suites.star import star_suites
from pipeline.warehouse.catalog import TABLES

SUITES = (*star_suites(), *identity_suites(CATALOGUE).values())
"""Every suite, in the order of the first page."""


@dg.asset(group_name="warehouse", kinds={"html"}, deps=[asset_key(spec.name) for spec in TABLES])
def data_docs(gouji_home: HomeResource) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Data Docs (数据文档) of the published warehouse: plain pages that need no network."""
    home = gouji_home.home()
    with judged(), FileLock(home.data_docs.with_suffix(".lock")):
        index = build_data_docs(home.warehouse, SUITES, home.data_docs)
        note_documented(home)
    return dg.MaterializeResult(metadata={"suites": len(SUITES), "index": dg.MetadataValue.path(str(index))})
