"""The type ``Identity`` (勾稽关系) and its instances on cells.

Here: the types, owned by the library so that recovery can be handed a catalogue. Not here: the catalogue
(``expectations.catalogue``) and the judging of instances (``expectations.evaluate``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """What an identity claims of its two sides."""

    SUM = "sum"
    AT_MOST = "at_most"
    COPY = "copy"
    RATIO = "ratio"
    PRODUCT = "product"


class Axis(StrEnum):
    """What a footing runs over: columns of a row, rows of a column, subsets (其中) of either, both sides, measures."""

    COLUMNS = "columns"
    ROWS = "rows"
    SUBSETS = "subsets"
    SIDES = "sides"
    MEASURES = "measures"


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """Where a cell can stand: table, row index, grid column. A slot without a figure is blank and adds nothing."""

    table_no: int
    row: int
    col: int


@dataclass(frozen=True, slots=True)
class Footing:
    """What a generated footing relation is about, by meaning; a catalogue entry claims it by these.

    Attributes:
        axis: over columns, over rows, across sides or measures.
        table_id: the family.
        side: ``revenue``, ``expenditure`` or empty.
        parent: node id or row role of the parent: ``basic``, ``current_total``, ``subject``, ``unit`` …
        relation: sum of parts, subset at most its parent, or copy.
    """

    axis: Axis
    table_id: str
    side: str
    parent: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Identity:
    """An accounting relation with its stable id.

    Attributes:
        id: e.g. ``GJ-007``; letters for parts.
        number: the family of ids it belongs to, e.g. ``7``.
        english: what it says.
        chinese: the same, in the field's words.
        is_hard: whether it must hold; a soft one is a preference in recovery and a finding of lower severity.
        axes: footing axes it claims, empty for relations between tables.
        relations: relations it claims; none where it is not about amounts.
        table_ids: families it speaks of; empty for all.
        parents: parents it claims; empty for all.
        sides: sides it claims; empty for all.
        except_parents: parents it does not claim.
        except_tables: families it does not claim, though it speaks of all.
        is_default: it claims only what no other identity claims.
    """

    id: str
    number: int
    english: str
    chinese: str
    is_hard: bool = True
    axes: tuple[Axis, ...] = ()
    relations: tuple[Relation, ...] = (Relation.SUM,)
    table_ids: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    except_parents: tuple[str, ...] = ()
    except_tables: tuple[str, ...] = ()
    is_default: bool = False

    @property
    def is_footing(self) -> bool:
        """Whether its instances are generated from the trees of one table."""
        return bool(self.axes)

    def claims(self, footing: Footing) -> bool:
        """Say whether a footing relation is an instance of this identity."""
        return (
            footing.axis in self.axes
            and footing.relation in self.relations
            and (not self.table_ids or footing.table_id in self.table_ids)
            and footing.table_id not in self.except_tables
            and (not self.parents or footing.parent in self.parents)
            and footing.parent not in self.except_parents
            and (not self.sides or footing.side in self.sides)
        )


@dataclass(frozen=True, slots=True)
class Instance:
    """An identity at one place: ``total`` against its weighted parts.

    Attributes:
        key: names the place for a person and orders instances: table, row, column.
        total: slot of the left side; of a ratio, a percentage.
        parts: slots of the right side with their weights; of a ratio, the part and the whole; of a product, the count
            and the price.
        doubt: why the sides may not stand on one basis; then a difference proves nothing, and nothing is placed by it.
    """

    identity_id: str
    key: str
    relation: Relation
    total: Slot
    parts: tuple[tuple[int, Slot], ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class FootingInstance:
    """A footing relation before a catalogue has given it an id."""

    footing: Footing
    key: str
    total: Slot
    parts: tuple[tuple[int, Slot], ...]


Catalogue = Mapping[str, Identity]
"""Identities by id."""


def identify(instances: list[FootingInstance], catalogue: Catalogue) -> list[Instance]:
    """Give every footing instance the id of the catalogue entry that claims it.

    Raises:
        LookupError: a footing that no entry, or more than one, claims: a gap in the catalogue, never in the data.
    """
    named = []
    claimed: dict[Footing, str] = {}
    for instance in instances:
        footing = instance.footing
        if footing not in claimed:
            claims = [identity for identity in catalogue.values() if identity.claims(footing)]
            claims = [identity for identity in claims if not identity.is_default] or claims
            if len(claims) != 1:
                raise LookupError(f"{footing} is claimed by {[claim.id for claim in claims] or 'no identity'}")
            claimed[footing] = claims[0].id
        named.append(Instance(claimed[footing], instance.key, footing.relation, instance.total, instance.parts))
    return named
