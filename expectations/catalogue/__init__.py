"""The catalogue of accounting identities (勾稽关系), each with its stable id.

Here: every identity once, as data, in one module a family: recovery, the load's guards, the checks in the UI and the
documentation derive from it. Not here: how an instance is judged (``evaluate``). A new identity is one entry.
"""

from expectations.catalogue.across import ACROSS
from expectations.catalogue.between import BETWEEN
from expectations.catalogue.codes import CODES
from expectations.catalogue.final import FINAL
from expectations.catalogue.narrative import NARRATIVE
from expectations.catalogue.of_finals_too import with_finals
from expectations.catalogue.within import WITHIN
from pipeline.recover.identity import Catalogue

_ENTRIES = (*WITHIN, *BETWEEN, *NARRATIVE, *CODES, *FINAL, *ACROSS)

CATALOGUE: Catalogue = {
    identity.id: with_finals(identity) for identity in sorted(_ENTRIES, key=lambda identity: identity.number)
}
"""In the order of their numbers."""
