"""What an unattended home costs: a poll, and runs over a thousand generated disclosures, of which none or one changed.

Here: that benchmark, alone or as a part of `make bench`.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from generated.budget import Form, Options
from generated.publishing import generated
from generated.typeset import cell_per_line
from serving.scripted import etagged, serving

from assets.reports.terminal import layout
from pipeline.sources.home import Home
from pipeline.sources.politeness import Limits
from pipeline.sources.polling import inbox, poll
from pipeline.sources.source import Source, SourceKind

DISCLOSURES = 1000
_COMPUTED = re.compile(r"(documents|tables|cells|lines): (\d+) to do")


def text_of(seed: int) -> str:
    """A small generated disclosure."""
    return cell_per_line(generated(Options(seed=seed, functions=2, projects=2, form=Form.HEBEI)))


def run(home: Home) -> tuple[float, str]:
    """Seconds of `gouji run` as a process of its own, and how many disclosures each stage computed."""
    call = [sys.executable, "-c", "from assets.cli import main; main()", "run"]
    # An installed Gouji keeps its bytecode, whatever the shell of the benchmark says.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = perf_counter()
    done = subprocess.run(
        call, env={**environment, "GOUJI_HOME": str(home.path)}, check=True, capture_output=True, text=True
    )
    seconds = perf_counter() - started
    counts = dict(_COMPUTED.findall(done.stderr))
    computed = ", ".join(f"{counts.get(stage, '0')} {stage}" for stage in ("documents", "tables", "cells", "lines"))
    return seconds, computed


def polls(folder: Path) -> list[list[str]]:
    """Polls of a thousand addresses on loopback, pace off: what Gouji itself adds to the waiting."""
    home = Home(folder / "polled").prepare()
    limits = Limits(interval_seconds=0)
    rows = []
    with serving() as site:
        sources = [
            Source(address, SourceKind.URL, address, may_be_private=True)
            for number in range(DISCLOSURES)
            for address in (site.serve(f"/{number}.txt", etagged(f"{number}\n".encode() * 1000)),)
        ]
        for name in ("poll 1,000 addresses, all new", "poll them again, none changed"):
            started = perf_counter()
            tally = poll(home, sources, limits=limits)
            told = ", ".join(f"{count} {outcome}" for outcome, count in tally.items())
            rows.append([name, f"{perf_counter() - started:.1f}", told])
    return rows


def unattended() -> str:
    """The table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = polls(folder)
        home = Home(folder / "home").prepare()
        for seed in range(DISCLOSURES):
            (home.inbox / f"{seed}.txt").write_text(text_of(seed), encoding="utf-8")
        rows.append(["run, all 1,000 new", *_told(run(home))])
        rows.append(["run, none changed", *_told(run(home))])
        (home.inbox / "7.txt").write_text(text_of(DISCLOSURES + 7), encoding="utf-8")
        rows.append(["run, one changed", *_told(run(home))])
        started = perf_counter()
        tally = poll(home, [inbox(home)])
        rows.append(["of which: poll the inbox", f"{perf_counter() - started:.1f}", f"{tally.total()} files"])
    return layout(["1,000 generated disclosures", "seconds", "computed"], rows, frozenset({1}), 60)


def _told(result: tuple[float, str]) -> tuple[str, str]:
    seconds, computed = result
    return f"{seconds:.1f}", computed


if __name__ == "__main__":
    print(unattended())
