"""The consistent documents that faults are put into: generated ones in every form, and the bundled samples.

Here: which documents, under which name, as the reader's model of them, so that a fault is put in before tables are
recognised. Not here: the faults, and what is found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from generated.budget import Form, Options, draw_budget, varied
from generated.final_account import final_account
from generated.pdf.layout import varied_layout
from generated.pdf.typesetting import typeset_pdf
from generated.publication import Publication
from generated.publishing import generated, publish
from generated.target_tables import targets_tabbed, whole_text
from generated.typeset import cell_per_line, layout_text, tabbed

from assets.paths import SAMPLES
from pipeline.readers.document import Document
from pipeline.readers.registry import read_document


@dataclass(frozen=True, slots=True)
class Source:
    """A document by name: a name can be sent to another process.

    Attributes:
        form: one of ``FORMS``.
        name: of a bundled file, or of a maker with its seed.
    """

    form: str
    name: str


FORMS = ("recognised text", "cell per line", "ruled pages", "layout text")
"""What numbers stand in; digits are doubtful in the first alone."""

_TABBED, _PER_LINE, _RULED, _LAYOUT = FORMS


def samples() -> list[Source]:
    """The bundled disclosures."""
    return [Source(_form_of(path.name), path.name) for path in sorted(SAMPLES.glob("*.txt"))]


def _form_of(name: str) -> str:
    return _PER_LINE if document_of_sample(name).has_certain_digits else _TABBED


@cache
def document_of_sample(name: str) -> Document:
    """A bundled disclosure as read."""
    return read_document((SAMPLES / name).read_bytes(), name)


def generated_sources(form: str, seeds: Sequence[int]) -> list[Source]:
    """Generated documents of a form, one a seed."""
    return [Source(form, f"{layout} {seed}") for seed in seeds for layout in _LAYOUTS[form]]


def _small(options: Options) -> Options:
    """Few enough rows for placing without certain columns to take a fraction of a second."""
    return replace(
        options,
        scale=1,
        units=min(options.units, 2),
        functions=min(options.functions, 4),
        projects=min(options.projects, 4),
    )


def _henan(seed: int) -> Publication:
    return generated(_small(varied(seed, Form.HENAN)))


def _hebei(seed: int) -> Publication:
    return generated(varied(seed, Form.HEBEI))


def _with_targets(seed: int) -> str:
    budget = draw_budget(replace(_small(varied(seed, Form.HENAN)), projects=4, units=2))
    return f"{tabbed(publish(budget))}\n{whole_text(budget, chr(9))}{targets_tabbed(budget)}"


def _text(text: str) -> Document:
    return read_document(text.encode(), "generated.txt")


_MAKERS: dict[str, Callable[[int], Document]] = {
    "henan tabs": lambda seed: _text(tabbed(_henan(seed))),
    "hebei tabs": lambda seed: _text(tabbed(_hebei(seed))),
    "henan tabs with targets": lambda seed: _text(_with_targets(seed)),
    "hebei lines": lambda seed: _text(cell_per_line(_hebei(seed))),
    "henan lines": lambda seed: _text(cell_per_line(_henan(seed))),
    "henan layout": lambda seed: _text(layout_text(_henan(seed))),
    "henan pages": lambda seed: read_document(typeset_pdf(_henan(seed), varied_layout(seed)).content, "generated.pdf"),
    "hebei pages": lambda seed: read_document(typeset_pdf(_hebei(seed), varied_layout(seed)).content, "generated.pdf"),
    "final account": lambda _: final_account(),
}

_LAYOUTS = {
    _TABBED: ("henan tabs", "hebei tabs", "henan tabs with targets"),
    _PER_LINE: ("henan lines", "hebei lines"),
    _RULED: ("henan pages", "hebei pages"),
    _LAYOUT: ("henan layout",),
}

FINAL_ACCOUNT = Source(_RULED, "final account 0")


def document_of(source: Source) -> Document:
    """The document that a source names."""
    if source.name.endswith(".txt"):
        return document_of_sample(source.name)
    maker, _, seed = source.name.rpartition(" ")
    return _MAKERS[maker](int(seed))
