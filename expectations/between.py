"""Identities that no tree generates (14b, 18 to 31): which slots must agree with which, mostly between tables.

Here: one function an identity, yielding its instances over the tables of a document by family, row and column meaning.
Not here: wording, hardness (``catalogue``) and judging (``evaluate``). An identity yields nothing where a side does
not publish the axis, or where the two stand on different bases.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from expectations.book import Book, Parts
from pipeline.kernel.money import Term, Verdict, judge_sum
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.tables.model import Row, Side, Table

_FUND_NODES = ("fiscal", "gpb", "gpb_appropriation", "gov_fund", "state_capital", "special_account", "unit_funds")
_INCOME_NODES = ("business", "operating_income", "from_superior", "from_subordinate", "other_income")
_ECONOMIC_OF_NATURE = {"wages": "301", "household": "303", "goods": "302", "capital": "310"}
_THREE_PUBLIC_CODES = {"abroad": "30212", "reception": "30217", "vehicle_running": "30231", "vehicle_purchase": "31013"}


FUND_TABLES = {"gpb": "gpb_expenditure", "gov_fund": "gov_fund", "state_capital": "state_capital"}
"""Each fund of the fiscal balance and its own expenditure table."""

_NATURE_OF_CLASS = {"301": "personnel", "303": "personnel", "302": "public", "310": "public"}


def _copy(identity: str, key: str, left: Slot | None, right: Slot | None) -> Iterator[Instance]:
    if left is not None and right is not None:
        yield Instance(identity, key, Relation.COPY, left, ((1, right),))


def _sum(identity: str, key: str, left: Slot | None, parts: Parts) -> Iterator[Instance]:
    if left is not None and parts:
        yield Instance(identity, key, Relation.SUM, left, parts)


def balance_and_revenue(book: Book) -> Iterator[Instance]:
    """GJ-018: income items, carried in and totals of the balance are those of the revenue table's total row."""
    total = book.total("revenue")
    columns = {"grand_total": "total", "current_total": "current", "carry_in": "carry_in"}
    for role in (*columns, *_FUND_NODES, *_INCOME_NODES):
        row = book.item("balance", role, Side.REVENUE)
        key = f"balance {row.label if row else role} = revenue total"
        yield from _copy(
            "GJ-018", key, book.slot("balance", row, "total"), book.slot("revenue", total, columns.get(role, role))
        )


def balance_and_expenditure(book: Book) -> Iterator[Instance]:
    """GJ-019, GJ-020: each class of the balance is the sum of its subjects, current expenditure the table's total."""
    by_class = _by_class(book, "expenditure")
    for row in book.rows("balance"):
        if row.side is Side.EXPENDITURE and row.role.startswith("function:"):
            code = row.role.removeprefix("function:")
            parts = book.sum_of("expenditure", by_class.get(code, ()), "total")
            yield from _sum(
                "GJ-019",
                f"balance row {row.row_no} {row.label} = Σ expenditure {code}",
                book.slot("balance", row, "total"),
                parts,
            )
    current = book.item("balance", "current_total", Side.EXPENDITURE)
    total = book.slot("expenditure", book.total("expenditure"), "total")
    yield from _copy(
        "GJ-020", "balance current expenditure = expenditure total", book.slot("balance", current, "total"), total
    )


def _by_class(book: Book, table_id: str) -> dict[str, list[Row]]:
    """Leaf subjects of a functional table by class (类)."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in book.leaves(table_id):
        if row.function_code:
            found[row.function_code[:3]].append(row)
    return found


def revenue_and_expenditure_by_subject(book: Book) -> Iterator[Instance]:
    """GJ-020b: where revenue is told by subject and nothing is carried out, a subject's revenue is its expenditure."""
    carried_out = book.first_number(book.slot("balance", book.item("balance", "carry_out", Side.EXPENDITURE), "total"))
    revenue = {row.function_code: row for row in book.rows("revenue") if row.function_code}
    is_complete = book.head("revenue", "carry_in") is not None and "balance" in book.tables
    if not revenue or not is_complete or (carried_out is not None and carried_out.value):
        return
    spent = {row.function_code: row for row in book.rows("expenditure") if row.function_code}
    for code, row in revenue.items():
        total = book.slot("revenue", row, "total")
        parts = book.sum_of("expenditure", _present(spent.get(code)), "total")
        if total and "expenditure" in book.tables:
            yield Instance("GJ-020b", f"revenue row {row.row_no} {code} = expenditure", Relation.COPY, total, parts)


