"""What persons acknowledged to be publishers' errors (已确认差错): the files of a home, and what became of each entry.

Here: loading and reporting. Not here: writing one down (``commands.acknowledge``), what an entry may say
(``warehouse.acknowledgements``) and what follows from it (``warehouse.quarantine``).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from assets.paths import ACKNOWLEDGED
from expectations.catalogue import CATALOGUE
from pipeline.sources.home import Home
from pipeline.warehouse.acknowledgements import Acknowledgement, load_acknowledgements


def acknowledgement_files(home: Home) -> tuple[Path, Path]:
    """What ships with Gouji, and what belongs to the home; either may be missing."""
    return ACKNOWLEDGED, home.acknowledged


def acknowledgements(home: Home) -> list[Acknowledgement]:
    """Everything acknowledged in this home.

    Raises:
        FaultyFileError: one of the files cannot be used; names every faulty line.
    """
    return load_acknowledgements(acknowledgement_files(home), CATALOGUE)


_BECAME = {
    "changed": "breaks by another difference now: look at the page again",
    "holds": "nothing breaks there now: remove the entry",
    "no_instance": "that is not judged, or its place has another name now: see `gouji check`",
    "no_disclosure": "no such disclosure in this warehouse",
}
"""What is said of an acknowledgement that matches nothing, by its status."""


def acknowledged_report(connection: duckdb.DuckDBPyConnection, disclosure_id: str | None) -> list[str]:
    """Lines on the breaks that are acknowledged, and on acknowledgements that match nothing any more."""
    breaks = connection.execute(
        "SELECT disclosure_id, identity_id, instance, difference, acknowledged FROM fact_check "
        "WHERE acknowledged IS NOT NULL AND disclosure_id = coalesce($1, disclosure_id) ORDER BY ALL",
        [disclosure_id],
    ).fetchall()
    stale = connection.execute(
        "SELECT coalesce(disclosure_id, publication_id), identity_id, instance, place, status FROM acknowledgement a "
        "WHERE status <> 'acknowledged' AND ($1 IS NULL OR a.disclosure_id = $1 OR a.publication_id = "
        "(SELECT publication_id FROM dim_disclosure WHERE disclosure_id = $1)) ORDER BY ack_no",
        [disclosure_id],
    ).fetchall()
    lines = ["\nAcknowledged to be the publisher's 已确认为公开方差错:"] if breaks else []
    lines += [f"  {found[0]} {found[1]} {found[2]} (by {found[3].normalize():,f}): {found[4]}" for found in breaks]
    lines += ["\nAcknowledgements that match no break 已确认而未见差错:"] if stale else []
    return lines + [_stale(row) for row in stale]


def _stale(row: Sequence[Any]) -> str:
    of_whom, identity_id, instance, place, status = row
    return f"  {of_whom} {identity_id} {instance}: {_BECAME[status]} ({place})"


def acknowledged_summary(connection: duckdb.DuckDBPyConnection) -> str:
    """How many breaks are acknowledged, and how many acknowledgements match nothing."""
    found = connection.execute(
        "SELECT (SELECT count(*) FROM fact_check WHERE acknowledged IS NOT NULL), "
        "(SELECT count(*) FROM acknowledgement WHERE status <> 'acknowledged')"
    ).fetchone()
    breaks, stale = found or (0, 0)
    return f"{breaks} of the breaks" + (f", {stale} acknowledgements match no break (gouji check)" if stale else "")
