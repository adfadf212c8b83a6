"""Which atoms count where: the conditions that columns and items of both forms share.

Here: predicates over one atom. Not here: the columns themselves.
"""

from generated.budget import BASIC, FISCAL, PERSONNEL, PROJECT, PUBLIC, Atom, Fund, Nature
from generated.publication import Selects


def everything(_: Atom) -> bool:
    """All money."""
    return True


def nothing(_: Atom) -> bool:
    """No money: a column that the form prints and this budget does not use."""
    return False


def is_current(atom: Atom) -> bool:
    """Money of this year (本年)."""
    return not atom.is_carried


def is_carried(atom: Atom) -> bool:
    """Money carried in (上年结转)."""
    return atom.is_carried


def is_fiscal(atom: Atom) -> bool:
    """Fiscal appropriation (财政拨款): the three budgets."""
    return atom.fund in FISCAL


def of_fund(*funds: Fund) -> Selects:
    """Money of some funds, of whatever year."""
    return lambda atom: atom.fund in funds


def current(*funds: Fund) -> Selects:
    """This year's money of some funds."""
    return lambda atom: not atom.is_carried and atom.fund in funds


def carried(*funds: Fund) -> Selects:
    """Money of some funds carried in."""
    return lambda atom: atom.is_carried and atom.fund in funds


def is_appropriation(atom: Atom) -> bool:
    """其中：财政拨款 within the general public budget."""
    return atom.is_appropriation


def is_current_appropriation(atom: Atom) -> bool:
    """The same, of this year."""
    return atom.is_appropriation and not atom.is_carried


def of_nature(*natures: Nature) -> Selects:
    """Money spent on some kinds of expenditure."""
    return lambda atom: atom.nature in natures


is_basic = of_nature(*BASIC)
is_personnel = of_nature(*PERSONNEL)
is_public = of_nature(*PUBLIC)
is_project = of_nature(*PROJECT)


def of_class(code: str) -> Selects:
    """Expenditure of a functional 类."""
    return lambda atom: atom.function.code.startswith(code)


def on(*department_codes: str) -> Selects:
    """Expenditure on some department economic 款."""
    return lambda atom: atom.economic.department.code in department_codes


ABROAD, PURCHASE, RUNNING, RECEPTION = "30212", "31013", "30231", "30217"
"""The department economic 款 of the three public expenses (三公)."""
