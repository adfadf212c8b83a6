import random

from pipeline.recover.diagnosis import MOST_SETS, Cluster, diagnose
from pipeline.recover.equations import Figure, equations_of
from pipeline.recover.identity import Instance, Relation, Slot

TOTAL, A, B, C = (Slot(1, row, 0) for row in range(4))
COPY_OF_A, COPY_OF_B, COPY_OF_TOTAL = (Slot(2, row, 0) for row in (1, 2, 0))


def total_of(total: Slot, *parts: Slot, relation: Relation = Relation.SUM) -> Instance:
    return Instance("GJ-007", f"{total}", relation, total, tuple((1, part) for part in parts))


def copy_of(left: Slot, right: Slot) -> Instance:
    return total_of(left, right, relation=Relation.COPY)


def printed() -> dict[Slot, Figure]:
    return {slot: Figure(value, 1) for slot, value in ((TOTAL, 600), (A, 100), (B, 200), (C, 300))}


def split(instances: list[Instance], figures: dict[Slot, Figure]) -> tuple[list[Instance], list[Instance]]:
    equations = equations_of(instances, figures)
    broken = [equation.instance for equation in equations if not equation.holds()]
    return broken, [equation.instance for equation in equations if equation.holds()]


def clusters(instances: list[Instance], figures: dict[Slot, Figure]) -> list[Cluster]:
    return diagnose(*split(instances, figures), figures)


def cells(cluster: Cluster) -> list[set[Slot]]:
    return [{needed.slot for needed in diagnosis} for diagnosis in cluster.diagnoses]


def test_one_sum_alone_may_be_wrong_in_any_of_its_cells() -> None:
    figures = printed() | {A: Figure(190, 1)}
    [cluster] = clusters([total_of(TOTAL, A, B, C)], figures)
    assert cells(cluster) == [{TOTAL}, {A}, {B}, {C}]
    assert [diagnosis[0].value for diagnosis in cluster.diagnoses] == [690, 100, 110, 210]


def test_a_cell_that_another_identity_confirms_is_no_diagnosis() -> None:
    figures = printed() | {A: Figure(190, 1), COPY_OF_B: Figure(200, 1), COPY_OF_TOTAL: Figure(600, 1)}
    instances = [total_of(TOTAL, A, B, C), copy_of(COPY_OF_B, B), copy_of(COPY_OF_TOTAL, TOTAL)]
    [cluster] = clusters(instances, figures)
    assert cells(cluster) == [{A}, {C}]


def test_two_breaks_that_share_one_cell_name_it_alone_with_its_value() -> None:
    figures = printed() | {A: Figure(190, 1), COPY_OF_A: Figure(100, 1)}
    [cluster] = clusters([total_of(TOTAL, A, B, C), copy_of(COPY_OF_A, A)], figures)
    assert cells(cluster) == [{A}]
    [[needed]] = cluster.diagnoses
    assert (needed.low, needed.high, needed.value) == (99, 101, 100)


def test_breaks_that_share_no_cell_are_diagnosed_apart() -> None:
    figures = printed() | {A: Figure(190, 1), COPY_OF_A: Figure(7, 1), COPY_OF_B: Figure(9, 1)}
    found = clusters([total_of(TOTAL, A, B, C), copy_of(COPY_OF_A, COPY_OF_B)], figures)
    assert sorted(len(cluster.breaks) for cluster in found) == [1, 1]


def test_two_wrong_cells_are_found_together_where_no_single_one_explains_both_breaks() -> None:
    figures = printed() | {A: Figure(190, 1), B: Figure(250, 1), COPY_OF_A: Figure(100, 1), COPY_OF_B: Figure(200, 1)}
    [cluster] = clusters([total_of(TOTAL, A, B, C), copy_of(COPY_OF_A, A), copy_of(COPY_OF_B, B)], figures)
    assert {A, B} in cells(cluster)
    assert all(len(each) == 2 for each in cells(cluster))
    both = next(diagnosis for diagnosis in cluster.diagnoses if {needed.slot for needed in diagnosis} == {A, B})
    assert [needed.value for needed in both] == [100, 200]


