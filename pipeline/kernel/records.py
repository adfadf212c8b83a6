"""Frozen dataclasses <-> polars frames, so that a stage's result can rest in Parquet and come back as it was.

Here: the mapping, derived from the dataclasses' own annotations. Not here: the dataclasses.
"""

import types
from collections.abc import Iterable
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import polars as pl

Record = TypeVar("Record")

_SCALARS: dict[type, pl.DataType] = {
    str: pl.String(),
    int: pl.Int64(),
    bool: pl.Boolean(),
    float: pl.Float64(),
}


def _dtype(annotation: Any) -> pl.DataType:
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {types.UnionType, Union}:
        return _dtype(next(argument for argument in arguments if argument is not types.NoneType))
    if origin is tuple:
        return pl.List(_dtype(arguments[0]))
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return pl.String()
    if is_dataclass(annotation):
        return pl.Struct(schema_of(annotation))
    raise TypeError(f"no column type for {annotation}")


@cache
def _hints(record_type: Any) -> dict[str, Any]:
    return get_type_hints(record_type)


def schema_of(record_type: Any) -> dict[str, pl.DataType]:
    """The polars schema of a frame of such records."""
    hints = _hints(record_type)
    return {field.name: _dtype(hints[field.name]) for field in fields(record_type)}


def to_frame(record_type: type[Record], records: Iterable[Record]) -> pl.DataFrame:
    """A frame with one row per record; nested records become structs, tuples become lists."""
    rows = [asdict(record) for record in records]  # type: ignore[call-overload]
    return pl.DataFrame(rows, schema=schema_of(record_type))


def _build(annotation: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {types.UnionType, Union}:
        return _build(next(argument for argument in arguments if argument is not types.NoneType), value)
    if origin is tuple:
        return tuple(_build(arguments[0], item) for item in value)
    if is_dataclass(annotation):
        hints = _hints(annotation)  # type: ignore[arg-type]
        return annotation(**{name: _build(hints[name], item) for name, item in value.items()})  # type: ignore[operator]
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return annotation(value)
    return value


def from_frame(record_type: type[Record], frame: pl.DataFrame) -> list[Record]:
    """The records that ``to_frame`` made a frame of."""
    return [_build(record_type, row) for row in frame.to_dicts()]