def expenditure_is_its_budgets(book: Book) -> Iterator[Instance]:
    """GJ-024b: where all money is of the three budgets on one basis, a subject is the sum of its budgets' tables."""
    budgets = [table_id for table_id in ("gpb_expenditure", "gov_fund", "state_capital") if table_id in book.tables]
    totals = [book.first_number(book.slot(table_id, book.total(table_id), "total")) for table_id in budgets]
    whole = book.first_number(book.slot("expenditure", book.total("expenditure"), "total"))
    terms = [Term(1, number) for number in totals if number is not None]
    if whole is None or not terms or judge_sum(whole, terms)[0] is Verdict.BREAK:
        return
    codes = {row.function_code for row in book.rows("expenditure") if row.function_code}
    for code in sorted(codes):
        rows = [row for row in book.rows("expenditure") if row.function_code == code]
        parts = tuple(
            part
            for table_id in budgets
            for part in book.sum_of(
                table_id, [row for row in book.rows(table_id) if row.function_code == code], "total"
            )
        )
        total = book.slot("expenditure", rows[0], "total")
        if total and len(rows) == 1:
            yield Instance(
                "GJ-024b", f"expenditure row {rows[0].row_no} {code} = Σ budgets", Relation.SUM, total, parts
            )


def fiscal_balance_and_sources(book: Book) -> Iterator[Instance]:
    """GJ-021: fiscal revenue by fund, current and carried in, is that of the balance and the revenue table."""
    total = book.total("revenue")
    for node in ("gpb", "gpb_appropriation", "gov_fund", "state_capital"):
        fiscal = book.slot("fiscal_balance", book.item("fiscal_balance", node, Side.REVENUE), "total")
        yield from _copy(
            "GJ-021",
            f"fiscal {node} = balance",
            fiscal,
            book.slot("balance", book.item("balance", node, Side.REVENUE), "total"),
        )
        carried = book.slot("fiscal_balance", book.item("fiscal_balance", f"carry_in_{node}", Side.REVENUE), "total")
        yield from _copy(
            "GJ-021", f"fiscal carried-in {node} = revenue", carried, book.slot("revenue", total, f"carry_in_{node}")
        )


def carry_basis(book: Book, fund: str = "gpb", table_id: str = "gpb_expenditure") -> str | None:
    """The carry-over basis of a fund's own expenditure table (identity 23).

    Returns:
        ``current`` when its total is the year's appropriation, ``with_carry`` when it includes what was carried in,
        ``undetermined`` when nothing was carried in, ``None`` when neither fits.
    """
    year = book.first_number(book.slot("fiscal_balance", book.item("fiscal_balance", fund, Side.REVENUE), "total"))
    carried_row = book.item("fiscal_balance", f"carry_in_{fund}", Side.REVENUE)
    carried = book.first_number(book.slot("fiscal_balance", carried_row, "total"))
    total = book.first_number(book.slot(table_id, book.total(table_id), "total"))
    if total is None or (year is None and carried is None):
        return None
    sources = [Term(1, number) for number in (year, carried) if number is not None and number.value]
    fits_year = judge_sum(total, sources[:1])[0] is not Verdict.BREAK if year and year.value else not total.value
    if carried is None or not carried.value:
        return "undetermined" if fits_year else None
    if fits_year:
        return "current"
    return "with_carry" if judge_sum(total, sources)[0] is not Verdict.BREAK else None


