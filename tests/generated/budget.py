"""A random but consistent budget: atoms of money of which every table is a sum.

Here: the options, the atoms and how they are drawn from a seed. Not here: tables, labels and text forms. Since every
figure of every table is a sum over the same atoms, the identities (IDENTITIES.md) hold to the printed unit.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generated.subjects import (
    Coded,
    EconomicPair,
    economic_pairs,
    general_functions,
    gov_fund_functions,
    pairs_of,
    state_capital_functions,
)


class Form(StrEnum):
    """Whose tables a budget is printed in."""

    HENAN = "henan"
    HEBEI = "hebei"


class Nature(StrEnum):
    """What an amount is spent on: four kinds of basic expenditure (基本支出), two of project expenditure (项目支出)."""

    WAGES = "wages"
    HOUSEHOLD = "household"
    GOODS = "goods"
    CAPITAL = "capital"
    OTHER_RUNNING = "other_running"
    SPECIFIC = "specific"


class Fund(StrEnum):
    """Where the money comes from; the values are the column ids of the warehouse."""

    GPB = "gpb"
    GOV_FUND = "gov_fund"
    STATE_CAPITAL = "state_capital"
    SPECIAL_ACCOUNT = "special_account"
    BUSINESS = "business"
    OPERATING = "operating_income"
    SUPERIOR = "from_superior"
    SUBORDINATE = "from_subordinate"
    OTHER = "other_income"


PERSONNEL = frozenset({Nature.WAGES, Nature.HOUSEHOLD})
PUBLIC = frozenset({Nature.GOODS, Nature.CAPITAL})
BASIC = PERSONNEL | PUBLIC
PROJECT = frozenset({Nature.OTHER_RUNNING, Nature.SPECIFIC})
FISCAL = frozenset({Fund.GPB, Fund.GOV_FUND, Fund.STATE_CAPITAL})
UNIT_FUNDS = frozenset({Fund.BUSINESS, Fund.OPERATING, Fund.SUPERIOR, Fund.SUBORDINATE, Fund.OTHER})

FEN_PER_QUANTUM = {"万元": 10_000, "元": 1}
"""How many fen the last of two printed decimals is worth."""


@dataclass(frozen=True, slots=True)
class Options:
    """What kind of budget to draw.

    Attributes:
        seed: everything else equal, the same seed gives the same budget.
        form: whose tables it is printed in.
        money_unit: ``万元`` or ``元``; amounts are whole hundredths of it.
        units: how many budgeting units; one makes a unit's own document, more a department's.
        functions: how many functional 项 of the general public budget.
        is_deep: whether code tables print 类 and 款 above 项, or 项 only.
        has_unit_blocks: whether tables by function and by economic class repeat their rows for every unit.
        has_carry_over: whether projects are paid from money carried in as well.
        projects: how many projects.
        scale: multiplies functions, projects and economic classes.
    """

    seed: int
    form: Form = Form.HENAN
    money_unit: str = "万元"
    units: int = 1
    functions: int = 6
    is_deep: bool = False
    has_unit_blocks: bool = False
    has_carry_over: bool = False
    projects: int = 5
    scale: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """A budgeting unit (预算单位)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Atom:
    """The smallest amount of money: what one unit spends on one thing from one fund.

    Attributes:
        is_appropriation: within the general public budget, whether it is 财政拨款 (the 其中 column).
        is_carried: whether it was carried in from the year before.
        project: name of the project, empty for basic expenditure.
        amount: in fen.
    """

    unit: Unit
    function: Coded
    nature: Nature
    economic: EconomicPair
    fund: Fund
    is_appropriation: bool
    is_carried: bool
    project: str
    amount: int


@dataclass(frozen=True, slots=True)
class Budget:
    """A drawn budget.

    Attributes:
        head: the unit that heads every table: the department, or the only unit.
        units: the units that spend; the head itself when it is the only one.
        year: fiscal year.
    """

    options: Options
    head: Unit
    units: tuple[Unit, ...]
    year: int
    atoms: tuple[Atom, ...]


def varied(seed: int, form: Form = Form.HENAN) -> Options:
    """Options as various as the seeds."""
    rng = random.Random(f"options {seed}")
    return Options(
        seed=seed,
        form=form,
        money_unit=rng.choice(("万元", "万元", "元")),
        units=rng.choice((1, 1, 2, 4)),
        functions=rng.randint(1, 12),
        is_deep=rng.random() < (0.2 if form is Form.HENAN else 0.8),
        has_unit_blocks=form is Form.HENAN and rng.random() < 0.3,
        has_carry_over=rng.random() < 0.6,
        projects=rng.randint(0, 12),
        scale=rng.choice((1, 1, 1, 2)),
    )


_PLACES = ("新乡市红旗区", "安阳市殷都区", "秦皇岛市海港区", "商丘市", "南阳市卧龙区", "唐山市", "开封市祥符区")
_AGENCIES = (
    "人力资源和社会保障局",
    "教育体育局",
    "农业农村局",
    "民政局",
    "交通运输局",
    "城市管理局",
    "卫生健康委员会",
    "市场监督管理局",
)
_SUBORDINATES = (
    "劳动保障监察大队",
    "就业创业服务中心",
    "信息中心",
    "社会保险事业管理所",
    "后勤服务中心",
    "综合执法支队",
    "档案馆",
    "第一实验学校",
)
# 204, 208, 301, 303 and 502 are subject codes as well: a unit's code is told by its column, never by its digits.
_UNIT_CODES = ("035", "042", "128", "204", "208", "301", "303", "323", "502")


