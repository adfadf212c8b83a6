"""The files of the code lists under ``data/codes``, read and written.

Here: columns and their types; ``data/codes/README.md`` tells people about them. Not here: whether the lists make sense
together (``code_faults``).
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.kernel.subjects import Bridge, EconomicPair, Evidence, Subject

LIST_FILES = {
    "function": "function.csv",
    "department": "economic_department.csv",
    "government": "economic_government.csv",
}
PAIR_FILE, BRIDGE_FILE, JURISDICTION_FILE = "economic_pairs.csv", "bridge.csv", "jurisdiction.csv"

_EVIDENCE_COLUMNS = ("source", "publication", "observations", "documents", "years")
_VALIDITY_COLUMNS = ("first_edition", "last_edition")
_SUBJECT_COLUMNS = ("code", "name", "aliases", "parent", *_VALIDITY_COLUMNS, *_EVIDENCE_COLUMNS)
_PAIR_COLUMNS = ("department_code", "government_code", *_VALIDITY_COLUMNS, *_EVIDENCE_COLUMNS)
_SEPARATOR = "|"

Row = Mapping[str, str]


def _split(text: str) -> list[str]:
    return [part for part in text.split(_SEPARATOR) if part]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _evidence(row: Row) -> Evidence:
    years = tuple(int(year) for year in _split(row["years"]))
    return Evidence(row["source"], row["publication"], int(row["observations"]), int(row["documents"]), years)


def _last(row: Row) -> int | None:
    return int(row["last_edition"]) if row["last_edition"] else None


def _subject(scheme: str, row: Row) -> Subject:
    return Subject(
        scheme,
        row["code"],
        row["name"],
        tuple(_split(row["aliases"])),
        row["parent"],
        int(row["first_edition"]),
        _last(row),
        _evidence(row),
    )


def _pair(row: Row) -> EconomicPair:
    return EconomicPair(
        row["department_code"], row["government_code"], int(row["first_edition"]), _last(row), _evidence(row)
    )


def _bridge(row: Row) -> Bridge:
    return Bridge(
        row["scheme"],
        int(row["from_edition"]),
        row["from_code"],
        int(row["to_edition"]),
        row["to_code"],
        row["kind"],
        row["source"],
        row["publication"],
    )


def read_subjects(folder: Path) -> list[Subject]:
    """The rows of the three lists."""
    return [_subject(scheme, row) for scheme, name in LIST_FILES.items() for row in _read(folder / name)]


def read_pairs(folder: Path) -> list[EconomicPair]:
    """The economic pairs."""
    return [_pair(row) for row in _read(folder / PAIR_FILE)]


def read_bridges(folder: Path) -> list[Bridge]:
    """What became of codes from one edition to the next."""
    return [_bridge(row) for row in _read(folder / BRIDGE_FILE)]


def read_jurisdictions(folder: Path) -> dict[str, str]:
    """Names of jurisdictions by code (GB/T 2260)."""
    return {row["code"]: row["name"] for row in _read(folder / JURISDICTION_FILE)}


def _write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _known_from(row: Subject | EconomicPair) -> dict[str, str]:
    evidence = row.evidence
    return {
        "first_edition": str(row.first_edition),
        "last_edition": str(row.last_edition or ""),
        "source": evidence.source,
        "publication": evidence.publication,
        "observations": str(evidence.observations),
        "documents": str(evidence.documents),
        "years": _SEPARATOR.join(map(str, evidence.years)),
    }


def write_lists(folder: Path, rows: Iterable[Subject], pairs: Iterable[EconomicPair]) -> None:
    """Write subjects and pairs, in the order of their codes; bridges and jurisdictions are kept by hand."""
    rows = sorted(rows, key=lambda row: (row.code, row.first_edition))
    for scheme, name in LIST_FILES.items():
        listed = (
            {
                "code": row.code,
                "name": row.name,
                "aliases": _SEPARATOR.join(row.aliases),
                "parent": row.parent,
                **_known_from(row),
            }
            for row in rows
            if row.scheme == scheme
        )
        _write(folder / name, _SUBJECT_COLUMNS, listed)
    ordered = sorted(pairs, key=lambda pair: (pair.department, pair.government, pair.first_edition))
    _write(
        folder / PAIR_FILE,
        _PAIR_COLUMNS,
        (
            {"department_code": pair.department, "government_code": pair.government, **_known_from(pair)}
            for pair in ordered
        ),
    )
