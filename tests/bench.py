"""Benchmarks, printed as tables: where the time of a run goes, side by side with the obvious alternative.

Here: `make bench`. Figures are seconds on this machine, to be read as ratios within one run.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from assets.assemble import material
from assets.paths import CODES, SAMPLES
from assets.stages import STAGES, run_stage_for
from assets.terminal import layout
from expectations.catalogue import CATALOGUE
from pipeline.kernel.codes import load_codes
from pipeline.sources.home import Home
from pipeline.sources.raw_store import add, raw_files
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
        print("\nWhole commands, each a process of its own\n")
        print(commands(Path(folder) / "commands"))


if __name__ == "__main__":
    main()
