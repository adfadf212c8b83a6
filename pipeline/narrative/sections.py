"""What the headings, leading lines and figures of a section let its next figures speak of.

Here: the scope, topic and amounts of the section being read. Not here: the figures themselves (``reading``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.kernel.wording import whole_of
from pipeline.narrative.claim import Claim, Kind, Subject
from pipeline.narrative.figures import figures
from pipeline.narrative.paragraphs import ordinal_of
from pipeline.narrative.phrases import Phrase, Phrases, subject_of
from pipeline.narrative.words import EXPENDITURE
from pipeline.tables.publication.announcement import is_organisation

_LONGEST_HEADING = 45
_SCOPES = (
    (re.compile('"三公"'), "three_public"),
    (re.compile("机关运行|机构运转|机关运转"), "operating_funds"),
    (re.compile("政府采购"), "procurement"),
    (re.compile("国有资产|固定资产"), "assets"),
    (re.compile("绩效"), "performance"),
    (re.compile("政府性?基金"), "gov_fund"),
    (re.compile("国有资本"), "state_capital"),
    (re.compile("一般公共预算.*基本支出"), "gpb.basic"),
    (re.compile("一般公共预算"), "gpb"),
    (re.compile("财政拨款.*基本支出"), "fiscal.basic"),
    (re.compile("财政拨款"), "fiscal"),
    (re.compile("收支|收入支出|收入、支出"), "both_sides"),
    (re.compile("收入"), "revenue"),
    (re.compile("支出"), "expenditure"),
)
_DEFINITIONS = re.compile("名词解释")
_EXPLANATION = re.compile("^[^:：。]*(?:说明|预算表|决算表|报表)$")
_PART = re.compile(r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、")

_AFTER_DEFINITIONS = re.compile("说明|情况|预算表|决算表")
_OF_ALL_FUNDS = {"both_sides", "revenue", "expenditure", "performance"}
"""Scopes that a heading within a section does not open: it goes on speaking of the section's funds."""
_PROJECT_LIST = re.compile(r"项目支出(?:预算)?[\d,.]+万元，(?:具体|主要)?包括:$")
_NUMBERED = re.compile(r"\d{1,2}(?:、|\.(?!\d))")
_LISTS = re.compile("(?:其中|具体)")


@dataclass
class Section:
    """The section being read.

    Attributes:
        phrases: how this document's phrases are read.
        scope: what bare words (基本支出) are of: ``gpb``, ``fiscal``, ``three_public`` …; empty while unknown.
        part_scope: the scope of the part (第…部分) it stands in, which its units' chapters go on with.
        topic: what a heading or a sentence without figures named last.
        above: the class (类) that the heading above names.
        of_unit: the unit whose chapter it is: a heading names it; empty where it is of the whole disclosure.
        lists_projects: whether its numbered paragraphs begin with a project's name (项目支出…万元，具体包括：).
        counts_plans: whether the things it counts are to be bought, as its last sentence that said so says.
        is_definitions: it explains terms (名词解释) and states no figures.
        claims: what was claimed in it so far.
    """

    phrases: Phrases
    scope: str = ""
    topic: Phrase | None = None
    above: Subject = field(default_factory=Subject)
    of_unit: str = ""
    part_scope: str = ""
    lists_projects: bool = False
    counts_plans: bool = False
    is_definitions: bool = False
    claims: list[Claim] = field(default_factory=list)

    def amounts(self, quantity: str, measure: str, of_unit: str) -> Iterator[Claim]:
        """The amounts of a quantity and unit in this section, the last one first."""
        sought = (Kind.AMOUNT, quantity, measure, of_unit)
        for claim in reversed(self.claims):
            if (claim.kind, claim.quantity, claim.measure, claim.of_unit) == sought:
                yield claim

    def is_opened_by(self, text: str) -> bool:
        """Say whether an aligned paragraph does nothing but lead on, and note what it opens."""
        if is_heading(text):
            self._open(text)
            return True
        if self.is_definitions:
            if len(text) <= _LONGEST_HEADING and _EXPLANATION.search(text):
                self.is_definitions = False
                self._begin("")
            return True
        self._note_scope(text)
        if not _NUMBERED.match(text):
            self.lists_projects = _PROJECT_LIST.search(text) is not None
        if ordinal_of(text):
            self.topic = None
        return False

    def project_named(self, phrase: str) -> Subject | None:
        """The project that a numbered paragraph of such a list begins with; ``None`` for any other phrase."""
        name = phrase[len(ordinal_of(phrase)) :]
        return Subject(item_name=name) if self.lists_projects and _NUMBERED.match(phrase) and name else None

    def note_topic(self, sentence: str) -> None:
        """A sentence without figures that is nothing but a name is what the next sentences speak of."""
        phrase = self.phrases.read(sentence.rstrip("。:"), self.scope)
        if phrase.quantity_id:
            self.topic = phrase

    def placed(self, subject: Subject) -> Subject:
        """A subject under the class that the heading above names."""
        if subject.class_name or subject.code or not self.above.class_name:
            return subject
        group = subject.group_name or self.above.group_name
        return replace(subject, class_name=self.above.class_name, group_name=group)

    def _begin(self, scope: str) -> None:
        """Begin a section: nothing said before it speaks on."""
        self.scope = scope
        self.topic = None
        self.above = Subject()
        self.of_unit = ""
        self.lists_projects = False
        self.counts_plans = False
        self.claims = []

    def _open(self, text: str) -> None:
        if _DEFINITIONS.search(text):
            self.is_definitions = True
            return
        name = text[len(ordinal_of(text)) :]
        if self.is_definitions and not _AFTER_DEFINITIONS.search(name):
            return
        self.is_definitions = False
        scope = scope_of(name)
        is_of_organisation = is_organisation(whole_of(name))
        if _PART.match(text):
            self._begin(self.part_scope if is_of_organisation else scope)
            if text.startswith("第"):
                self.part_scope = scope
        elif scope and scope not in _OF_ALL_FUNDS:
            self.scope = scope
            self.claims = []
        if is_of_organisation:
            self.of_unit = self.phrases.part_named(name)
        subject = subject_of(name)
        if subject is not None and subject.class_name and not subject.item_name:
            self.above = subject
        phrase = self.phrases.read(name, self.scope)
        self.topic = phrase if phrase.quantity or (phrase.subject and phrase.subject.item_name) else None
        if is_of_organisation and self.scope == EXPENDITURE:
            # 某中心：预算…万元: a unit's chapter on expenditure begins with the whole of it.
            self.topic = self.phrases.read("支出", EXPENDITURE)

    def _note_scope(self, text: str) -> None:
        """A short line without figures that leads to a list (财政拨款支出主要内容如下：) tells its scope."""
        is_leading = len(text) <= _LONGEST_HEADING and text.endswith(":") and not _LISTS.match(text)
        if is_leading and not has_figures(text):
            self.scope = scope_of(text) or self.scope


def scope_of(heading: str) -> str:
    """The scope that a heading opens; empty where it tells none."""
    return next((scope for pattern, scope in _SCOPES if pattern.search(heading)), "")


def has_figures(text: str) -> bool:
    """Say whether aligned text states a figure."""
    return next(figures(text), None) is not None


def is_heading(text: str) -> bool:
    """Say whether an aligned paragraph is a heading: short, numbered, no sentence, no figure."""
    if len(text) > _LONGEST_HEADING or "。" in text or has_figures(text):
        return False
    return bool(ordinal_of(text)) or bool(_DEFINITIONS.search(text))