def general_public_budget_total(book: Book) -> Iterator[Instance]:
    """GJ-023: the general public budget's expenditure is its appropriation, on the basis found."""
    basis = carry_basis(book)
    total = book.slot("gpb_expenditure", book.total("gpb_expenditure"), "total")
    current = book.sum_of("fiscal_balance", _present(book.item("fiscal_balance", "gpb", Side.REVENUE)), "total")
    carried = book.sum_of(
        "fiscal_balance", _present(book.item("fiscal_balance", "carry_in_gpb", Side.REVENUE)), "total"
    )
    parts = (*current, *carried) if basis == "with_carry" else current
    yield from _sum("GJ-023", f"general public budget expenditure, basis {basis or 'unknown'}", total, parts)


def _present(row: Row | None) -> list[Row]:
    return [row] if row is not None else []


def fiscal_expenditure_by_class(book: Book) -> Iterator[Instance]:
    """GJ-022a: fiscal expenditure by class and fund is that of the fund's own table, on the same basis."""
    for node, table_id in FUND_TABLES.items():
        if carry_basis(book, node, table_id) not in {"with_carry", "undetermined"}:
            continue
        by_class = _by_class(book, table_id)
        for row in book.rows("fiscal_balance"):
            if row.role.startswith("function:"):
                left = book.slot("fiscal_balance", row, node)
                parts = book.sum_of(table_id, by_class.get(row.role.removeprefix("function:"), ()), "total")
                yield from _sum("GJ-022a", f"fiscal row {row.row_no} {row.label} {node} = Σ {table_id}", left, parts)


def subjects_within_all_funds(book: Book) -> Iterator[Instance]:
    """GJ-024: a subject's general public budget money is at most its money from all funds, column by column."""
    wholes: dict[str, list[Row]] = defaultdict(list)
    for row in book.leaves("expenditure"):
        wholes[row.function_code or ""].append(row)
    for row in book.leaves("gpb_expenditure"):
        whole = wholes.get(row.function_code or "", [])
        if not row.function_code or len(whole) != 1:
            continue
        for head in book.tables["gpb_expenditure"].heads:
            left = book.slot("expenditure", whole[0], head.node) if head.node else None
            right = book.slot("gpb_expenditure", row, head.node) if head.node else None
            if left and right:
                key = f"general public budget row {row.row_no} {row.function_code} {head.path} ≤ all funds"
                yield Instance("GJ-024", key, Relation.AT_MOST, left, ((1, right),))


def basic_by_nature_and_economic(book: Book) -> Iterator[Instance]:
    """GJ-025: basic expenditure by function is basic expenditure by economic class, as a whole and by class."""
    gpb, economic = book.total("gpb_expenditure"), book.total("gpb_basic")
    for left, right in (("basic", "total"), ("personnel", "personnel"), ("public", "public")):
        key = f"general public budget {left} = basic expenditure table"
        yield from _copy(
            "GJ-025", key, book.slot("gpb_expenditure", gpb, left), book.slot("gpb_basic", economic, right)
        )
    leaves = book.leaves("gpb_basic")
    for node, code in _ECONOMIC_OF_NATURE.items():
        rows = [row for row in leaves if (row.dept_econ_code or "").startswith(code)]
        key = f"general public budget {node} = Σ basic expenditure {code}"
        yield from _sum(
            "GJ-025b", key, book.slot("gpb_expenditure", gpb, node), book.sum_of("gpb_basic", rows, "total")
        )


def economic_and_sources(book: Book) -> Iterator[Instance]:
    """GJ-026: expenditure by economic class has the totals of expenditure and, by fund, of revenue."""
    economic, revenue = book.total("economic"), book.total("revenue")
    expenditure = book.slot("expenditure", book.total("expenditure"), "total")
    yield from _copy(
        "GJ-026", "economic total = expenditure total", book.slot("economic", economic, "total"), expenditure
    )
    for node in (*_FUND_NODES, *_INCOME_NODES, "carry_in"):
        key = f"economic {node} = revenue {node}"
        yield from _copy("GJ-026", key, book.slot("economic", economic, node), book.slot("revenue", revenue, node))


