"""Benchmarks, printed as tables: where the time of a run goes, side by side with the obvious alternative.

Here: `make bench`. Figures are seconds on this machine, to be read as ratios within one run.
"""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from bench_pdf import pdf_pages
from bench_perturbation import perturbation
from bench_unattended import unattended
from generated.budget import Form, Options, varied
from generated.publishing import generated
from generated.typeset import layout_text

from assets.assemble import material
from assets.paths import CODES, SAMPLES
from assets.reports.terminal import layout
from assets.stages import STAGES, run_stage_for
from expectations.catalogue import CATALOGUE
from expectations.reconcile import Recognised, reconcile
from pipeline.kernel.codes import load_codes
from pipeline.readers.registry import read_document
from pipeline.sources.home import Home
from pipeline.sources.raw_store import add, raw_files
from pipeline.tables.families import family_of
from pipeline.tables.model import Table
from pipeline.tables.recognise import recognise_tables
from pipeline.warehouse.audit import audit
from pipeline.warehouse.build import build_candidate

ROUNDS = 3


def timed(action: Callable[[], object]) -> float:
    """Seconds that an action takes."""
    started = perf_counter()
    action()
    return perf_counter() - started


def stages(home: Home) -> str:
    """Seconds per document and stage, from file to lines, median of several rounds."""
    raws = raw_files(home)
    rows = []
    totals = dict.fromkeys((stage.name for stage in STAGES), 0.0)
    for raw in raws:
        seconds = {stage.name: median(run_stage_for(home, raw, stage.name) for _ in range(ROUNDS)) for stage in STAGES}
        for name, value in seconds.items():
            totals[name] += value
        rows.append([raw.names[0], *(f"{value:.3f}" for value in seconds.values()), f"{sum(seconds.values()):.3f}"])
    whole = sum(totals.values())
    rows.append(["all", *(f"{value:.3f}" for value in totals.values()), f"{whole:.3f}"])
    rows.append(["share", *(f"{value / whole:.0%}" for value in totals.values()), "100%"])
    headers = ["document", *totals, "file to lines"]
    return layout(headers, rows, frozenset(range(1, len(headers))))


def warehouse(home: Home) -> str:
    """Seconds to build and to audit a candidate."""
    build = timed(
        lambda: build_candidate(home.candidate, material(home, raw_files(home)), load_codes(CODES), CATALOGUE)
    )
    return layout(
        ["step", "seconds"], [["build", f"{build:.3f}"], ["audit", f"{timed(lambda: audit(home.candidate)):.3f}"]]
    )


def solving(seeds: range) -> str:
    """Milliseconds to place and judge a layout text, and what its cells are worth, on generated budgets."""
    seconds, per_table, certainty, alone = [], [], Counter[str](), Counter[str]()
    for seed in seeds:
        tables = tables_of(layout_text(generated(varied(seed, Form.HENAN))))
        seconds.append(timed(lambda tables=tables: certainty.update(placed(tables))))
        per_table += [timed(lambda table=table: alone.update(placed([table]))) for table in tables]
    rows = [
        ["documents", str(len(seeds))],
        ["cells", f"{certainty.total():,}"],
        ["milliseconds per document, median", f"{median(seconds) * 1000:.0f}"],
        ["milliseconds per document, largest", f"{max(seconds) * 1000:.0f}"],
        ["milliseconds per table alone, median", f"{median(per_table) * 1000:.0f}"],
        ["milliseconds per table alone, largest", f"{max(per_table) * 1000:.0f}"],
        *([f"cells {name}", f"{count / certainty.total():.1%}"] for name, count in certainty.most_common()),
        ["cells open with tables solved one by one", f"{alone['ambiguous'] / alone.total():.1%}"],
    ]
    return layout(["layout text", ""], rows, frozenset({1}))


def growth() -> str:
    """Seconds to place the tables of documents with ever more projects, subjects and units."""
    rows = []
    for scale in (1, 4, 16, 64):
        options = Options(seed=5, units=min(scale, 8), functions=4 * scale, projects=8 * scale)
        tables = tables_of(layout_text(generated(options)))
        certainty = Counter[str]()
        seconds = timed(lambda tables=tables, certainty=certainty: certainty.update(placed(tables)))
        longest = max(len(table.rows) for table in tables)
        shares = ", ".join(f"{count / certainty.total():.0%} {name}" for name, count in certainty.most_common(3))
        rows.append([str(longest), f"{certainty.total():,}", f"{seconds:.2f}", shares])
    return layout(["rows of the longest table", "cells", "seconds", "worth"], rows, frozenset({0, 1, 2}), 60)


def tables_of(text: str) -> list[Table]:
    """The money tables of a text."""
    tables = recognise_tables(read_document(text.encode(), "generated"), load_codes(CODES))
    return [table for table in tables if family_of(table.table_id)]


def placed(tables: list[Table]) -> list[str]:
    """The certainty of every cell of tables that are placed and judged together."""
    found = reconcile(
        Recognised("0" * 12, tables, has_certain_digits=True, measure="budget"), CATALOGUE, load_codes(CODES)
    )
    return found.cells["certainty"].to_list()


def command(home: Path, *arguments: str) -> float:
    """Seconds that a gouji command takes as a process of its own."""
    environment = {**os.environ, "GOUJI_HOME": str(home)}
    call = [sys.executable, "-c", "from assets.cli import main; main()", *arguments]
    return timed(lambda: subprocess.run(call, env=environment, check=True, capture_output=True))


def commands(home: Path) -> str:
    """Seconds of whole commands: a cold home, a warm home, and a query."""
    command(home, "add", str(SAMPLES))
    rows = [
        ["gouji run, cold home", f"{command(home, 'run'):.1f}"],
        ["gouji run, warm home", f"{command(home, 'run'):.1f}"],
        ["gouji list", f"{command(home, 'list'):.1f}"],
    ]
    for module in ("dagster", "great_expectations"):
        call = [sys.executable, "-c", f"import {module}"]
        seconds = timed(lambda call=call: subprocess.run(call, check=True, capture_output=True))  # type: ignore[misc]
        rows.append([f"of which: import {module}", f"{seconds:.1f}"])
    return layout(["command", "seconds"], rows, frozenset({1}))


def main() -> None:
    """Run every benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "stages").prepare()
        add(home, SAMPLES)
        print("\nSeconds per document and stage (median of three)\n")
        print(stages(home))
        print("\nThe warehouse of the five samples\n")
        print(warehouse(home))
        print("\nFinding the columns of layout text\n")
        print(solving(range(20)))
        print("\nGrowth\n")
        print(growth())
        print("\nPages of PDFs, CPU milliseconds a page\n")
        print(pdf_pages())
        print("\nFaults put into consistent documents\n")
        print(perturbation())
        print("\nUnattended\n")
        print(unattended())
        print("\nWhole commands, each a process of its own\n")
        print(commands(Path(folder) / "commands"))


if __name__ == "__main__":
    main()
