"""Which disclosures there are: current ones, the files of a publication, what was read of each.

Here: views over disclosures as wholes. Not here: their units (``units``) and what they are worth (``quality``).
"""

from pipeline.facts.star import DIM_DISCLOSURE
from pipeline.warehouse.view import DISCLOSURE_COLUMNS, View, columns_of

_HAS_TABLES = """EXISTS (
             SELECT 1 FROM dim_table t WHERE t.disclosure_id = d.disclosure_id AND t.table_id NOT LIKE 'other:%')"""

PUBLISHER = View(
    "publisher",
    "The unit that each disclosure is of, the same one under all its codes and names.",
    "公开主体",
    """
    SELECT b.disclosure_id, b.unit_key, u.entity_key
    FROM disclosure_unit b JOIN dim_unit u USING (unit_key)
    WHERE b.is_publisher
    """,
    (
        ("disclosure_id", "Disclosure. 披露文件"),
        ("unit_key", "The unit as the disclosure prints it. 单位键"),
        ("entity_key", "The unit under all its codes and names: what joins its years. 主体键"),
    ),
)

CURRENT_DISCLOSURE = View(
    "current_disclosure",
    "Current, read disclosures, without units that a loaded department's disclosure of the year covers.",
    "现行披露：不含已被所属部门覆盖的单位",
    """
    SELECT d.* FROM dim_disclosure d
    WHERE d.is_current AND d.status = 'read' AND NOT (
      d.scope IS DISTINCT FROM 'department' AND EXISTS (
        SELECT 1
        FROM dim_disclosure department
        JOIN disclosure_unit covered ON covered.disclosure_id = department.disclosure_id
        JOIN dim_unit covered_unit USING (unit_key)
        LEFT JOIN publisher p ON p.disclosure_id = d.disclosure_id
        WHERE department.scope = 'department' AND department.is_current
          AND department.fiscal_year = d.fiscal_year AND department.stage = d.stage
          AND department.jurisdiction_code IS NOT DISTINCT FROM d.jurisdiction_code
          AND (covered_unit.name = d.unit OR covered_unit.name = d.unit || '本级'
               OR covered_unit.entity_key = p.entity_key)))
    """,
    columns_of(DIM_DISCLOSURE),
)

PUBLICATIONS = View(
    "publications",
    "What a unit published for one year and stage: its current files, tables and narrative together.",
    "公开事项：报表与说明分为多个文件者归为一项",
    f"""
    SELECT d.publication_id, any_value(d.jurisdiction_code) AS jurisdiction_code, any_value(d.unit) AS unit,
           any_value(d.fiscal_year) AS fiscal_year, any_value(d.stage) AS stage, any_value(d.scope) AS scope,
           count(*) AS files, max(d.version) AS version,
           list(d.file_name ORDER BY d.disclosure_id) FILTER (WHERE {_HAS_TABLES}) AS table_files,
           list(d.file_name ORDER BY d.disclosure_id) FILTER (WHERE NOT {_HAS_TABLES}) AS narrative_files
    FROM dim_disclosure d
    WHERE d.is_current AND d.publication_id IS NOT NULL
    GROUP BY d.publication_id
    """,  # noqa: S608
    (
        ("publication_id", "Unit, year, stage and scope. 公开事项标识"),
        *DISCLOSURE_COLUMNS[1:],
        ("files", "How many current files it has. 现行文件数"),
        ("version", "How many files it has had. 版本数"),
        ("table_files", "The files that print a table of a known family. 报表文件"),
        ("narrative_files", "The other files: narrative, lists. 说明文件"),
    ),
)

COVERAGE = View(
    "coverage",
    "What was read of each file: tables, tokens, cells, unplaced, quarantined, and why a file was not read.",
    "覆盖情况",
    """
    SELECT d.disclosure_id, d.file_name, d.unit, d.fiscal_year, d.format, d.status, d.reason,
      (SELECT count(*) FROM dim_table t WHERE t.disclosure_id = d.disclosure_id) AS tables,
      (SELECT count(*) FROM dim_table t WHERE t.disclosure_id = d.disclosure_id AND t.status = 'other')
        AS other_tables,
      (SELECT count(*) FROM dim_table t WHERE t.disclosure_id = d.disclosure_id AND t.is_quarantined)
        AS quarantined_tables,
      (SELECT coalesce(sum(k.tokens), 0)::BIGINT FROM token_count k
        WHERE k.disclosure_id = d.disclosure_id AND k.token_class IN ('amount', 'count')) AS amount_tokens,
      (SELECT count(*) FROM cell c WHERE c.disclosure_id = d.disclosure_id) AS cells,
      (SELECT count(*) FROM unread_page p WHERE p.disclosure_id = d.disclosure_id) AS unread_pages,
      (SELECT count(*) FROM unplaced u WHERE u.disclosure_id = d.disclosure_id
        AND u.token_class IN ('amount', 'count')) AS unplaced,
      (SELECT count(*) FROM unplaced u WHERE u.disclosure_id = d.disclosure_id AND u.token_class = 'label')
        AS doubtful_labels,
      (SELECT count(*) FROM cell c WHERE c.disclosure_id = d.disclosure_id
        AND c.table_id NOT LIKE 'other:%' AND c.certainty NOT IN ('proved', 'positioned')) AS flagged_cells
    FROM dim_disclosure d
    """,
    (
        *columns_of(DIM_DISCLOSURE, "disclosure_id", "file_name", "unit", "fiscal_year", "format"),
        ("status", "read, unread, rejected or no_tables. 状态"),
        ("reason", "Why it was not read. 未读原因"),
        ("tables", "How many tables it has. 报表数"),
        ("other_tables", "Of these, of no known family. 其他报表数"),
        ("quarantined_tables", "Of these, kept out of the facts. 隔离报表数"),
        ("amount_tokens", "Amounts and counts in table regions. 金额及数量个数"),
        ("cells", "Of these, placed as cells. 已归位"),
        ("unread_pages", "Pages whose tables were not read (unread_page says why). 未读页数"),
        ("unplaced", "Of these, listed with a reason. 未归位"),
        ("doubtful_labels", "Labels beside page breaks whose row is not sure; unplaced lists them. 归属不明的标签"),
        ("flagged_cells", "Cells of known families that carry a flag. 存疑单元格数"),
    ),
)

DISCLOSURE_VIEWS = (PUBLISHER, CURRENT_DISCLOSURE, PUBLICATIONS, COVERAGE)
