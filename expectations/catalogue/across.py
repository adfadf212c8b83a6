"""GJ-033, 038 and 043: ties between the disclosures of a warehouse.

Here: their entries. Not here: finding the disclosures and the figures (``expectations.across``).
"""

from pipeline.recover.identity import Identity, Relation

ACROSS = (
    Identity(
        id="GJ-033a",
        number=33,
        english="The total of a unit's disclosure is its row in the revenue table of its department's.",
        chinese="单位公开的收入总计＝所属部门收入总表中该单位一行",
        relations=(Relation.COPY,),
        table_ids=("revenue", "balance"),
    ),
    Identity(
        id="GJ-033b",
        number=33,
        english="A department's total is the sum of its units' disclosures; what units pay each other stands between.",
        chinese="部门收入总计＝Σ所属单位公开的收入总计（差额可为内部转移，不予抵销）",
        is_hard=False,
        table_ids=("revenue", "balance"),
    ),
    Identity(
        id="GJ-038",
        number=38,
        english="The figure of the year before that a disclosure states is the one published for that year.",
        chinese="所列上年数＝上年公开数",
        is_hard=False,
        relations=(Relation.COPY,),
    ),
    Identity(
        id="GJ-043",
        number=43,
        english="What a final account carries out is what the next year's carries in.",
        chinese="年末结转和结余＝次年年初结转和结余",
        is_hard=False,
        relations=(Relation.COPY,),
        table_ids=("final_balance", "final_fiscal_balance", "final_gov_fund", "final_state_capital"),
    ),
    Identity(
        id="GJ-043b",
        number=43,
        english="The initial budget stated in a final account is the year's budget as published.",
        chinese="决算所列年初预算数＝当年公开的预算数",
        is_hard=False,
        relations=(Relation.COPY,),
    ),
)
