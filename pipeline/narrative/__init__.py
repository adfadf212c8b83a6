"""narrative/: what a disclosure states in sentences, as claims: quantity, amount, unit, comparison, place.

Here: from a document's text lines to claims. Not here: the cells that a claim must equal and whether it does
(``expectations.narrative``). Precision comes first: what is not understood surely has no quantity.
"""

from pipeline.narrative.claim import Claim, Kind
from pipeline.narrative.reading import read_claims

__all__ = ["Claim", "Kind", "read_claims"]
