"""narrative/: the claims of the text held against the tables and against each other (GJ-034 to GJ-039).

Here: which cells a claim must equal, and whether it does. Not here: reading sentences (``pipeline.narrative``). A break
between text and table flags both and quarantines nothing.
"""

from expectations.narrative.judging import judge_claims
from expectations.narrative.rows import claim_rows
from expectations.narrative.verdicts import JudgedClaim, checks_of

__all__ = ["JudgedClaim", "checks_of", "claim_rows", "judge_claims"]
