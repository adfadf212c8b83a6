"""Whether codes, names and economic pairs are valid in the edition of their year (GJ-040): identities without amounts.

Here: judging what the tables print against the lists. Not here: the lists (``pipeline.kernel.codes``), the inference of
the edition (``pipeline.tables.publication.edition``), and repairs. What no verified row speaks of is ``not_evaluable``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from expectations.rows import Columns, Judged
from pipeline.kernel.codes import CodeList, Codes, Edition, name_key
from pipeline.kernel.money import Verdict
from pipeline.kernel.subjects import STANDARD
from pipeline.tables.model import Table
from pipeline.tables.subjects import Place, Printed, printed_pairs, printed_subjects

CODE_AND_NAME, PAIR, EDITION = "GJ-040", "GJ-040b", "GJ-040c"

UNVERIFIED_CAUSE = "the list has it, but not verified for this edition"
UNLISTED_CAUSE = "the list does not have it"
CUT_CAUSE = "the name is cut off, or longer than the list's"
_UNREACHED_CAUSE = "the lists do not reach the year"

Judgement = tuple[Verdict, str]


@dataclass(frozen=True, slots=True)
class CodeYears:
    """By which editions codes are read and judged.

    Attributes:
        edition: the edition that the tables print; ``None`` when that is unknown.
        fiscal_year: the year the disclosure is of, if known, whose edition its codes have to be of.
    """

    edition: int | None
    fiscal_year: int | None


UNKNOWN_YEARS = CodeYears(None, None)


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """One judged code, pair or edition.

    Attributes:
        key: names it for a person.
        places: the rows that print it, the first one first.
        cause: why it is no pass; empty where it is one.
    """

    identity_id: str
    key: str
    places: tuple[Place, ...]
    verdict: Verdict
    cause: str


def code_checks(tables: Sequence[Table], codes: Codes, years: CodeYears) -> list[CodeCheck]:
    """Judge every code with its name and every economic pair that recovered tables print, and their edition.

    A disclosure that does not say its year has no edition to be held against: nothing is judged.
    """
    if years.fiscal_year is None:
        return []
    printed, pairs = printed_subjects(tables), printed_pairs(tables)
    of_year = codes.editions.get(years.fiscal_year)
    return [
        *_subject_checks(printed, codes, of_year),
        *_pair_checks(pairs, of_year),
        *_edition_checks(printed, codes, years.edition, of_year),
    ]


def _subject_checks(
    printed: Mapping[Printed, Sequence[Place]], codes: Codes, of_year: Edition | None
) -> Iterator[CodeCheck]:
    """GJ-040: code and name are valid in the edition of the year."""
    for (scheme, code, name), places in printed.items():
        verdict, cause = (Verdict.NOT_EVALUABLE, _UNREACHED_CAUSE)
        if of_year is not None:
            verdict, cause = _judge_subject(of_year.list_of(scheme), codes.every.list_of(scheme), code, name)
        yield CodeCheck(CODE_AND_NAME, f"{scheme} {code} {name}", tuple(places), verdict, cause)


def _judge_subject(listed: CodeList, ever: CodeList, code: str, name: str) -> Judgement:
    subject = listed.get(code)
    if subject is not None and listed.is_named(code, name):
        is_verified = listed.is_verified(code)
        return (Verdict.EXACT, "") if is_verified else (Verdict.NOT_EVALUABLE, UNVERIFIED_CAUSE)
    if subject is not None and any(_is_cut(name, known) for known in subject.names):
        return Verdict.NOT_EVALUABLE, CUT_CAUSE
    bearer = listed.code_of(name)
    # A code that no edition lists may be a new one, which shares a name with another; names recur.
    if bearer is not None and listed.is_verified(bearer) and (subject is not None or ever.is_named(code, name)):
        return Verdict.BREAK, f"in {listed.edition} this is the name of {bearer}"
    if subject is None:
        return Verdict.NOT_EVALUABLE, UNLISTED_CAUSE
    if not listed.is_verified(code):
        return Verdict.NOT_EVALUABLE, UNVERIFIED_CAUSE
    return Verdict.BREAK, f"in {listed.edition} the code is called {subject.name}"


def _is_cut(name: str, known: str) -> bool:
    """Say whether one name begins with the other: a line cut off, or the class added in brackets."""
    name, known = name_key(name), name_key(known)
    return name.startswith(known) or known.startswith(name)


def _pair_checks(pairs: Mapping[tuple[str, str], Sequence[Place]], of_year: Edition | None) -> Iterator[CodeCheck]:
    """GJ-040b: the department class may be reported under that government class."""
    for (department, government), places in pairs.items():
        verdict, cause = (Verdict.NOT_EVALUABLE, _UNREACHED_CAUSE)
        if of_year is not None:
            verdict, cause = _judge_pair(of_year, department, government)
        yield CodeCheck(PAIR, f"pair {department} {government}", tuple(places), verdict, cause)


def _judge_pair(of_year: Edition, department: str, government: str) -> Judgement:
    pair = of_year.pairs.get((department, government))
    if pair is not None and of_year.year is not None and pair.evidence.verifies(of_year.year):
        return Verdict.EXACT, ""
    if pair is not None:
        return Verdict.NOT_EVALUABLE, UNVERIFIED_CAUSE
    known = [pair for (of_department, _), pair in of_year.pairs.items() if of_department == department]
    # Only a published list is complete: what was observed so far does not rule out a pair not yet seen.
    if known and all(pair.evidence.source == STANDARD for pair in known):
        allowed = ", ".join(pair.government for pair in known)
        return Verdict.BREAK, f"in {of_year.year} {department} is reported under {allowed}"
    return Verdict.NOT_EVALUABLE, UNLISTED_CAUSE


def _edition_checks(
    printed: Mapping[Printed, Sequence[Place]], codes: Codes, edition: int | None, of_year: Edition | None
) -> Iterator[CodeCheck]:
    """GJ-040c: the edition that the tables print is that of the fiscal year."""
    if not printed or edition is None:
        return
    first = next(iter(printed.values()))[:1]
    if of_year is None:
        yield CodeCheck(EDITION, f"edition {edition}", tuple(first), Verdict.NOT_EVALUABLE, _UNREACHED_CAUSE)
        return
    if edition == of_year.year:
        yield CodeCheck(EDITION, f"edition {edition}", tuple(first), Verdict.EXACT, "")
        return
    telling = {
        f"{code} {name}": places
        for (scheme, code, name), places in printed.items()
        if codes.editions[edition].list_of(scheme).is_named(code, name)
        and not of_year.list_of(scheme).is_named(code, name)
    }
    places = tuple(place for found in telling.values() for place in found)
    cause = f"of {edition}, not of {of_year.year}: {', '.join(telling)}"
    yield CodeCheck(EDITION, f"edition {edition}", places or tuple(first), Verdict.BREAK, cause)


def code_check_rows(judged: Judged, checks: Sequence[CodeCheck]) -> Iterator[Columns]:
    """Rows of ``fact_check``: no amounts, the cells of the rows that print what is judged."""
    cells: dict[Place, list[str]] = {}
    for slot, name in judged.names().items():
        cells.setdefault((slot.table_no, slot.row), []).append(name)
    whose = "publisher" if judged.has_certain_digits else "unexplained"
    for check in checks:
        table_no = check.places[0][0]
        yield {
            "disclosure_id": judged.disclosure_id,
            "identity_id": check.identity_id,
            "instance": f"table {table_no} · {check.key}",
            "table_no": table_no,
            "verdict": check.verdict,
            "cause": check.cause or None,
            "attribution": whose if check.verdict is Verdict.BREAK else None,
            "cell_ids": [name for place in check.places for name in cells.get(place, ())],
        }
