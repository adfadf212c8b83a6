"""The Dagster code location: what workspace.yaml points to.

Here: putting assets, checks, job and schedule together. Not here: any of them.
"""

import dagster as dg

from assets import checks, graph

everything = dg.define_asset_job(
    "everything",
    selection=dg.AssetSelection.all(),
    description="Read every disclosure of the home and publish the warehouse. 读取全部披露文件并发布数据仓库。",
)

daily = dg.ScheduleDefinition(
    name="daily",
    job=everything,
    cron_schedule="0 6 * * *",
    execution_timezone="Asia/Shanghai",
    description="Every morning at six, Beijing time: after publishers' nightly uploads, before analysts come in.",
)

defs = dg.Definitions(
    assets=graph.ASSETS,
    asset_checks=[*checks.BLOCKING, *checks.FINDINGS],
    jobs=[everything],
    schedules=[daily],
    resources={"gouji_home": graph.HomeResource()},
)
