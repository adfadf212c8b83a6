"""The types of this room: an indicator as printed, and all that a grid tells of targets.

Here: types only. Not here: what an indicator's value means (``target``).
"""

from dataclasses import dataclass

from pipeline.kernel.provenance import Place


@dataclass(frozen=True, slots=True)
class Indicator:
    """A performance indicator (绩效指标), or an aim told in prose (绩效目标). What is not printed is empty.

    Attributes:
        grid_row: 0-based line of the grid on which its value stands, or its name where it has no value.
        grid_col: 0-based column of that cell; its order in the line in forms without columns.
        project: index of the row of its table that it is set for; ``None`` where it is set for what the whole table is
            about.
        level1: 一级指标, as 产出指标; of a form without columns only where the order of the line proves it.
        level2: 二级指标, as 数量指标.
        level3: 三级指标: its name, without its number.
        task: the activity (活动) it belongs to, where the table tells activities.
        description: 绩效指标描述.
        target: 指标值 as printed, without white space.
        sign: 指标性质 where it has its own column: a comparator, or 定性.
        unit: 度量单位 where it has its own column.
        weight: 分值 or 权重.
        basis: 指标值确定依据, 指标值说明 or 备注.
        is_goal: an aim told in prose, which stands in ``target``.
    """

    grid_row: int
    grid_col: int
    place: Place
    project: int | None = None
    level1: str = ""
    level2: str = ""
    level3: str = ""
    task: str = ""
    description: str = ""
    target: str = ""
    sign: str = ""
    unit: str = ""
    weight: str = ""
    basis: str = ""
    is_goal: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What a grid tells of targets: the indicators, and the row and column of every cell that they are made of."""

    indicators: tuple[Indicator, ...] = ()
    positions: frozenset[tuple[int, int]] = frozenset()

    def __add__(self, other: "Told") -> "Told":
        return Told(self.indicators + other.indicators, self.positions | other.positions)
