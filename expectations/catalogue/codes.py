"""GJ-040: codes, names and pairs of subjects against the code lists of the year.

Here: their entries. Not here: the looking up (``expectations.codes``).
"""

from pipeline.recover.identity import Identity

CODES = (
    Identity(
        id="GJ-040",
        number=40,
        english="Code and name of a subject are valid in the edition of the year.",
        chinese="科目编码与名称符合当年政府收支分类科目",
        is_hard=False,
        relations=(),
    ),
    Identity(
        id="GJ-040b",
        number=40,
        english="A department economic class is reported under a government class of the year's edition.",
        chinese="部门预算经济科目与政府预算经济科目的对应关系符合当年科目",
        is_hard=False,
        relations=(),
    ),
    Identity(
        id="GJ-040c",
        number=40,
        english="The edition of the codes that the tables print is that of the fiscal year.",
        chinese="报表所用科目版本与预算年度一致",
        is_hard=False,
        relations=(),
    ),
)
