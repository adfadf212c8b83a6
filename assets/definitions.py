"""The Dagster code location: what workspace.yaml points to.

Here: putting assets, checks, jobs, schedules and sensors together. Not here: any of them.
"""

import dagster as dg

from assets import automation, checks, graph
from assets.data_docs import data_docs
from assets.home_resource import HomeResource

defs = dg.Definitions(
    assets=[*graph.ASSETS, data_docs],
    asset_checks=[*checks.BLOCKING, *checks.FINDINGS],
    jobs=automation.JOBS,
    schedules=automation.SCHEDULES,
    sensors=automation.SENSORS,
    resources={"gouji_home": HomeResource()},
)
