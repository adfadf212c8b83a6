"""The three public expenses (“三公”经费表): as columns, or as rows by fund."""

from dataclasses import replace

from pipeline.tables.model import Family, Side
from pipeline.tables.vocabulary import FUNDED, THREE_PUBLIC

FAMILY = Family(
    table_id="three_public",
    chinese="“三公”经费表",
    titles=r"三公",
    not_titles=r"决算",
    columns=(THREE_PUBLIC, replace(FUNDED, id="all_funds")),
    items={Side.NONE: THREE_PUBLIC},
    layouts=(
        (
            "“三公”经费合计",
            "因公出国（境）费",
            "公务用车购置及运行费/小计",
            "公务用车购置及运行费/公务用车购置费",
            "公务用车购置及运行费/公务用车运行费",
            "公务接待费",
        ),
    ),
)
