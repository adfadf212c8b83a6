"""GJ-034 to 037 and 039: figures stated in the text against the tables and against each other.

Here: their entries. Not here: how a claim is judged (``expectations.narrative``).
"""

from pipeline.recover.identity import Identity, Relation

NARRATIVE = (
    Identity(
        id="GJ-034",
        number=34,
        english="Running costs stated in the text are public money of basic expenditure, where all units are "
        "administrative; less where some are not.",
        chinese="文字中的机关运行经费＝基本支出公用经费（行政及参公单位）",
        is_hard=False,
    ),
    Identity(
        id="GJ-035",
        number=35,
        english="An amount, a count or a change stated in the text is its cell.",
        chinese="文字中的金额、数量＝表中数",
    ),
    Identity(
        id="GJ-036",
        number=36,
        english="A share stated in the text is the part over the whole.",
        chinese="文字中的占比＝部分／总体",
        relations=(Relation.RATIO,),
    ),
    Identity(
        id="GJ-037",
        number=37,
        english="Year on year: the base is the amount less its change, growth is the change over the base and agrees "
        "with its word; over a base of 0 there is none.",
        chinese="上年数＝本年数－增减额；增长率＝增减额／上年数；用语与增减相符",
        relations=(Relation.RATIO, Relation.SUM),
    ),
    Identity(
        id="GJ-039",
        number=39,
        english="A quantity that the text states again is equal everywhere.",
        chinese="同一指标前后表述一致",
        relations=(Relation.COPY,),
    ),
)
