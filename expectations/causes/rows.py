"""Causes that the rows around a break show: doubled, missing and orphan rows, one part ×10, money carried over.

Here: one explainer a function, each from a break to a cause or none. Not here: single figures (``cells``).
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from expectations.causes.cause import NO_CAUSE, Cause, Kind
from expectations.causes.scene import Scene
from expectations.evaluate import Check
from pipeline.recover.identity import Relation, Slot
from pipeline.tables.model import RowKind

_AXES = ("function_code", "dept_econ_code", "gov_econ_code", "project_code", "unit_code")
_CARRIED = ("carry_in", "carry_out")
_POWERS = {
    1: "a tenth", 2: "a hundredth", 3: "a thousandth", 4: "a ten-thousandth (元 / 万元)",
    -1: "×10", -2: "×100", -3: "×1000", -4: "×10⁴ (元 / 万元)",
}  # fmt: skip
"""What is printed, by the power of ten that would put it right."""


def cause_of_rows(check: Check, scene: Scene) -> list[Cause]:
    """Every cause that the rows around a broken sum or copy show."""
    difference = _difference(check, scene)
    if check.instance.relation not in {Relation.SUM, Relation.COPY} or not difference:
        return []
    return [cause for explain in _EXPLAINERS if (cause := explain(check, difference, scene))]


def _difference(check: Check, scene: Scene) -> Decimal:
    """Total minus parts in yuan."""
    weighted = [(1, check.instance.total), *((-weight, slot) for weight, slot in check.instance.parts)]
    return sum((weight * scene.yuan[slot] for weight, slot in weighted if slot in scene.yuan), Decimal(0))


def _parts(check: Check) -> list[Slot]:
    return [slot for _, slot in check.instance.parts]


def _doubled_row(check: Check, difference: Decimal, scene: Scene) -> Cause:
    """Two of the parts are one row, printed twice."""
    seen: dict[tuple[str | None, str, Decimal], Slot] = {}
    for slot in _parts(check):
        row, value = scene.row(slot), scene.yuan.get(slot)
        key = (row.codes, row.label, value or Decimal(0))
        if value and value == -difference and key in seen and (row.codes or row.label):
            return Cause(Kind.DOUBLED_ROW, f"{scene.row_name(slot)} repeats row {scene.row(seen[key]).row_no}")
        seen[key] = slot
    return NO_CAUSE


def _one_part(check: Check, difference: Decimal, scene: Scene) -> Cause:
    """The difference is one of the parts: counted twice, or not at all."""
    slot = next((slot for slot in _parts(check) if scene.yuan.get(slot) == abs(difference)), None)
    if slot is None or len(check.instance.parts) < 2:
        return NO_CAUSE
    if difference > 0:
        words = (
            f"the total exceeds its parts by as much as {scene.cell_name(slot)}: it may be counted twice in the total"
        )
    else:
        words = f"the parts exceed the total by exactly {scene.cell_name(slot)}: doubled, or left out of the total"
    return Cause(Kind.ONE_PART, words)


def _scaled_part(check: Check, difference: Decimal, scene: Scene) -> Cause:
    """The sides agree where one of the parts is ten, a hundred, … times as much, or as little."""
    for weight, slot in check.instance.parts:
        value = weight * scene.yuan.get(slot, Decimal(0))
        power = next((power for power in _POWERS if value and value.scaleb(power) - value == difference), None)
        if power is not None and len(check.instance.parts) > 1:
            words = f"{scene.cell_name(slot)} is printed as {_POWERS[power]} of what it should be"
            return Cause(Kind.STRONG_SLIP, words)
    return NO_CAUSE


def _orphan_row(check: Check, difference: Decimal, scene: Scene) -> Cause:
    """The difference is a row of the table that stands under no parent."""
    parts = _parts(check)
    if difference < 0 or not _is_over_rows(check):
        return NO_CAUSE
    spoken_of = {slot.row for slot in (*parts, check.instance.total)}
    for slot in scene.printing.get(difference, ()):
        row = scene.row(slot)
        is_beside = (slot.table_no, slot.col) == (parts[0].table_no, parts[0].col) and slot.row not in spoken_of
        if is_beside and row.parent is None and row.kind is not RowKind.TOTAL:
            return Cause(Kind.ORPHAN_ROW, f"the difference is {scene.row_name(slot)}, which stands under no parent")
    return NO_CAUSE


def _missing_row(check: Check, difference: Decimal, scene: Scene) -> Cause:
    """The difference is a row that another table of the document has and this one lacks."""
    parts = _parts(check)
    if difference < 0 or not _is_over_rows(check):
        return NO_CAUSE
    own = scene.tables[parts[0].table_no]
    axes = [axis for axis in _AXES if any(getattr(scene.row(slot), axis) for slot in parts)]
    for slot in scene.printing.get(difference, ()):
        row = scene.row(slot)
        for axis in axes:
            code = getattr(row, axis)
            is_lacking = code and all(getattr(other, axis) != code for other in own.rows)
            if is_lacking and slot.table_no != own.table_no and scene.is_of_family(slot):
                name = getattr(row, axis.replace("_code", "_name")) or row.label
                words = f"the difference is {code} {name}, which table {slot.table_no} prints and this one lacks"
                return Cause(Kind.MISSING_ROW, words)
    return NO_CAUSE


def _carried_over(check: Check, difference: Decimal, scene: Scene) -> Cause:
    """The difference is what was carried over (结转), which one side counts and the other does not."""
    spoken_of = {check.instance.total, *_parts(check)}
    for slot in scene.printing.get(abs(difference), ()):
        if slot not in spoken_of and scene.is_of_family(slot) and _is_carried(slot, scene):
            words = f"the difference is what was carried over (结转): table {slot.table_no} {scene.cell_name(slot)}"
            return Cause(Kind.CARRY, f"{words}; one side counts it, the other does not")
    return NO_CAUSE


def _is_carried(slot: Slot, scene: Scene) -> bool:
    """Whether a cell prints what is carried in or out: a row of a balance, or the column of a total row."""
    row = scene.row(slot)
    heads = scene.tables[slot.table_no].heads
    node = next((head.node for head in heads if not head.role and (head.block, head.col) == (row.block, slot.col)), "")
    return row.role in _CARRIED or (row.kind is RowKind.TOTAL and node in _CARRIED)


def _is_over_rows(check: Check) -> bool:
    """Whether the parts are several rows of one column."""
    parts = _parts(check)
    return len({(slot.table_no, slot.col) for slot in parts}) == 1 and len({slot.row for slot in parts}) == len(parts)


_EXPLAINERS: Sequence[Callable[[Check, Decimal, Scene], Cause]] = (
    _doubled_row,
    _one_part,
    _scaled_part,
    _orphan_row,
    _missing_row,
    _carried_over,
)
