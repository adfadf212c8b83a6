"""One disclosure's tables -> its cells in their columns with their certainty, its checks, and what to quarantine.

Here: putting the catalogue, the generated footings, the relations between tables, the placing and the judging together.
Not here: any of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import polars as pl

from expectations import rows
from expectations.accusing import suspect, suspect_rows
from expectations.between import FUND_TABLES, between_instances, carry_basis
from expectations.book import Book
from expectations.candidates import candidate_rows
from expectations.causes.cause import Cause, Kind
from expectations.causes.explain import explained
from expectations.codes import UNKNOWN_YEARS, CodeYears, code_check_rows, code_checks
from expectations.cost_targets import cost_target_checks
from expectations.cut import without_blame
from expectations.evaluate import Check, judge
from expectations.final import completion_rates, final_instances
from expectations.lists import prices
from expectations.narrative import checks_of, claim_rows, judge_claims
from expectations.repairing import Repaired, Trial, repair
from expectations.units import with_unit_causes
from pipeline.kernel.codes import Codes, Edition
from pipeline.kernel.money import MONEY_UNITS, Number, Verdict, parse_number
from pipeline.narrative import Claim
from pipeline.narrative.frames import FACT_CLAIM
from pipeline.readers.document import Hint
from pipeline.recover.code_doubt import doubtful_code_rows, doubtful_unit_rows
from pipeline.recover.footing import footing_instances
from pipeline.recover.frames import CANDIDATE, CELL, CHECK, DIM_TABLE, OURS, SUSPECT, TOKEN, UNPLACED
from pipeline.recover.identity import Catalogue, Instance, Slot, identify
from pipeline.recover.placement import Placement, place
from pipeline.tables.model import Table
from pipeline.tables.publication import Publication

_AMBIGUOUS = Cause(Kind.AMBIGUOUS, "a figure's column is ambiguous")


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What reconciling a disclosure yields, as frames of the specs in ``pipeline.recover.frames``."""

    cells: pl.DataFrame
    candidates: pl.DataFrame
    checks: pl.DataFrame
    suspects: pl.DataFrame
    tables: pl.DataFrame
    unplaced: pl.DataFrame
    tokens: pl.DataFrame
    claims: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Recognised:
    """A disclosure as recognised: all that it prints and says.

    Attributes:
        disclosure_id: first 12 hex digits of the sha256.
        tables: the recognised tables.
        has_certain_digits: whether the form's digits are the publisher's.
        measure: what the amounts measure: ``budget`` or ``final``; ``None`` when the stage is unknown.
        publication: what the document says of itself: its year, the edition of its codes, whether it withholds.
        claims: the figures that the narrative states.
    """

    disclosure_id: str
    tables: Sequence[Table]
    has_certain_digits: bool
    measure: str | None
    publication: Publication | None = None
    claims: Sequence[Claim] = ()


def reconcile(disclosed: Recognised, catalogue: Catalogue, codes: Codes) -> Reconciled:
    """Place every number of a disclosure, judge every identity of the catalogue, and say what each cell is worth.

    Args:
        disclosed: the disclosure.
        catalogue: identities by id.
        codes: subject code lists, against which doubtful codes are held.
    """
    publication, has_certain_digits = disclosed.publication, disclosed.has_certain_digits
    years = CodeYears(publication.code_edition, publication.fiscal_year) if publication else UNKNOWN_YEARS
    says_withheld = publication is not None and publication.says_withheld
    repaired = Repaired(examine(disclosed.tables, catalogue, has_certain_digits=has_certain_digits))
    if not has_certain_digits:
        repaired = repair(repaired.trial, partial(examine, catalogue=catalogue, has_certain_digits=False), catalogue)
    placement, verdicts = repaired.trial.placement, repaired.trial.checks
    suspicions = suspect(placement.tables, verdicts, catalogue)
    checks = explained(placement.tables, verdicts, suspicions, says_withheld=says_withheld)
    checks += cost_target_checks(placement.tables, has_certain_digits=has_certain_digits)
    checks = without_blame(placement.tables, checks)
    told = judge_claims(
        disclosed.claims,
        placement.tables,
        _values(placement.tables, in_yuan=True),
        placement.unsettled,
        has_certain_digits=has_certain_digits,
        publisher=publication.unit if publication else "",
    )
    checks = [*checks, *checks_of(told)]
    quarantined = frozenset(
        check.instance.total.table_no
        for check in checks
        if check.verdict is Verdict.BREAK
        and check.attribution in OURS
        and catalogue[check.instance.identity_id].is_footing
        and catalogue[check.instance.identity_id].is_hard
    )
    book = Book(placement.tables)
    judged = rows.Judged(
        disclosed.disclosure_id,
        placement.tables,
        placement.placed,
        tuple(checks),
        quarantined,
        catalogue,
        has_certain_digits,
        frozenset() if has_certain_digits else _doubtful_rows(placement.tables, codes.edition(years.edition)),
        disclosed.measure,
        {table_id: carry_basis(book, fund, table_id) for fund, table_id in FUND_TABLES.items()},
        repaired,
    )
    of_codes = code_checks(placement.tables, codes, years)
    return Reconciled(
        cells=CELL.frame(rows.cell_rows(judged)),
        candidates=CANDIDATE.frame(candidate_rows(judged)),
        checks=CHECK.frame([*rows.check_rows(judged), *code_check_rows(judged, of_codes)]),
        suspects=SUSPECT.frame(suspect_rows(suspicions, judged)),
        tables=DIM_TABLE.frame(rows.table_rows(judged)),
        unplaced=UNPLACED.frame(rows.unplaced_rows(judged)),
        tokens=TOKEN.frame(rows.token_rows(judged)),
        claims=FACT_CLAIM.frame(claim_rows(disclosed.disclosure_id, told, judged.names())),
    )


