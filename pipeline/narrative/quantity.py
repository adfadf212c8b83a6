"""What a quantity of the narrative is: the words that name it and the cells that state it.

Here: the types of the declarations. Not here: the declarations (``vocabulary``) and finding cells.
"""

from dataclasses import dataclass

from pipeline.tables.model import Side


@dataclass(frozen=True, slots=True)
class Target:
    """A cell by meaning: family, row, column; or the sum of several.

    Attributes:
        table_id: the family of a budget; in a final account the family ``final_…`` of the same name.
        row: role of an item, or ``total`` for the row that covers the table.
        column: node of the column.
        side: the side of a balance table.
        label: regular expression that the row's label must contain; empty where any may be meant.
        economic: code of an economic class (部门经济科目) whose rows are meant, instead of ``row``.
        kind: kind of purchase (货物, 工程, 服务) whose lines are meant, instead of ``row``.
        plus: the cells that add up with it; their tables must be there, a row that one does not print adds nothing.
        is_bound: the claim is at most this cell and must not exceed it, rather than equal it.
        is_usual: the claim equals it by the usual practice only: where it does not, nothing is wrong.
    """

    table_id: str
    row: str = "total"
    column: str = "total"
    side: Side = Side.NONE
    label: str = ""
    economic: str = ""
    kind: str = ""
    plus: tuple["Target", ...] = ()
    is_bound: bool = False
    is_usual: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity that sentences speak of, declared once.

    Attributes:
        id: the stable name.
        chinese: its usual name.
        words: regular expression that a phrase must match in full, without unit's name, year and closing words.
        targets: the cells that state it; a claim must equal one of them, the likeliest first.
        scopes: the scopes in which the bare words mean it; empty for all.
        wholes: ids of the quantities that a share of it is told of, the nearest first.
        sets: the scope that naming it opens; empty where it opens none.
        is_count: it counts things, and is no money.
    """

    id: str
    chinese: str
    words: str
    targets: tuple[Target, ...] = ()
    scopes: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    sets: str = ""
    is_count: bool = False
