"""Final account of the three public expenses (“三公”经费支出决算表): as columns or as items, budget beside outcome."""

from dataclasses import replace

from pipeline.tables.final_vocabulary import FINAL_THREE_PUBLIC_ITEMS, FINAL_TITLE
from pipeline.tables.model import Family, Side
from pipeline.tables.vocabulary import FUNDED, PUBLIC_AND_OTHERS, PUBLIC_WITH_MEETINGS, THREE_PUBLIC

FAMILY = Family(
    table_id="final_three_public",
    chinese="“三公”经费支出决算表",
    titles=rf"{FINAL_TITLE}三公",
    not_titles=r"(?!)",
    columns=(
        replace(FUNDED, id="all_funds"),
        THREE_PUBLIC,
        PUBLIC_WITH_MEETINGS,
        PUBLIC_AND_OTHERS,
    ),
    items={Side.NONE: FINAL_THREE_PUBLIC_ITEMS},
    measure="final",
    required_in="final",
)
