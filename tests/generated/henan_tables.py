"""The tables of a Henan (河南) budget: eleven forms, columns in full, code columns split into 类, 款 and 项.

Here: their columns with the ids they must be read as, their lines as sums of atoms. Not here: text. Expenditure by
function of single funds counts the current year only, as the note under those forms says.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from generated import selections as of
from generated.budget import UNIT_FUNDS, Atom, Budget, Fund, Nature, Unit
from generated.publication import (
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
from generated.subjects import EconomicPair, name_of

_REVENUE_COLUMNS = (
    label_column("部门（单位）代码"),
    label_column("部门（单位）名称"),
    value_column("总计", "total", of.everything),
    value_column("本年收入/合计", "current", of.is_current),
    value_column("本年收入/一般公共预算/小计", "gpb", of.current(Fund.GPB)),
    value_column("本年收入/一般公共预算/其中：财政拨款", "gpb_appropriation", of.is_current_appropriation),
    value_column("本年收入/政府性基金", "gov_fund", of.current(Fund.GOV_FUND)),
    value_column("本年收入/国有资本经营预算", "state_capital", of.current(Fund.STATE_CAPITAL)),
    value_column("本年收入/财政专户管理资金收入", "special_account", of.current(Fund.SPECIAL_ACCOUNT)),
    value_column("本年收入/事业收入", "business", of.current(Fund.BUSINESS)),
    value_column("本年收入/事业单位经营收入", "operating_income", of.current(Fund.OPERATING)),
    value_column("本年收入/上级补助收入", "from_superior", of.current(Fund.SUPERIOR)),
    value_column("本年收入/附属单位上缴收入", "from_subordinate", of.current(Fund.SUBORDINATE)),
    value_column("本年收入/其他收入", "other_income", of.current(Fund.OTHER)),
    value_column("上年结转结余/合计", "carry_in", of.is_carried),
    value_column("上年结转结余/一般公共预算", "carry_in_gpb", of.carried(Fund.GPB)),
    value_column("上年结转结余/政府性基金", "carry_in_gov_fund", of.carried(Fund.GOV_FUND)),
    value_column("上年结转结余/国有资本经营预算", "carry_in_state_capital", of.carried(Fund.STATE_CAPITAL)),
    value_column("上年结转结余/财政专户管理资金", "carry_in_special_account", of.carried(Fund.SPECIAL_ACCOUNT)),
    value_column("上年结转结余/单位资金", "carry_in_unit_funds", of.carried(*UNIT_FUNDS)),
)
_EXPENDITURE_COLUMNS = (
    label_column("科目编码/类"),
    label_column("科目编码/款"),
    label_column("科目编码/项"),
    label_column("单位代码"),
    label_column("单位（科目名称）"),
    value_column("合计", "total", of.everything),
    value_column("基本支出/小计", "basic", of.is_basic),
    value_column("基本支出/人员经费/工资福利支出", "wages", of.of_nature(Nature.WAGES)),
    value_column("基本支出/人员经费/对个人和家庭的补助", "household", of.of_nature(Nature.HOUSEHOLD)),
    value_column("基本支出/公用经费/商品和服务支出", "goods", of.of_nature(Nature.GOODS)),
    value_column("基本支出/公用经费/资本性支出", "capital", of.of_nature(Nature.CAPITAL)),
    value_column("项目支出/小计", "project", of.is_project),
    value_column("项目支出/其他运转类", "other_running", of.of_nature(Nature.OTHER_RUNNING)),
    value_column("项目支出/特定目标类", "specific", of.of_nature(Nature.SPECIFIC)),
)
_BALANCE_COLUMNS = (
    label_column("收入/项目", "revenue"),
    value_column("收入/金额", "total", of.everything, "revenue"),
    label_column("支出/项目", "expenditure"),
    value_column("支出/金额", "total", of.everything, "expenditure"),
)
_FISCAL_COLUMNS = (
    label_column("收入/项目", "revenue"),
    value_column("收入/金额", "total", of.everything, "revenue"),
    label_column("支出/项目", "expenditure"),
    value_column("支出/合计", "total", of.everything, "expenditure"),
    value_column("支出/一般公共预算/小计", "gpb", of.of_fund(Fund.GPB), "expenditure"),
    value_column("支出/一般公共预算/其中：财政拨款", "gpb_appropriation", of.is_appropriation, "expenditure"),
    value_column("支出/政府性基金", "gov_fund", of.of_fund(Fund.GOV_FUND), "expenditure"),
    value_column("支出/国有资本经营预算", "state_capital", of.of_fund(Fund.STATE_CAPITAL), "expenditure"),
)
_BASIC_COLUMNS = (
    label_column("部门预算支出经济分类科目/科目编码"),
    label_column("部门预算支出经济分类科目/科目名称"),
    label_column("政府预算支出经济分类科目编码/科目编码"),
    label_column("政府预算支出经济分类科目编码/科目名称"),
    value_column("合计", "total", of.everything),
    value_column("人员经费", "personnel", of.is_personnel),
    value_column("公用经费", "public", of.is_public),
)
_ECONOMIC_COLUMNS = (
    label_column("部门预算经济分类/类"),
    label_column("部门预算经济分类/款"),
    label_column("部门预算经济分类/科目名称"),
    label_column("政府预算经济分类/类"),
    label_column("政府预算经济分类/款"),
    label_column("政府预算经济分类/科目名称"),
    value_column("总计", "total", of.everything),
    value_column("一般公共预算/小计", "gpb", of.current(Fund.GPB)),
    value_column("一般公共预算/其中：财政拨款", "gpb_appropriation", of.is_current_appropriation),
    value_column("政府性基金", "gov_fund", of.current(Fund.GOV_FUND)),
    value_column("国有资本经营预算", "state_capital", of.current(Fund.STATE_CAPITAL)),
    value_column("上年结转结余", "carry_in", of.is_carried),
    value_column("财政专户管理资金收入", "special_account", of.current(Fund.SPECIAL_ACCOUNT)),
    value_column("事业收入", "business", of.current(Fund.BUSINESS)),
    value_column("上级补助收入", "from_superior", of.current(Fund.SUPERIOR)),
    value_column("附属单位上缴收入", "from_subordinate", of.current(Fund.SUBORDINATE)),
    value_column("事业单位经营收入", "operating_income", of.current(Fund.OPERATING)),
    value_column("其他收入", "other_income", of.current(Fund.OTHER)),
)
_THREE_PUBLIC_COLUMNS = (
    value_column("“三公”经费合计", "total", of.on(of.ABROAD, of.PURCHASE, of.RUNNING, of.RECEPTION)),
    value_column("因公出国（境）费", "abroad", of.on(of.ABROAD)),
    value_column("公务用车购置及运行费/小计", "vehicles", of.on(of.PURCHASE, of.RUNNING)),
    value_column("公务用车购置及运行费/公务用车购置费", "vehicle_purchase", of.on(of.PURCHASE)),
    value_column("公务用车购置及运行费/公务用车运行费", "vehicle_running", of.on(of.RUNNING)),
    value_column("公务接待费", "reception", of.on(of.RECEPTION)),
)
_PROJECT_COLUMNS = (
    label_column("类型"),
    label_column("项目名称"),
    label_column("项目单位"),
    value_column("合计", "total", of.everything),
    value_column("本年拨款/一般公共预算", "gpb", of.current(Fund.GPB)),
    value_column("本年拨款/政府性基金预算", "gov_fund", of.current(Fund.GOV_FUND)),
    value_column("本年拨款/国有资本经营预算", "state_capital", of.current(Fund.STATE_CAPITAL)),
    value_column("财政拨款结转结余/一般公共预算", "carry_in_gpb", of.carried(Fund.GPB)),
    value_column("财政拨款结转结余/政府性基金预算", "carry_in_gov_fund", of.carried(Fund.GOV_FUND)),
    value_column("财政拨款结转结余/国有资本经营预算", "carry_in_state_capital", of.carried(Fund.STATE_CAPITAL)),
    value_column("财政专户管理资金", "special_account", of.of_fund(Fund.SPECIAL_ACCOUNT)),
    value_column("单位资金", "unit_funds", of.of_fund(*UNIT_FUNDS)),
)

_CURRENT_ITEMS = (
    Item("一、一般公共预算", "一般公共预算", of.current(Fund.GPB)),
    Item("其中：财政拨款", "一般公共预算/其中：财政拨款", of.is_current_appropriation),
    Item("二、政府性基金预算拨款收入", "政府性基金预算拨款收入", of.current(Fund.GOV_FUND)),
    Item("三、国有资本经营预算拨款收入", "国有资本经营预算拨款收入", of.current(Fund.STATE_CAPITAL)),
    Item("四、财政专户管理资金收入", "财政专户管理资金收入", of.current(Fund.SPECIAL_ACCOUNT)),
    Item("五、事业收入", "事业收入", of.current(Fund.BUSINESS)),
    Item("六、事业单位经营收入", "事业单位经营收入", of.current(Fund.OPERATING)),
    Item("七、上级补助收入", "上级补助收入", of.current(Fund.SUPERIOR)),
    Item("八、附属单位上缴收入", "附属单位上缴收入", of.current(Fund.SUBORDINATE)),
    Item("九、其他收入", "其他收入", of.current(Fund.OTHER)),
)
_FISCAL_ITEMS = (
    Item("一、本年收入", "本年收入", of.is_current),
    Item("（一）一般公共预算拨款", "本年收入/一般公共预算拨款", of.current(Fund.GPB)),
    Item("其中：财政拨款", "本年收入/一般公共预算拨款/其中：财政拨款", of.is_current_appropriation),
    Item("（二）政府性基金预算拨款", "本年收入/政府性基金预算拨款", of.current(Fund.GOV_FUND)),
    Item("（三）国有资本经营预算拨款", "本年收入/国有资本经营预算拨款", of.current(Fund.STATE_CAPITAL)),
    Item("二、上年结转", "上年结转", of.is_carried),
    Item("（一）一般公共预算拨款", "上年结转/一般公共预算拨款", of.carried(Fund.GPB)),
    Item("（二）政府性基金预算拨款", "上年结转/政府性基金预算拨款", of.carried(Fund.GOV_FUND)),
    Item("（三）国有资本经营预算拨款", "上年结转/国有资本经营预算拨款", of.carried(Fund.STATE_CAPITAL)),
)
# Ordinal, 类 and printed name; the ordinal of a class that lapsed stays free (十八).
_CLASSES = (
    ("一", "201", "一般公共服务"),
    ("二", "202", "外交"),
    ("三", "203", "国防"),
    ("四", "204", "公共安全"),
    ("五", "205", "教育"),
    ("六", "206", "科学技术"),
    ("七", "207", "文化旅游体育与传媒"),
    ("八", "208", "社会保障和就业"),
    ("九", "209", "社会保险基金支出"),
    ("十", "210", "卫生健康"),
    ("十一", "211", "节能环保"),
    ("十二", "212", "城乡社区事务"),
    ("十三", "213", "农林水事务"),
    ("十四", "214", "交通运输"),
    ("十五", "215", "资源勘探信息等"),
    ("十六", "216", "商业服务业等"),
    ("十七", "217", "金融支出"),
    ("十九", "219", "援助其他地区支出"),
    ("二十", "220", "自然资源海洋气象等支出"),
    ("二十一", "221", "住房保障支出"),
    ("二十二", "222", "粮油物资储备支出"),
    ("二十三", "223", "国有资本经营预算"),
    ("二十四", "224", "灾害防治及应急管理"),
    ("二十七", "227", "预备费"),
    ("二十九", "229", "其他支出"),
    ("三十", "230", "转移性支出"),
    ("三十一", "231", "债务还本支出"),
    ("三十二", "232", "债务付息支出"),
    ("三十三", "233", "债务发行费用支出"),
    ("三十四", "234", "抗疫特别国债安排的支出"),
)
_ONLY_CURRENT = "备注：本表仅含当年财政拨款安排的支出"
_NO_DATA = "注：此表无数据"


def publish(budget: Budget) -> Publication:
    """Lay a budget out as a Henan document."""
    layout = _Layout(budget)
    return Publication(
        heading=f"{budget.year}年{budget.head.name}{layout.scope}预算",
        unit=budget.head,
        year=budget.year,
        scope=layout.scope,
        money_unit=budget.options.money_unit,
        has_column_numbers=False,
        tables=layout.tables(),
    )


class _Layout:
    """The choices one document makes once: wording of titles, blanks in totals, order of rows."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.scope = scope_of(budget)
        self.rng = random.Random(f"henan {budget.options.seed}")
        self.summing = Summing(budget.options.money_unit, has_separators=True)
        self.says_budget = self.rng.random() < 0.5
        self.has_spaced_totals = self.rng.random() < 0.5
        self.has_labelled_project_total = self.rng.random() < 0.5

    def tables(self) -> tuple[PrintedTable, ...]:
        current = [atom for atom in self.budget.atoms if not atom.is_carried]
        gpb = [atom for atom in current if atom.fund is Fund.GPB]
        funds = {fund: [atom for atom in current if atom.fund is fund] for fund in (Fund.GOV_FUND, Fund.STATE_CAPITAL)}
        return (
            self.balance(),
            self.revenue(),
            self.by_function("expenditure", 3, f"{self.scope}支出", self.budget.atoms, ""),
            self.fiscal_balance(),
            self.by_function("gpb_expenditure", 5, "一般公共预算支出", gpb, _ONLY_CURRENT),
            self.basic([atom for atom in gpb if of.is_basic(atom)]),
            self.economic(),
            self.three_public(gpb),
            self.by_function("gov_fund", 9, "政府性基金支出", funds[Fund.GOV_FUND], _ONLY_CURRENT),
            self.project(),
            self.by_function("state_capital", 11, "国有资本经营预算支出", funds[Fund.STATE_CAPITAL], _ONLY_CURRENT),
        )

    def title(self, stem: str) -> str:
        return f"{self.budget.year}年{stem}{'预算表' if self.says_budget else '情况表'}"

    def spaced(self, label: str) -> str:
        return " ".join(label) if self.has_spaced_totals else label

    def two_sided(
        self, columns: Sequence[Column], left: Sequence[Item], right: Sequence[Item], atoms: Sequence[Atom]
    ) -> list[Line]:
        entries = [
            item_entries(self.summing, side, [column for column in columns if column.side == side], items, atoms)
            for side, items in (("revenue", left), ("expenditure", right))
        ]
        return [tuple(filter(None, line)) for line in zip_longest(*entries)]

    def balance(self) -> PrintedTable:
        classes = [Item(f"{ordinal}、{name}", name, of.of_class(code)) for ordinal, code, name in _CLASSES]
        left = [
            Item(self.spaced("本年收入合计"), "本年收入合计", of.is_current),
            Item("上年结转结余", "上年结转结余", of.is_carried),
            Item(self.spaced("收入总计"), "收入总计", of.everything),
        ]
        right = [
            Item(self.spaced("本年支出合计"), "本年支出合计", of.everything),
            Item("年终结转结余", "年终结转结余", of.nothing),
            Item(self.spaced("支出总计"), "支出总计", of.everything),
        ]
        atoms = self.budget.atoms
        lines = self.two_sided(_BALANCE_COLUMNS, _CURRENT_ITEMS, classes, atoms)
        lines += self.two_sided(_BALANCE_COLUMNS, left, right, atoms)
        title = f"{self.budget.year}年{self.scope}收支{'预算表' if self.says_budget else '总体情况表'}"
        return PrintedTable("balance", 1, title, _BALANCE_COLUMNS, tuple(lines))

    def fiscal_balance(self) -> PrintedTable:
        right = [Item("一、本年支出", "本年支出", of.everything)]
        for ordinal, code, name in _CLASSES:
            full = name if name.endswith(("支出", "预算", "管理", "预备费")) else f"{name}支出"
            # The form still prints the class as it was called before 2019, and never anything in it.
            full, selects = ("医疗卫生与计划生育支出", of.nothing) if code == "209" else (full, of.of_class(code))
            right.append(Item(f"（{ordinal}）{full}", f"本年支出/{full}", selects))
        right.append(Item("二、年终结转结余", "年终结转结余", of.nothing))
        colon = "：" if self.says_budget else ""
        left_total = [Item(f"收入合计{colon}", f"收入合计{colon}", of.everything)]
        right_total = [Item("支出合计", "支出合计", of.everything)]
        atoms = [atom for atom in self.budget.atoms if of.is_fiscal(atom)]
        lines = self.two_sided(_FISCAL_COLUMNS, _FISCAL_ITEMS, right, atoms)
        lines += self.two_sided(_FISCAL_COLUMNS, left_total, right_total, atoms)
        title = f"{self.budget.year}年财政拨款收支{'预算表' if self.says_budget else '总体情况表'}"
        return PrintedTable("fiscal_balance", 4, title, _FISCAL_COLUMNS, tuple(lines))

    def entry(
        self,
        columns: Sequence[Column],
        labels: tuple[str, ...],
        label: str,
        atoms: Sequence[Atom],
        *,
        codes: str = "",
        is_detail: bool = False,
    ) -> Line:
        return (Entry("", labels, label, codes, self.summing.values(columns, atoms), is_detail),)

    def units(self) -> tuple[Unit, ...]:
        """The head, and the units below it where there are any."""
        return tuple(dict.fromkeys((self.budget.head, *self.budget.units)))

    def atoms_of(self, unit: Unit, atoms: Sequence[Atom]) -> list[Atom]:
        return [atom for atom in atoms if unit in {self.budget.head, atom.unit}]

    def revenue(self) -> PrintedTable:
        columns, atoms = _REVENUE_COLUMNS, self.budget.atoms
        lines = [self.entry(columns, ("", "合计"), "合计", atoms)]
        for unit in self.units():
            labels = (unit.code, unit.name)
            lines.append(self.entry(columns, labels, unit.name, self.atoms_of(unit, atoms), codes=unit.code))
        title = f"{self.budget.year}年{self.scope}收入{'预算表' if self.says_budget else '总体情况表'}"
        return PrintedTable("revenue", 2, title, columns, tuple(lines))

    def blocks(
        self,
        columns: Sequence[Column],
        unit_labels: Callable[[Unit], tuple[str, ...]],
        rows: Callable[[Sequence[Atom]], Iterator[Line]],
        atoms: Sequence[Atom],
    ) -> Iterator[Line]:
        """The head's line, then its rows, or every unit's line and rows."""
        units = self.units() if self.budget.options.has_unit_blocks else (self.budget.head,)
        for unit in units:
            own = self.atoms_of(unit, atoms)
            if own:
                yield self.entry(columns, unit_labels(unit), unit.name, own, codes=unit.code)
            if unit == units[-1] or unit != self.budget.head:
                yield from rows(own)

    def by_function(self, table_id: str, number: int, stem: str, atoms: Sequence[Atom], note: str) -> PrintedTable:
        columns = _EXPENDITURE_COLUMNS

        def rows(own: Sequence[Atom]) -> Iterator[Line]:
            lengths = (3, 5, 7) if self.budget.options.is_deep else (7,)
            codes = sorted({atom.function.code[:length] for atom in own for length in lengths})
            if not self.budget.options.is_deep:
                self.rng.shuffle(codes)
            for code in codes:
                parts = tuple(filter(None, (code[:3], code[3:5], code[5:])))
                name = name_of("function", code)
                labels = (*parts, *[""] * (3 - len(parts)), "", name)
                below = [atom for atom in own if atom.function.code.startswith(code)]
                is_leaf = len(code) == 7
                yield self.entry(columns, labels, name, below, codes=" ".join(parts), is_detail=is_leaf)

        lines = [self.entry(columns, ("", "", "", "", "合计"), "合计", atoms)]
        lines += self.blocks(columns, lambda unit: ("", "", "", unit.code, unit.name), rows, atoms)
        is_whole = table_id == "expenditure"
        stem = f"{stem}总体" if is_whole and not self.says_budget else stem
        return PrintedTable(table_id, number, self.title(stem), columns, tuple(lines), note if atoms else _NO_DATA)

    def pairs(self, atoms: Sequence[Atom]) -> list[EconomicPair]:
        pairs = sorted({atom.economic for atom in atoms})
        self.rng.shuffle(pairs)
        return pairs

    def basic(self, atoms: Sequence[Atom]) -> PrintedTable:
        columns = _BASIC_COLUMNS
        lines = [self.entry(columns, ("合计", "", "", ""), "合计", atoms)]
        for pair in self.pairs(atoms):
            department, government = pair.department, pair.government
            labels = (department.code, department.name, government.code, government.name)
            own = [atom for atom in atoms if atom.economic == pair]
            codes = f"{department.code} {government.code}"
            lines.append(self.entry(columns, labels, department.name, own, codes=codes, is_detail=True))
        title = f"{self.budget.year}年一般公共预算基本支出{'预算表' if self.says_budget else '表'}"
        return PrintedTable("gpb_basic", 6, title, columns, tuple(lines))

    def economic(self) -> PrintedTable:
        columns = _ECONOMIC_COLUMNS

        def rows(own: Sequence[Atom]) -> Iterator[Line]:
            for pair in self.pairs(own):
                parts = [part for each in (pair.department, pair.government) for part in (each.code[:3], each.code[3:])]
                labels = (*parts[:2], pair.department.name, *parts[2:], pair.government.name)
                below = [atom for atom in own if atom.economic == pair]
                yield self.entry(columns, labels, pair.department.name, below, codes=" ".join(parts), is_detail=True)

        atoms = self.budget.atoms
        lines = [self.entry(columns, ("", "", "合计", "", "", ""), "合计", atoms)]
        lines += self.blocks(columns, lambda unit: (unit.code, "", unit.name, "", "", ""), rows, atoms)
        return PrintedTable("economic", 7, f"{self.budget.year}年支出经济分类汇总表", columns, tuple(lines))

    def three_public(self, atoms: Sequence[Atom]) -> PrintedTable:
        line = self.entry(_THREE_PUBLIC_COLUMNS, (), "", atoms)
        note = "" if any(line[0].values) else _NO_DATA
        title = f"{self.budget.year}年一般公共预算“三公”经费{'预算表' if self.says_budget else '支出情况表'}"
        return PrintedTable("three_public", 8, title, _THREE_PUBLIC_COLUMNS, (line,), note)

    def project(self) -> PrintedTable:
        columns = _PROJECT_COLUMNS
        atoms = [atom for atom in self.budget.atoms if atom.project]
        total = "合计" if self.has_labelled_project_total or not atoms else ""
        lines = [self.entry(columns, ("", "", total), total, atoms)]
        head = self.budget.head
        if atoms:
            lines.append(self.entry(columns, ("", head.code, head.name), head.name, atoms, codes=head.code))
        names = sorted({atom.project for atom in atoms})
        self.rng.shuffle(names)
        for name in names:
            own = [atom for atom in atoms if atom.project == name]
            kind = "其他运转类" if own[0].nature is Nature.OTHER_RUNNING else "特定目标类"
            labels = (kind, name, own[0].unit.name)
            lines.append(self.entry(columns, labels, f"{kind}/{name}", own, is_detail=True))
        note = "" if atoms else _NO_DATA
        title = f"{self.budget.year}年项目支出{'预算表' if self.says_budget else '表'}"
        return PrintedTable("project", 10, title, columns, tuple(lines), note)
