"""What a family declares and what a recognised table is.

Here: the frozen types only. ``Node`` and ``Family`` are declarations; ``Head``, ``Row``, ``Cell`` and ``Table`` are
what recognition makes of one grid.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from pipeline.kernel.money import TokenClass
from pipeline.kernel.provenance import Place
from pipeline.kernel.text import folded
from pipeline.tables.indicators.indicator import Indicator

RATE = "rate"
"""The measure of a column that tells what share of a budget was spent (完成率): percentages, no money."""

PERCENT = "percent"
"""The measure of a column of any other percentages (增减率, 占比): no money."""

COUNT = "count"
"""The measure of a column that counts things or people (数量, 人数): numbers, no money."""

PRICE = "price"
"""The measure of a column of unit prices (单价): money that adds up to nothing."""

SOURCE = "source"
"""The measure of a column that tells the whole budget a line is paid from (预算资金), line by line: no sum either."""

UNSUMMED = frozenset({RATE, PERCENT, PRICE, SOURCE})
"""Measures whose figures add up to nothing, row by row."""

UNBUDGETED = frozenset({RATE, PERCENT, COUNT, PRICE, SOURCE})
"""Measures that are no budget's or final account's money of a line."""

MAIN = "main"
"""The first presentation of a table's money, and in most tables the only one."""


_COUNTED = re.compile(r"\((?:个|辆|台|套|人|人次|批|批次|次|台/套|台、套)(?:,[^()]*)?\)$")


class RowKind(StrEnum):
    """The place of a row in its table's tree (DESIGN §6)."""

    TOTAL = "total"
    UNIT = "unit"
    SUBTOTAL = "subtotal"
    DETAIL = "detail"


class Side(StrEnum):
    """The side of a balance table; empty elsewhere."""

    REVENUE = "revenue"
    EXPENDITURE = "expenditure"
    NONE = ""


NEVER = r"(?!)"
"""The labels of a node that no table prints."""

Block = tuple[Side, str]
"""The side and presentation that columns, and the rows whose figures stand in them, belong to."""


@dataclass(frozen=True)
class Node:
    """A column or row item by meaning: the nodes of a family's column tree or row tree.

    Attributes:
        id: canonical name, unique in its tree (``column_id`` of the warehouse).
        labels: regular expression that the folded printed label must match in full.
        parts: the nodes that this one is the sum of, where they are printed.
        is_memo: a subset (其中), never an addend of its parent.
        dims: coordinates in the star schema that being in this column or row adds.
    """

    id: str
    labels: str
    parts: tuple["Node", ...] = ()
    is_memo: bool = False
    dims: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """``labels``, compiled."""
        return re.compile(self.labels)

    @property
    def is_never_printed(self) -> bool:
        """Whether the node only holds others together: no label is its own."""
        return self.labels == NEVER

    def is_labelled(self, folded_label: str) -> bool:
        """Say whether a folded label names this node."""
        return self.pattern.fullmatch(folded_label) is not None

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, shallowest first."""
        level = [self]
        while level:
            yield from level
            level = [part for node in level for part in node.parts]

    @cached_property
    def by_id(self) -> Mapping[str, "Node"]:
        """Every node of the tree under this one."""
        return {node.id: node for node in self.walk()}

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """Child id -> parent id within this tree."""
        return {part.id: node.id for node in self.walk() for part in node.parts}

    def dims_of(self, node_id: str) -> dict[str, str]:
        """The dimensions of a node, those of its ancestors included; the nearest one wins."""
        chain = [node_id]
        while chain[-1] in self.parents:
            chain.append(self.parents[chain[-1]])
        return {name: value for node in reversed(chain) for name, value in self.by_id[node].dims.items()}


@dataclass(frozen=True)
class Family:
    """A table family (表类), declared once.

    Attributes:
        table_id: the stable name.
        chinese: the usual printed title.
        titles: regular expression searched for in the folded title.
        not_titles: regular expression that the title must not contain.
        columns: alternative column trees, the likeliest first.
        items: row trees by side, for families whose rows are items named by label.
        code_axis: which subject codes a plain 科目编码 column holds: ``function`` or ``department``.
        flow: ``revenue`` or ``expenditure`` for families without sides.
        dims: dimensions that every line of the family has.
        layouts: printed headers met, column by column from the left, as paths; a mangled header takes one of these.
        mixed_rows: what the rows of a column of mixed names (支出项目类别) are beside units: ``subject``, ``project``.
        measure: the measure of a column of amounts (预算数) beside columns of other measures.
        is_block: printed as blocks of rows with labels inside, not line by line below a header (``tables.blocks``).
        required_in: the stage, ``budget`` or ``final``, whose every publication must have this table, with figures or
            stated to be empty; empty where it is free. The tables of 地方预决算公开操作规程 (2016), for every scope.
        stands_for: the required family in whose place this one may be printed, because it says no less.
        texts: what its columns of words hold, role by role (``roles.Role``): the labels of their headers. Families that
            have them are lists (清单): one line a thing, with its figures (``tables.lists``).
    """

    table_id: str
    chinese: str
    titles: str
    columns: tuple[Node, ...]
    not_titles: str = r"(?!)"
    items: Mapping[Side, Node] = field(default_factory=dict)
    code_axis: str = "function"
    flow: str = "expenditure"
    dims: Mapping[str, str] = field(default_factory=dict)
    layouts: tuple[tuple[str, ...], ...] = ()
    mixed_rows: str = "subject"
    measure: str = "budget"
    is_block: bool = False
    required_in: str = ""
    stands_for: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_list(self) -> bool:
        """Whether its lines list things by their words."""
        return bool(self.texts)

    @property
    def is_balance(self) -> bool:
        """Whether it prints revenue beside expenditure, item by item."""
        return Side.REVENUE in self.items

    def is_titled(self, folded_title: str) -> bool:
        """Say whether a folded title may head a table of this family."""
        return re.search(self.titles, folded_title) is not None and re.search(self.not_titles, folded_title) is None


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a recognised table.

    Attributes:
        col: 0-based position in the grid.
        path: the printed header from outermost to innermost, white space removed, joined by ``/``.
        role: what the cells below are: a label role (``roles.Role``), or empty for values.
        node: id of the column by meaning (``column_id``), empty for labels.
        side: the side it belongs to, in balance tables.
        presentation: the printed block it belongs to, where a table prints several side by side (``MAIN`` else).
        measure: which measure its figures are, where the table prints several (``budget``, ``prior`` …); else empty.
    """

    col: int
    path: str
    role: str
    node: str
    side: Side = Side.NONE
    presentation: str = MAIN
    measure: str = ""

    @property
    def block(self) -> Block:
        """The block of columns it stands in: figures stand in rows of the same block only."""
        return self.side, self.presentation