def examine(tables: Sequence[Table], catalogue: Catalogue, *, has_certain_digits: bool) -> Trial:
    """Place every number of a document and judge every identity of the catalogue over it."""
    footings = [footing for table in tables for footing in footing_instances(table)]
    within = identify(footings, catalogue)
    between = [*between_instances(tables), *final_instances(tables)]
    placement = place(tables, [*within, *(each for each in between if not each.doubt)], catalogue)

    def judged(placement: Placement) -> tuple[Check, ...]:
        inside = _without_partial_subsets(_checks(placement, within, has_certain_digits=has_certain_digits))
        across = [*between, *completion_rates(placement.tables), *prices(placement.tables)]
        checks = [*inside, *_checks(placement, across, has_certain_digits=has_certain_digits)]
        return tuple(with_unit_causes(checks))

    as_read = tuple(tables)
    return Trial(as_read, placement, judged(placement), lambda: judged(Placement(as_read, {})))


def _doubtful_rows(tables: Sequence[Table], edition: Edition) -> frozenset[tuple[int, int]]:
    """Rows, as (table_no, row index), whose subject's or unit's code may be misread."""
    return doubtful_code_rows(tables, edition) | doubtful_unit_rows(tables)


def _without_partial_subsets(checks: list[Check]) -> list[Check]:
    """Leave GJ-006b out of tables whose subsets (其中) do not add up on every row: there they are no parts."""
    partial = {
        check.instance.total.table_no
        for check in checks
        if check.instance.identity_id == "GJ-006b" and check.verdict is Verdict.BREAK
    }
    return [
        check
        for check in checks
        if check.instance.identity_id != "GJ-006b" or check.instance.total.table_no not in partial
    ]


def _values(tables: Sequence[Table], *, in_yuan: bool) -> dict[Slot, Number]:
    """The printed numbers by slot, in the printed unit or in yuan."""
    values = {}
    for table in tables:
        factor = MONEY_UNITS[table.money_unit or "元"] if in_yuan else 1
        for cell in table.cells:
            number = parse_number(cell.printed)
            if number is not None and cell.col is not None:
                scaled = Number(number.value * factor, number.decimals - (len(str(factor)) - 1))
                values[Slot(table.table_no, cell.row, cell.col)] = scaled
    return values


def _checks(placement: Placement, instances: Sequence[Instance], *, has_certain_digits: bool) -> list[Check]:
    """Judge instances; those that compare tables in different units are judged in yuan.

    An instance over a row whose numbers could not be placed is not evaluable, whatever it looks like.
    """
    tables = placement.tables
    printed, yuan = _values(tables, in_yuan=False), _values(tables, in_yuan=True)
    by_no = {table.table_no: table for table in tables}
    checks = []
    for instance in instances:
        spoken_of = [by_no[no] for no in {instance.total.table_no, *(slot.table_no for _, slot in instance.parts)}]
        values = printed if len({table.money_unit for table in spoken_of}) == 1 else yuan
        is_doubtful = any(table.hint == Hint.DOUBTFUL for table in spoken_of)
        check = judge(instance, values, has_certain_digits=has_certain_digits, is_doubtful_place=is_doubtful)
        if check is None:
            continue
        if any((slot.table_no, slot.row) in placement.unsettled for slot in check.slots):
            check = replace(check, verdict=Verdict.NOT_EVALUABLE, cause=_AMBIGUOUS, attribution="")
        checks.append(check)
    return checks
