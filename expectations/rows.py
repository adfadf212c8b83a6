"""Rows of the frames that reconciling yields: cells, checks, tables, unplaced tokens, token counts.

Here: from placed tables and judged instances to the columns of ``pipeline.recover.frames``. Not here: placing, judging,
candidates (``candidates``) and suspects (``accusing``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from expectations.evaluate import TEXT, Check
from expectations.repairing import Repaired
from expectations.units import doubtful_units
from pipeline.kernel.money import Number, Verdict, parse_number, to_cny
from pipeline.kernel.wording import is_percentage, names_indicator, unit_in_label
from pipeline.readers.document import Hint
from pipeline.recover.certainty import Evidence, certainty_of
from pipeline.recover.identity import Catalogue, Relation, Slot
from pipeline.recover.leaves import leaves_and_memos
from pipeline.recover.placement import Placed
from pipeline.recover.repair.units import UnitRepair
from pipeline.recover.repair.values import ValueRepair, positions
from pipeline.tables.families import family_of
from pipeline.tables.fund_scope import fund_scope
from pipeline.tables.model import COUNT, PERCENT, RATE, UNBUDGETED, Family, Head, Row, Table

_AXES = {"unit", "function", "dept_econ", "gov_econ", "project", "item"}

Columns = dict[str, object]


def cell_id(disclosure_id: str, table_no: int, row_no: int, col: int) -> str:
    """The stable name of a cell: disclosure, table, line and column, all from 1."""
    return f"{disclosure_id}-{table_no:02d}-{row_no:04d}-{col + 1:02d}"


@dataclass(frozen=True, slots=True)
class Judged:
    """A disclosure after placing and judging: what the rows of its frames are made of."""

    disclosure_id: str
    tables: tuple[Table, ...]
    placed: Mapping[Slot, Placed]
    checks: tuple[Check, ...]
    quarantined: frozenset[int]
    catalogue: Catalogue
    has_certain_digits: bool
    doubtful_codes: frozenset[tuple[int, int]]
    measure: str | None
    carry_bases: Mapping[str, str | None]
    repaired: Repaired

    def names(self) -> dict[Slot, str]:
        """The cell id of every slot that prints a figure."""
        row_nos = {(table.table_no, row.index): row.row_no for table in self.tables for row in table.rows}
        return {
            Slot(table.table_no, cell.row, cell.col): cell_id(
                self.disclosure_id, table.table_no, row_nos[table.table_no, cell.row], cell.col
            )
            for table in self.tables
            for cell in table.cells
            if cell.col is not None
        }

    def broken(self) -> set[Slot]:
        """Slots that take part in a hard identity that breaks."""
        return {
            slot
            for check in self.checks
            if check.verdict is Verdict.BREAK and self.catalogue[check.instance.identity_id].is_hard
            for slot in check.slots
        }


def cell_rows(judged: Judged) -> Iterator[Columns]:
    """Rows of ``cell``."""
    names, broken, doubtful = judged.names(), judged.broken(), doubtful_units(judged.checks)
    # A digit misread by one quantum passes as rounding, and a bound confirms no digit: only an exact sum or copy does.
    checked = {
        slot
        for check in judged.checks
        if check.verdict is Verdict.EXACT and check.instance.relation is not Relation.AT_MOST
        for slot in check.slots
    }
    repairs = {repair.position: repair for repair in judged.repaired.values}
    unit_repairs = {repair.table_no: repair for repair in judged.repaired.units}
    for table in judged.tables:
        rows = {row.index: row for row in table.rows}
        heads = {head.col: head for head in table.heads}
        leaves, memos = leaves_and_memos(table)
        family = family_of(table.table_id)
        is_family, is_final = family is not None, family is not None and family.measure == "final"
        for position, cell in positions(table):
            number = parse_number(cell.printed)
            if number is None or cell.col is None:
                continue
            slot = Slot(table.table_no, cell.row, cell.col)
            placed, repair = judged.placed.get(slot), repairs.get(position)
            unit_repair, row = unit_repairs.get(table.table_no), rows[cell.row]
            is_money = _is_money(row, heads[cell.col], family)
            evidence = Evidence(
                hint=Hint(table.hint),
                has_certain_digits=judged.has_certain_digits,
                placed=placed,
                is_broken=slot in broken,
                is_checked=slot in checked,
                has_unit=not is_family or (table.money_unit is not None and table.table_no not in doubtful),
                has_doubtful_code=(table.table_no, cell.row) in judged.doubtful_codes,
                is_of_family=is_family,
                is_repaired=repair is not None or unit_repair is not None or bool(row.code_repair),
                is_cut=cell.place.is_cut,
            )
            yield {
                "cell_id": names[slot],
                "disclosure_id": judged.disclosure_id,
                "table_id": table.table_id,
                "table_no": table.table_no,
                **_row_columns(rows[cell.row]),
                **_number_columns(
                    number, heads[cell.col], _unit_of(table, heads[cell.col], number) if is_money else None
                ),
                **({"amount_cny": None} if table.table_no in doubtful else {}),
                "page": cell.place.page,
                "line": cell.place.line,
                "printed": repair.printed if repair else cell.printed,
                "measure": _measure(rows[cell.row], heads[cell.col], judged, is_final=is_final)
                if is_family and heads[cell.col].measure not in UNBUDGETED
                else None,
                "presentation": rows[cell.row].presentation,
                "certainty": certainty_of(evidence),
                "is_quarantined": table.table_no in judged.quarantined,
                "is_memo": slot in memos,
                "is_leaf": slot in leaves,
                **_repair_columns(placed, repair, unit_repair, row),
            }


def _measure(row: Row, head: Head, judged: Judged, *, is_final: bool) -> str | None:
    """What a figure measures: what its row or column says, else what its family or the disclosure is about."""
    return row.measure or head.measure or ("final" if is_final else judged.measure)


def _is_money(row: Row, head: Head, family: Family | None) -> bool:
    """Whether a figure is money: in a list its column says so, elsewhere its row may (公务用车保有量（辆）)."""
    if head.measure in {RATE, PERCENT, COUNT}:
        return False
    return (family is not None and family.is_list) or not row.is_count


def _unit_of(table: Table, head: Head, number: Number) -> str | None:
    """The unit of a figure: where columns are not understood only what prints decimals is sure to be money.

    Where a column declares a unit in its own label (预算数（万元）) all of it is money; a column of indicators is none.
    """
    family = family_of(table.table_id)
    if family is not None and family.columns:
        return table.money_unit
    label = head.path.rpartition("/")[2]
    if names_indicator(label) or is_percentage(label):
        return None
    return unit_in_label(label) or (table.money_unit if number.decimals > 0 else None)


def _row_columns(row: Row) -> Columns:
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


def _number_columns(number: Number, head: Head, money_unit: str | None) -> Columns:
    return {
        "col_no": head.col + 1,
        "column_path": head.path,
        "column_id": head.node or None,
        "value": number.value,
        "money_unit": money_unit,
        "amount_cny": to_cny(number.value, money_unit),
        "decimals": number.decimals,
    }


def _repair_columns(
    placed: Placed | None, repair: ValueRepair | None, unit_repair: UnitRepair | None, row: Row
) -> Columns:
    """What was put right, why, and by which identities; nothing where nothing was."""
    moved = placed is not None and placed.printed_col is not None
    reasons = [
        "column: fewest identities break where it stands now" if moved else "",
        f"value: {repair.words}" if repair else "",
        row.code_repair,
        unit_repair.words if unit_repair else "",
    ]
    printed = parse_number(repair.printed) if repair else None
    identities = [*(repair.identities if repair else ()), *(unit_repair.identities if unit_repair else ())]
    return {
        "printed_col_no": placed.printed_col + 1 if placed is not None and placed.printed_col is not None else None,
        "printed_value": printed.value if printed else None,
        "repair": "; ".join(filter(None, reasons)) or None,
        "repair_identities": identities or None,
    }


def check_rows(judged: Judged) -> Iterator[Columns]:
    """Rows of ``fact_check``."""
    names = judged.names()
    for check in judged.checks:
        instance = check.instance
        yield {
            "disclosure_id": judged.disclosure_id,
            "identity_id": instance.identity_id,
            "instance": check.place,
            "table_no": None if instance.total.table_no == TEXT else instance.total.table_no,
            "lhs": check.lhs,
            "rhs": check.rhs,
            "difference": check.difference,
            "envelope": check.envelope,
            "verdict": check.verdict,
            "cause": check.cause.words or None,
            "attribution": check.attribution or None,
            "cell_ids": [names[slot] for slot in check.slots if slot in names],
        }


def table_rows(judged: Judged) -> Iterator[Columns]:
    """Rows of ``dim_table``."""
    units = {repair.table_no: repair for repair in judged.repaired.units}
    for table in judged.tables:
        family = family_of(table.table_id)
        axes = {head.role.removesuffix("_code").removesuffix("_name") for head in table.heads if head.role}
        yield {
            "disclosure_id": judged.disclosure_id,
            "table_no": table.table_no,
            "table_id": table.table_id,
            "title": table.title,
            "pages": table.pages,
            "money_unit": table.money_unit,
            "fund_scope": fund_scope(family, table.title) if family else None,
            "carry_basis": judged.carry_bases.get(table.table_id),
            "axes": ",".join(sorted(axes & _AXES)) or None,
            "status": table.status,
            "statement": table.statement or None,
            "has_declared_header": table.has_declared_header,
            "repair": units[table.table_no].words if table.table_no in units else None,
            "is_quarantined": table.table_no in judged.quarantined,
        }


def unplaced_rows(judged: Judged) -> Iterator[Columns]:
    """Rows of ``unplaced``."""
    for table in judged.tables:
        for number, token in enumerate(table.unplaced, start=1):
            yield {
                "disclosure_id": judged.disclosure_id,
                "table_no": table.table_no,
                "token_no": number,
                "text": token.text,
                "token_class": token.token_class,
                "reason": token.reason,
                "page": token.place.page,
                "line": token.place.line,
            }


def token_rows(judged: Judged) -> Iterator[Columns]:
    """Rows of ``token_count``."""
    for table in judged.tables:
        for count in table.tokens:
            yield {
                "disclosure_id": judged.disclosure_id,
                "table_no": table.table_no,
                "token_class": count.token_class,
                "tokens": count.tokens,
            }
