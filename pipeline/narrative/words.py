"""The words that several quantities of the narrative are named by: scopes, funds, years, carry-over.

Here: regular expressions over folded phrases. Not here: the quantities (``vocabulary``, ``particulars``).
"""

REVENUE, EXPENDITURE = "revenue", "expenditure"
GPB, GOV_FUND, STATE_CAPITAL, FISCAL = "gpb", "gov_fund", "state_capital", "fiscal"

YEAR = r"(?:本年度?|当年|本级|全年)?"
GPB_WORDS = rf"{YEAR}(?:财政拨款)?一般公共预算{YEAR}(?:财政)?(?:拨款)?(?:资金)?(?:安排)?的?"
GOV_FUND_WORDS = rf"{YEAR}政府性?基金(?:预算)?{YEAR}(?:财政)?(?:拨款)?(?:资金)?(?:安排)?的?"
STATE_CAPITAL_WORDS = rf"{YEAR}国有资本(?:经营)?(?:预算)?{YEAR}(?:财政)?(?:拨款)?(?:资金)?(?:安排)?的?"
FISCAL_WORDS = rf"{YEAR}财政拨款(?:资金)?(?:安排)?的?"
FUND_WORDS = {GPB: GPB_WORDS, GOV_FUND: GOV_FUND_WORDS, STATE_CAPITAL: STATE_CAPITAL_WORDS, FISCAL: FISCAL_WORDS}
FUND_NAMES = {GPB: "一般公共预算", GOV_FUND: "政府性基金预算", STATE_CAPITAL: "国有资本经营预算", FISCAL: "财政拨款"}
BOTH_SIDES = r"(?:收入、?支出|收支|收、支|收入和支出|收入及支出)(?:预算|决算)?总?"
CARRIED = r"(?:上年|年初)(?:财政拨款)?(?:结转和结余|结转、结余|结转结余|结转|结余)(?:资金|收入)?"
