from pipeline.recover.conflict import smallest_conflict
from pipeline.recover.diagnosis import around_of
from pipeline.recover.equations import Figure, equations_of
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.recover.suspects import MOST_BLANKS, Suspect, suspects_of

TOTAL, A, B, C = (Slot(1, row, 0) for row in (0, 10, 20, 30))
SUBTOTAL, B1, B2 = Slot(1, 5, 0), Slot(1, 21, 0), Slot(1, 22, 0)


def total_of(total: Slot, *parts: Slot, relation: Relation = Relation.SUM) -> Instance:
    return Instance("GJ-007", f"{total}", relation, total, tuple((1, part) for part in parts))


def figures(**values: int) -> dict[Slot, Figure]:
    names = {"total": TOTAL, "a": A, "b": B, "c": C, "subtotal": SUBTOTAL, "b1": B1, "b2": B2}
    return {names[name]: Figure(value, 1) for name, value in values.items()}


def suspects(instances: list[Instance], printed: dict[Slot, Figure]) -> list[list[Suspect]]:
    equations = equations_of(instances, printed)
    broken = [equation.instance for equation in equations if not equation.holds()]
    holding = [equation.instance for equation in equations if equation.holds()]
    return [found for _, found in suspects_of(broken, holding, printed)]


def test_the_cell_that_a_plausible_slip_explains_comes_first() -> None:
    printed = figures(total=4805, a=1213, b=3007, c=558)
    [found] = suspects([total_of(TOTAL, A, B, C)], printed)
    assert (found[0].slot, found[0].likely) == (C, 585)
    assert "swapped: 58 for 85" in found[0].reason
    assert {each.slot for each in found[1:]} == {TOTAL, A, B}


def test_a_cell_that_another_identity_confirms_is_not_to_be_looked_at_where_others_explain_the_break() -> None:
    printed = figures(total=600, a=190, b=200, c=300, b1=150, b2=50)
    [found] = suspects([total_of(TOTAL, A, B, C), total_of(B, B1, B2)], printed)
    assert {each.slot for each in found} == {TOTAL, A, C}


def test_where_everything_is_confirmed_all_cells_are_listed_and_say_by_what() -> None:
    copies = [(slot, Slot(table, slot.row, 0)) for slot in (TOTAL, A, B) for table in (2, 3, 4)]
    printed = figures(total=600, a=190, b=200)
    printed |= {copy: printed[slot] for slot, copy in copies}
    witness = [total_of(copy, slot, relation=Relation.COPY) for slot, copy in copies]
    [found] = suspects([total_of(TOTAL, A, B), *witness], printed)
    assert {each.slot for each in found} == {TOTAL, A, B}
    assert all(each.likely is None and "confirmed by GJ-007" in each.reason for each in found)


def test_a_break_over_what_another_identity_sums_is_a_conflict_of_fewer_cells() -> None:
    printed = figures(total=999, a=100, b=200, c=300, subtotal=300)
    holding = total_of(SUBTOTAL, A, B)
    [broken] = equations_of([total_of(TOTAL, A, B, C)], printed)
    assert set(smallest_conflict(broken, around_of([holding], printed), printed)) == {TOTAL, SUBTOTAL, C}


def test_a_blank_cell_is_a_suspect_where_no_printed_one_explains_the_break() -> None:
    printed = {**figures(total=600, b=200, c=300), Slot(2, 0, 0): Figure(600, 1), Slot(2, 1, 0): Figure(100, 1)}
    copies = [
        total_of(Slot(2, 0, 0), TOTAL, relation=Relation.COPY),
        total_of(Slot(2, 1, 0), A, relation=Relation.COPY),
    ]
    found = suspects([total_of(TOTAL, A, B, C), *copies], printed)
    assert all((each[0].slot, each[0].likely) == (A, 100) for each in found)
    assert "blank" in found[0][0].reason


def test_many_blank_cells_are_not_listed_one_by_one() -> None:
    blanks = [Slot(1, row, 0) for row in range(40, 40 + MOST_BLANKS + 1)]
    printed = {TOTAL: Figure(600, 1), Slot(2, 0, 0): Figure(600, 1), A: Figure(100, 1), Slot(2, 1, 0): Figure(100, 1)}
    copies = [
        total_of(Slot(2, 0, 0), TOTAL, relation=Relation.COPY),
        total_of(Slot(2, 1, 0), A, relation=Relation.COPY),
    ]
    [found] = suspects([total_of(TOTAL, A, *blanks), *copies], printed)
    assert {each.slot for each in found} == {TOTAL, A}


def test_what_would_have_to_be_less_than_nought_comes_after_what_would_not() -> None:
    printed = figures(total=100, a=7000, b=50)
    [found] = suspects([total_of(TOTAL, A, B)], printed)
    assert [each.slot for each in found][-1] == B
    assert found[-1].likely == -6900


def test_a_figure_set_a_row_too_high_is_recognised_by_its_neighbour() -> None:
    printed = {Slot(1, row, 0): Figure(value, 1) for row, value in enumerate((70, 501, 3333))}
    printed |= {Slot(1, 1, 1): Figure(30, 1), Slot(1, 1, 2): Figure(40, 1)}
    [found] = suspects([total_of(Slot(1, 1, 0), Slot(1, 1, 1), Slot(1, 1, 2))], printed)
    assert (found[0].slot, found[0].likely) == (Slot(1, 1, 0), 70)
    assert "the row above prints what should stand here" in found[0].reason


def test_the_set_never_depends_on_the_order_of_the_instances() -> None:
    printed = figures(total=600, a=190, b=200, c=300, b1=150, b2=50)
    instances = [total_of(TOTAL, A, B, C), total_of(B, B1, B2)]
    assert suspects(instances, printed) == suspects(instances[::-1], printed)
