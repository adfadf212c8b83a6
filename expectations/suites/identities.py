"""The suites of the identities (勾稽关系): one per family of ids, derived from the catalogue, over ``fact_check``.

Here: what the load must guarantee of an identity, and what it reports. A break that is ours or unexplained may stand
only in quarantine; what the publisher's figures break is data, reported as a warning. Not here: judging.
"""

from collections.abc import Iterator

from expectations.suites.rule import PLACE_OF_DISCLOSURE, Rule, Severity, Suite, SuiteGroup
from pipeline.kernel.money import MONEY_UNITS
from pipeline.recover.identity import Catalogue, Identity

_ATTRIBUTIONS = {
    "extraction": "提取 extraction",
    "publisher": "公开方 publisher",
    "withheld": "涉密未列 withheld",
    "unexplained": "未明 unexplained",
}
_OURS = (
    "coalesce(k.attribution, 'unexplained') IN ('extraction', 'unexplained') AND NOT coalesce(t.is_quarantined, false)"
)
_YUAN = " ".join(f"WHEN '{unit}' THEN {factor}" for unit, factor in MONEY_UNITS.items())
_WHOSE = " ".join(f"WHEN '{name}' THEN '{wording}'" for name, wording in _ATTRIBUTIONS.items())


def _judged(identity: Identity) -> str:
    return (
        "FROM fact_check k LEFT JOIN dim_table t ON t.disclosure_id = k.disclosure_id AND t.table_no = k.table_no "
        f"LEFT JOIN dim_disclosure d ON d.disclosure_id = k.disclosure_id WHERE k.identity_id = '{identity.id}'"
    )


def _breaks(identity: Identity, condition: str) -> str:
    """The breaks of an identity, acknowledged ones left out: where, both sides, whose; the largest in yuan first."""
    return f"""
        SELECT {PLACE_OF_DISCLOSURE} AS "披露文件 disclosure",
               t.table_no || '. ' || t.title || ' [' || t.table_id || ']' AS "报表 table",
               k.instance AS "位置 where", k.lhs AS "左 left", k.rhs AS "右 right", k.difference AS "差额 difference",
               k.envelope AS "容差 rounding allows", coalesce(t.money_unit, '—') AS "单位 unit",
               CASE k.attribution {_WHOSE} ELSE k.attribution END AS "归因 whose",
               k.cause AS "原因 looks like", coalesce(t.is_quarantined, false) AS "隔离 quarantined"
        {_judged(identity)} AND k.verdict = 'break' AND k.acknowledged IS NULL AND ({condition})
        ORDER BY abs(k.difference) * CASE t.money_unit {_YUAN} ELSE 1 END DESC, k.disclosure_id, k.instance
        """


def _rules(identity: Identity) -> Iterator[Rule]:
    of_identity = f"FROM fact_check k WHERE k.identity_id = '{identity.id}'"
    looked_at = f"SELECT count(*) {of_identity}"
    subject = f"{identity.id} {identity.chinese}"
    if identity.is_hard:
        yield Rule(
            f"ours:{identity.id}",
            "No break is ours or unexplained, but in quarantine.",
            "隔离之外，无提取所致或原因未明的不符",
            looked_at,
            _breaks(identity, _OURS),
            subject,
        )
        english, chinese = (
            "The publisher's own figures do not break it; nothing is in quarantine.",
            "公开数据自身相符，无隔离",
        )
    else:
        english, chinese = "Nothing breaks it; it is soft, a preference.", "无不符（软性关系）"
    yield Rule(
        f"reported:{identity.id}",
        english,
        chinese,
        looked_at,
        _breaks(identity, f"NOT ({_OURS})" if identity.is_hard else "true"),
        subject,
        Severity.WARNING,
        f"SELECT k.verdict, count(*) {of_identity} GROUP BY 1 ORDER BY 1",
    )


def family_name(number: int) -> str:
    """The name of an identity family, which is also that of its check."""
    return f"GJ_{number:03d}"


def identity_suites(catalogue: Catalogue) -> dict[int, Suite]:
    """The suite of every identity family, by its number."""
    families: dict[int, list[Identity]] = {}
    for identity in catalogue.values():
        families.setdefault(identity.number, []).append(identity)
    return {
        number: Suite(
            f"identity-{family_name(number)}",
            SuiteGroup.IDENTITIES,
            " ".join(f"{identity.id}: {identity.english}" for identity in identities),
            f"{family_name(number).replace('_', '-')} {identities[0].chinese}",
            tuple(rule for identity in identities for rule in _rules(identity)),
        )
        for number, identities in sorted(families.items())
    }
