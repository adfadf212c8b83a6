"""What a document says of itself: whose budget, of which year, stage and scope, by which edition of the codes.

Here: putting together what title page, captions and headings say. File names lie and are never asked; where the
document does not say, or contradicts itself, nothing is said. Not here: versions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.kernel.codes import Codes
from pipeline.readers.document import Document
from pipeline.tables.model import Table
from pipeline.tables.publication.announcement import title_page
from pipeline.tables.publication.caption import captioned_units, captions
from pipeline.tables.publication.edition import edition_of
from pipeline.tables.publication.heading import Headings, headings
from pipeline.tables.publication.jurisdiction import jurisdiction_of, jurisdiction_of_projects
from pipeline.tables.publication.scope import scope_of
from pipeline.tables.publication.unit import unit_of
from pipeline.tables.publication.withheld import says_withheld
from pipeline.tables.publication.year import stage_of, year_of

__all__ = ["Publication", "captioned_units", "jurisdiction_of", "read_publication"]


@dataclass(frozen=True, slots=True)
class Publication:
    """Whose disclosure a document is (DESIGN §2); ``None`` or empty where the document does not say.

    Attributes:
        code_edition: the edition of the subject codes that its tables print.
        says_withheld: whether it says that it leaves out secret matters (涉密).
    """

    title: str
    unit: str
    jurisdiction_code: str | None
    fiscal_year: int | None
    stage: str | None
    scope: str | None
    code_edition: int | None = None
    says_withheld: bool = False


def _title(found: Headings, unit: str, year: int | None) -> str:
    """The first announcement, else the first heading, that names the unit, and the year if one does both."""
    said = [*(announced.text for announced in found.announcements), *found.texts]
    named = [text for text in said if unit and unit in text]
    return next(iter([*(text for text in named if year and str(year) in text), *named]), "")


def read_publication(document: Document, tables: Sequence[Table], codes: Codes) -> Publication:
    """Read whose disclosure this is from its title page, captions, headings and tables."""
    title = title_page(document, codes.jurisdictions)
    captioned = captions(document)
    found = headings(document, tables, codes.jurisdictions)
    unit = unit_of(title, captioned, found, tables)
    year = year_of(title, found)
    place = jurisdiction_of(title.place, codes.jurisdictions) if title else None
    return Publication(
        title=title.text if title else _title(found, unit, year),
        unit=unit,
        jurisdiction_code=jurisdiction_of(unit, codes.jurisdictions)
        or place
        or jurisdiction_of_projects(tables, codes.jurisdictions),
        fiscal_year=year,
        stage=stage_of(title, found),
        scope=scope_of(title, captioned, found),
        code_edition=edition_of(tables, codes, year),
        says_withheld=says_withheld(document),
    )
