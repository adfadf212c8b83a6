from pipeline.recover.conflict import smallest_conflict
from pipeline.recover.diagnosis import around_of
from pipeline.recover.equations import Figure, equations_of
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.recover.suspects import Suspect, suspects_of
from pipeline.recover.suspects.explaining import MOST_BLANKS

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


def foremost(found: list[Suspect]) -> list[Slot]:
    return [each.slot for each in found if each.is_foremost]


def test_of_many_that_explain_a_break_those_that_would_be_less_than_nought_are_not_to_be_looked_at_first() -> None:
    parts = [Slot(1, row, 0) for row in range(1, 12)]
    printed = {TOTAL: Figure(6000, 1), parts[0]: Figure(7000, 1)} | {part: Figure(50, 1) for part in parts[1:]}
    [found] = suspects([total_of(TOTAL, *parts)], printed)
    assert len(found) == 12
    assert set(foremost(found)) == {TOTAL, parts[0]}


def test_a_figure_that_equals_what_bounds_it_is_looked_at_after_one_that_does_not() -> None:
    parts = [Slot(1, row, 1) for row in range(1, 9)]
    bounds = [Slot(1, row, 0) for row in range(1, 9)]
    printed = {Slot(1, 0, 1): Figure(98, 1), Slot(1, 0, 0): Figure(999, 1)}
    printed |= {slot: Figure(10 + row, 1) for row, slot in enumerate(parts)}
    printed |= {slot: Figure(10 + row, 1) for row, slot in enumerate(bounds)} | {bounds[3]: Figure(83, 1)}
    subsets = [total_of(bound, part, relation=Relation.AT_MOST) for bound, part in zip(bounds, parts, strict=True)]
    witness = total_of(Slot(2, 0, 1), Slot(1, 0, 1), relation=Relation.COPY)
    printed[Slot(2, 0, 1)] = printed[Slot(1, 0, 1)]
    [found] = suspects([total_of(Slot(1, 0, 1), *parts), *subsets, witness], printed)
    assert foremost(found) == [parts[3]]
    assert {each.slot for each in found} == set(parts)


def test_of_many_blank_cells_the_one_whose_counterpart_prints_what_is_missing_is_named() -> None:
    total, parts = Slot(1, 0, 1), [Slot(1, row, 1) for row in range(1, 20)]
    printed = {Slot(1, row, 0): Figure(100 + 7 * row, 1) for row in range(1, 20)}
    printed |= {part: printed[Slot(1, part.row, 0)] for part in parts[:10]}
    printed[total] = Figure(sum(printed[part].value for part in parts[:10]) + 100 + 7 * 15, 1)
    printed |= {Slot(2, slot.row, 1): figure for slot, figure in printed.items() if slot.col == 1}
    witnesses = [total_of(Slot(2, slot.row, 1), slot, relation=Relation.COPY) for slot in (total, *parts[:10])]
    subsets = [total_of(Slot(1, part.row, 0), part, relation=Relation.AT_MOST) for part in parts[:10]]
    [found] = suspects([total_of(total, *parts), *subsets, *witnesses], printed)
    assert [(each.slot, each.likely) for each in found] == [(Slot(1, 15, 1), 205)]


def test_figures_that_lost_a_digit_together_are_named_together() -> None:
    meant = (294_400_000, 8_201_961_393, 89_160_000_000, 194_558_025, 57_111_295)
    parts = [Slot(1, row, 0) for row in range(1, 6)]
    printed = {TOTAL: Figure(sum(meant), 1), Slot(2, 0, 0): Figure(sum(meant), 1)}
    printed |= {slot: Figure(value, 1) for slot, value in zip(parts, meant, strict=True)}
    printed |= {parts[0]: Figure(29_440_000, 1), parts[2]: Figure(8_916_000_000, 1)}
    copy = total_of(Slot(2, 0, 0), TOTAL, relation=Relation.COPY)
    [found] = suspects([total_of(TOTAL, *parts), copy], printed)
    assert {each.slot: each.likely for each in found[:2]} == {parts[0]: meant[0], parts[2]: meant[2]}
    assert foremost(found)[:2] == [parts[0], parts[2]]
    assert all("printed as a tenth of what it should be" in each.reason for each in found[:2])