def basic_within_economic(book: Book) -> Iterator[Instance]:
    """GJ-027: an economic pair's basic money is at most its money of all kinds."""
    pairs: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in book.leaves("economic"):
        pairs[row.dept_econ_code or "", row.gov_econ_code or ""].append(row)
    for row in book.leaves("gpb_basic"):
        whole = pairs.get((row.dept_econ_code or "", row.gov_econ_code or ""), [])
        left = book.slot("economic", whole[0], "gpb") if len(whole) == 1 and row.gov_econ_code else None
        right = book.slot("gpb_basic", row, "total")
        if left and right:
            key = f"basic row {row.row_no} {row.dept_econ_code}/{row.gov_econ_code} ≤ economic"
            yield Instance("GJ-027", key, Relation.AT_MOST, left, ((1, right),))


def projects_beside_basic(book: Book) -> Iterator[Instance]:
    """GJ-027b: general public budget money by economic class is basic money plus the projects' of the year."""
    left = book.slot("economic", book.total("economic"), "gpb")
    basic = book.sum_of("gpb_basic", _present(book.total("gpb_basic")), "total")
    projects = book.sum_of("project", _present(book.total("project")), "gpb")
    if basic and projects:
        yield from _sum("GJ-027b", "economic general public budget = basic + projects", left, (*basic, *projects))


def nature_of_economic_classes(book: Book) -> Iterator[Instance]:
    """GJ-014b: wages (301) and household subsidies (303) are personnel; goods (302) and capital (310) are public."""
    for row in book.leaves("gpb_basic"):
        node = _NATURE_OF_CLASS.get((row.dept_econ_code or "")[:3])
        if node:
            key = f"row {row.row_no} basic {row.dept_econ_code} {row.label} is {node}"
            yield from _copy("GJ-014b", key, book.slot("gpb_basic", row, "total"), book.slot("gpb_basic", row, node))


def projects_and_expenditure(book: Book) -> Iterator[Instance]:
    """GJ-028: the projects' total is project expenditure; by category and by fund as far as both publish it."""
    project, expenditure = book.total("project"), book.total("expenditure")
    yield from _copy(
        "GJ-028a",
        "projects = project expenditure",
        book.slot("project", project, "total"),
        book.slot("expenditure", expenditure, "project"),
    )
    for node, kind in (("other_running", "其他运转类"), ("specific", "特定目标类")):
        rows = [row for row in book.rows("project") if row.role == "project" and row.label.startswith(f"{kind}/")]
        if rows:
            left = book.slot("expenditure", expenditure, node)
            yield from _sum("GJ-028c", f"expenditure {kind} = Σ projects", left, book.sum_of("project", rows, "total"))
    if carry_basis(book) in {"current", "undetermined"}:
        gpb = book.slot("gpb_expenditure", book.total("gpb_expenditure"), "project")
        yield from _copy(
            "GJ-028d", "general public budget projects = project column", book.slot("project", project, "gpb"), gpb
        )
    carried = book.slot("revenue", book.total("revenue"), "carry_in_gpb")
    yield from _copy(
        "GJ-028e", "carried-in projects = carried-in revenue", book.slot("project", project, "carry_in_gpb"), carried
    )


def projects_within_funds(book: Book) -> Iterator[Instance]:
    """GJ-028g: projects spend of a fund at most what the revenue table shows of it."""
    project, revenue = book.total("project"), book.total("revenue")
    for node in ("gpb", "gov_fund", "state_capital", "special_account", "unit_funds"):
        for fund in (node, f"carry_in_{node}"):
            sources = (fund, *(_INCOME_NODES if fund == "unit_funds" else ()))
            slots = [slot for source in sources if (slot := book.slot("revenue", revenue, source))]
            spent = book.slot("project", project, fund)
            if slots and spent:
                parts = ((1, spent), *((-1, slot) for slot in slots[1:]))
                yield Instance("GJ-028g", f"projects of {fund} ≤ revenue", Relation.AT_MOST, slots[0], parts)


