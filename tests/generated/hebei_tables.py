"""The tables of a Hebei (河北) budget: nine forms with row and column numbers, codes in one column.

Here: their columns with the ids they must be read as, their lines as sums of atoms. Not here: text. Tables of single
funds include what was carried in.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from generated import selections as of
from generated.budget import FISCAL, UNIT_FUNDS, Atom, Budget, Fund
from generated.publication import (
    ROW_NO,
    Column,
    Entry,
    Item,
    Line,
    PrintedTable,
    Publication,
    Summing,
    item_entries,
    label_column,
    scope_of,
    value_column,
)
from generated.subjects import name_of

_CODE = label_column("功能分类科目/科目编码")
_NAME = label_column("功能分类科目/科目名称")
_BALANCE_COLUMNS = (
    ROW_NO,
    label_column("收入/项目", "revenue"),
    value_column("收入/预算数", "total", of.everything, "revenue"),
    label_column("支出/项目", "expenditure"),
    value_column("支出/预算数", "total", of.everything, "expenditure"),
)
_REVENUE_COLUMNS = (
    ROW_NO,
    _CODE,
    _NAME,
    value_column("合计", "total", of.everything),
    value_column("本年收入/小计", "current", of.is_current),
    value_column("本年收入/财政拨款收入", "fiscal", of.current(*FISCAL)),
    value_column("本年收入/财政专户收入", "special_account", of.current(Fund.SPECIAL_ACCOUNT)),
    value_column("本年收入/事业收入", "business", of.current(Fund.BUSINESS)),
    value_column("本年收入/经营收入", "operating_income", of.current(Fund.OPERATING)),
    value_column("本年收入/上级补助收入", "from_superior", of.current(Fund.SUPERIOR)),
    value_column("本年收入/附属单位上缴收入", "from_subordinate", of.current(Fund.SUBORDINATE)),
    value_column("本年收入/其他收入", "other_income", of.current(Fund.OTHER)),
    value_column("上年结转", "carry_in", of.is_carried),
)
_EXPENDITURE_COLUMNS = (
    ROW_NO,
    _CODE,
    _NAME,
    value_column("合计", "total", of.everything),
    value_column("基本支出", "basic", of.is_basic),
    value_column("项目支出", "project", of.is_project),
    value_column("经营支出", "operating", of.nothing),
    value_column("上解上级支出", "to_superior", of.nothing),
    value_column("对附属单位补助支出", "to_subordinate", of.nothing),
)
_FUND_EXPENDITURE_COLUMNS = _EXPENDITURE_COLUMNS[:6]
_FISCAL_COLUMNS = (
    ROW_NO,
    label_column("收入/项目", "revenue"),
    value_column("收入/金额", "total", of.everything, "revenue"),
    label_column("支出/项目", "expenditure"),
    value_column("支出/合计", "total", of.everything, "expenditure"),
    value_column("支出/一般公共预算财政拨款", "gpb", of.of_fund(Fund.GPB), "expenditure"),
    value_column("支出/政府性基金预算财政拨款", "gov_fund", of.of_fund(Fund.GOV_FUND), "expenditure"),
    value_column("支出/国有资本经营预算财政拨款", "state_capital", of.of_fund(Fund.STATE_CAPITAL), "expenditure"),
)
_BASIC_COLUMNS = (
    ROW_NO,
    label_column("支出部门经济分类科目/科目编码"),
    label_column("支出部门经济分类科目/科目名称"),
    value_column("一般公共预算基本支出/合计", "total", of.everything),
    value_column("一般公共预算基本支出/人员经费", "personnel", of.is_personnel),
    value_column("一般公共预算基本支出/公用经费", "public", of.is_public),
)
_THREE_PUBLIC_COLUMNS = (
    ROW_NO,
    label_column("项目"),
    value_column("资金性质/合计", "all_funds", of.everything),
    value_column("资金性质/一般公共预算财政拨款", "gpb", of.of_fund(Fund.GPB)),
    value_column("资金性质/政府性基金预算拨款", "gov_fund", of.of_fund(Fund.GOV_FUND)),
    value_column("资金性质/国有资本经营预算财政拨款", "state_capital", of.of_fund(Fund.STATE_CAPITAL)),
)

_CURRENT_ITEMS = (
    Item("一、一般公共预算拨款收入", "一般公共预算拨款收入", of.current(Fund.GPB)),
    Item("二、政府性基金预算拨款收入", "政府性基金预算拨款收入", of.current(Fund.GOV_FUND)),
    Item("三、国有资本经营预算拨款收入", "国有资本经营预算拨款收入", of.current(Fund.STATE_CAPITAL)),
    Item("四、财政专户管理资金收入", "财政专户管理资金收入", of.current(Fund.SPECIAL_ACCOUNT)),
    Item("五、单位资金", "单位资金", of.current(*UNIT_FUNDS)),
)
_FISCAL_ITEMS = (
    Item("一、一般公共预算拨款", "一般公共预算拨款", of.current(Fund.GPB)),
    Item("二、政府性基金预算拨款", "政府性基金预算拨款", of.current(Fund.GOV_FUND)),
    Item("三、国有资本经营预算拨款", "国有资本经营预算拨款", of.current(Fund.STATE_CAPITAL)),
)
_CARRIED_TITLE = "年初财政拨款结转和结余"
_CARRIED_ITEMS = (
    Item("一、一般公共预算拨款", f"{_CARRIED_TITLE}/一般公共预算拨款", of.carried(Fund.GPB)),
    Item("二、政府性基金预算拨款", f"{_CARRIED_TITLE}/政府性基金预算拨款", of.carried(Fund.GOV_FUND)),
    Item("三、国有资本经营预算拨款", f"{_CARRIED_TITLE}/国有资本经营预算拨款", of.carried(Fund.STATE_CAPITAL)),
)
_VEHICLES = "公务用车购置及运维费"
_ABROAD = "因公出国（境）费"
_THREE_PUBLIC_ITEMS = (
    Item("“三公”经费小计", "“三公”经费小计", of.on(of.ABROAD, of.PURCHASE, of.RUNNING, of.RECEPTION)),
    Item(f"一、{_ABROAD}", _ABROAD, of.on(of.ABROAD)),
    Item("其中：教学科研人员因公出国（境）费", f"{_ABROAD}/其中：教学科研人员因公出国（境）费", of.nothing),
    Item("其他因公出国（境）费", f"{_ABROAD}/其他因公出国（境）费", of.on(of.ABROAD)),
    Item(f"二、{_VEHICLES}", _VEHICLES, of.on(of.PURCHASE, of.RUNNING)),
    Item("其中：公务用车购置费", f"{_VEHICLES}/其中：公务用车购置费", of.on(of.PURCHASE)),
    Item("公务用车运行维护费", f"{_VEHICLES}/公务用车运行维护费", of.on(of.RUNNING)),
    Item("三、公务接待费", "公务接待费", of.on(of.RECEPTION)),
)
_CLASSES = (
    ("一", "201", "一般公共服务支出"),
    ("二", "202", "外交支出"),
    ("三", "203", "国防支出"),
    ("四", "204", "公共安全支出"),
    ("五", "205", "教育支出"),
    ("六", "206", "科学技术支出"),
    ("七", "207", "文化旅游体育与传媒支出"),
    ("八", "208", "社会保障和就业支出"),
    ("九", "209", "社会保险基金支出"),
    ("十", "210", "卫生健康支出"),
    ("十一", "211", "节能环保支出"),
    ("十二", "212", "城乡社区支出"),
    ("十三", "213", "农林水支出"),
    ("十四", "214", "交通运输支出"),
    ("十五", "215", "资源勘探工业信息等支出"),
    ("十六", "216", "商业服务业等支出"),
    ("十七", "217", "金融支出"),
    ("十八", "219", "援助其他地区支出"),
    ("十九", "220", "自然资源海洋气象等支出"),
    ("二十", "221", "住房保障支出"),
    ("二十一", "222", "粮油物资储备支出"),
    ("二十二", "223", "国有资本经营预算支出"),
    ("二十三", "224", "灾害防治及应急管理支出"),
    ("二十四", "227", "预备费"),
    ("二十五", "229", "其他支出"),
    ("二十六", "230", "转移性支出"),
    ("二十七", "231", "债务还本支出"),
    ("二十八", "232", "债务付息支出"),
    ("二十九", "233", "债务发行费用支出"),
    ("三十", "234", "抗疫特别国债安排的支出"),
)


def publish(budget: Budget) -> Publication:
    """Lay a budget out as a Hebei document."""
    layout = _Layout(budget)
    return Publication(
        heading=f"{budget.head.name}{budget.year}年{layout.scope}预算",
        unit=budget.head,
        year=budget.year,
        scope=layout.scope,
        money_unit=budget.options.money_unit,
        has_column_numbers=True,
        tables=layout.tables(),
    )


class _Layout:
    """The choices one document makes once: scope, and the order of its rows."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.scope = scope_of(budget)
        self.rng = random.Random(f"hebei {budget.options.seed}")
        self.summing = Summing(budget.options.money_unit, has_separators=False)

    def tables(self) -> tuple[PrintedTable, ...]:
        atoms = self.budget.atoms
        of_fund = {fund: [atom for atom in atoms if atom.fund is fund] for fund in FISCAL}
        short = _FUND_EXPENDITURE_COLUMNS
        return (
            self.balance(),
            self.by_function("revenue", 2, "收入总表", _REVENUE_COLUMNS, atoms),
            self.by_function("expenditure", 3, "支出总表", _EXPENDITURE_COLUMNS, atoms),
            self.fiscal_balance(),
            self.by_function("gpb_expenditure", 5, "一般公共预算财政拨款支出表", short, of_fund[Fund.GPB]),
            self.basic(),
            self.by_function("gov_fund", 7, "政府性基金预算财政拨款支出表", short, of_fund[Fund.GOV_FUND]),
            self.by_function("state_capital", 8, "国有资本经营预算财政拨款支出表", short, of_fund[Fund.STATE_CAPITAL]),
            self.three_public(),
        )

    def title(self, stem: str) -> str:
        return f"{self.scope}预算{stem}"

    def side(self, columns: Sequence[Column], side: str, items: Sequence[Item], atoms: Sequence[Atom]) -> list[Entry]:
        return item_entries(self.summing, side, [column for column in columns if column.side == side], items, atoms)

    def classes(self) -> list[Item]:
        return [Item(f"{ordinal}、{name}", name, of.of_class(code)) for ordinal, code, name in _CLASSES]

    def balance(self) -> PrintedTable:
        columns, atoms = _BALANCE_COLUMNS, self.budget.atoms
        revenue_totals = [
            Item("本年收入合计", "本年收入合计", of.is_current),
            Item("上年结转结余", "上年结转结余", of.is_carried),
            Item("收入总计", "收入总计", of.everything),
        ]
        expenditure_totals = [
            Item("本年支出合计", "本年支出合计", of.everything),
            Item("年终结转结余", "年终结转结余", of.nothing),
            Item("支出总计", "支出总计", of.everything),
        ]
        lines = [
            *zip_longest(
                self.side(columns, "revenue", _CURRENT_ITEMS, atoms),
                self.side(columns, "expenditure", self.classes(), atoms),
            ),
            *zip_longest(
                self.side(columns, "revenue", revenue_totals, atoms),
                self.side(columns, "expenditure", expenditure_totals, atoms),
            ),
        ]
        return PrintedTable("balance", 1, self.title("收支总表"), columns, _filled(lines))

    def fiscal_balance(self) -> PrintedTable:
        columns = _FISCAL_COLUMNS
        atoms = [atom for atom in self.budget.atoms if of.is_fiscal(atom)]
        carried = Item(_CARRIED_TITLE, _CARRIED_TITLE, of.is_carried)
        left = [Item("本年收入合计", "本年收入合计", of.is_current), carried, *_CARRIED_ITEMS]
        right = [
            Item("本年支出合计", "本年支出合计", of.everything),
            Item("年末财政拨款结转和结余", "年末财政拨款结转和结余", of.nothing),
        ]
        lines = [
            *zip_longest(
                self.side(columns, "revenue", _FISCAL_ITEMS, atoms),
                self.side(columns, "expenditure", self.classes(), atoms),
            ),
            *zip_longest(self.side(columns, "revenue", left, atoms), self.side(columns, "expenditure", right, atoms)),
            *zip_longest(
                self.side(columns, "revenue", [Item("收入总计", "收入总计", of.everything)], atoms),
                self.side(columns, "expenditure", [Item("支出总计", "支出总计", of.everything)], atoms),
            ),
        ]
        return PrintedTable("fiscal_balance", 4, self.title("财政拨款收支总表"), columns, _filled(lines))

    def entry(
        self, columns: Sequence[Column], code: str, name: str, atoms: Sequence[Atom], *, is_detail: bool = False
    ) -> Line:
        return (Entry("", (code, name), name, code, self.summing.values(columns, atoms), is_detail),)

    def tree(self, codes: Sequence[str], lengths: Sequence[int]) -> Iterator[str]:
        """The codes to print: with every printed level above them in a deep document, shuffled in a flat one."""
        if self.budget.options.is_deep:
            yield from sorted({code[:length] for code in codes for length in lengths})
        else:
            flat = sorted(set(codes))
            self.rng.shuffle(flat)
            yield from flat

    def by_function(
        self, table_id: str, number: int, stem: str, columns: tuple[Column, ...], atoms: Sequence[Atom]
    ) -> PrintedTable:
        if not atoms:
            note = f"注：无{stem.removesuffix('支出表')}预算，空表列示。"
            return PrintedTable(table_id, number, self.title(stem), columns, (), note)
        lines = [self.entry(columns, "", "合计", atoms)]
        for code in self.tree([atom.function.code for atom in atoms], (3, 5, 7)):
            own = [atom for atom in atoms if atom.function.code.startswith(code)]
            lines.append(self.entry(columns, code, name_of("function", code), own, is_detail=len(code) == 7))
        return PrintedTable(table_id, number, self.title(stem), columns, tuple(lines))

    def basic(self) -> PrintedTable:
        columns = _BASIC_COLUMNS
        atoms = [atom for atom in self.budget.atoms if of.is_basic(atom)]
        lines = [self.entry(columns, "", "合计", atoms)]
        for code in self.tree([atom.economic.department.code for atom in atoms], (3, 5)):
            own = [atom for atom in atoms if atom.economic.department.code.startswith(code)]
            lines.append(self.entry(columns, code, name_of("department", code), own, is_detail=len(code) == 5))
        title = self.title("一般公共预算财政拨款基本支出表")
        return PrintedTable("gpb_basic", 6, title, columns, tuple(lines))

    def three_public(self) -> PrintedTable:
        columns = _THREE_PUBLIC_COLUMNS
        atoms = [atom for atom in self.budget.atoms if of.is_fiscal(atom)]
        lines = [(entry,) for entry in item_entries(self.summing, "", columns, _THREE_PUBLIC_ITEMS, atoms)]
        return PrintedTable("three_public", 9, self.title("财政拨款“三公”经费支出表"), columns, tuple(lines))


def _filled(lines: Sequence[tuple[Entry | None, ...]]) -> tuple[Line, ...]:
    return tuple(tuple(entry for entry in line if entry is not None) for line in lines)