def test_a_blank_cell_may_be_what_is_missing() -> None:
    figures = {slot: figure for slot, figure in printed().items() if slot != A} | {COPY_OF_A: Figure(100, 1)}
    [cluster] = clusters([total_of(TOTAL, A, B, C), copy_of(COPY_OF_A, A)], figures)
    assert cells(cluster) == [{A}]
    assert cluster.diagnoses[0][0].value == 100


def test_rounding_leaves_room_and_the_exact_sum_is_preferred() -> None:
    figures = {slot: Figure(value * 100, 100) for slot, value in ((TOTAL, 60), (A, 19), (B, 20), (C, 30))}
    [cluster] = clusters([total_of(TOTAL, A, B, C)], figures)
    needed = next(diagnosis[0] for diagnosis in cluster.diagnoses if diagnosis[0].slot == A)
    assert (needed.low, needed.high, needed.value) == (800, 1200, 1000)


def test_a_subset_bounds_its_parent_from_below_only() -> None:
    figures = {TOTAL: Figure(100, 1), A: Figure(190, 1)}
    [cluster] = clusters([total_of(TOTAL, A, relation=Relation.AT_MOST)], figures)
    of_total, of_a = (diagnosis[0] for diagnosis in cluster.diagnoses)
    assert (of_total.slot, of_total.low, of_total.high, of_total.value) == (TOTAL, 189, None, None)
    assert (of_a.slot, of_a.low, of_a.high) == (A, None, 101)


def test_a_row_and_its_column_meet_in_the_wrong_cell() -> None:
    cell = {(row, col): Slot(3, row, col) for row in range(5) for col in range(5)}
    values = {(row, col): 1000 * row + 10 * col for row in range(1, 5) for col in range(1, 5)}
    values |= {(0, col): sum(values[row, col] for row in range(1, 5)) for col in range(1, 5)}
    values |= {(row, 0): sum(values[row, col] for col in range(1, 5)) for row in range(5)}
    figures = {cell[place]: Figure(value, 1) for place, value in values.items()}
    figures[cell[2, 3]] = Figure(203, 1)
    instances = [total_of(cell[0, col], *(cell[row, col] for row in range(1, 5))) for col in range(5)]
    instances += [total_of(cell[row, 0], *(cell[row, col] for col in range(1, 5))) for row in range(5)]
    [cluster] = clusters(instances, figures)
    assert cells(cluster) == [{cell[2, 3]}]
    assert cluster.diagnoses[0][0].value == 2030


def test_many_independent_errors_give_no_diagnosis_and_little_work() -> None:
    figures = {Slot(1, row, col): Figure(1, 1) for row in range(40) for col in range(40)}
    rows = [total_of(Slot(1, row, 0), *(Slot(1, row, col) for col in range(1, 40))) for row in range(40)]
    column = total_of(Slot(1, 0, 0), *(Slot(1, row, 0) for row in range(1, 40)))
    [cluster] = clusters([*rows, column], figures)
    assert (cluster.diagnoses, cluster.is_complete) == ((), True)


def test_the_search_stops_at_its_bound_and_says_so() -> None:
    wide = range(1, 200)
    figures = {Slot(1, row, col): Figure(row * col, 1) for row in range(3) for col in range(200)}
    figures |= {Slot(1, 1, 0): Figure(50, 1)}
    rows = [total_of(Slot(1, row, 0), *(Slot(1, row, col) for col in wide)) for row in range(1, 3)]
    [cluster] = clusters([*rows, copy_of(Slot(1, 1, 0), Slot(1, 2, 0))], figures)
    assert not cluster.is_complete
    assert len(wide) ** 2 > MOST_SETS


def test_diagnoses_do_not_depend_on_the_order_of_the_instances() -> None:
    figures = printed() | {A: Figure(190, 1), B: Figure(250, 1), COPY_OF_A: Figure(100, 1), COPY_OF_B: Figure(200, 1)}
    instances = [total_of(TOTAL, A, B, C), copy_of(COPY_OF_A, A), copy_of(COPY_OF_B, B)]
    first = clusters(instances, figures)
    random.Random(1).shuffle(instances)
    assert [cells(each) for each in clusters(instances, figures)] == [cells(each) for each in first]
