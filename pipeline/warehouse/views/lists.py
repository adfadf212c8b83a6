"""The views over lists: what is procured, which assets there are, how many posts and people.

Here: their SQL. Not here: the views over money tables.
"""

from pipeline.warehouse.view import DISCLOSURE, DISCLOSURE_COLUMNS, View

_FIGURE_COLUMNS = (
    ("amount_cny", "Yuan. 金额（元）"),
    ("certainty", "What the cell is worth. 可信度"),
    ("page", "Page. 页码"),
    ("cell_id", "The reported cell. 单元格"),
)

LIST_VIEWS = (
    View(
        "procurement",
        "Government procurement, line by line; add up amount_cny.",
        "政府采购：逐项",
        f"""
        SELECT {DISCLOSURE}, u.name AS purchasing_unit, p.name AS project, l.category, l.item_name, l.catalogue_code,
               coalesce(l.content, l.specification) AS content, l.method, l.quantity, l.quantity_unit,
               l.unit_price_cny, l.small_cny, l.amount_cny, l.certainty, l.page, l.cell_id
        FROM fact_procurement_line l
        JOIN current_disclosure d USING (disclosure_id)
        JOIN dim_unit u USING (unit_key)
        JOIN dim_project p USING (project_key)
        """,  # noqa: S608
        (
            *DISCLOSURE_COLUMNS,
            ("purchasing_unit", "The unit that purchases. 采购单位"),
            ("project", "The project that pays. 项目名称"),
            ("category", "Goods, works or services. 采购类别"),
            ("item_name", "What is purchased. 采购品目名称"),
            ("catalogue_code", "Its code in the procurement catalogue. 采购目录编码"),
            ("content", "The service, or the specification. 购买服务内容或规格型号"),
            ("method", "How the purchase is organised. 采购组织形式"),
            ("quantity", "How many. 数量"),
            ("quantity_unit", "Of what. 计量单位"),
            ("unit_price_cny", "Yuan for one. 单价（元）"),
            ("small_cny", "Reserved for small and medium-sized enterprises. 预留中小企业（元）"),
            *_FIGURE_COLUMNS,
        ),
    ),
    View(
        "assets",
        "Fixed assets, item by item; is_part marks what the total contains, is_memo subsets of a part.",
        "固定资产",
        f"""
        SELECT {DISCLOSURE}, l.item, l.label, l.row_kind <> 'total' AND NOT l.is_memo AS is_part, l.is_memo,
               l.quantity, l.quantity_unit, l.amount_cny, l.certainty, l.page, l.cell_id
        FROM fact_asset l
        JOIN current_disclosure d USING (disclosure_id)
        """,  # noqa: S608
        (
            *DISCLOSURE_COLUMNS,
            ("item", "Item by meaning. 资产类别"),
            ("label", "Item as printed. 项目"),
            ("is_part", "Part of the printed total. 组成项"),
            ("is_memo", "A subset (其中) of a part. 其中项"),
            ("quantity", "How many. 数量"),
            ("quantity_unit", "Of what. 计量单位"),
            *_FIGURE_COLUMNS,
        ),
    ),
    View(
        "headcount",
        "Posts and people as stated; parts_missing is what the stated parts of a total lack (negative: exceed).",
        "人员编制与实有人数",
        f"""
        SELECT {DISCLOSURE}, u.name AS headcount_unit, h.kind, h.category, h.is_part, h.people,
               CASE WHEN h.category = 'total' THEN h.people - (
                 SELECT sum(p.people) FROM fact_headcount p
                 WHERE p.disclosure_id = h.disclosure_id AND p.kind = h.kind AND p.is_part
                   AND p.source = h.source AND p.headcount_no > h.headcount_no
                   AND NOT EXISTS (
                     SELECT 1 FROM fact_headcount other
                     WHERE other.disclosure_id = h.disclosure_id AND other.kind = h.kind AND other.category = 'total'
                       AND other.headcount_no > h.headcount_no AND other.headcount_no < p.headcount_no)) END
                 AS parts_missing,
               h.as_of, h.source, h.label, h.page, h.line, h.cell_id
        FROM fact_headcount h
        JOIN current_disclosure d USING (disclosure_id)
        JOIN dim_unit u USING (unit_key)
        """,  # noqa: S608
        (
            *DISCLOSURE_COLUMNS,
            ("headcount_unit", "Whose posts and people. 单位"),
            ("kind", "Posts (编制) or staff (实有). 类别"),
            ("category", "total, administrative, institution, worker, retired … 人员类别"),
            ("is_part", "Part of the total of its kind stated before it. 其中项"),
            ("people", "How many. 人数"),
            ("parts_missing", "The total less its stated parts; NULL where none are stated. 分项差额"),
            ("as_of", "At which date, as printed. 截止时间"),
            ("source", "narrative or table. 来源"),
            ("label", "The words before the number. 原文标签"),
            ("page", "Page. 页码"),
            ("line", "Line of the text. 文本行号"),
            ("cell_id", "The reported cell, in tables. 单元格"),
        ),
    ),
)
"""The views over lists."""
