"""One disclosure's tables -> its cells with their certainty, its checks, and what to quarantine.

Here: putting the catalogue, the generated footings and the judging together. Not here: any of the three.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from expectations.evaluate import Check, judge
from pipeline.kernel.money import Number, Verdict, parse_number, to_cny
from pipeline.readers.document import Hint
from pipeline.recover.certainty import Certainty, certainty_of
from pipeline.recover.footing import column_tree, footing_instances, printed_parts
from pipeline.recover.frames import CELL, CHECK, DIM_TABLE, TOKEN, UNPLACED
from pipeline.recover.identity import Catalogue, Slot, identify
from pipeline.tables.families import family_of
from pipeline.tables.model import Cell, Head, Row, Table

OURS = frozenset({"extraction", "unexplained"})
"""Attributions that keep a table out of the facts until a person has looked."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What reconciling a disclosure yields, as frames of the specs in ``pipeline.recover.frames``."""

    cells: pl.DataFrame
    checks: pl.DataFrame
    tables: pl.DataFrame
    unplaced: pl.DataFrame
    tokens: pl.DataFrame


def cell_id(disclosure_id: str, table: Table, row: Row, col: int) -> str:
    """The stable name of a cell: disclosure, table, line and column, all from 1."""
    return f"{disclosure_id}-{table.table_no:02d}-{row.row_no:04d}-{col + 1:02d}"


def reconcile(
    disclosure_id: str,
    tables: Sequence[Table],
    catalogue: Catalogue,
    *,
    has_certain_digits: bool,
    measure: str | None,
) -> Reconciled:
    """Judge every identity of the catalogue over a disclosure's tables and say what each cell is worth.

    Args:
        disclosure_id: first 12 hex digits of the sha256.
        tables: the recognised tables.
        catalogue: identities by id.
        has_certain_digits: whether the form's digits are the publisher's.
        measure: what the amounts measure: ``budget`` or ``final``; ``None`` when the stage is unknown.
    """
    checks_by_table = {
        table.table_no: _checks(table, catalogue, has_certain_digits=has_certain_digits) for table in tables
    }
    quarantined = {
        table.table_no for table in tables if _is_quarantined(table, checks_by_table[table.table_no], catalogue)
    }
    cell_rows = []
    for table in tables:
        cell_rows += _cell_rows(
            disclosure_id,
            table,
            checks_by_table[table.table_no],
            catalogue,
            is_quarantined=table.table_no in quarantined,
            measure=measure,
        )
    names = {
        Slot(table.table_no, row.index, head.col): cell_id(disclosure_id, table, row, head.col)
        for table in tables
        for row in table.rows
        for head in table.heads
    }
    printed = {str(row["cell_id"]) for row in cell_rows}
    return Reconciled(
        cells=CELL.frame(cell_rows),
        checks=CHECK.frame(
            _check_row(disclosure_id, check, names, printed)
            for table in tables
            for check in checks_by_table[table.table_no]
        ),
        tables=DIM_TABLE.frame(_table_row(disclosure_id, table, table.table_no in quarantined) for table in tables),
        unplaced=UNPLACED.frame(
            {
                "disclosure_id": disclosure_id,
                "table_no": table.table_no,
                "token_no": number,
                "text": token.text,
                "token_class": token.token_class,
                "reason": token.reason,
                "page": token.place.page,
                "line": token.place.line,
            }
            for table in tables
            for number, token in enumerate(table.unplaced, start=1)
        ),
        tokens=TOKEN.frame(
            {
                "disclosure_id": disclosure_id,
                "table_no": table.table_no,
                "token_class": count.token_class,
                "tokens": count.tokens,
            }
            for table in tables
            for count in table.tokens
        ),
    )


def values_of(table: Table) -> dict[Slot, Number]:
    """The printed numbers of a table by slot."""
    return {
        Slot(table.table_no, cell.row, cell.col): number
        for cell in table.cells
        if (number := parse_number(cell.printed)) is not None
    }


def _checks(table: Table, catalogue: Catalogue, *, has_certain_digits: bool) -> list[Check]:
    values = values_of(table)
    is_doubtful = table.hint != Hint.CERTAIN
    judged = (
        judge(instance, values, has_certain_digits=has_certain_digits, is_doubtful_place=is_doubtful)
        for instance in identify(footing_instances(table), catalogue)
    )
    return [check for check in judged if check is not None]


def _is_quarantined(table: Table, checks: Iterable[Check], catalogue: Catalogue) -> bool:
    """A table is kept out of the facts when it breaks by our fault or unexplained, or its rows have shifted."""
    return any(cell.is_displaced for cell in table.cells) or any(
        check.verdict is Verdict.BREAK and check.attribution in OURS and catalogue[check.instance.identity_id].is_hard
        for check in checks
    )


