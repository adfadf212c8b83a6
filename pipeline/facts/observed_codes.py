"""Code lists refreshed from what disclosures print.

Here: counting which code, name and pair is printed by how many disclosures of which years, and what that makes of a
list. Not here: reading disclosures, and the files. Misprints and names cut off stay out because one disclosure alone
proves nothing; what a person has to decide (another name for a listed code: an alias, or a change between editions?) is
told, never done.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.kernel.code_lists import name_key
from pipeline.kernel.codes import Codes
from pipeline.kernel.subjects import OBSERVED, STANDARD, UNVERIFIED, EconomicPair, Evidence, Subject
from pipeline.tables.model import Table
from pipeline.tables.subjects import Printed, printed_pairs, printed_subjects

FEWEST_DOCUMENTS = 2
"""How many disclosures must agree on a name."""

Pair = tuple[str, str]


@dataclass(slots=True)
class Seen:
    """How often something is printed: rows by disclosure, disclosures by fiscal year."""

    rows: dict[str, int] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)

    def add(self, disclosure_id: str, year: int, rows: int) -> None:
        """Count the rows of one disclosure."""
        self.rows[disclosure_id] = self.rows.get(disclosure_id, 0) + rows
        self.years[disclosure_id] = year

    def within(self, row: Subject | EconomicPair) -> "Seen":
        """What of it was printed in the years that a row is valid in."""
        kept = {disclosure_id: year for disclosure_id, year in self.years.items() if row.is_in(year)}
        return Seen({disclosure_id: self.rows[disclosure_id] for disclosure_id in kept}, kept)

    def evidence(self, before: Evidence) -> Evidence:
        """What a row is known from, given what it was known from before: a published list stays one."""
        agreed = OBSERVED if len(self.rows) >= FEWEST_DOCUMENTS else UNVERIFIED
        return Evidence(
            STANDARD if before.source == STANDARD else agreed,
            before.publication,
            sum(self.rows.values()),
            len(self.rows),
            tuple(sorted(set(self.years.values()))),
        )


@dataclass(frozen=True, slots=True)
class Sightings:
    """Everything that disclosures print: subjects by scheme, code and name; economic pairs by both codes."""

    subjects: dict[Printed, Seen]
    pairs: dict[Pair, Seen]


def sightings(disclosures: Iterable[tuple[str, int, Sequence[Table]]]) -> Sightings:
    """Count what disclosures print, each given by its id, its fiscal year and its tables."""
    subjects: defaultdict[Printed, Seen] = defaultdict(Seen)
    pairs: defaultdict[Pair, Seen] = defaultdict(Seen)
    for disclosure_id, year, tables in disclosures:
        for printed, places in printed_subjects(tables).items():
            subjects[printed].add(disclosure_id, year, len(places))
        for pair, places in printed_pairs(tables).items():
            pairs[pair].add(disclosure_id, year, len(places))
    return Sightings(dict(subjects), dict(pairs))


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The lists after a refresh, and what was left for a person to decide, a sentence each."""

    rows: tuple[Subject, ...]
    pairs: tuple[EconomicPair, ...]
    undecided: tuple[str, ...]


def refreshed(codes: Codes, seen: Sightings) -> Refreshed:
    """The lists with what was seen: listed rows counted anew, agreed new codes and pairs added."""
    rows = [_counted(row, seen) for row in codes.rows]
    undecided: list[str] = []
    for printed, sighting in sorted(_unlisted(codes, seen).items(), key=lambda item: (len(item[0][1]), item[0])):
        problem = _problem(rows, printed, sighting)
        if problem:
            years = ", ".join(map(str, sorted(set(sighting.years.values()))))
            undecided.append(f"{' '.join(printed)} ({len(sighting.rows)} disclosures, {years}): {problem}")
        else:
            rows.append(_new_row(codes, printed, sighting))
    listed = {(pair.department, pair.government) for pair in codes.pairs}
    pairs = [
        replace(
            pair,
            evidence=seen.pairs.get((pair.department, pair.government), Seen()).within(pair).evidence(pair.evidence),
        )
        for pair in codes.pairs
    ]
    pairs += _new_pairs(rows, {pair: sighting for pair, sighting in seen.pairs.items() if pair not in listed})
    return Refreshed(tuple(rows), tuple(pairs), tuple(undecided))


def _counted(row: Subject, seen: Sightings) -> Subject:
    keys = {name_key(name) for name in row.names}
    total = Seen()
    for (scheme, code, name), sighting in seen.subjects.items():
        if (scheme, code) == (row.scheme, row.code) and name_key(name) in keys:
            within = sighting.within(row)
            for disclosure_id, rows in within.rows.items():
                total.add(disclosure_id, within.years[disclosure_id], rows)
    return replace(row, evidence=total.evidence(row.evidence))


def _unlisted(codes: Codes, seen: Sightings) -> dict[Printed, Seen]:
    """What is printed, but no row names in that year."""
    found: dict[Printed, Seen] = {}
    for (scheme, code, name), sighting in seen.subjects.items():
        naming = [
            row
            for row in codes.rows
            if (row.scheme, row.code) == (scheme, code) and name_key(name) in {name_key(known) for known in row.names}
        ]
        years = {
            disclosure_id: year
            for disclosure_id, year in sighting.years.items()
            if not any(row.is_in(year) for row in naming)
        }
        if years:
            found[scheme, code, name] = Seen({each: sighting.rows[each] for each in years}, years)
    return found


def _problem(rows: Sequence[Subject], printed: Printed, sighting: Seen) -> str:
    """Why something printed is not added to the list by itself; empty when it is."""
    scheme, code, _ = printed
    if len(sighting.rows) < FEWEST_DOCUMENTS:
        return "printed by one disclosure only"
    valid = [
        row for row in rows if (row.scheme, row.code) == (scheme, code) and any(map(row.is_in, sighting.years.values()))
    ]
    if valid:
        return f"listed as {valid[0].name}: an alias, a name cut off, or a change between editions?"
    if len(code) > 3 and not any((row.scheme, row.code) == (scheme, code[:-2]) for row in rows):
        return f"its parent {code[:-2]} is not listed"
    return ""


def _new_row(codes: Codes, printed: Printed, sighting: Seen) -> Subject:
    """A row for a code not listed so far; from the first edition on, or from the end of what it stood for before."""
    scheme, code, name = printed
    earlier = [row.last_edition for row in codes.rows if (row.scheme, row.code) == (scheme, code) and row.last_edition]
    parents = [row.first_edition for row in codes.rows if (row.scheme, row.code) == (scheme, code[:-2])]
    years = sighting.years.values()
    first = max([min([*codes.editions, *years]), *(last + 1 for last in earlier), *([min(parents)] if parents else [])])
    parent = code[:-2] if len(code) > 3 else ""
    return Subject(scheme, code, name, (), parent, first, None, sighting.evidence(Evidence(OBSERVED)))


def _new_pairs(rows: Iterable[Subject], unlisted: dict[Pair, Seen]) -> Iterator[EconomicPair]:
    """The agreed pairs of listed classes, valid as long as both of them are."""
    listed = {(row.scheme, row.code): row for row in rows}
    for (department, government), sighting in sorted(unlisted.items()):
        ours, theirs = listed.get(("department", department)), listed.get(("government", government))
        if ours and theirs and len(sighting.rows) >= FEWEST_DOCUMENTS:
            first = max(ours.first_edition, theirs.first_edition)
            yield EconomicPair(department, government, first, None, sighting.evidence(Evidence(OBSERVED)))
