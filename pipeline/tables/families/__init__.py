"""families/: one module a table family, each declaring ``FAMILY`` as data.

Here: declarations. Adding a module adds the family: ``all_families`` finds it.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from pipeline.tables.model import Family


@cache
def all_families() -> tuple[Family, ...]:
    """Every declared family, in the order of the module names."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").FAMILY for name in modules)


@cache
def family_of(table_id: str) -> Family | None:
    """The family whose columns and rows are known; ``None`` for ``other:`` tables and those known by title only."""
    return next((family for family in all_families() if family.table_id == table_id and family.columns), None)


@cache
def required_tables(stage: str) -> Mapping[str, frozenset[str]]:
    """The families that a publication of that stage must have, each with those that may be printed in its place."""
    return {
        family.table_id: frozenset(
            {family.table_id, *(other.table_id for other in all_families() if other.stands_for == family.table_id)}
        )
        for family in all_families()
        if family.required_in == stage
    }
