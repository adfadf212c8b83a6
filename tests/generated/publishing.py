"""From options to a laid out document and its truth: the door by which tests and benchmarks enter.

Here: choosing the form, permuting what may be permuted. Not here: tables and text.
"""

import random
from dataclasses import replace
from itertools import groupby

from generated import hebei_tables, henan_tables
from generated.budget import Budget, Form, Options, draw_budget
from generated.publication import Line, PrintedTable, Publication, TrueCell, cells_of

_FORMS = {Form.HENAN: henan_tables.publish, Form.HEBEI: hebei_tables.publish}


def publish(budget: Budget) -> Publication:
    """Lay a budget out in the form its options name."""
    return _FORMS[budget.options.form](budget)


def generated(options: Options) -> Publication:
    """Draw a budget and lay it out."""
    return publish(draw_budget(options))


def true_cells(budget: Budget) -> list[TrueCell]:
    """Every printed figure of a budget's tables, as a reader should report it."""
    return cells_of(publish(budget))


def _is_detail(line: Line) -> bool:
    return all(entry.is_detail for entry in line)


def _permuted(table: PrintedTable, rng: random.Random) -> PrintedTable:
    lines: list[Line] = []
    for is_detail, run in groupby(table.lines, _is_detail):
        group = list(run)
        if is_detail:
            rng.shuffle(group)
        lines += group
    return replace(table, lines=tuple(lines))


def permuted(publication: Publication, seed: int) -> Publication:
    """The same document with the detail lines of every block in another order."""
    rng = random.Random(f"permuted {seed}")
    return replace(publication, tables=tuple(_permuted(table, rng) for table in publication.tables))
