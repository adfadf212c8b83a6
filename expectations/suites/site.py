"""Data Docs: Great Expectations' site of all suites and how they came out, right with no network.

Here: building the site beside the old one and putting it in its place. Not here: what its pages show (``pages``).
"""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from expectations.suites.rule import Suite
from expectations.suites.validation import new_context, validated

_PAGES = "expectations.suites.pages"
_INDEX = "index.html"


class IncompleteDocsError(RuntimeError):
    """The site builder logs what goes wrong with a page and goes on; a page that is missing is an error here."""

    def __init__(self, folder: Path, suites: int, pages: int) -> None:
        super().__init__(f"{folder}: {suites} suites have {pages} pages of Data Docs; see the log for what went wrong")


def _made_by(page: str, template: str, refused: Sequence[str] | None) -> dict[str, Any]:
    return {
        "renderer": {"module_name": _PAGES, "class_name": page},
        "view": {"module_name": _PAGES, "class_name": "PlainView", "template": template, "refused": refused},
    }


def build_data_docs(
    warehouse: Path, suites: Iterable[Suite], folder: Path, refused: Sequence[str] | None = None
) -> Path:
    """Validate a warehouse and build the site of the results; it takes the place of the one that was there.

    Args:
        warehouse: the database.
        suites: what it is held against.
        folder: where the site goes.
        refused: what the audit found in a candidate that is not published, which every page then says; nothing of the
            published warehouse.

    Returns:
        The first page.

    Raises:
        IncompleteDocsError: a page could not be made; the site that was there stays.
    """
    from great_expectations.render.renderer.site_builder import SiteBuilder  # noqa: PLC0415

    context = new_context()
    count = sum(1 for _ in validated(warehouse, suites, context))
    fresh, stale = folder.with_name(f"{folder.name}.new"), folder.with_name(f"{folder.name}.old")
    for leftover in (fresh, stale):
        shutil.rmtree(leftover, ignore_errors=True)
    section = "DefaultSiteSectionBuilder"
    SiteBuilder(
        context,
        {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(fresh)},
        site_name="勾稽 Gouji",
        show_how_to_buttons=False,
        site_index_builder={"class_name": "DefaultSiteIndexBuilder", **_made_by("IndexPage", "index.html.j2", refused)},
        site_section_builders={
            "expectations": {"class_name": section, **_made_by("SuitePage", "suite.html.j2", refused)},
            "validations": {"class_name": section, **_made_by("ValidationPage", "validation.html.j2", refused)},
            "profiling": "none",
        },
    ).build()
    # Great Expectations copies its own logos and fonts along, 4 MB that no page of ours shows.
    shutil.rmtree(fresh / "static")
    pages = sum(1 for page in fresh.rglob("*.html") if page.stat().st_size)
    if pages != 2 * count + 1:
        raise IncompleteDocsError(fresh, count, pages)
    if folder.exists():
        folder.rename(stale)
    fresh.rename(folder)
    shutil.rmtree(stale, ignore_errors=True)
    return folder / _INDEX
