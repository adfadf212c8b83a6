"""The suites of the star: one per table, derived from its spec, and one that holds printed totals against their leaves.

Here: specs turned into rules. Not here: the specs, or the audit, which guards publication by itself.
"""

from collections.abc import Iterator, Sequence

from expectations.suites.rule import PLACE_OF_DISCLOSURE, Rule, Suite, SuiteGroup
from pipeline.kernel.schema import Field, ForeignKey, TableSpec
from pipeline.warehouse.catalog import TABLES

_DISCLOSURE = (
    f"(SELECT any_value({PLACE_OF_DISCLOSURE}) FROM dim_disclosure d WHERE d.disclosure_id = t.disclosure_id) "  # noqa: S608
    'AS "披露文件 disclosure"'
)
_TABLE = (
    "(SELECT any_value(r.table_no || '. ' || r.title || ' [' || r.table_id || ']') FROM dim_table r "
    'WHERE r.disclosure_id = t.disclosure_id AND r.table_no = t.table_no) AS "报表 table"'
)
_FIGURE = "{0}.row_label || ' · ' || {0}.column_path || ' = ' || {0}.printed || coalesce({0}.money_unit, '')"
_CELL = f"(SELECT any_value({_FIGURE.format('c')}) FROM cell c WHERE c.cell_id = t.cell_id)"  # noqa: S608


def _quoted(columns: Sequence[str], alias: str = "t") -> str:
    return ", ".join(f'{alias}."{column}"' for column in columns)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _named(name: str, chinese: str) -> str:
    return f'"{chinese} {name}"'


def _subjects(spec: TableSpec, columns: Sequence[str]) -> str:
    return "、".join(f"{field.chinese} {field.name}" for field in spec.fields if field.name in columns)


def _place(spec: TableSpec) -> Iterator[str]:
    """What names a row to a person: disclosure, table and figure, as far as the table knows them."""
    columns = set(spec.columns)
    if "disclosure_id" in columns and spec.name != "dim_disclosure":
        yield _DISCLOSURE
    if {"disclosure_id", "table_no"} <= columns and spec.name != "dim_table":
        yield _TABLE
    if spec.name == "cell":
        yield f'{_FIGURE.format("t")} AS "行·列 row · column"'
    elif "cell_id" in columns:
        yield f'{_CELL} AS "行·列 row · column"'


def _listing(spec: TableSpec, condition: str, columns: Sequence[str]) -> str:
    """The rows of a table for which a condition holds: their place, key, the columns concerned, and their amount."""
    fields = {field.name: field for field in spec.fields}
    told = ["amount_cny"] if "amount_cny" in fields else []
    wanted = dict.fromkeys([*spec.primary_key, *columns, *told])
    shown = [*_place(spec), *(f't."{name}" AS {_named(name, fields[name].chinese)}' for name in wanted)]
    return f'SELECT {", ".join(shown)} FROM "{spec.name}" t WHERE {condition} ORDER BY {_quoted(spec.primary_key)}'  # noqa: S608


def _count(spec: TableSpec) -> str:
    return f'SELECT count(*) FROM "{spec.name}"'  # noqa: S608


def _as_declared(spec: TableSpec) -> Rule:
    """Columns stand in the order and with the types declared; types as DuckDB reports them (decisions/0002)."""
    declared = ", ".join(
        f"({place}, {_literal(field.name)}, {_literal(field.type)})" for place, field in enumerate(spec.fields, 1)
    )
    found = (
        "SELECT row_number() OVER (ORDER BY column_index) AS place, column_name, data_type FROM duckdb_columns() "  # noqa: S608
        f"WHERE table_name = {_literal(spec.name)}"
    )
    return Rule(
        "columns",
        f"Has its {len(spec.fields)} declared columns, in order, each of its declared type.",
        f"{len(spec.fields)}列与声明一致：名称、次序、类型",
        f"SELECT count(*) FROM ({found})",  # noqa: S608
        f"""
        SELECT coalesce(d.place, f.place) AS "次序 place", d.name AS "声明列 declared",
               d.type AS "声明类型 declared type", f.column_name AS "实有列 found",
               f.data_type AS "实有类型 found type"
        FROM (VALUES {declared}) d(place, name, type) FULL JOIN ({found}) f USING (place)
        WHERE (d.name, d.type) IS DISTINCT FROM (f.column_name, f.data_type) ORDER BY 1
        """,  # noqa: S608
    )


def _field_rules(spec: TableSpec, field: Field) -> Iterator[Rule]:
    named = f"{field.chinese} {field.name}"
    if not field.is_nullable:
        yield Rule(
            f"not_null:{field.name}",
            "Is never NULL.",
            f"{field.chinese}不为空",
            _count(spec),
            _listing(spec, f't."{field.name}" IS NULL', [field.name]),
            named,
        )
    if field.values:
        yield Rule(
            f"values:{field.name}",
            f"Is one of {', '.join(field.values)}.",
            f"{field.chinese}取值在规定之内",
            f'SELECT count("{field.name}") FROM "{spec.name}"',  # noqa: S608
            _listing(spec, f't."{field.name}" NOT IN ({", ".join(map(_literal, field.values))})', [field.name]),
            named,
        )


