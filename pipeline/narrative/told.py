"""The amount that a change, growth, base or share is told of, and what a share is a share of.

Here: finding them among the claims before. Not here: reading amounts. Where two could be meant there is none.
"""

from collections.abc import Iterable, Sequence

from pipeline.narrative.claim import Claim, Kind
from pipeline.narrative.figures import Figure
from pipeline.narrative.phrases import Phrase
from pipeline.narrative.sections import Section
from pipeline.narrative.vocabulary import QUANTITIES, SUBJECT

Spoken = Sequence[tuple[Figure, Claim]]
"""The figures of the sentence so far, with their claims."""

_WIDER = {
    "revenue": ("both_sides", "revenue.current"),
    "expenditure": ("both_sides", "expenditure.current"),
    "expenditure.current": ("expenditure",),
    "revenue.current": ("revenue",),
    "fiscal": ("fiscal.both_sides",),
    "fiscal.revenue": ("fiscal.both_sides",),
}
"""Quantities under which the same amount may have been stated before."""


def amount_told_of(
    section: Section, figure: Figure, named: Phrase | None, measure: str, spoken: Spoken, said: Iterable[Claim]
) -> Claim | None:
    """The amount that a figure without an amount of its own is told of; ``None`` where that is not sure.

    Args:
        section: the section being read.
        figure: the change, growth, base or share.
        named: what the words before it name; ``None`` where they name nothing, so that the amount before it is meant.
        measure: the measure that these words name.
        spoken: the figures of the sentence so far.
        said: the claims of the paragraph so far.
    """
    if figure.is_shared:
        return None
    if named is not None:
        of_unit = named.organisation or section.of_unit
        found = _first(section, _alike(named.quantity_id), measure, of_unit)
        if named.subject is None:
            return found
        of_subject = section.amounts(named.quantity_id, measure, of_unit)
        return next((claim for claim in of_subject if claim.subject == section.placed(named.subject)), None)
    amounts = [(f, c) for f, c in spoken if c.kind is Kind.AMOUNT and not f.is_reason and f.depth <= figure.depth]
    if amounts:
        before, claim = amounts[-1]
        if before.depth < figure.depth:
            return claim if len(amounts) == 1 else None
        return None if before.is_listed else claim
    earlier = [claim for claim in said if claim.kind is Kind.AMOUNT]
    return earlier[0] if len(earlier) == 1 else None


def whole_of(section: Section, amount: Claim, figure: Figure, claims: Sequence[Claim]) -> Claim | None:
    """What a share of an amount is a share of; ``None`` where that is not sure.

    Args:
        section: the section being read.
        amount: the part.
        figure: the share.
        claims: every claim of the document so far: a whole that is named in full may stand in an earlier section.
    """
    if figure.is_completion:
        measures = ("initial",) if "年初" in figure.whole else ("adjusted", "initial")
        budgets = (claim for measure in measures for claim in section.amounts(amount.quantity, measure, amount.of_unit))
        return next((claim for claim in budgets if claim.subject == amount.subject), None)
    if not figure.whole:
        return _first(section, _wholes(amount), amount.measure, amount.of_unit)
    named = _alike(section.phrases.read(figure.whole, "").quantity_id)
    return _first(section, named, amount.measure, amount.of_unit) or next(
        (
            claim
            for quantity in named
            for claim in reversed(claims)
            if (claim.kind, claim.quantity, claim.measure, claim.of_unit)
            == (Kind.AMOUNT, quantity, amount.measure, amount.of_unit)
        ),
        None,
    )


def _alike(quantity: str) -> tuple[str, ...]:
    return (quantity, *_WIDER.get(quantity, ())) if quantity else ()


def _first(section: Section, quantities: Iterable[str], measure: str, of_unit: str) -> Claim | None:
    return next((claim for quantity in quantities for claim in section.amounts(quantity, measure, of_unit)), None)


def _wholes(amount: Claim) -> tuple[str, ...]:
    """The quantities that a share of an amount is told of where the sentence does not say, the nearest first."""
    if amount.quantity.startswith(f"{SUBJECT}."):
        return _alike(amount.quantity.removeprefix(f"{SUBJECT}."))
    return next((quantity.wholes for quantity in QUANTITIES if quantity.id == amount.quantity), ())
