"""What Gouji finds of thousands of faults put into consistent documents, beside balance edits with typo correction.

Here: that benchmark, alone or as a part of `make bench`: how many faults of every kind in which documents. Two
processes at least; the faults are seeded by document and kind, so that all figures but milliseconds are the same on
every machine. Not here: faults, measures and tables (``perturbation``).
"""

import os

from perturbation.documents import FINAL_ACCOUNT, FORMS, generated_sources, samples
from perturbation.report import report
from perturbation.running import Campaign, run

RECOGNISED, PER_LINE, RULED, LAYOUT = FORMS

IN_SAMPLES = 8
"""Faults of every kind in each bundled disclosure."""

IN_GENERATED = {RECOGNISED: 5, PER_LINE: 12, RULED: 12, LAYOUT: 2}
"""Faults of every kind in each generated document, by form: few where every fault sets the solver to work."""

SEEDS = {RECOGNISED: range(4), PER_LINE: range(6), RULED: range(3), LAYOUT: range(3)}


def campaigns() -> list[Campaign]:
    """Every document with its number of faults, the slow ones first so that no process is left with one at the end."""
    made = [Campaign(source, IN_SAMPLES) for source in samples()]
    for form in (LAYOUT, RECOGNISED, RULED, PER_LINE):
        made += [Campaign(source, IN_GENERATED[form]) for source in generated_sources(form, SEEDS[form])]
    return [*made, Campaign(FINAL_ACCOUNT, IN_GENERATED[RULED])]


def perturbation() -> str:
    """The tables."""
    coverages, outcomes = run(campaigns(), max(2, os.cpu_count() or 2))
    return report(coverages, outcomes)


if __name__ == "__main__":
    print(perturbation())
