"""The benchmark's tables: shares by kind of fault, by family and by form, beside the baseline on the same faults.

Here: adding outcomes up and laying them out. Not here: what an outcome is (``scoring``).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import median

from perturbation.documents import FORMS
from perturbation.faults import KINDS
from perturbation.running import Coverage
from perturbation.scoring import Outcome

from assets.reports.terminal import layout

NONE = "–"


def share(part: int, whole: int) -> str:
    """A share in percent with one decimal; a dash of nothing."""
    return f"{100 * part / whole:.1f}" if whole else NONE


def _counted(outcomes: Sequence[Outcome], is_so: Callable[[Outcome], bool]) -> str:
    return share(sum(is_so(each) for each in outcomes), len(outcomes))


MEASURES = (
    "faults",
    "detected",
    "located",
    "foremost",
    "first",
    "suspects",
    "flagged",
    "disputed",
    "unique",
    "right",
    "wrong",
    "any wrong",
    "astray",
    "ms",
)
"""The columns of a table of outcomes; all but faults, suspects, unique and ms in percent."""


def measures(outcomes: Sequence[Outcome]) -> list[str]:
    """One row: how outcomes of one sort came out together."""
    unique = [each for each in outcomes if each.is_unique]
    untouched = sum(each.untouched for each in outcomes)
    named = [each.suspects for each in outcomes if each.suspects]
    return [
        f"{len(outcomes):,}",
        _counted(outcomes, lambda each: each.is_detected),
        _counted(outcomes, lambda each: each.is_located),
        _counted(outcomes, lambda each: each.is_foremost),
        _counted(outcomes, lambda each: each.is_located and each.is_first),
        f"{median(named):.0f}" if named else NONE,
        share(sum(each.flagged for each in outcomes), untouched),
        share(sum(each.disputed for each in outcomes), untouched),
        f"{len(unique):,}",
        _counted(unique, lambda each: each.is_repaired),
        _counted(unique, lambda each: each.is_mended_wrong),
        _counted(outcomes, lambda each: each.is_mended_wrong),
        _counted(outcomes, lambda each: each.is_led_astray),
        f"{1000 * median(each.seconds for each in outcomes):.0f}" if outcomes else NONE,
    ]


def _grouped(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        groups[key(each)].append(each)
    return groups


def outcome_table(title: str, outcomes: Sequence[Outcome], key: Callable[[Outcome], str], order: Sequence[str]) -> str:
    """One row a group in the order given, and one of all."""
    groups = _grouped(outcomes, key)
    rows = [[name, *measures(groups[name])] for name in order if name in groups]
    return layout([title, *MEASURES], [*rows, ["all", *measures(outcomes)]], frozenset(range(1, len(MEASURES) + 1)))


def coverage_table(coverages: Sequence[Coverage]) -> str:
    """How many figures each form's documents print, and how many of them identities speak of."""
    rows = []
    for form in FORMS:
        own = [each for each in coverages if each.form == form]
        figures = sum(each.figures for each in own)
        rows.append(
            [
                form,
                str(len(own)),
                f"{figures:,}",
                share(sum(each.covered for each in own), figures),
                share(sum(each.summed for each in own), figures),
                f"{1000 * median(each.seconds for each in own):.0f}" if own else NONE,
            ]
        )
    headers = ["form", "documents", "figures", "covered", "by a sum or copy", "ms"]
    return layout(headers, rows, frozenset(range(1, len(headers))))


def baseline_table(outcomes: Sequence[Outcome]) -> str:
    """Our path and the baseline on the same faults, those with doubtful digits and those with certain ones apart."""
    rows = []
    for digits, has_certain_digits in (("doubtful", False), ("certain", True)):
        own = [each for each in outcomes if each.has_certain_digits == has_certain_digits]
        unique = [each for each in own if each.is_unique]
        rows.append(
            [
                digits,
                "Gouji",
                _counted(own, lambda each: each.is_detected),
                _counted(unique, lambda each: each.is_repaired),
                _counted(own, lambda each: each.is_mended_wrong),
            ]
        )
        for name, faring in (
            ("balance edits, row by row", lambda each: each.by_row),
            ("balance edits, table by table", lambda each: each.by_table),
        ):
            rows.append(
                [
                    digits,
                    name,
                    _counted(own, lambda each, faring=faring: faring(each).is_detected),
                    _counted(unique, lambda each, faring=faring: faring(each).is_repaired_right),
                    _counted(
                        own,
                        lambda each, faring=faring, is_certain=has_certain_digits: (
                            faring(each).is_repaired_wrong or (is_certain and faring(each).is_repaired_right)
                        ),
                    ),
                ]
            )
    return layout(["digits", "by", "detected", "right", "wrong"], rows, frozenset({2, 3, 4}))


def cause_of(outcome: Outcome) -> str:
    """Why a fault was not detected."""
    if outcome.is_detectable:
        return f"an identity should break: {', '.join(outcome.missed)}"
    if outcome.is_bounded:
        return "only bounds or rates speak of it, and they hold"
    return "every identity that speaks of it holds"


def undetected_table(outcomes: Sequence[Outcome]) -> str:
    """The faults that were not detected, by cause and kind."""
    causes = Counter((cause_of(each), each.kind, each.table_id) for each in outcomes if not each.is_detected)
    rows = [[*key, str(count)] for key, count in causes.most_common()]
    return layout(["cause", "kind", "family", "faults"], rows, frozenset({3}), 80)


def report(coverages: Sequence[Coverage], outcomes: Sequence[Outcome]) -> str:
    """Everything, as text."""
    parts = [
        "Figures that hard identities speak of, in percent; milliseconds a consistent document, median\n",
        coverage_table(coverages),
    ]
    for digits, has_certain_digits in (("doubtful", False), ("certain", True)):
        own = [each for each in outcomes if each.has_certain_digits == has_certain_digits]
        families = sorted({each.table_id for each in own})
        parts += [
            f"\n{digits.capitalize()} digits\n",
            outcome_table("kind", own, lambda each: each.kind, KINDS),
            "",
            outcome_table("family", own, lambda each: each.table_id, families),
            "",
            outcome_table("form", own, lambda each: each.form, FORMS),
        ]
    parts += ["\nBeside balance edits with typo correction, on the same faults\n", baseline_table(outcomes)]
    parts += ["\nNot detected\n", undetected_table(outcomes)]
    return "\n".join(parts)
