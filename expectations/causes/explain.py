"""What each break of a disclosure looks like, and whose error it is as far as its cause says.

Here: choosing the most specific cause, and withheld rows. Not here: the explainers, and the blame that follows from the
form of a file (``expectations.evaluate``).
"""

from collections.abc import Sequence
from dataclasses import replace

from expectations.accusing import Suspicion
from expectations.causes.cause import Cause, Kind, most_specific
from expectations.causes.cells import SetOff, cause_of_cells, columns_set_off
from expectations.causes.columns import Sums, broken_sums, cause_of_columns
from expectations.causes.missing import cause_of_missing_rows
from expectations.causes.rows import cause_of_rows
from expectations.causes.scene import Scene
from expectations.causes.targets import cause_of_targets
from expectations.evaluate import Check
from pipeline.recover.identity import Relation
from pipeline.tables.model import Table

_WITHHOLDING = frozenset({Kind.NONE, Kind.DIGITS, Kind.SLIP, Kind.MISSING_ROW, Kind.BLANK_PARTS, Kind.UNCOVERED})
"""Causes that rows left out on purpose may have as well."""


def explained(
    tables: Sequence[Table], checks: Sequence[Check], suspicions: Sequence[Suspicion], *, says_withheld: bool
) -> list[Check]:
    """The checks, every break with its most specific cause.

    Args:
        tables: the placed tables.
        checks: all checks of a disclosure.
        suspicions: those of its breaks.
        says_withheld: whether the document says that it leaves out secret matters (涉密).
    """
    if not suspicions:
        return list(checks)
    scene, set_off = Scene(tables), columns_set_off(suspicions)
    sums = broken_sums(each.check for each in suspicions)
    causes = {id(each.check): most_specific(_causes(each, set_off, sums, scene)) for each in suspicions}
    return [
        _explained(check, causes[id(check)], says_withheld=says_withheld) if id(check) in causes else check
        for check in checks
    ]


def _causes(suspicion: Suspicion, set_off: SetOff, sums: Sums, scene: Scene) -> list[Cause]:
    """Every cause that fits; of a bound that breaks, missing rows alone say more than that it does."""
    check = suspicion.check
    of_sums = (
        [
            *cause_of_cells(suspicion, set_off, scene),
            cause_of_columns(check, sums, scene),
            cause_of_targets(check, scene),
            *cause_of_rows(check, scene),
        ]
        if check.instance.relation in {Relation.SUM, Relation.COPY}
        else []
    )
    return [*of_sums, cause_of_missing_rows(suspicion, scene), check.cause]


def _explained(check: Check, cause: Cause, *, says_withheld: bool) -> Check:
    is_withheld = (
        says_withheld
        and check.attribution == "publisher"
        and check.instance.relation is Relation.SUM
        and check.difference > 0
        and cause.kind in _WITHHOLDING
    )
    return replace(check, cause=cause, attribution="withheld" if is_withheld else check.attribution)
