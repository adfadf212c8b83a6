"""What a label column of a printed header holds.

Here: telling code, name and item columns from their header path. Not here: value columns (``columns``).
"""

import re
from enum import StrEnum


class Role(StrEnum):
    """What the cells below a label column are."""

    ROW_NO = "row_no"
    NOTE = "note"
    ITEM = "item"
    UNIT_CODE = "unit_code"
    UNIT_NAME = "unit_name"
    MIXED_NAME = "mixed_name"
    FUNCTION_CODE = "function_code"
    FUNCTION_NAME = "function_name"
    DEPT_ECON_CODE = "dept_econ_code"
    DEPT_ECON_NAME = "dept_econ_name"
    GOV_ECON_CODE = "gov_econ_code"
    GOV_ECON_NAME = "gov_econ_name"
    PROJECT_KIND = "project_kind"
    PROJECT_CODE = "project_code"
    PROJECT_NAME = "project_name"
    MEASURE = "measure"
    CATEGORY = "category"
    LISTED = "listed"
    CATALOGUE = "catalogue"
    CATALOGUE_ABOVE = "catalogue_above"
    CONTENT = "content"
    SPECIFICATION = "specification"
    METHOD = "method"
    COUNTED_IN = "counted_in"
    HELD = "held"
    NATURE = "nature"


LIST_ROLES = frozenset(
    {
        Role.CATEGORY,
        Role.LISTED,
        Role.CATALOGUE,
        Role.CATALOGUE_ABOVE,
        Role.CONTENT,
        Role.SPECIFICATION,
        Role.METHOD,
        Role.COUNTED_IN,
        Role.HELD,
        Role.NATURE,
    }
)
"""Columns of words that only lists (清单) have; their families say under which labels (``Family.texts``)."""

CODE_ROLES = {Role.UNIT_CODE, Role.FUNCTION_CODE, Role.DEPT_ECON_CODE, Role.GOV_ECON_CODE, Role.PROJECT_CODE}

# Tried in order on the folded last segment of the path; subject columns are told apart afterwards by the whole path.
_BY_SEGMENT: tuple[tuple[str, Role], ...] = (
    (r"序号|行次", Role.ROW_NO),
    (r"备注|说明|(?:项目)?简介", Role.NOTE),
    (r"(?:预算)?年度", Role.MEASURE),
    (r"\(?(?:预算)?(?:部门|单位|部门\(单位\)|单位\(部门\))\)?(?:代码|编码)", Role.UNIT_CODE),
    (r"单位\(科目名称\)|单位名称\(科目\)|单位\(科目\)名称|单位\(项目\)名称", Role.MIXED_NAME),
    (r"支出项目类别(?:\(.*单位\))?", Role.MIXED_NAME),
    (r"(?:预算|二级预算)?(?:部门|单位|部门\(单位\)|单位\(部门\))名称|预算单位|项目单位", Role.UNIT_NAME),
    (r"类型|项目(?:类[别型]|分类)", Role.PROJECT_KIND),
    (r"项目(?:编码|代码|编号)", Role.PROJECT_CODE),
    (r"(?:预算)?项目名称", Role.PROJECT_NAME),
)
_ITEM = re.compile(r"项目(?:名称)?(?:\(按.*\))?")
_SUBJECT_CODE = re.compile(r"[类款项]|.*(?:编码|代码)")
_SUBJECT_NAME = re.compile(r".*(?:科目|分类|科)名称|.*(?:科目|分类)(?:\(.*\))?|名称")
_SCHEMES = {
    "function": (Role.FUNCTION_CODE, Role.FUNCTION_NAME),
    "department": (Role.DEPT_ECON_CODE, Role.DEPT_ECON_NAME),
    "government": (Role.GOV_ECON_CODE, Role.GOV_ECON_NAME),
}


def _scheme(path: str, code_axis: str) -> str:
    if "功能" in path:
        return "function"
    if "政府" in path:
        return "government"
    if "经济" in path or "部门预算支出" in path:
        return "department"
    return code_axis


def role_of(folded_path: tuple[str, ...], code_axis: str, *, has_items: bool) -> Role | None:
    """The role of the column under a folded header path; ``None`` when it is no label column.

    Args:
        folded_path: labels from outermost to innermost, folded.
        code_axis: what a plain 科目编码 holds in this family.
        has_items: whether the family's rows can be items under a 项目 column.
    """
    if not folded_path:
        return None
    # A label that a rule cuts in two (序 above 号) names its column as a whole only.
    return _role_of(folded_path[-1], folded_path, code_axis, has_items=has_items) or _role_of(
        "".join(folded_path), folded_path, code_axis, has_items=has_items
    )


def _role_of(segment: str, folded_path: tuple[str, ...], code_axis: str, *, has_items: bool) -> Role | None:
    if has_items and _ITEM.fullmatch(segment):
        return Role.ITEM
    for pattern, role in _BY_SEGMENT:
        if re.fullmatch(pattern, segment):
            return role
    code_role, name_role = _SCHEMES[_scheme("/".join(folded_path), code_axis)]
    if _SUBJECT_CODE.fullmatch(segment):
        return code_role
    if _SUBJECT_NAME.fullmatch(segment):
        return name_role
    return None
