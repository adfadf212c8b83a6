"""The views that analysts query, declared once with their comments, a module for each group of questions.

Here: the list of them, each after those it reads. ``reported_cell`` is the contract of DESIGN §6; the others answer one
question each from one canonical table family per disclosure, current versions only. Not here: the type
(``warehouse.view``) and the tables.
"""

from pipeline.warehouse.views.cells import CELL_VIEWS
from pipeline.warehouse.views.disclosures import DISCLOSURE_VIEWS
from pipeline.warehouse.views.findings import FINDING_VIEWS
from pipeline.warehouse.views.funds import FUND_VIEWS
from pipeline.warehouse.views.lists import LIST_VIEWS
from pipeline.warehouse.views.projects import PROJECT_VIEWS
from pipeline.warehouse.views.quality import QUALITY_VIEWS
from pipeline.warehouse.views.spending import SPENDING_VIEWS
from pipeline.warehouse.views.targets import TARGET_VIEWS
from pipeline.warehouse.views.three_public import THREE_PUBLIC_VIEWS
from pipeline.warehouse.views.units import UNIT_VIEWS
from pipeline.warehouse.views.years import YEAR_VIEWS

VIEWS = (
    *CELL_VIEWS,
    *DISCLOSURE_VIEWS,
    *SPENDING_VIEWS,
    *FUND_VIEWS,
    *PROJECT_VIEWS,
    *THREE_PUBLIC_VIEWS,
    *YEAR_VIEWS,
    *UNIT_VIEWS,
    *LIST_VIEWS,
    *TARGET_VIEWS,
    *FINDING_VIEWS,
    *QUALITY_VIEWS,
)
"""Every view, in the order in which they are made."""