def _cell_rows(
    disclosure_id: str,
    table: Table,
    checks: Sequence[Check],
    catalogue: Catalogue,
    *,
    is_quarantined: bool,
    measure: str | None,
) -> list[dict[str, object]]:
    rows = {row.index: row for row in table.rows}
    heads = {head.col: head for head in table.heads}
    broken = {
        slot
        for check in checks
        if check.verdict is Verdict.BREAK and catalogue[check.instance.identity_id].is_hard
        for slot in check.slots
    }
    checked = {slot for check in checks for slot in check.slots}
    leaves, memos = _leaves_and_memos(table)
    is_family = family_of(table.table_id) is not None
    found = []
    for cell in table.cells:
        row, head, number = rows[cell.row], heads[cell.col], parse_number(cell.printed)
        if number is None:
            continue
        slot = Slot(table.table_no, cell.row, cell.col)
        is_amount = is_family
        found.append(
            {
                "cell_id": cell_id(disclosure_id, table, row, cell.col),
                "disclosure_id": disclosure_id,
                "table_id": table.table_id,
                "table_no": table.table_no,
                **_row_columns(row),
                **_cell_columns(cell, head, number, table.money_unit if is_amount else None),
                "measure": measure if is_family else None,
                "certainty": _certainty(table, cell, slot, broken, checked, is_family=is_family),
                "is_quarantined": is_quarantined,
                "is_memo": slot in memos,
                "is_leaf": slot in leaves,
            }
        )
    return found


def _certainty(
    table: Table, cell: Cell, slot: Slot, broken: set[Slot], checked: set[Slot], *, is_family: bool
) -> Certainty:
    if is_family and table.money_unit is None and slot not in broken:
        return Certainty.UNCHECKED
    return certainty_of(
        Hint(table.hint),
        is_displaced=cell.is_displaced,
        is_broken=slot in broken,
        is_checked=slot in checked,
    )


def _row_columns(row: Row) -> dict[str, object]:
    return {
        "row_no": row.row_no,
        "row_kind": row.kind,
        "side": row.side or None,
        "unit_code": row.unit_code,
        "unit_name": row.unit_name,
        "function_code": row.function_code,
        "function_name": row.function_name,
        "dept_econ_code": row.dept_econ_code,
        "dept_econ_name": row.dept_econ_name,
        "gov_econ_code": row.gov_econ_code,
        "gov_econ_name": row.gov_econ_name,
        "project_code": row.project_code,
        "project_name": row.project_name,
        "row_label": row.label,
        "printed_codes": row.codes,
        "row_role": row.role,
        "row_index": row.index,
    }


def _cell_columns(cell: Cell, head: Head, number: Number, money_unit: str | None) -> dict[str, object]:
    return {
        "page": cell.place.page,
        "line": cell.place.line,
        "col_no": cell.col + 1,
        "column_path": head.path,
        "column_id": head.node or None,
        "printed": cell.printed,
        "value": number.value,
        "money_unit": money_unit,
        "amount_cny": to_cny(number.value, money_unit),
        "decimals": number.decimals,
    }


def _leaves_and_memos(table: Table) -> tuple[set[Slot], set[Slot]]:
    """Cells with no printed part below them on either tree, and subsets, which are neither leaf nor addend."""
    family = family_of(table.table_id)
    if family is None:
        return set(), set()
    tree = column_tree(table, family)
    printed = {Slot(table.table_no, cell.row, cell.col) for cell in table.cells}
    rows = {row.index: row for row in table.rows}
    nodes = {head.col: tree.by_id[head.node] for head in table.heads if not head.role}
    column_parts: dict[int, list[int]] = {}
    for side in {head.side for head in table.heads}:
        heads = [head for head in table.heads if not head.role and head.side == side]
        for col, parts in printed_parts(heads, tree).items():
            column_parts[col] = [part.col for part in parts if not nodes[part.col].is_memo]
    row_parts: dict[int, list[int]] = {}
    for row in table.rows:
        if row.parent is not None and not row.is_memo:
            row_parts.setdefault(row.parent, []).append(row.index)
    memos = {slot for slot in printed if nodes[slot.col].is_memo or _is_within_memo(rows[slot.row], rows)}
    leaves = {
        slot
        for slot in printed - memos
        if not any(Slot(slot.table_no, slot.row, col) in printed for col in column_parts.get(slot.col, ()))
        and not any(Slot(slot.table_no, row, slot.col) in printed for row in row_parts.get(slot.row, ()))
    }
    return leaves, memos


def _is_within_memo(row: Row, rows: dict[int, Row]) -> bool:
    while not row.is_memo:
        if row.parent is None:
            return False
        row = rows[row.parent]
    return True


def _check_row(disclosure_id: str, check: Check, names: dict[Slot, str], printed: set[str]) -> dict[str, object]:
    table_no = check.instance.total.table_no
    return {
        "disclosure_id": disclosure_id,
        "identity_id": check.instance.identity_id,
        "instance": f"table {table_no} · {check.instance.key}",
        "table_no": table_no,
        "lhs": check.lhs,
        "rhs": check.rhs,
        "difference": check.difference,
        "envelope": check.envelope,
        "verdict": check.verdict,
        "cause": check.cause or None,
        "attribution": check.attribution or None,
        "cell_ids": [names[slot] for slot in check.slots if names[slot] in printed],
    }


def _table_row(disclosure_id: str, table: Table, is_quarantined: bool) -> dict[str, object]:  # noqa: FBT001
    family = family_of(table.table_id)
    roles = sorted({head.role for head in table.heads if head.role.endswith(("_code", "item"))})
    return {
        "disclosure_id": disclosure_id,
        "table_no": table.table_no,
        "table_id": table.table_id,
        "title": table.title,
        "pages": str(table.place),
        "money_unit": table.money_unit,
        "fund_scope": family.dims.get("fund", "all") if family else None,
        "axes": ",".join(role.removesuffix("_code") for role in roles) or None,
        "status": table.status,
        "statement": table.statement or None,
        "has_declared_header": table.has_declared_header,
        "is_quarantined": is_quarantined,
    }
