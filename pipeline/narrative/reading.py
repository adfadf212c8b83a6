"""Paragraphs -> claims: every figure with what it speaks of.

Here: putting sections, figures and phrases together. Not here: the words (``phrases``, ``figures``), which amount a
change is told of (``told``), the cells (``expectations.narrative``). Where two readings are possible there is none.
"""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.kernel.money import Number
from pipeline.narrative.claim import Claim, Kind
from pipeline.narrative.counts import PROJECTS, are_planned, counts
from pipeline.narrative.figures import Figure, figures
from pipeline.narrative.paragraphs import Paragraph, aligned, paragraphs
from pipeline.narrative.particulars import PROJECT, PROJECTS_WITH_TARGETS
from pipeline.narrative.phrases import Phrase, Phrases
from pipeline.narrative.sections import Section
from pipeline.narrative.told import Spoken, amount_told_of, whole_of
from pipeline.readers.document import Document
from pipeline.tables.publication import Publication

NOT_UNDERSTOOD = "the words before it name no quantity that is known"
REASON = "it explains another figure"
OTHER_YEAR = "it is of another year"
NO_AMOUNT = "the amount that it is told of is not sure"
NO_WHOLE = "what it is a share of is not sure"

_LONGEST_SENTENCE = 400
"""A bracket that was never closed must not swallow the rest of a paragraph."""


def read_claims(document: Document, publication: Publication | None) -> list[Claim]:
    """Every figure of money, percentage or standstill (持平) that a document's sentences state, in reading order."""
    reader = _Reader(publication)
    for paragraph in paragraphs(document):
        reader.read(paragraph)
    return reader.claims


