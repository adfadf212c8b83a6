"""The figures of a document, those of its tables and those of its sentences, and one judged against others.

Here: values by slot, and a claim against a sum of slots by the arithmetic of all identities. Not here: which slots.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from expectations.book import Parts
from expectations.causes.cause import NO_CAUSE, ROUNDED
from expectations.causes.cause import Kind as Cause
from expectations.evaluate import Check, judge
from expectations.narrative.verdicts import key_of, slot_of
from pipeline.kernel.money import Number, Verdict, parse_number
from pipeline.narrative.claim import Claim
from pipeline.readers.document import Hint
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.tables.model import COUNT, Table


@dataclass(frozen=True, slots=True)
class Figures:
    """What a document's tables and sentences state.

    Attributes:
        values: numbers by slot: money in 元, counts as printed.
        unsettled: rows (table_no, row index) whose numbers could not be placed.
        recovered: tables whose columns were recovered, not printed.
        has_certain_digits: whether the form's digits are the publisher's.
    """

    values: Mapping[Slot, Number]
    unsettled: frozenset[tuple[int, int]]
    recovered: frozenset[int]
    has_certain_digits: bool

    def check(self, claim: Claim, identity: str, parts: Parts) -> Check | None:
        """A claim against the sum of some slots; ``None`` where all of them are blank."""
        relation = Relation.COPY if len(parts) == 1 and parts[0][0] == 1 else Relation.SUM
        instance = Instance(identity, key_of(claim), relation, slot_of(claim), parts)
        check = judge(instance, self.values, has_certain_digits=self.has_certain_digits, is_doubtful_place=False)
        if check is None or check.verdict is not Verdict.BREAK:
            return check
        if relation is Relation.SUM and abs(check.difference) <= claim.in_yuan.quantum:
            return as_rounding(check)
        # Where the column of a figure was recovered, not printed, the error may be ours.
        is_recovered = any(slot.table_no in self.recovered for _, slot in parts)
        # Digits are compared only between figures printed to the same place.
        places = {self.values[slot].decimals for _, slot in parts if slot in self.values}
        is_alike = places == {claim.in_yuan.decimals} and bool(check.lhs) and bool(check.rhs)
        return replace(
            check,
            attribution="unexplained" if is_recovered else check.attribution,
            cause=check.cause if is_alike or check.cause.kind is Cause.UNIT else NO_CAUSE,
        )


def figures_of(
    claims: Sequence[Claim],
    tables: Sequence[Table],
    values: Mapping[Slot, Number],
    unsettled: frozenset[tuple[int, int]],
    *,
    has_certain_digits: bool,
) -> Figures:
    """The figures of a document's tables, given in 元 throughout, with those of its claims."""
    counts = {}
    for table in tables:
        columns = {head.col for head in table.heads if head.measure == COUNT}
        rows = {row.index for row in table.rows if row.is_count}
        for cell in table.cells:
            number = parse_number(cell.printed)
            if cell.col is not None and number is not None and (cell.col in columns or cell.row in rows):
                counts[Slot(table.table_no, cell.row, cell.col)] = number
    stated = {slot_of(claim): claim.in_yuan for claim in claims}
    recovered = frozenset(table.table_no for table in tables if table.hint != Hint.CERTAIN)
    return Figures({**values, **counts, **stated}, unsettled, recovered, has_certain_digits)


def as_rounding(check: Check) -> Check:
    """One printed unit apart is a rest of rounding (尾差), as between any two prints of one figure."""
    return replace(check, verdict=Verdict.ROUNDING, cause=ROUNDED, attribution="")
