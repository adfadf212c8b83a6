"""GJ-035 and GJ-034: amounts, counts and changes of the text against the cells that state them.

Here: which of the cells a claim may equal it does, and why none judges it. Not here: finding cells (``cells``) and what
a blank means (``nothing``).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from expectations.book import Parts
from expectations.causes.cause import NO_CAUSE
from expectations.evaluate import HOLDING, Check
from expectations.narrative.cells import Cells, sought_by, targets_of
from expectations.narrative.figures import Figures
from expectations.narrative.listed import listed_projects
from expectations.narrative.nothing import Nothing
from expectations.narrative.purchases import tells_kinds
from expectations.narrative.verdicts import JudgedClaim, key_of, slot_of
from pipeline.kernel.money import Verdict
from pipeline.narrative.claim import Claim
from pipeline.narrative.particulars import PROJECTS_WITH_TARGETS
from pipeline.recover.identity import Instance, Relation
from pipeline.tables.model import Table

NO_CELL = "no table of this document states it"
NO_UNIT = "it speaks of unit {}, of which no table states it"
BLANK = "the cell that states it is blank, and nothing says that it is zero"
UNPLACED = "the column of the cell that states it is ambiguous"
NO_KINDS = "the lines of the list do not all tell which kind of purchase they are"
ANOTHER_SUM = "the cells that it usually equals add up to another amount"
OTHER_LISTS = "the tables list {} projects, which may be others"
NO_CHANGE = "no table of this document prints the change"


class Amounts:
    """Judges the amounts of one document's sentences."""

    def __init__(self, tables: Sequence[Table], cells: Cells, figures: Figures) -> None:
        self.tables = tables
        self.cells = cells
        self.figures = figures
        self.nothing = Nothing(tables, cells, figures.values)

    def amount(self, claim: Claim) -> JudgedClaim:
        """GJ-035, or GJ-034 where only public money (公用经费) stands beside it."""
        found = list(self.cells.alternatives(claim, claim.measure))
        equal = self._best(claim, "GJ-035", [p for target, p in found if not (target.is_bound or target.is_usual)])
        if equal.check is not None and equal.check.verdict in HOLDING:
            return equal
        usual = self._best(claim, "GJ-035", [parts for target, parts in found if target.is_usual])
        if usual.check is not None and usual.check.verdict in HOLDING:
            return usual
        if equal.check is not None:
            return equal
        none = self._none(claim, [parts for target, parts in found if not target.is_bound])
        if none is not None:
            return none
        beside = self._bound(claim, [parts for target, parts in found if target.is_bound])
        if beside is not None:
            return beside
        return replace(equal, reason=ANOTHER_SUM) if usual.check is not None else equal

    def change(self, claim: Claim) -> JudgedClaim:
        """GJ-035 where a table prints the change; else it is judged with the growth and the base told of it."""
        found = self._best(claim, "GJ-035", [parts for _, parts in self.cells.alternatives(claim, "change")])
        return found if found.check else replace(found, reason=NO_CHANGE)

    def count(self, claim: Claim) -> JudgedClaim:
        """GJ-035 for things counted; projects are counted as the tables list them, which may be some of them."""
        if claim.quantity != PROJECTS_WITH_TARGETS:
            return self.amount(claim)
        printed = frozenset(self.figures.values)
        lists = list(listed_projects(self.tables, claim.of_unit, printed))
        number = claim.number.value
        for slots in lists:
            if len(slots) == number:
                instance = Instance("GJ-035", key_of(claim), Relation.COPY, slot_of(claim), ())
                check = Check(instance, number, number, Decimal(0), Decimal(0), Verdict.EXACT, len(slots))
                return JudgedClaim(claim, "GJ-035", check, cells=slots)
        reason = OTHER_LISTS.format(" or ".join(str(len(slots)) for slots in lists)) if lists else self._no_cell(claim)
        return JudgedClaim(claim, reason=reason)

    def _best(self, claim: Claim, identity: str, alternatives: Iterable[Parts]) -> JudgedClaim:
        """The claim against the first alternative that holds, else against the first that is there."""
        reason = self._no_cell(claim)
        first: JudgedClaim | None = None
        for parts in alternatives:
            slots = tuple(slot for _, slot in parts)
            if any((slot.table_no, slot.row) in self.figures.unsettled for slot in slots):
                reason = UNPLACED
                continue
            if not any(slot in self.figures.values for slot in slots):
                reason = reason if reason == UNPLACED else BLANK
                continue
            check = self.figures.check(claim, identity, parts)
            judged = JudgedClaim(claim, identity, check, cells=slots)
            if check is not None and check.verdict in HOLDING:
                return judged
            first = first or judged
        return first or JudgedClaim(claim, reason=reason)

    def _none(self, claim: Claim, blanks: Sequence[Parts]) -> JudgedClaim | None:
        """A stated 0 against tables that leave nothing for it; ``None`` where they do not say so, or it is not 0."""
        if claim.number.value:
            return None
        proof = next((proof for proof in self._proofs(claim, blanks) if proof is not None), None)
        if proof is None or any((slot.table_no, slot.row) in self.figures.unsettled for _, slot in proof):
            return None
        check = self.figures.check(claim, "GJ-035", proof)
        return JudgedClaim(claim, "GJ-035", check, cells=tuple(slot for _, slot in proof))

    def _proofs(self, claim: Claim, blanks: Sequence[Parts]) -> Iterator[Parts | None]:
        for parts in blanks:
            proofs = [self.nothing.of_blank(slot) for _, slot in parts]
            yield None if None in proofs else tuple(part for proof in proofs if proof for part in proof)
        sought = sought_by(claim, claim.measure)
        yield from (self.nothing.proof(target, sought) for target in targets_of(claim) if not target.is_bound)
        if claim.subject and claim.subject.code and not claim.of_unit:
            for table, axis in self.cells.tables_of_codes(claim, claim.subject.code):
                yield self.nothing.of_subject(table, axis, claim.subject.code)

    def _bound(self, claim: Claim, bounds: Sequence[Parts]) -> JudgedClaim | None:
        """GJ-034: at most the public money; less is not judged, more is a soft finding."""
        beside = self._best(claim, "GJ-034", bounds)
        if not bounds or (beside.check is None and beside.reason == self._no_cell(claim)):
            return None
        if beside.check and beside.check.verdict is Verdict.BREAK and beside.check.difference < 0:
            check = replace(beside.check, verdict=Verdict.NOT_APPLICABLE, cause=NO_CAUSE, attribution="")
            return replace(beside, check=check)
        return beside

    def _no_cell(self, claim: Claim) -> str:
        if claim.of_unit:
            return NO_UNIT.format(claim.of_unit)
        sought = sought_by(claim, claim.measure)
        lists = [table for target in targets_of(claim) if target.kind for table in self.cells.tables(target, sought)]
        return NO_KINDS if lists and not any(map(tells_kinds, lists)) else NO_CELL