def test_figures_that_could_be_so_by_chance_are_not_said_to_have_slipped_together() -> None:
    parts = [Slot(1, row, 0) for row in range(1, 6)]
    printed = {TOTAL: Figure(46, 1), Slot(2, 0, 0): Figure(46, 1)}
    printed |= {slot: Figure(value, 1) for slot, value in zip(parts, (1, 1, 3, 9, 14), strict=True)}
    copy = total_of(Slot(2, 0, 0), TOTAL, relation=Relation.COPY)
    [found] = suspects([total_of(TOTAL, *parts), copy], printed)
    assert not any(each.slip and each.slip.kind == "scaled" for each in found)


def rows_left_out(table_no: int, count: int, *, lost: int) -> tuple[list[Instance], dict[Slot, Figure]]:
    """A table of three columns, the first the sum of the others, whose total row counts a row that is not printed.

    The total row stands in another table too.
    """
    printed: dict[Slot, Figure] = {}
    for row in range(1, count + 1):
        one, other = 100 + row, 300 + 7 * row
        printed |= {Slot(table_no, row, col): Figure(value, 1) for col, value in enumerate((one + other, one, other))}
    sums = [sum(printed[Slot(table_no, row, col)].value for row in range(1, count + 1)) for col in range(3)]
    for col, more in enumerate((lost, 211, lost - 211)):
        printed[Slot(table_no, 0, col)] = printed[Slot(table_no + 1, 0, col)] = Figure(sums[col] + more, 1)
    down = [
        total_of(Slot(table_no, 0, col), *(Slot(table_no, row, col) for row in range(1, count + 1))) for col in range(3)
    ]
    across = [
        total_of(Slot(table_no, row, 0), Slot(table_no, row, 1), Slot(table_no, row, 2)) for row in range(count + 1)
    ]
    copies = [total_of(Slot(table_no + 1, 0, col), Slot(table_no, 0, col), relation=Relation.COPY) for col in range(3)]
    return [*down, *across, *copies], printed


def test_totals_that_lack_rows_are_looked_at_and_not_the_hundred_rows_that_everything_confirms() -> None:
    instances, printed = rows_left_out(1, 120, lost=5013)
    for found in suspects(instances, printed):
        assert len(found) > 120
        assert set(foremost(found)) == {Slot(1, 0, 0), Slot(1, 0, 1), Slot(1, 0, 2)}
        assert {each.slot: each.lacks for each in found if each.lacks} == {
            Slot(1, 0, 0): 5013,
            Slot(1, 0, 1): 211,
            Slot(1, 0, 2): 4802,
        }
        assert "confirmed by GJ-007; its rows fall short of it" in found[0].reason


def test_another_sum_that_lacks_as_much_of_the_same_rows_is_named_beside() -> None:
    instances, printed = rows_left_out(1, 60, lost=5013)
    group = Slot(3, 0, 0)
    printed[group] = Figure(sum(printed[Slot(1, row, 0)].value for row in range(20, 41)) + 5013, 1)
    printed[Slot(4, 0, 0)] = printed[group]
    instances += [
        total_of(group, *(Slot(1, row, 0) for row in range(20, 41))),
        total_of(Slot(4, 0, 0), group, relation=Relation.COPY),
    ]
    by_total = {found[0].slot: found for found in suspects(instances, printed)}
    assert foremost(by_total[group])[:2] == [group, Slot(1, 0, 0)]
    assert foremost(by_total[Slot(1, 0, 0)])[:2] == [Slot(1, 0, 0), group]


def test_no_row_is_said_to_be_missing_where_the_parts_exceed_the_total() -> None:
    instances, printed = rows_left_out(1, 60, lost=-5013)
    for found in suspects(instances, printed):
        assert {each.slot for each in found if each.lacks} <= {Slot(1, 0, 1)}