def projects_from_other_funds(book: Book) -> Iterator[Instance]:
    """GJ-028f: what a subject spends beyond the general public budget is a project paid from other funds.

    Where the difference of a subject between all funds and the general public budget is the amount of exactly one
    project, that project's money stands in its other funding columns.
    """
    gpb: dict[str, Decimal] = defaultdict(Decimal)
    for row in book.leaves("gpb_expenditure"):
        gpb[row.function_code or ""] += _amount(book, "gpb_expenditure", row)
    amounts: dict[Decimal, list[Row]] = defaultdict(list)
    for row in book.leaves("project"):
        amounts[_amount(book, "project", row)].append(row)
    others = [head.node for head in book.heads("project") if head.node not in {"total", "current", "gpb", ""}]
    for row in book.leaves("expenditure"):
        rest = _amount(book, "expenditure", row) - gpb[row.function_code or ""]
        projects = amounts.get(rest, [])
        if gpb and rest > 0 and len(projects) == 1:
            total = book.slot("project", projects[0], "total")
            parts = tuple((1, slot) for node in others if (slot := book.slot("project", projects[0], node)))
            yield from _sum("GJ-028f", f"project row {projects[0].row_no} pays {row.function_code}", total, parts)


def _amount(book: Book, table_id: str, row: Row) -> Decimal:
    number = book.first_number(book.slot(table_id, row, "total"))
    return number.value if number else Decimal(0)


def three_public_within_economic(book: Book) -> Iterator[Instance]:
    """GJ-031: basic money of the three public classes is at most the item, which is at most all the class's money."""
    for node, code in _THREE_PUBLIC_CODES.items():
        item = _three_public_item(book, node)
        if item is None:
            continue
        basic = book.sum_of("gpb_basic", _of_class(book, "gpb_basic", code), "total")
        if len(basic) == 1:
            yield Instance("GJ-031", f"basic {code} ≤ three public {node}", Relation.AT_MOST, item, basic)
        whole = book.sum_of("economic", _of_class(book, "economic", code), "total")
        if len(whole) == 1:
            yield Instance(
                "GJ-031", f"three public {node} ≤ economic {code}", Relation.AT_MOST, whole[0][1], ((1, item),)
            )


def _of_class(book: Book, table_id: str, code: str) -> list[Row]:
    return [row for row in book.leaves(table_id) if row.dept_econ_code == code]


def _three_public_item(book: Book, node: str) -> Slot | None:
    """The item, whether it is printed as a column or as a row by fund."""
    rows = book.rows("three_public")
    if book.head("three_public", node):
        return book.slot("three_public", rows[0] if rows else None, node)
    row = next((row for row in rows if row.role == node), None)
    return book.slot("three_public", row, "all_funds")


BETWEEN: tuple[Callable[[Book], Iterator[Instance]], ...] = (
    balance_and_revenue,
    balance_and_expenditure,
    revenue_and_expenditure_by_subject,
    expenditure_is_its_budgets,
    fiscal_balance_and_sources,
    fiscal_expenditure_by_class,
    general_public_budget_total,
    subjects_within_all_funds,
    basic_by_nature_and_economic,
    economic_and_sources,
    basic_within_economic,
    nature_of_economic_classes,
    projects_beside_basic,
    projects_and_expenditure,
    projects_within_funds,
    projects_from_other_funds,
    three_public_within_economic,
)
"""Every identity between tables."""


def between_instances(tables: Sequence[Table]) -> list[Instance]:
    """The instances of all identities between the tables of one document."""
    book = Book(tables)
    return [instance for identity in BETWEEN for instance in identity(book)]
