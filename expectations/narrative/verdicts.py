"""What judging a claim came to, and the slots that claims take in instances.

Here: the types. Not here: the judging.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from expectations.evaluate import TEXT, Check
from pipeline.kernel.money import Verdict
from pipeline.narrative.claim import Claim
from pipeline.recover.identity import Slot


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim with its verdict.

    Attributes:
        identity_id: the identity it was judged by; empty where none could be.
        check: the judged instance; ``None`` where it has no counterpart.
        reason: why it is not evaluable; empty where it is.
        cells: the slots of the cells it is linked to.
        repeats: further checks: this claim against an earlier one of the same quantity (GJ-039).
    """

    claim: Claim
    identity_id: str = ""
    check: Check | None = None
    reason: str = ""
    cells: tuple[Slot, ...] = ()
    repeats: tuple[Check, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """How it came out; ``not_evaluable`` where there is nothing to hold it against."""
        return self.check.verdict if self.check else Verdict.NOT_EVALUABLE


def checks_of(judged: Sequence[JudgedClaim]) -> Iterator[Check]:
    """Every judged instance of the narrative."""
    for item in judged:
        if item.check is not None:
            yield item.check
        yield from item.repeats


def slot_of(claim: Claim) -> Slot:
    """The slot that a claim takes in instances."""
    return Slot(TEXT, claim.claim_no, 0)


def key_of(claim: Claim) -> str:
    """Where a claim stands and what it says, for a person."""
    said = " ".join(filter(None, (claim.quantity, str(claim.subject or ""), claim.word, claim.printed)))
    return f"claim {claim.claim_no} · {claim.place} · {said}"
