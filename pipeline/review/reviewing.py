"""The review of one document: every rule, in the order of the declared kinds.

Here: the list of rules. Not here: what any of them looks at.
"""

from collections.abc import Mapping, Sequence

from pipeline.readers.document import Document
from pipeline.review import leftovers, names, presence, reasons, units, years
from pipeline.review.finding import KINDS, Finding
from pipeline.review.sentences import sentences as sentences_of
from pipeline.tables.model import Table
from pipeline.tables.publication import Publication

_ORDER = {kind.id: number for number, kind in enumerate(KINDS)}


def review(
    document: Document, tables: Sequence[Table], publication: Publication, jurisdictions: Mapping[str, str]
) -> list[Finding]:
    """What a reviewer would write in the margins, by kind and then in reading order.

    Args:
        document: what was read.
        tables: its recognised tables.
        publication: what it says of itself.
        jurisdictions: GB/T 2260 names by code.
    """
    sentences = list(sentences_of(document))
    found = [
        *presence.missing_tables(document, tables, publication, sentences),
        *presence.listed_but_missing(document, tables, publication),
        *presence.unstated_empties(document, tables, publication, sentences),
        *presence.contradicted_index(document, tables, publication),
        *years.other_years(document, tables, publication, jurisdictions),
        *years.figures_of_other_years(sentences, publication),
        *units.other_units(document, tables, publication, sentences, jurisdictions),
        *names.differing_names(tables),
        *leftovers.placeholders(document, sentences),
        *leftovers.choices(sentences),
        *reasons.unfounded_reasons(sentences),
        *reasons.missing_reasons(sentences),
    ]
    return sorted(found, key=lambda finding: _ORDER[finding.kind])