@dataclass(frozen=True, slots=True)
class Told:
    """What a line of a list says in one of its columns of words, as printed, without line breaks and white space.

    Attributes:
        role: what the column holds (``roles.Role``).
        text: its words.
    """

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a recognised table; on a balance table, one side of a printed line.

    Attributes:
        index: position among the table's rows, the handle used by cells and parents.
        row_no: 1-based position of the printed line among the table's body lines.
        parent: index of the row that this one is a part of, ``None`` for roots.
        kind: its place in the tree.
        role: id of the item by meaning, or ``total``/``unit``/``subject``/``project`` for keyed rows.
        label: printed label without white space and numbering, nested labels as a path.
        is_memo: a subset (其中) of its parent.
        codes: the codes as printed on the row, in order, joined by a blank.
        presentation: the printed block it belongs to.
        measure: which measure its figures are, where rows tell measures apart; else empty.
        told: on a line of a list, what its columns of words say.
        code_repair: which printed code was misread and what it was read as; empty where none was.
    """

    index: int
    row_no: int
    place: Place
    kind: RowKind
    role: str
    label: str
    side: Side = Side.NONE
    parent: int | None = None
    is_memo: bool = False
    unit_code: str | None = None
    unit_name: str | None = None
    function_code: str | None = None
    function_name: str | None = None
    dept_econ_code: str | None = None
    dept_econ_name: str | None = None
    gov_econ_code: str | None = None
    gov_econ_name: str | None = None
    project_code: str | None = None
    project_name: str | None = None
    codes: str | None = None
    presentation: str = MAIN
    measure: str = ""
    told: tuple[Told, ...] = ()
    code_repair: str = ""

    @property
    def block(self) -> Block:
        """The block of columns in which its figures stand."""
        return self.side, self.presentation

    @property
    def is_count(self) -> bool:
        """Whether its label says that it counts things or people (公务用车保有量（辆）): its figures are no money."""
        return _COUNTED.search(folded(self.label)) is not None


@dataclass(frozen=True, slots=True)
class Cell:
    """A reported figure: a number in a value column of a row.

    ``col`` is the 0-based column of the grid under which it stands, equal to that of its head; ``None`` where the form
    gives a number's order within its row but no column.
    """

    row: int
    col: int | None
    printed: str
    place: Place


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A numeric token of a table region that is no cell, or a label of no sure row, and why."""

    text: str
    token_class: TokenClass
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class TokenCount:
    """How many tokens of a class a table region holds."""

    token_class: TokenClass
    tokens: int


@dataclass(frozen=True, slots=True)
class Table:
    """A grid recognised as an instance of a family, or kept as ``other:<title>`` with all its cells.

    Attributes:
        table_no: 1-based number in the document.
        table_id: family, or ``other:<title>``.
        title: as printed, white space removed.
        money_unit: declared on this table; ``None`` when it declares none.
        has_declared_header: the printed header was mangled and the family's layout taken instead.
        status: ``read``, ``empty`` (stated or visibly without figures) or ``other``.
        statement: the note by which an empty table says that it is empty.
        notes: one-line notes under the table.
        tokens: every numeric token of the region by class.
        pages: the pages it stands on (``8-10``), or its line in forms without pages.
        indicators: what its targets say, in tables of performance targets.
        continues: number of the table of targets that it goes on with, whose unit of money is its own, and whose
            project where it tells none.
    """

    table_no: int
    table_id: str
    title: str
    place: Place
    money_unit: str | None
    unit_line: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    unplaced: tuple[Unplaced, ...]
    tokens: tuple[TokenCount, ...]
    hint: str
    has_declared_header: bool
    status: str
    statement: str
    notes: tuple[str, ...]
    pages: str = ""
    indicators: tuple[Indicator, ...] = ()
    continues: int | None = None

    @property
    def sole_project(self) -> Row | None:
        """The project that a sheet is about; ``None`` where the table tells none or lists several."""
        projects = [row for row in self.rows if row.role == "project"]
        return projects[0] if len(projects) == 1 else None
