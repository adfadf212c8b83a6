"""Which rows of the table of projects (项目支出表) the targets of a project are set for.

Here: finding them by name, by unit and by amount, and what no targets are found for. Not here: the identities that
compare the two (``performance``).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from expectations.book import Book
from pipeline.kernel.money import Number, Term, Verdict, judge_sum
from pipeline.kernel.text import folded
from pipeline.kernel.wording import whole_of
from pipeline.tables.model import Row, Table


class ListedProjects:
    """The table of projects by name, beside the rows of targets that may be set for its rows.

    Attributes:
        rows: the rows of the table; none where the document has none.
        targets: every table of targets with each of its rows of a project, in the order of the document.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self.rows = book.rows("project")
        self.targets = [
            (table, row) for table in book.every.get("performance", []) for row in table.rows if row.role == "project"
        ]
        self._by_name = _by_name(row for row in self.rows if row.role == "project")
        self._targets_by_name = _by_name(row for _, row in self.targets)

    @property
    def has_several_units(self) -> bool:
        """Whether several units carry the projects out."""
        return len({_unit(row) for row in self.rows if row.role == "project"} - {""}) > 1

    def rows_of(self, target: Row) -> list[Row]:
        """The rows that tell the money of a project's targets, under their unit where both tables tell units.

        None where several targets bear the name, or several units carry the project out, and nothing tells which row
        is whose: a department's sheet may count what one of its units names otherwise.
        """
        found = self.named_as(target)
        namesakes = [
            row for row in self._targets_by_name[folded(target.project_name or "")] if _may_be_one(row, target)
        ]
        return found if len(namesakes) == 1 and len({_unit(row) for row in found}) == 1 else []

    def named_as(self, target: Row) -> list[Row]:
        """The rows of a project's name, under its unit where both tables tell units."""
        name = folded(target.project_name or "")
        found = [row for row in self._by_name.get(name, ()) if not self._is_under(row, name)]
        own = [row for row in found if _unit(row) and _unit(row) == _unit(target)]
        return own or found

    def may_count_other_units(self, target: Row) -> bool:
        """Whether targets that name no unit may be set for more than the rows of their name.

        A department sets them for all its units, and one of these may list its part under another name.
        """
        return not _unit(target) and self.has_several_units

    def coverage(self) -> "Coverage":
        """Every target held against the table: what it is set for, and what is left."""
        covered: set[int] = set()
        set_for: dict[int, list[Row]] = {}
        unnamed = []
        undecided = []
        for number, (table, target) in enumerate(self.targets):
            named = self.named_as(target)
            chosen = self._among_units(table, target, named)
            covered |= {row.index for row in chosen or named}
            set_for[number] = chosen
            if not named:
                unnamed.append(number)
            elif not chosen:
                undecided.append(number)
        for number in unnamed:
            table, target = self.targets[number]
            set_for[number] = self._by_amount(table, target, covered)
            covered |= {row.index for row in set_for[number]}
            if not set_for[number]:
                undecided.append(number)
        return Coverage(self, set_for, covered, [self.targets[number][1] for number in sorted(undecided)])

    def lines_below(self) -> list[Row]:
        """The projects with nothing printed below them."""
        return [row for row in self._book.leaves("project") if row.role == "project"]

    def is_at_or_below(self, row: Row, indices: set[int]) -> bool:
        """Whether a row is one of some rows or lies below one of them."""
        return row.index in indices or self.is_below(row, indices)

    def is_below(self, row: Row, indices: set[int]) -> bool:
        """Whether a row lies below one of some rows."""
        return row.parent is not None and self.is_at_or_below(self.rows[row.parent], indices)

    def _among_units(self, table: Table, target: Row, named: Sequence[Row]) -> list[Row]:
        """Of the rows of a name those that the targets are set for: of one unit, of all, or by their amount."""
        if len({_unit(row) for row in named}) <= 1:
            return list(named)
        amount = self._amount(table, target)
        amounts = [number for row in named if (number := self._listed_amount(row))]
        if amount is None:
            return []
        verdict, _, _ = judge_sum(amount, [Term(1, number) for number in amounts])
        return list(named) if verdict is not Verdict.BREAK else self._only_of(amount, named)

    def _by_amount(self, table: Table, target: Row, covered: set[int]) -> list[Row]:
        """The one project left that costs what targets of another name are set for."""
        left = [row for row in self.lines_below() if not self.is_at_or_below(row, covered)]
        own = [row for row in left if _unit(row) and _unit(row) == _unit(target)]
        amount = self._amount(table, target)
        return (self._only_of(amount, own) or self._only_of(amount, left)) if amount else []

    def _only_of(self, amount: Number, rows: Sequence[Row]) -> list[Row]:
        """The row of an amount; none where several are."""
        equal = [row for row in rows if (own := self._listed_amount(row)) and own.value == amount.value]
        return equal if len(equal) == 1 else []

    def _amount(self, table: Table, row: Row) -> Number | None:
        return next(iter(self._book.numbers_in(table, row)), None)

    def _listed_amount(self, row: Row) -> Number | None:
        return self._amount(self._book.tables["project"], row)

    def _is_under(self, row: Row, name: str) -> bool:
        """Whether a row only details one above it that bears the same name."""
        parent = self.rows[row.parent] if row.parent is not None else None
        if parent is None:
            return False
        return folded(parent.project_name or "") == name or self._is_under(parent, name)


class Coverage:
    """What the targets of a document are set for.

    Attributes:
        undecided: targets of which the table of projects shows neither the name nor the amount, or several rows of it.
    """

    def __init__(
        self, listed: ListedProjects, set_for: dict[int, list[Row]], covered: set[int], undecided: list[Row]
    ) -> None:
        self._listed = listed
        self._set_for = set_for
        self._covered = covered
        self.undecided = undecided

    def counted(self) -> list[tuple[Table, Row]]:
        """The targets whose money adds up: not those set for a part of what others are set for."""
        return [
            target
            for number, target in enumerate(self._listed.targets)
            if not (rows := self._set_for[number]) or not all(self._listed.is_below(row, self._covered) for row in rows)
        ]

    def without(self) -> list[Row]:
        """The projects that no targets are set for, in the order of the table."""
        return [row for row in self._listed.lines_below() if not self._listed.is_at_or_below(row, self._covered)]


def _may_be_one(row: Row, other: Row) -> bool:
    """Whether two rows of a name may be of one unit."""
    return not (_unit(row) and _unit(other)) or _unit(row) == _unit(other)


def _unit(row: Row) -> str:
    """A row's unit; some tables mark a department's own part (本级), and others do not."""
    return whole_of(row.unit_name or "")


def _by_name(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[folded(row.project_name or "")].append(row)
    return found
