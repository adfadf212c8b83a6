"""Tables beside a Henan budget's own: targets of its projects, of the whole department, and what it carries over.

Here: their money from the same atoms, and their text with TABs and without columns, indicators included. Not here: the
budget's other tables (``henan_tables``).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generated.budget import FISCAL, UNIT_FUNDS, Atom, Budget, Fund, Options, Unit, draw_budget
from generated.publication import Publication, TrueCell, printed_amount
from generated.publishing import publish
from generated.typeset import tabbed

_NAME_WIDTH = 11
_CODE_WIDTH = 20
_FUND_NAMES = {Fund.GPB: "一般公共预算资金", Fund.GOV_FUND: "政府性基金", Fund.STATE_CAPITAL: "国有资本经营预算"}


@dataclass(frozen=True, slots=True)
class Target:
    """A row of the targets: a unit or a project, and its atoms."""

    code: str
    name: str
    atoms: tuple[Atom, ...]

    def amounts(self, money_unit: str) -> tuple[str, str, str, str]:
        """The whole, and by source."""
        of_fiscal = [atom for atom in self.atoms if atom.fund in FISCAL]
        of_account = [atom for atom in self.atoms if atom.fund is Fund.SPECIAL_ACCOUNT]
        of_unit = [atom for atom in self.atoms if atom.fund in UNIT_FUNDS]
        whole, fiscal, account, own = (
            total(atoms, money_unit) for atoms in (self.atoms, of_fiscal, of_account, of_unit)
        )
        return whole, fiscal, account, own


def total(atoms: Iterable[Atom], money_unit: str) -> str:
    return printed_amount(sum(atom.amount for atom in atoms), money_unit, has_separators=True)


def targets_of(budget: Budget) -> list[Target]:
    """The department, and under each unit its projects."""
    atoms = tuple(atom for atom in budget.atoms if atom.project)
    rows = [Target(budget.head.code[:3], "", atoms)]
    number = 0
    for unit in sorted({atom.unit for atom in atoms}):
        own = tuple(atom for atom in atoms if atom.unit == unit)
        rows.append(Target(_unit_code(unit), unit.name, own))
        for project in sorted({atom.project for atom in own}):
            number += 1
            code = f"4107022200000000{number:05d}"
            rows.append(Target(code, project, tuple(atom for atom in own if atom.project == project)))
    return rows


def _unit_code(unit: Unit) -> str:
    return unit.code if len(unit.code) > 3 else f"{unit.code}001"


def target_cells(budget: Budget) -> list[TrueCell]:
    """The money of the projects' targets, as a reader should report it."""
    columns = ("total", "fiscal", "special_account", "unit_funds")
    return [
        TrueCell("performance", "", target.name, target.code, column, printed)
        for target in targets_of(budget)
        for column, printed in zip(columns, target.amounts(budget.options.money_unit), strict=True)
        if printed
    ]


def targets_tabbed(budget: Budget) -> str:
    """The projects' targets as lines of TAB-separated cells, with indicators on the rows and below them."""
    unit = budget.options.money_unit
    lines = [
        f"{budget.year}年部门预算项目绩效目标汇总表",
        "",
        f"部门名称：{budget.head.name}",
        "",
        f"单位编码（项目编码）\t项目单位（项目名称）\t项目金额（{unit}）\t\t\t\t绩效目标\t\t\t",
        "\t\t资金总额\t政府预算资金\t财政专户管理资金\t单位资金\t成本指标\t\t产出指标\t",
        "\t\t\t\t\t\t三级指标\t指标值\t三级指标\t指标值",
    ]
    for target in targets_of(budget):
        cells = [target.code, target.name, *target.amounts(unit)]
        is_project = len(target.code) > 9
        lines.append("\t".join([*cells, *(["项目总额", "≤30万元", "完成率", "98%"] if is_project else [""] * 4)]))
        if is_project:
            lines.append("\t".join([*[""] * 8, "受益人数", "1250"]))
    return "\n".join([*lines, ""])


def targets_layout(budget: Budget) -> str:
    """The projects' targets as a page shows them, blank cells lost, codes and names broken over lines."""
    unit = budget.options.money_unit
    lines = [
        "预算12表",
        "",
        f"{budget.year}年部门预算项目绩效目标汇总表",
        f"部门名称：{budget.head.name}",
        "",
        "单位编码（项目编码） 项目单位（项目名称）",
        f"项目金额（{unit}）",
        "绩效目标",
        "成本指标 产出指标",
        "资金总额 政府预算资金",
        "财政专户管",
        "理资金",
        "单位资金 三级指标 指标值 三级指标 指标值",
    ]
    for target in targets_of(budget):
        figures = " ".join(filter(None, target.amounts(unit)))
        if len(target.code) > 9:
            lines += [target.code[:_CODE_WIDTH], "", target.code[_CODE_WIDTH:], "", *_broken(target.name), figures, ""]
            lines += ["项目总额 ≤30万元 完成率 98%", "受益人数 1250"]
        else:
            lines += [target.code, *_broken(target.name), figures]
    return "\n".join([*lines, "", ""])


