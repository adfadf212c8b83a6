"""For every break the smallest set of cells that cannot all be right, the likeliest wrong one first.

Here: putting diagnoses, conflicts, missing rows and confirmations into one order. Not here: any of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.recover.conflict import smallest_conflict
from pipeline.recover.diagnosis import Around, Cluster, Diagnosis, around_of, by_slot, search
from pipeline.recover.equations import Equation, Figures, equations_of
from pipeline.recover.identity import Instance, Relation, Slot
from pipeline.recover.suspects.explaining import counterparts, explaining_cells, needed_by_slot, related_to
from pipeline.recover.suspects.foremost import FEW, with_foremost
from pipeline.recover.suspects.lacking import totals_that_lack
from pipeline.recover.suspects.scaled import with_scaled
from pipeline.recover.suspects.suspect import Rank, Suspect


def suspects_of(
    broken: Sequence[Instance], holding: Iterable[Instance], figures: Figures, soft: Sequence[Instance] = ()
) -> list[tuple[Instance, list[Suspect]]]:
    """For every break the smallest set of cells that cannot all be right, the likeliest wrong one first.

    Where rows seem to be missing, the totals of other breaks that lack the same rows are named beside.

    Args:
        broken: hard instances that break.
        holding: every instance that holds, hard or soft.
        figures: the printed figures (``equations.figures_of``).
        soft: soft instances that break; they, and ratios, name their own cells and are no reason to suspect others'.
    """
    if not (broken or soft):
        return []
    breaks, around = equations_of(broken, figures), around_of(holding, figures)
    breaking = by_slot(breaks)
    found = [
        (equation.instance, _ranked(equation, cluster, breaking, around, figures))
        for cluster in search(breaks, around, figures)
        for equation in cluster.breaks
    ]
    told = {id(instance) for instance, _ in found}
    found += [
        (instance, _by_themselves(instance, around, figures))
        for instance in (*broken, *soft)
        if id(instance) not in told
    ]
    return [(instance, with_foremost(_sorted(cells), instance.total)) for instance, cells in found]


def _sorted(cells: Iterable[Suspect]) -> list[Suspect]:
    return sorted(cells, key=lambda each: each.rank_key)


def _ranked(equation: Equation, cluster: Cluster, breaking: Around, around: Around, figures: Figures) -> list[Suspect]:
    together = len(cluster.breaks)
    diagnoses: Sequence[Diagnosis] = cluster.diagnoses
    if not diagnoses and together > 1:
        together = 1
        diagnoses = [each for single in search([equation], around, figures, most_cells=1) for each in single.diagnoses]
    cells = smallest_conflict(equation, around, figures)
    found = needed_by_slot(diagnoses, equation, cells, around, figures)
    related = {slot: related_to([*breaking.get(slot, ()), *around.get(slot, ())], slot) for slot in found}
    size = len(diagnoses[0]) if diagnoses else 0
    agreeing = counterparts(found, around, figures)
    explained = list(explaining_cells(found, related, agreeing, (together, size), figures))
    explaining = with_scaled(explained, equation, figures)
    if not explaining or _is_far_fetched(explaining, size):
        lacking = totals_that_lack(equation, breaking, around, figures)
        if lacking or not explaining:
            return _with_lacking(list(_remaining(cells, around)), lacking, around)
    remaining = _remaining([slot for slot in cells if slot not in found], around)
    return [*explaining, *(each for each in remaining if each.rank < Rank.CONFIRMED)]


def _is_far_fetched(explaining: Sequence[Suspect], size: int) -> bool:
    """Whether a row that is not printed would be simpler: three figures wrong at once, or too many to choose from."""
    return (size > 2 or len(explaining) > FEW) and not any(each.rank is Rank.SLIPPED for each in explaining)


def _by_themselves(instance: Instance, around: Around, figures: Figures) -> list[Suspect]:
    """The cells of a soft break, or of a ratio; rows that are missing there are missing from nothing else."""
    slots = dict.fromkeys((instance.total, *(slot for _, slot in instance.parts)))
    cells = list(_remaining([slot for slot in slots if slot in figures], around))
    lacking = [totals_that_lack(each, {}, around, figures) for each in equations_of([instance], figures)]
    return _with_lacking(cells, lacking[0] if lacking else {}, around)


def _with_lacking(cells: Sequence[Suspect], lacking: Mapping[Slot, int], around: Around) -> list[Suspect]:
    """The cells of a conflict, after the totals that lack rows."""
    totals = [
        replace(
            each,
            reason=f"{each.reason}; its rows fall short of it: one may be missing",
            rank=Rank.LACKING,
            place=place,
            lacks=lacking[each.slot],
        )
        for place, each in enumerate(_remaining(lacking, around))
    ]
    return [*totals, *(each for each in cells if each.slot not in lacking)]


def _remaining(slots: Iterable[Slot], around: Around) -> Iterator[Suspect]:
    """Cells of the conflict that no smallest diagnosis names: those that nothing confirms before the others."""
    for slot in slots:
        confirmed = {
            equation.instance.identity_id
            for equation in around.get(slot, ())
            if equation.instance.relation in {Relation.SUM, Relation.COPY}
        }
        if confirmed:
            reason = f"confirmed by {', '.join(sorted(confirmed))}"
            yield Suspect(slot, None, reason, Rank.CONFIRMED, len(confirmed))
        else:
            yield Suspect(slot, None, "nothing else confirms it", Rank.UNCONFIRMED)
