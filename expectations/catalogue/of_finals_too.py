"""Which identities of budgets hold within and between the same tables of a final account (决算) as well.

Here: that list, and widening an entry by those tables. Not here: what only final accounts state (``final``).
"""

from dataclasses import replace

from pipeline.recover.identity import Identity
from pipeline.tables.families import family_of

_OF_FINALS_TOO = {
    *(
        "GJ-001",
        "GJ-002",
        "GJ-003",
        "GJ-008",
        "GJ-008b",
        "GJ-013",
        "GJ-013b",
        "GJ-013c",
        "GJ-014a",
        "GJ-015",
        "GJ-016c",
    ),
    *("GJ-018", "GJ-019", "GJ-020", "GJ-021", "GJ-022a", "GJ-024", "GJ-025", "GJ-031", "GJ-033a", "GJ-033b"),
}


def with_finals(identity: Identity) -> Identity:
    """The identity, over the final account's tables too where it holds there."""
    finals = [f"final_{table_id}" for table_id in identity.table_ids if family_of(f"final_{table_id}")]
    return replace(identity, table_ids=(*identity.table_ids, *finals)) if identity.id in _OF_FINALS_TOO else identity
