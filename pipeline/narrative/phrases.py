"""A phrase before a figure -> the quantity or subject that it names, if it does so surely.

Here: stripping what names no quantity (unit, year, closing words) and matching the rest in full. Not here: where the
phrase ends and which scope it stands in (``reading``).
"""

import re
from dataclasses import dataclass, replace

from pipeline.kernel.wording import is_own_part
from pipeline.narrative.claim import Subject
from pipeline.narrative.paragraphs import ordinal_of
from pipeline.narrative.quantity import Quantity
from pipeline.narrative.vocabulary import QUANTITIES, SUBJECT, SUBJECT_TABLES
from pipeline.tables.publication.announcement import is_organisation

_OPENING = re.compile(
    r"^(?:[,，;；。:：、\s]|其中|包括|具体为|此外|另外|相应(?:安排)?|同时|共安排|按照综合预算的?原则)+"
)
_YEAR = re.compile(r"^(?:(?P<year>(?:19|20)\d{2})年(?:度)?|本年度(?=部门|单位|预算)|当年(?=[本我全]))(?:初)?")
_OURS = re.compile(r"^(?:我|本|全)(?:部门|单位|委员会|街道|局|委|办|院|厅|处|中心|镇|乡)(?:的|本级(?=财|一|收|支))?")
_CLOSING = (
    r"(?:的)?(?:年初|全年|当年)?(?:预算|决算)?(?:总额|总数|数额|数|额|金额|资金)?(?:财政拨款)?(?:安排|下达)?(?:了)?"
    r"(?:合计|总计|共计|总额|总|金额)?(?:数)?(?:共有?)?(?:为|是|约|计|各|均|达到|达)*:?"
)
_NOTHING = re.compile(rf"(?:支出(?=决算))?{_CLOSING}")
_QUANTITIES = tuple((quantity, re.compile(rf"(?:{quantity.words}){_CLOSING}")) for quantity in QUANTITIES)
_MEASURES = (
    (re.compile(r"年初预算"), "initial"),
    (re.compile(r"(?:全年|调整)预算"), "adjusted"),
    (re.compile("决算"), "final"),
)
_NAMED = re.compile(
    r"(?:(?P<class>[^()]+(?:\([^()类款项]*\)[^()]*)?)\(类\)(?:支出)?)?"
    r"(?:(?P<group>[^()]+(?:\([^()类款项]*\)[^()]*)?)\(款\)(?:支出)?)?"
    r"(?:(?P<item>[^()]+(?:\([^()类款项]*\)[^()]*)?)\(项\)(?:支出)?)?"
)
_CODED = re.compile(r"(?P<name>[^()]{2,40}?(?:\([^()\d]*\)[^()]*)?)\((?P<code>\d{3}|\d{5}|\d{7})\)(?:支出)?")
_CODE_FIRST = re.compile(r"(?P<code>\d{7}|\d{5}|\d{3})[-—](?P<name>[\u4e00-\u9fff、()]+)")
_CODED_LEVELS = re.compile(
    r"(?P<class>[^()]+)\((?P<code>\d{3})类\)(?:(?P<group>[^()]+)\((?P<group_code>\d{2})款\))?"
    r"(?:(?P<item>[^()]+)\((?P<item_code>\d{2})项\))?(?:支出)?"
)
_QUOTED = re.compile(r'"(?P<name>[^"]+)"科目(?:支出)?')
_FISCAL_WORD = re.compile(r"收入|支出|预算|决算|经费|资金|拨款|采购|费")
_NAME_TAIL = re.compile(r"\((?:本级|汇总|机关)\)|本级|机关|各?所属预算单位|部门")
_PLACES = "省市区县局"
_SHORTEST_NAME, _LONGEST_NAME = 4, 40
_SAME = str.maketrans({"与": "和", "及": "和"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a phrase says.

    Attributes:
        quantity: the quantity it names; ``None`` if it names none surely.
        subject: the subject, where it names one.
        scope: the scope it opens, empty where it opens none.
        year: the year it names.
        measure: the measure it names; empty where it names none.
        is_bare: it names nothing but that an amount follows (预算安排, 支出决算为).
        organisation: the organisation it speaks of, where that is not the publisher with all its units.
    """

    quantity: Quantity | None = None
    subject: Subject | None = None
    scope: str = ""
    year: int | None = None
    measure: str = ""
    is_bare: bool = False
    organisation: str = ""

    @property
    def quantity_id(self) -> str:
        """The id of its quantity; empty where it names none."""
        if self.subject is not None:
            return f"{SUBJECT}.{self.scope}"
        return self.quantity.id if self.quantity else ""


def plain_name(name: str) -> str:
    """A subject's name without a closing 支出, which is printed or not."""
    return name.removesuffix("支出") or name


class Phrases:
    """Reads the phrases of one document.

    Attributes:
        unit: the publisher's name.
        has_units: whether the document is a department's, whose own part (本级) is one of its units.
    """

    def __init__(self, unit: str, *, has_units: bool) -> None:
        self.unit = unit.translate(_SAME)
        self.has_units = has_units

    def read(self, text: str, scope: str) -> Phrase:
        """Read an aligned phrase within a scope."""
        year: int | None = None
        name = ""
        rest = _opened(text)
        while True:
            found = _named(rest, scope)
            if found is not None:
                return replace(found, year=year, organisation=self.part_named(name) if name else "")
            match = _YEAR.match(rest) or _OURS.match(rest)
            cut = match.end() if match else self._organisation(rest)
            if not cut:
                return Phrase(year=year, organisation=self.part_named(name) if name else "")
            if match and match.re is _YEAR and match["year"]:
                year = int(match["year"])
            elif not match:
                # A unit's name may begin like the publisher's, up to a word that ends organisations too (某市社会).
                name += rest[:cut]
                if not self._is_of_here(name):
                    return Phrase(year=year)
            rest = _opened(rest[cut:])

    def _is_of_here(self, name: str) -> bool:
        """Say whether a name is one of the place of the publisher; what else ends like one (家庭, 干部) is no unit."""
        return not re.search(r"\d", name) and (name[:2] in self.unit or name[0] in _PLACES)

    def part_named(self, name: str) -> str:
        """The unit that an organisation's name means; empty where it means the publisher with all its units."""
        return name if (self.has_units and is_own_part(name)) or not self._is_publisher(name) else ""

    def _organisation(self, text: str) -> int:
        """How many characters of an organisation's name a phrase begins with; 0 if with none.

        The publisher's name ends where it ends, though what follows may end like an organisation too (某局政府采购).
        """
        cuts = [
            cut
            for cut in range(_SHORTEST_NAME, min(len(text), _LONGEST_NAME) + 1)
            if is_organisation(text[:cut]) and not _FISCAL_WORD.search(text[:cut]) and text[cut - 1 : cut + 1] != "部门"
        ]
        cut = max((cut for cut in cuts if self._is_publisher(text[:cut])), default=max(cuts, default=0))
        tail = _NAME_TAIL.match(text[cut:]) if cut else None
        return cut + tail.end() if tail else cut

    def _is_publisher(self, name: str) -> bool:
        """Say whether a name is the publisher's, maybe shortened: its characters follow in the unit's own order."""
        plain = re.sub(r"\([^()]*\)|(?:本级|部门|机关)$", "", name).translate(_SAME)
        characters = iter(re.sub(r"\([^()]*\)", "", self.unit))
        return bool(self.unit) and all(character in characters for character in plain)


def _named(text: str, scope: str) -> Phrase | None:
    """What a phrase that begins with no unit and no year names; ``None`` if nothing that is known."""
    measure = next((name for pattern, name in _MEASURES if pattern.search(text)), "")
    if _NOTHING.fullmatch(text):
        return Phrase(measure=measure, is_bare=True)
    within = {scope, scope.removesuffix(".basic")}
    for quantity, pattern in _QUANTITIES:
        is_within = not quantity.scopes or not within.isdisjoint(quantity.scopes)
        if is_within and pattern.fullmatch(text):
            return Phrase(quantity, scope=quantity.sets or scope, measure=measure)
    subject = subject_of(text)
    base = scope.partition(".")[0]
    if subject is not None and base in SUBJECT_TABLES and "revenue" not in scope:
        return Phrase(subject=subject, scope=base, measure=measure)
    return None


def subject_of(text: str) -> Subject | None:
    """The subject that a phrase names with its level or code; ``None`` if it names none."""
    rest = re.sub(rf"(?:预算|决算)?(?:支出)?{_CLOSING}$", "", text)
    for candidate in dict.fromkeys((text, rest, rest.removesuffix("支出"))):
        named = _NAMED.fullmatch(candidate)
        if named and any(named.groups()):
            return Subject(*(plain_name((named[part] or "").lstrip(".、")) for part in ("class", "group", "item")))
        coded = _CODED.fullmatch(candidate) or _CODE_FIRST.fullmatch(candidate)
        if coded:
            return Subject(item_name=plain_name(coded["name"]), code=coded["code"])
        levels = _CODED_LEVELS.fullmatch(candidate)
        if levels:
            first, second, third = (plain_name(levels[part] or "") for part in ("class", "group", "item"))
            code = "".join(levels[part] or "" for part in ("code", "group_code", "item_code"))
            return Subject(first, second, third, code)
        quoted = _QUOTED.fullmatch(candidate)
        if quoted:
            return subject_of(quoted["name"]) or Subject(class_name=plain_name(quoted["name"]))
    return None


def _opened(text: str) -> str:
    """A phrase without the words and numbering that open a clause."""
    while True:
        shorter = _OPENING.sub("", text)
        shorter = shorter[len(ordinal_of(shorter)) :].lstrip(".．、")
        if shorter == text:
            return text
        text = shorter
