"""Plain sentences about a generated budget, true to the last printed place, and the same with one figure altered.

Here: invented sentences in the manner of disclosures, every figure a sum over the budget's atoms. Not here: tables.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from generated import selections as of
from generated.budget import BASIC, PERSONNEL, PROJECT, PUBLIC, Atom, Budget, Fund

_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figure:
    """A stated figure: a name to alter it by, its value as printed, its unit."""

    name: str
    value: Decimal
    unit: str = "万元"

    def __str__(self) -> str:
        return f"{self.value:.2f}{self.unit}"


Narrative = tuple[tuple[str | Figure, ...], ...]
"""Paragraphs of words and figures."""


def _sum(budget: Budget, counts: Callable[[Atom], bool]) -> Decimal:
    fen = sum(atom.amount for atom in budget.atoms if counts(atom))
    return (Decimal(fen) / 1_000_000).quantize(_PLACES, ROUND_HALF_UP)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (100 * part / whole).quantize(_PLACES, ROUND_HALF_UP)


def narrate(budget: Budget) -> Narrative:
    """Sentences on totals, natures of expenditure, basic expenditure of the general public budget, running costs."""
    rng = random.Random(f"narrative {budget.options.seed}")
    total = _sum(budget, of.everything)
    change = (total * rng.randint(5, 60) / 100).quantize(_PLACES)
    basic = _sum(budget, lambda atom: atom.nature in BASIC)
    project = _sum(budget, lambda atom: atom.nature in PROJECT)
    gpb_basic = _sum(budget, lambda atom: atom.fund is Fund.GPB and atom.nature in BASIC)
    personnel = _sum(budget, lambda atom: atom.fund is Fund.GPB and atom.nature in PERSONNEL)
    public = _sum(budget, lambda atom: atom.fund is Fund.GPB and atom.nature in PUBLIC)
    opening = f"{budget.head.name}{budget.year}年"
    return (
        ("一、收支预算总体情况",),
        (
            f"{opening}收入总计",
            Figure("revenue", total),
            "，支出总计",
            Figure("expenditure", total),
            f"，与{budget.year - 1}年预算相比，收入增加",
            Figure("change", change),
            "，增长",
            Figure("growth", _percent(change, total - change), "%"),
            "。",
        ),
        ("二、支出预算情况",),
        (
            f"{opening}支出预算",
            Figure("expenditure again", total),
            "，其中：基本支出",
            Figure("basic", basic),
            "，占",
            Figure("share of basic", _percent(basic, total), "%"),
            "；项目支出",
            Figure("project", project),
            "，占",
            Figure("share of project", _percent(project, total), "%"),
            "。",
        ),
        ("三、一般公共预算基本支出情况",),
        (
            f"{opening}一般公共预算基本支出安排",
            Figure("basic of the general public budget", gpb_basic),
            "，其中：人员经费",
            Figure("personnel", personnel),
            "，公用经费",
            Figure("public", public),
            "。",
        ),
        ("四、机关运行经费情况",),
        (f"{opening}机关运行经费预算安排", Figure("running costs", public), "。"),
    )


AMOUNTS = ("revenue", "expenditure", "basic", "project", "basic of the general public budget", "personnel", "public")
"""The figures that a table of every budget prints."""


def altered(narrative: Narrative, name: str, by: Decimal) -> Narrative:
    """The same sentences with one figure another."""
    return tuple(
        tuple(
            replace(part, value=part.value + by) if isinstance(part, Figure) and part.name == name else part
            for part in paragraph
        )
        for paragraph in narrative
    )


def printed(narrative: Narrative, width: int | None = None) -> str:
    """The sentences as text, each paragraph on one line, or broken after ``width`` characters as a page breaks it."""
    lines = ["".join(map(str, paragraph)) for paragraph in narrative]
    if width is not None:
        lines = [line[start : start + width] for line in lines for start in range(0, len(line), width)]
    return "\n\n".join(lines) + "\n"


def told_before(text: str, narrative: Narrative, width: int | None = None) -> str:
    """A document's text with the sentences between its heading and its tables."""
    heading, _, tables = text.partition("\n")
    return f"{heading}\n\n{printed(narrative, width)}\n{tables}"
