"""One instance judged: what stands on either side, and by how much they differ."""

from decimal import Decimal

from expectations.evaluate import judge
from pipeline.kernel.money import Number, Verdict
from pipeline.recover.identity import Instance, Relation, Slot

WHOLE, REST, PART = (Slot(1, row, 2) for row in range(3))


def test_a_whole_told_in_several_cells_stands_on_the_left_as_their_sum() -> None:
    """GJ-024: a subject printed on two rows of all funds, beside more of it in the general public budget."""
    instance = Instance("GJ-024", "2130306", Relation.AT_MOST, WHOLE, ((1, PART), (-1, REST)))
    values = {slot: Number(Decimal(value), 2) for slot, value in ((WHOLE, "20.00"), (REST, "34.50"), (PART, "60.00"))}
    check = judge(instance, values, has_certain_digits=True, is_doubtful_place=False)
    assert check is not None
    assert (check.lhs, check.rhs, check.difference) == (Decimal("54.50"), Decimal("60.00"), Decimal("-5.50"))
    assert (check.verdict, check.attribution) == (Verdict.BREAK, "publisher")
