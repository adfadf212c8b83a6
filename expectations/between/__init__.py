"""between/: identities that no tree generates (14b, 18 to 32): which slots must agree, mostly between tables.

Here: the list of them; one module a theme, one function an identity, yielding its instances over the tables of a
document by family, row and column meaning. Not here: wording, hardness (``catalogue``) and judging (``evaluate``). An
identity yields nothing where a side does not publish the axis, or where the two stand on different bases.
"""

from collections.abc import Callable, Iterator, Sequence

from expectations.between.balance import (
    balance_and_expenditure,
    balance_and_revenue,
    revenue_and_expenditure_by_subject,
)
from expectations.between.carryover import (
    carried_over_and_sources,
    fiscal_expenditure_beside_carryover,
    projects_beside_carryover,
)
from expectations.between.economic import (
    basic_by_nature_and_economic,
    basic_within_economic,
    economic_and_sources,
    nature_of_economic_classes,
    projects_beside_basic,
    three_public_within_economic,
)
from expectations.between.funds import (
    carry_basis,
    expenditure_is_its_budgets,
    fiscal_balance_and_sources,
    fiscal_expenditure_by_class,
    general_public_budget_total,
    subjects_within_all_funds,
)
from expectations.between.performance import projects_and_their_targets, targets_of_all_projects, whole_department
from expectations.between.projects import projects_and_expenditure, projects_from_other_funds, projects_within_funds
from expectations.between.terms import FUND_TABLES
from expectations.book import Book
from pipeline.recover.identity import Instance
from pipeline.tables.model import Table

__all__ = ["BETWEEN", "FUND_TABLES", "between_instances", "carry_basis"]

BETWEEN: tuple[Callable[[Book], Iterator[Instance]], ...] = (
    balance_and_revenue,
    balance_and_expenditure,
    revenue_and_expenditure_by_subject,
    expenditure_is_its_budgets,
    fiscal_balance_and_sources,
    fiscal_expenditure_by_class,
    general_public_budget_total,
    subjects_within_all_funds,
    basic_by_nature_and_economic,
    economic_and_sources,
    basic_within_economic,
    nature_of_economic_classes,
    projects_beside_basic,
    projects_and_expenditure,
    projects_within_funds,
    projects_from_other_funds,
    three_public_within_economic,
    fiscal_expenditure_beside_carryover,
    projects_beside_carryover,
    carried_over_and_sources,
    whole_department,
    projects_and_their_targets,
    targets_of_all_projects,
)
"""Every identity between tables."""


def between_instances(tables: Sequence[Table]) -> list[Instance]:
    """The instances of all identities between the tables of one document."""
    book = Book(tables)
    return [instance for identity in BETWEEN for instance in identity(book)]