def _draw_units(rng: random.Random, count: int) -> tuple[Unit, tuple[Unit, ...]]:
    place, stem = rng.choice(_PLACES), rng.choice(_UNIT_CODES)
    agency = f"{place}{rng.choice(_AGENCIES)}"
    if count == 1 and rng.random() < 0.5:
        alone = Unit(f"{stem}001", agency)
        return alone, (alone,)
    names = [f"{agency}本级", *(f"{place}{name}" for name in rng.sample(_SUBORDINATES, len(_SUBORDINATES)))]
    names += [f"{place}第{number}管理站" for number in range(len(names), count)]
    units = tuple(Unit(f"{stem}{number:03d}", name) for number, name in enumerate(names[:count], start=1))
    return Unit(stem, agency), units


_TOPICS = (
    "党建活动",
    "事业单位招聘",
    "信息系统维护",
    "劳动监察执法",
    "创业担保贷款贴息",
    "城乡居民养老保险",
    "高校毕业生“三支一扶”",
    "2024农民工应急保证金",
    "聘用20人工资及保险",
    "退休人员社会化管理服务及历史遗留问题专项处置",
    "重点企业招工",
    "机关办公用房维修(护)",
    "公益性岗位",
    "区级配套就业补助",
    "职业技能提升行动",
    "乡村振兴驻村帮扶",
    "档案数字化",
    "食堂运转",
)
_KINDS = ("经费", "补助资金", "专项经费", "补贴", "项目", "奖补资金(第二批)", "工作经费", "尾款")


def _project_names(rng: random.Random, count: int) -> list[str]:
    names = [f"{topic}{kind}" for topic in _TOPICS for kind in _KINDS]
    rng.shuffle(names)
    return [names[number % len(names)] + "续" * (number // len(names)) for number in range(count)]


_DIGITS = {"万元": (2, 6), "元": (4, 9)}
"""How many digits an amount has in printed hundredths: from 0.10 万元 (10.00 元) on, beyond what rounding explains."""


def _amount(rng: random.Random, money_unit: str) -> int:
    """An amount in fen, a whole number of printed hundredths, spread evenly over the orders of magnitude."""
    digits = rng.randint(*_DIGITS[money_unit])
    return rng.randint(10 ** (digits - 1), 10**digits - 1) * FEN_PER_QUANTUM[money_unit]


_BASIC_CLASSES = {Nature.WAGES: "301", Nature.HOUSEHOLD: "303", Nature.GOODS: "302", Nature.CAPITAL: "310"}
_BASIC_ODDS = {Nature.WAGES: 0.9, Nature.HOUSEHOLD: 0.5, Nature.GOODS: 0.8, Nature.CAPITAL: 0.15}


def _basic_atoms(rng: random.Random, options: Options, unit: Unit, functions: Sequence[Coded]) -> Iterator[Atom]:
    for function in rng.sample(functions, min(len(functions), rng.randint(1, 3))):
        for nature, department_class in _BASIC_CLASSES.items():
            if rng.random() > _BASIC_ODDS[nature]:
                continue
            pairs = pairs_of(department_class)
            for pair in rng.sample(pairs, min(len(pairs), rng.randint(1, 4 * options.scale))):
                yield Atom(
                    unit,
                    function,
                    nature,
                    pair,
                    Fund.GPB,
                    is_appropriation=True,
                    is_carried=False,
                    project="",
                    amount=_amount(rng, options.money_unit),
                )


def _project_fund(rng: random.Random, function: Coded) -> Fund:
    if function in gov_fund_functions():
        return Fund.GOV_FUND
    if function in state_capital_functions():
        return Fund.STATE_CAPITAL
    others = (Fund.SPECIAL_ACCOUNT, *sorted(UNIT_FUNDS))
    return Fund.GPB if rng.random() < 0.7 else rng.choice(others)


def _project_atoms(rng: random.Random, options: Options, unit: Unit, function: Coded, project: str) -> Iterator[Atom]:
    nature = rng.choice((Nature.OTHER_RUNNING, Nature.SPECIFIC, Nature.SPECIFIC))
    for pair in rng.sample(economic_pairs(), rng.randint(1, 3)):
        fund = _project_fund(rng, function)
        yield Atom(
            unit,
            function,
            nature,
            pair,
            fund,
            is_appropriation=fund is Fund.GPB and rng.random() < 0.8,
            is_carried=fund in FISCAL and options.has_carry_over and rng.random() < 0.4,
            project=project,
            amount=_amount(rng, options.money_unit),
        )


def draw_budget(options: Options) -> Budget:
    """Draw the budget that ``options.seed`` stands for."""
    rng = random.Random(options.seed)
    head, units = _draw_units(rng, options.units)
    known = general_functions()
    general = rng.sample(known, min(len(known), max(1, options.functions * options.scale)))
    special = [
        *(rng.sample(gov_fund_functions(), 2) if rng.random() < 0.4 else ()),
        *(rng.sample(state_capital_functions(), 1) if rng.random() < 0.4 else ()),
    ]
    atoms = [atom for unit in units for atom in _basic_atoms(rng, options, unit, general)]
    for unit in units:
        if not any(atom.unit == unit for atom in atoms):
            pair, amount = rng.choice(pairs_of("301")), _amount(rng, options.money_unit)
            function = general[0]
            atoms.append(Atom(unit, function, Nature.WAGES, pair, Fund.GPB, True, False, "", amount))
    for project in _project_names(rng, options.projects * options.scale):
        function = rng.choice(special) if special and rng.random() < 0.3 else rng.choice(general)
        atoms += _project_atoms(rng, options, rng.choice(units), function, project)
    return Budget(options, head, units, rng.randint(2022, 2026), tuple(atoms))
