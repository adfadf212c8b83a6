"""GJ-041, 042 and 044: what only final accounts (决算) state.

Here: their entries. Not here: identities that hold in budgets and final accounts alike (``of_finals_too``).
"""

from pipeline.recover.identity import Axis, Identity, Relation

FINAL = (
    Identity(
        id="GJ-041",
        number=41,
        english="The total is the year's revenue, surplus used and carried in; or its expenditure, surplus allocated "
        "and carried out.",
        chinese="总计＝本年收入＋使用非财政拨款结余＋年初结转＝本年支出＋结余分配＋年末结转",
        axes=(Axis.ROWS,),
        table_ids=("final_balance", "final_fiscal_balance"),
        parents=("grand_total",),
    ),
    Identity(
        id="GJ-042",
        number=42,
        english="What a fund carries in, with the year's revenue and less its expenditure, is what it carries out.",
        chinese="年初结转和结余＋本年收入－本年支出＝年末结转和结余",
        table_ids=(
            "final_gov_fund",
            "final_state_capital",
            "final_gpb_expenditure",
            "final_fiscal_expenditure",
            "final_fiscal_balance",
        ),
    ),
    Identity(
        id="GJ-044",
        number=44,
        english="A rate of completion is the outcome over the budget; there is none over a budget of 0.",
        chinese="完成率＝决算／预算",
        relations=(Relation.RATIO,),
    ),
)
