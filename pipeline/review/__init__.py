"""review/: a document as a whole, as a reviewer reads it (审阅): what is missing, left over, or said in two ways.

Here: rules over document, tables and publication, each yielding findings with their place; none of them needs amounts.
Not here: whether figures agree (``expectations``), or what a sentence claims of them (``narrative``). Precision comes
first: where the document leaves it open, nothing is found.
"""

from pipeline.review.finding import KINDS, Finding, FindingKind, Severity
from pipeline.review.reviewing import review

__all__ = ["KINDS", "Finding", "FindingKind", "Severity", "review"]