class _Reader:
    """Reads the paragraphs of one document in order."""

    def __init__(self, publication: Publication | None) -> None:
        self.year = publication.fiscal_year if publication else None
        self.stage = (publication.stage if publication else None) or "budget"
        has_units = publication is not None and publication.scope == "department"
        self.section = Section(Phrases(publication.unit if publication else "", has_units=has_units))
        self.claims: list[Claim] = []

    def read(self, paragraph: Paragraph) -> None:
        """Read one paragraph: a heading sets the scope, anything else may state figures."""
        text = aligned(paragraph.text)
        if self.section.is_opened_by(text):
            return
        said: list[Claim] = []
        offset = 0
        for sentence in _sentences(text):
            self._read_sentence(sentence, offset, paragraph, said)
            offset += len(sentence)

    def _read_sentence(self, sentence: str, offset: int, paragraph: Paragraph, said: list[Claim]) -> None:
        spoken: list[tuple[Figure, Claim]] = []
        printed = paragraph.text[offset : offset + len(sentence)]
        for figure in sorted([*figures(sentence), *counts(sentence)], key=lambda figure: figure.start):
            claim = Claim(
                claim_no=len(self.claims) + 1,
                place=paragraph.place_of(offset + figure.start),
                start=figure.start,
                sentence=printed,
                kind=figure.kind,
                quantity="",
                subject=None,
                printed=printed[figure.start : figure.end],
                number=_signed(figure),
                unit=figure.unit,
                word=figure.word,
                comparison=figure.comparison,
                period=self.year,
                measure=self.stage,
            )
            claim = replace(claim, reason=REASON) if figure.is_reason else self._spoken_of(claim, figure, spoken, said)
            self.claims.append(claim)
            if claim.kind is Kind.COUNT:
                continue
            spoken.append((figure, claim))
            if not figure.is_reason:
                said.append(claim)
                self.section.claims.append(claim)
        if not spoken:
            self.section.note_topic(sentence)

    def _spoken_of(self, claim: Claim, figure: Figure, spoken: Spoken, said: list[Claim]) -> Claim:
        """A claim with what it speaks of, or the reason why that is not sure."""
        if figure.kind in {Kind.COUNT, Kind.AMOUNT}:
            return self._count(claim, figure) if figure.kind is Kind.COUNT else self._amount(claim, figure, spoken)
        if figure.kind is Kind.GROWTH and not figure.phrase and spoken and spoken[-1][1].kind is Kind.CHANGE:
            change = spoken[-1][1]
            of_change = _of(claim, change, of=change.of)
            return replace(of_change, change=change.claim_no, comparison=claim.comparison or change.comparison)
        amount = self._told_of(figure, spoken, said)
        if amount is None:
            return replace(claim, reason=NO_AMOUNT)
        of_amount = _of(claim, amount, of=amount.claim_no)
        if figure.kind is Kind.SHARE and amount.quantity:
            whole = whole_of(self.section, amount, figure, self.claims)
            return replace(of_amount, whole=whole.claim_no) if whole else replace(of_amount, reason=NO_WHOLE)
        if figure.kind is Kind.BASE and self.year is not None:
            return replace(of_amount, period=self.year - 1)
        return of_amount

    def _told_of(self, figure: Figure, spoken: Spoken, said: list[Claim]) -> Claim | None:
        if not figure.is_introduced:
            return None
        if figure.kind is Kind.SHARE:
            return amount_told_of(self.section, figure, None, self.stage, spoken, said)
        phrase = self.section.phrases.read(figure.phrase, self.section.scope)
        if phrase.is_bare or not figure.phrase:
            return amount_told_of(self.section, figure, None, self.stage, spoken, said)
        if not phrase.quantity_id:
            return None
        return amount_told_of(self.section, figure, phrase, self._measure(phrase), spoken, said)

    def _amount(self, claim: Claim, figure: Figure, spoken: Spoken) -> Claim:
        project = self.section.project_named(figure.phrase)
        if project is not None:
            return replace(claim, quantity=PROJECT, subject=project, of_unit=self.section.of_unit)
        phrase = self.section.phrases.read(figure.phrase, self.section.scope)
        claim = replace(claim, measure=self._measure(phrase), of_unit=phrase.organisation or self.section.of_unit)
        if phrase.is_bare:
            before = next((c for f, c in reversed(spoken) if f.kind is Kind.AMOUNT and f.depth == figure.depth), None)
            if before is not None and phrase.measure and before.measure != claim.measure:
                return replace(
                    claim,
                    quantity=before.quantity,
                    subject=before.subject,
                    of_unit=before.of_unit,
                    reason=before.reason,
                )
            phrase = replace(self.section.topic or Phrase(), year=phrase.year) if before is None else Phrase()
        if phrase.year is not None and self.year is not None and phrase.year != self.year:
            return replace(claim, period=phrase.year, reason=OTHER_YEAR)
        if not phrase.quantity_id or (phrase.quantity and phrase.quantity.is_count):
            return replace(claim, reason=of_unit(claim.of_unit) if claim.of_unit else NOT_UNDERSTOOD)
        if figure.depth == 0 and phrase.scope and not phrase.subject:
            self.section.scope = phrase.scope
        subject = self.section.placed(phrase.subject) if phrase.subject else None
        return replace(claim, quantity=phrase.quantity_id, subject=subject)

    def _count(self, claim: Claim, figure: Figure) -> Claim:
        """Things counted: projects with targets by their own words, others by the words before the number."""
        if figure.unit == PROJECTS:
            return replace(claim, quantity=PROJECTS_WITH_TARGETS, of_unit=self.section.of_unit)
        phrase = self.section.phrases.read(figure.phrase, self.section.scope)
        claim = replace(claim, of_unit=phrase.organisation or self.section.of_unit)
        plans = are_planned(aligned(claim.sentence)[: claim.start])
        self.section.counts_plans = self.section.counts_plans if plans is None else plans
        if phrase.quantity is None or not phrase.quantity.is_count or self.section.counts_plans:
            return replace(claim, reason=NOT_UNDERSTOOD)
        return replace(claim, quantity=phrase.quantity.id)

    def _measure(self, phrase: Phrase) -> str:
        return phrase.measure if self.stage == "final" and phrase.measure else self.stage


def of_unit(name: str) -> str:
    """Why a figure of one unit is not judged."""
    return f"it speaks of unit {name}"


def _of(claim: Claim, other: Claim, *, of: int | None) -> Claim:
    """A claim that speaks of what another speaks of."""
    return replace(
        claim,
        quantity=other.quantity,
        subject=other.subject,
        measure=other.measure,
        of_unit=other.of_unit,
        reason=other.reason,
        of=of,
    )


def _signed(figure: Figure) -> Number:
    """The number with the sign that its word gives it; a minus printed behind a word of decrease tells it twice."""
    value = figure.number.value
    return Number(-abs(value) if figure.sign < 0 else value, figure.number.decimals)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph; a full stop within brackets ends none."""
    begin, depth = 0, 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")" and depth > 0)
        if character == "。" and (depth == 0 or index - begin > _LONGEST_SENTENCE):
            yield text[begin : index + 1]
            begin, depth = index + 1, 0
    if begin < len(text):
        yield text[begin:]
