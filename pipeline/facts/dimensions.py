"""Dimension members that are declared rather than observed: funds (资金来源) and natures of expenditure (支出性质).

Here: the two trees and their keys. Not here: subject codes (``kernel.codes``) and members found in disclosures.
"""

from dataclasses import dataclass

from pipeline.kernel.codes import surrogate_key

UNPUBLISHED = "未公开"
"""Member 0 of every dimension: the table does not publish that axis."""


@dataclass(frozen=True, slots=True)
class Member:
    """A declared member: dotted id, whose stem is its parent unless another is named."""

    id: str
    english: str
    chinese: str
    parent: str | None = None


FUNDS = (
    Member("fiscal", "Fiscal appropriation", "财政拨款"),
    Member("gpb", "General public budget", "一般公共预算", "fiscal"),
    Member("gpb.appropriation", "Appropriated funds", "经费拨款", "gpb"),
    Member("gpb.non_tax", "Non-tax revenue returned", "非税收入", "gpb"),
    Member("gpb.transfer", "Transfers from above", "转移支付", "gpb"),
    Member("gpb.bond", "General bonds", "一般债券", "gpb"),
    Member("gov_fund", "Government funds", "政府性基金", "fiscal"),
    Member("state_capital", "State capital operating budget", "国有资本经营预算", "fiscal"),
    Member("special_account", "Special fiscal account", "财政专户管理资金"),
    Member("unit_funds", "Unit funds", "单位资金"),
    Member("unit_funds.business", "Business revenue", "事业收入", "unit_funds"),
    Member("unit_funds.operating", "Operating revenue", "事业单位经营收入", "unit_funds"),
    Member("unit_funds.superior", "Subsidies from superiors", "上级补助收入", "unit_funds"),
    Member("unit_funds.subordinate", "Paid up by subordinates", "附属单位上缴收入", "unit_funds"),
    Member("unit_funds.other", "Other revenue", "其他收入", "unit_funds"),
    Member("unit_account", "Balances in the unit's own account", "实户资金"),
)

NATURES = (
    Member("basic", "Basic expenditure", "基本支出"),
    Member("basic.personnel", "Personnel", "人员经费", "basic"),
    Member("basic.public", "Public (running costs)", "公用经费", "basic"),
    Member("project", "Project expenditure", "项目支出"),
    Member("project.other_running", "Other running projects", "其他运转类", "project"),
    Member("project.specific", "Specific-target projects", "特定目标类", "project"),
    Member("operating", "Operating expenditure", "经营支出"),
    Member("to_superior", "Paid up to superiors", "上缴上级支出"),
    Member("to_subordinate", "Subsidies to subordinates", "对附属单位补助支出"),
    Member("reserve", "Reserve of the unit", "单位预留机动经费"),
)


def member_rows(members: tuple[Member, ...], key: str) -> list[dict[str, object]]:
    """The rows of a declared dimension, member 0 first."""
    rows: list[dict[str, object]] = [
        {key: 0, "id": UNPUBLISHED, "name": UNPUBLISHED, "english": "Not published", "parent_key": None}
    ]
    rows += [
        {
            key: surrogate_key(member.id),
            "id": member.id,
            "name": member.chinese,
            "english": member.english,
            "parent_key": surrogate_key(member.parent) if member.parent else None,
        }
        for member in members
    ]
    return rows