def _broken(name: str) -> Iterator[str]:
    return (name[at : at + _NAME_WIDTH] for at in range(0, len(name), _NAME_WIDTH))


def whole_text(budget: Budget, separator: str) -> str:
    """The targets of the whole department, as lines of cells."""
    unit = budget.options.money_unit
    atoms = budget.atoms
    whole = Target("", "", atoms).amounts(unit)
    projects = [atom for atom in atoms if atom.project]
    basic = [atom for atom in atoms if not atom.project]
    rows = [
        ["年度履职目标", "目标1保障工作运转"],
        ["年度主要任务", "任务名称", "主要内容"],
        ["预算情况", f"部门预算总额（{unit}）", whole[0]],
        ["", "1、资金来源：（1）政府预算资金", whole[1]],
        ["", "（2）财政专户管理资金", whole[2]],
        ["", "（3）单位资金", whole[3]],
        ["", "2、资金结构：（1）基本支出", total(basic, unit)],
        ["", "（2）项目支出", total(projects, unit)],
        ["一级指标", "二级指标", "指标值"],
        ["产出指标", "培训人数", "2931"],
    ]
    top = ["部门（单位）整体绩效目标表", f"（{budget.year}年度）", "", separator.join(["部门名称", budget.head.name])]
    is_laid_out = separator == "\t"
    return "\n".join([*top, *(separator.join(row if is_laid_out else filter(None, row)) for row in rows), "", ""])


def carried_of(budget: Budget) -> list[Atom]:
    """What is carried over, line by line."""
    return [atom for atom in budget.atoms if atom.is_carried and atom.fund in FISCAL]


def carryover_layout(budget: Budget, printed_in: str | None = None) -> str:
    """What is carried over, as a page shows it; ``printed_in`` is the unit that the amounts are really in."""
    unit = budget.options.money_unit
    lines = [
        "上年结转资金表",
        f"单位：{unit}",
        "",
        "功能分类编",
        "码",
        "政府经济科目 经济分类编码 功能分类名称 预算单位编码 预算单位名称 预算项目名称 金额 资金性质名称",
    ]
    for atom in carried_of(budget):
        lines += [
            atom.function.code,
            *_broken(atom.economic.government.name),
            atom.economic.government.code,
            *_broken(atom.function.name),
            _unit_code(atom.unit),
            *_broken(atom.unit.name),
            "",
            *_broken(f"{atom.project}（上级提前下达）"),
            f"{total([atom], printed_in or unit).replace(',', '')} {_FUND_NAMES[atom.fund]}",
        ]
    return "\n".join([*lines, "", ""])


def leaving_out_carryover(budget: Budget) -> Publication:
    """A document whose table of projects leaves out what is carried over."""
    current = replace(budget, atoms=tuple(atom for atom in budget.atoms if not atom.is_carried))
    projects = next(table for table in publish(current).tables if table.table_id == "project")
    whole = publish(budget)
    return replace(whole, tables=tuple(projects if table.table_id == "project" else table for table in whole.tables))


def with_targets_and_carryover(seed: int) -> str:
    """A document with every table of this module, its carry-over outside the others."""
    drawn = draw_budget(Options(seed=seed, units=1, functions=3, projects=6, has_carry_over=True))
    kept = tuple(atom for atom in drawn.atoms if not atom.is_carried or atom.fund is Fund.GPB)
    budget = replace(drawn, atoms=kept)
    own = tabbed(leaving_out_carryover(budget))
    beside = (whole_text(budget, "\t"), targets_tabbed(budget), carryover_tabbed(budget, carried_of(budget)))
    return "\n".join([own, *beside])


def carryover_tabbed(budget: Budget, rows: Sequence[Atom]) -> str:
    """Some of what is carried over, as lines of TAB-separated cells."""
    unit = budget.options.money_unit
    lines = [
        "上年结转资金表",
        "",
        f"单位：{unit}",
        "",
        "功能分类编码\t政府经济科目\t经济分类编码\t功能分类名称\t预算单位编码\t预算单位名称\t预算项目名称\t金额\t资金性质名称",
    ]
    for atom in rows:
        government, function = atom.economic.government, atom.function
        subject = (function.code, government.name, government.code, function.name)
        money = (atom.project, total([atom], unit), _FUND_NAMES[atom.fund])
        lines.append("\t".join([*subject, _unit_code(atom.unit), atom.unit.name, *money]))
    return "\n".join([*lines, ""])
