"""Rows of ``fact_claim``.

Here: from judged claims to the columns of ``pipeline.narrative.frames``. Not here: judging.
"""

from collections.abc import Iterator, Mapping, Sequence

from expectations.narrative.verdicts import JudgedClaim
from pipeline.kernel.money import to_cny
from pipeline.recover.identity import Slot

Columns = dict[str, object]


def claim_rows(disclosure_id: str, judged: Sequence[JudgedClaim], names: Mapping[Slot, str]) -> Iterator[Columns]:
    """One row a claim.

    Args:
        disclosure_id: first 12 hex digits of the sha256.
        judged: the claims with their verdicts.
        names: cell ids by slot.
    """
    for item in judged:
        claim, check = item.claim, item.check
        yield {
            "disclosure_id": disclosure_id,
            "claim_no": claim.claim_no,
            "page": claim.place.page,
            "line": claim.place.line,
            "start": claim.start,
            "sentence": claim.sentence,
            "kind": claim.kind,
            "quantity": claim.quantity or None,
            "subject": str(claim.subject) if claim.subject else None,
            "of_unit": claim.of_unit or None,
            "printed": claim.printed,
            "value": claim.number.value,
            "unit": claim.unit or None,
            "amount_cny": to_cny(claim.number.value, claim.unit) if claim.is_money else None,
            "word": claim.word or None,
            "comparison": claim.comparison or None,
            "period": claim.period,
            "measure": claim.measure or None,
            "of_claim_no": claim.of,
            "change_claim_no": claim.change,
            "whole_claim_no": claim.whole,
            "cell_ids": [names[slot] for slot in item.cells if slot in names],
            "identity_id": item.identity_id or None,
            "verdict": item.verdict,
            "lhs": check.lhs if check else None,
            "rhs": check.rhs if check else None,
            "difference": check.difference if check else None,
            "envelope": check.envelope if check else None,
            "cause": (check.cause.words or None) if check else None,
            "attribution": (check.attribution or None) if check else None,
            "reason": item.reason or None,
        }