def _unique_key(spec: TableSpec) -> Rule:
    key = ", ".join(f'"{column}"' for column in spec.primary_key)
    repeated = f'SELECT {key} FROM "{spec.name}" GROUP BY ALL HAVING count(*) > 1'  # noqa: S608
    return Rule(
        "key",
        f"No two rows share their key ({', '.join(spec.primary_key)}).",
        "主键不重复",
        _count(spec),
        _listing(spec, f"({_quoted(spec.primary_key)}) IN ({repeated})", []),
        _subjects(spec, spec.primary_key),
    )


def _foreign_key(spec: TableSpec, key: ForeignKey) -> Rule:
    matches = " AND ".join(f'o."{other}" = t."{own}"' for own, other in zip(key.columns, key.references, strict=True))
    target = next(table for table in TABLES if table.name == key.table)
    # As in SQL, a row of which a key column is NULL points at nothing.
    told = "".join(f't."{own}" IS NOT NULL AND ' for own in key.columns)
    return Rule(
        f"foreign_key:{','.join(key.columns)}",
        f"Is found in {key.table} ({', '.join(key.references)}).",
        f"见于“{target.chinese}”表",
        _count(spec),
        _listing(spec, f'{told}NOT EXISTS (SELECT 1 FROM "{key.table}" o WHERE {matches})', key.columns),  # noqa: S608
        _subjects(spec, key.columns),
    )


def suite_of(spec: TableSpec) -> Suite:
    """The suite of a table: its columns and types, nulls, values, key and foreign keys, as its spec declares them."""
    return Suite(
        f"star-{spec.name}",
        SuiteGroup.STAR,
        spec.english,
        f"{spec.chinese} {spec.name}",
        (
            _as_declared(spec),
            _unique_key(spec),
            *(_foreign_key(spec, key) for key in spec.foreign_keys),
            *(rule for field in spec.fields for rule in _field_rules(spec, field)),
        ),
    )


_TOTALS_AND_LEAVES = """
    WITH leaves AS (
      SELECT disclosure_id, table_no, flow, presentation, measure, sum(amount_cny) AS leaf_sum
      FROM fact_budget_line GROUP BY ALL),
    totals AS (
      SELECT l.disclosure_id, l.table_no, l.flow, l.presentation, l.measure,
             arg_max(l.amount_cny, c.column_id = 'with_meetings') AS printed_total,
             arg_max(c.row_label || ' · ' || c.column_path, c.column_id = 'with_meetings') AS place
      FROM fact_reported_total l JOIN cell c USING (cell_id)
      WHERE c.row_kind = 'total' AND c.column_id IN ('total', 'all_funds', 'with_meetings') AND l.total_kind = 'total'
      GROUP BY ALL),
    findings AS (
      SELECT DISTINCT disclosure_id, table_no FROM fact_check WHERE verdict <> 'exact' AND rhs IS NOT NULL)
    SELECT t.*, coalesce(leaf_sum, 0) AS leaf_sum, f.table_no IS NOT NULL AS is_accounted_for
    FROM totals t
    LEFT JOIN leaves USING (disclosure_id, table_no, flow, presentation, measure)
    LEFT JOIN findings f USING (disclosure_id, table_no)
"""

RECONCILED_TOTALS = Suite(
    "star-reconciled_totals",
    SuiteGroup.STAR,
    "Printed totals against the sums of their leaves; a difference that no finding accounts for is ours.",
    "合计与明细",
    (
        Rule(
            "totals_are_their_leaves",
            "A printed total is the sum of its leaves, but for differences that a finding accounts for.",
            "报表合计＝明细之和（勾稽已列示的差额除外）",
            f"SELECT count(*) FROM ({_TOTALS_AND_LEAVES})",  # noqa: S608
            f"""
            SELECT {_DISCLOSURE}, {_TABLE}, t.place AS "行·列 row · column", t.flow AS "收支 flow",
                   t.presentation AS "列示 presentation", t.measure AS "计量 measure",
                   t.printed_total AS "合计（元） printed total", t.leaf_sum AS "明细之和（元） sum of leaves",
                   t.printed_total - t.leaf_sum AS "差额（元） difference"
            FROM ({_TOTALS_AND_LEAVES}) t
            WHERE NOT t.is_accounted_for AND t.printed_total <> t.leaf_sum
            ORDER BY abs(t.printed_total - t.leaf_sum) DESC, t.disclosure_id, t.table_no
            """,  # noqa: S608
        ),
    ),
)


def star_suites() -> tuple[Suite, ...]:
    """The suites of all tables, in the order in which they are loaded, and of the totals."""
    return (*(suite_of(spec) for spec in TABLES), RECONCILED_TOTALS)
