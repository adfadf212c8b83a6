"""The cause of project expenditure that the targets fall short of (30b).

Here: what such a break looks like where no table lists the projects. Not here: which listed projects have no targets
(``between.listed_projects``).
"""

from expectations.causes.cause import NO_CAUSE, Cause, Kind
from expectations.causes.scene import Scene
from expectations.evaluate import Check

UNCOVERED = Cause(Kind.UNCOVERED, "the difference has no targets, and no table lists the projects")


def cause_of_targets(check: Check, scene: Scene) -> Cause:
    """The cause of a break of expenditure over targets alone."""
    total, *parts = (scene.tables[slot.table_no].table_id for slot in check.slots)
    is_over_targets = total == "expenditure" and set(parts) == {"performance"}
    has_list = any(table.table_id == "project" and table.rows for table in scene.tables.values())
    return UNCOVERED if is_over_targets and check.difference > 0 and not has_list else NO_CAUSE
