"""What ties between disclosures start from: whose each disclosure is, and its figures by what they mean.

Here: SQL that several ties share. Not here: any tie.
"""

TELLING = """
  SELECT d.disclosure_id, d.unit, d.fiscal_year, d.stage, d.scope, d.status, u.entity_key
  FROM dim_disclosure d
  JOIN disclosure_unit b ON b.disclosure_id = d.disclosure_id AND b.is_publisher
  JOIN dim_unit u USING (unit_key)
  WHERE d.is_current AND d.status IN ('read', 'no_tables') AND d.fiscal_year IS NOT NULL AND d.scope IS NOT NULL"""
"""Current disclosures with the unit they are of, the same one (``entity_key``) under all its codes and names."""

DISCLOSED = f"SELECT * FROM ({TELLING}) WHERE status = 'read'"  # noqa: S608
"""Those of them whose tables were read."""

_KEYED_BY_LABEL = "('unit', 'subject', 'named', 'unlabelled', 'project')"

FIGURES = f"""
  SELECT *
  FROM (
    SELECT c.cell_id, c.disclosure_id, c.table_id, regexp_replace(c.table_id, '^final_', '') AS family, c.measure,
           CASE WHEN c.column_id = 'all_funds' THEN 'total'
                ELSE concat_ws('|', c.side, c.row_role, c.unit_name, c.function_code, c.dept_econ_code,
                               c.gov_econ_code, c.project_name,
                               CASE WHEN c.row_role IN {_KEYED_BY_LABEL} THEN c.row_label END) END AS row_key,
           CASE WHEN c.column_id = 'all_funds' THEN c.row_role ELSE c.column_id END AS item,
           concat_ws('|', c.side, c.row_role) AS row_meaning,
           concat_ws(' · ', nullif(c.row_label, ''), c.column_path) AS place
    FROM cell c
    WHERE c.column_id IS NOT NULL AND c.measure IS NOT NULL)
  QUALIFY count(*) OVER (PARTITION BY disclosure_id, table_id, row_key, item, measure) = 1"""  # noqa: S608
"""Figures by family (that of a final account under its budget's name), row and item: what is the same in two
disclosures. An item is what its role says, under whatever label, and items printed as rows (“三公”经费 by 项目) are the
same as those printed as columns. A figure that its table prints twice is none."""

STATED = {"budget": "budget", "final": "final"}
"""By stage, the measure that a disclosure itself publishes, beside those it quotes of others."""
