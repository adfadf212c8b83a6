"""Great Expectations suites, derived from the table specs and the catalogue.

Here: turning specs into expectations, and validating a warehouse with them. Not here: the specs. Great Expectations
takes seconds to import, so it is imported inside ``validate_star`` and nowhere else.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.kernel.schema import TableSpec
from pipeline.warehouse.catalog import TABLES
from pipeline.warehouse.connection import reading

RECONCILED_TOTALS = """
    WITH leaves AS (
      SELECT disclosure_id, table_no, flow, presentation, measure, sum(amount_cny) AS leaf_sum_cny
      FROM fact_budget_line GROUP BY ALL),
    totals AS (
      SELECT l.disclosure_id, l.table_no, l.flow, l.presentation, l.measure,
             arg_max(l.amount_cny, c.column_id = 'with_meetings') AS printed_total_cny
      FROM fact_reported_total l JOIN cell c USING (cell_id)
      WHERE c.row_kind = 'total' AND c.column_id IN ('total', 'all_funds', 'with_meetings') AND l.total_kind = 'total'
      GROUP BY ALL),
    findings AS (
      SELECT DISTINCT disclosure_id, table_no FROM fact_check WHERE verdict <> 'exact')
    SELECT t.disclosure_id, d.table_id, t.table_no, t.flow, printed_total_cny, leaf_sum_cny,
           CASE WHEN f.table_no IS NULL THEN printed_total_cny - coalesce(leaf_sum_cny, 0) ELSE 0 END
             AS unexplained_difference_cny
    FROM totals t
    JOIN dim_table d USING (disclosure_id, table_no)
    LEFT JOIN leaves USING (disclosure_id, table_no, flow, presentation, measure)
    LEFT JOIN findings f USING (disclosure_id, table_no)
    ORDER BY ALL
"""
"""Printed totals against the sums of their leaves; a difference that no finding accounts for is ours."""


@dataclass(frozen=True, slots=True)
class Expected:
    """How one expectation came out."""

    table: str
    expectation: str
    column: str
    is_met: bool
    details: str


def _expectations(spec: TableSpec, keys: dict[str, list[Any]], gxe: Any) -> list[Any]:
    """Columns, nulls, allowed values, keys and foreign keys of a table, as its spec declares them."""
    found: list[Any] = [gxe.ExpectTableColumnsToMatchOrderedList(column_list=list(spec.columns))]
    for field in spec.fields:
        if not field.is_nullable:
            found.append(gxe.ExpectColumnValuesToNotBeNull(column=field.name))
        if field.values:
            found.append(gxe.ExpectColumnValuesToBeInSet(column=field.name, value_set=list(field.values)))
    if len(spec.primary_key) == 1:
        found.append(gxe.ExpectColumnValuesToBeUnique(column=spec.primary_key[0]))
    else:
        found.append(gxe.ExpectCompoundColumnsToBeUnique(column_list=list(spec.primary_key)))
    for key in spec.foreign_keys:
        if len(key.columns) == 1:
            known = keys[f"{key.table}.{key.references[0]}"]
            found.append(gxe.ExpectColumnValuesToBeInSet(column=key.columns[0], value_set=known))
    return found


def validate_star(warehouse: Path) -> list[Expected]:
    """Validate every star table, and that printed totals are the sums of their leaves.

    Returns:
        One result per expectation, in the order of the specs.
    """
    import great_expectations as gx  # noqa: PLC0415
    import great_expectations.expectations as gxe  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415
    from great_expectations.data_context.types.base import ProgressBarsConfig  # noqa: PLC0415

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_pandas("warehouse")
    results: list[Expected] = []
    with reading(warehouse) as connection:
        frames = {spec.name: connection.sql(f'FROM "{spec.name}"').df() for spec in TABLES}
        totals = connection.sql(RECONCILED_TOTALS).df()
        types = dict(
            connection.execute("SELECT table_name || '.' || column_name, data_type FROM duckdb_columns()").fetchall()
        )
    keys = {
        f"{key.table}.{key.references[0]}": frames[key.table][key.references[0]].tolist()
        for spec in TABLES
        for key in spec.foreign_keys
        if len(key.columns) == 1
    }
    suites = {spec.name: _expectations(spec, keys, gxe) for spec in TABLES}
    frames["reconciled_totals"] = totals.astype({"unexplained_difference_cny": "float64"})
    suites["reconciled_totals"] = [
        gxe.ExpectColumnValuesToBeBetween(column="unexplained_difference_cny", min_value=0, max_value=0)
    ]
    frames["column_types"] = pd.DataFrame(
        {
            "column": f"{spec.name}.{field.name}",
            "declared": field.type,
            "found": types.get(f"{spec.name}.{field.name}", "missing"),
        }
        for spec in TABLES
        for field in spec.fields
    )
    suites["column_types"] = [gxe.ExpectColumnPairValuesToBeEqual(column_A="declared", column_B="found")]
    for name, expectations in suites.items():
        if frames[name].empty:
            continue
        batch = (
            source.add_dataframe_asset(name)
            .add_batch_definition_whole_dataframe(name)
            .get_batch({"dataframe": frames[name]})
        )
        outcome = batch.validate(gx.ExpectationSuite(name=name, expectations=expectations))
        results += [_expected(name, result) for result in outcome.results]
    return results


def _expected(table: str, result: Any) -> Expected:
    configuration = result.expectation_config
    column = configuration.kwargs.get("column") or ", ".join(configuration.kwargs.get("column_list", ()))
    unexpected = result.result.get("partial_unexpected_list") or result.exception_info
    return Expected(
        table,
        configuration.type,
        column,
        bool(result.success),
        "" if result.success else str(unexpected)[:300],
    )
