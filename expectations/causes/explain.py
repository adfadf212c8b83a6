"""What each break of a disclosure looks like, and whose error it is as far as its cause says.

Here: choosing the most specific cause, and withheld rows. Not here: the explainers, and the blame that follows from the
form of a file (``expectations.evaluate``).
"""

from collections.abc import Sequence
from dataclasses import replace

from expectations.accusing import Suspicion
from expectations.causes.cause import Kind, most_specific
from expectations.causes.cells import SetOff, cause_of_cells, columns_set_off
from expectations.causes.rows import cause_of_rows
from expectations.causes.scene import Scene
from expectations.evaluate import Check
from pipeline.recover.identity import Relation
from pipeline.tables.model import Table

_WITHHOLDING = frozenset({Kind.NONE, Kind.DIGITS, Kind.SLIP, Kind.MISSING_ROW, Kind.BLANK_PARTS})
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
    found = {id(each.check): _explained(each, set_off, scene, says_withheld=says_withheld) for each in suspicions}
    return [found.get(id(check), check) for check in checks]


def _explained(suspicion: Suspicion, set_off: SetOff, scene: Scene, *, says_withheld: bool) -> Check:
    check = suspicion.check
    if check.instance.relation not in {Relation.SUM, Relation.COPY}:
        return check
    cause = most_specific([*cause_of_cells(suspicion, set_off, scene), *cause_of_rows(check, scene), check.cause])
    is_withheld = (
        says_withheld
        and check.attribution == "publisher"
        and check.instance.relation is Relation.SUM
        and check.difference > 0
        and cause.kind in _WITHHOLDING
    )
    return replace(check, cause=cause, attribution="withheld" if is_withheld else check.attribution)
