"""What balance checks and typo correction find and repair of a fault, row by row and table by table.

Here: records and edits from a table's own sums, blanks as zero, and how the baseline fares. It is given the columns in
which the figures of the consistent document stand, so that it need not find any. Not here: the method (``edits``).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from perturbation.edits import Edit, corrected
from perturbation.faults import Fault
from perturbation.ground import Ground, slots_of

from pipeline.kernel.money import Number, parse_number
from pipeline.recover.identity import Instance, Relation, Slot


class Records(StrEnum):
    """What a record is: the figures of one row with the sums over its columns, or all figures and sums of a table."""

    ROW = "row by row"
    TABLE = "table by table"


@dataclass(frozen=True, slots=True)
class Faring:
    """What the baseline makes of one fault."""

    is_detected: bool
    is_repaired_right: bool
    is_repaired_wrong: bool


def faring(ground: Ground, fault: Fault, records: Records) -> Faring:
    """Check and correct the records that a fault touches."""
    right = wrong = detected = False
    for instances in _edit_sets(ground, fault, records):
        numbers = {slot: _number(ground, fault, slot) for each in instances for slot in slots_of(each)}
        decimals = max((number.decimals for number in numbers.values() if number), default=0)
        place = Decimal(1).scaleb(-decimals)
        record = {
            _name(slot): (number.value if number else Decimal(0)).quantize(place) for slot, number in numbers.items()
        }
        edits = [_edit(each, numbers, place) for each in instances]
        if all(edit.holds(record) for edit in edits):
            continue
        detected = True
        truth = {_name(slot): _truth(ground, slot) for slot in numbers}
        for name, value in corrected(edits, record).items():
            right |= value == truth[name]
            wrong |= value != truth[name]
    return Faring(detected, right and not wrong, wrong)


def _edit_sets(ground: Ground, fault: Fault, records: Records) -> list[list[Instance]]:
    sets: dict[tuple[int, ...], list[Instance]] = defaultdict(list)
    touched = {(slot.table_no, slot.row) for slot in fault.changed}
    for instance in ground.instances:
        rows = {(slot.table_no, slot.row) for slot in slots_of(instance)}
        tables = {table_no for table_no, _ in rows}
        if instance.relation not in {Relation.SUM, Relation.COPY} or len(tables) > 1:
            continue
        if records is Records.TABLE and tables <= {table_no for table_no, _ in touched}:
            sets[(*tables,)].append(instance)
        elif records is Records.ROW and len(rows) == 1 and rows <= touched:
            sets[next(iter(rows))].append(instance)
    return list(sets.values())


def _name(slot: Slot) -> str:
    return f"{slot.table_no}-{slot.row}-{slot.col}"


def _number(ground: Ground, fault: Fault, slot: Slot) -> Number | None:
    printed = fault.changed.get(slot, ground.printed.get(slot))
    return parse_number(printed) if printed else None


def _truth(ground: Ground, slot: Slot) -> Decimal:
    number = parse_number(ground.printed.get(slot, ""))
    return number.value if number else Decimal(0)


def _edit(instance: Instance, numbers: Mapping[Slot, Number | None], place: Decimal) -> Edit:
    weights: dict[str, int] = defaultdict(int)
    weights[_name(instance.total)] += 1
    for weight, slot in instance.parts:
        weights[_name(slot)] -= weight
    addends = sum(numbers[slot] is not None for slot in slots_of(instance))
    return Edit(weights, place * addends / 2)
