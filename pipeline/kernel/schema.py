"""How a frame or table is declared: once, here in type, in each room in substance.

Here: ``Field``, ``ForeignKey`` and ``TableSpec``, and what is derived from them (polars schema, DuckDB DDL, empty
frames, lists of words). Not here: any particular table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

_POLARS: dict[str, pl.DataType] = {
    "VARCHAR": pl.String(),
    "BIGINT": pl.Int64(),
    "INTEGER": pl.Int32(),
    "BOOLEAN": pl.Boolean(),
    "DOUBLE": pl.Float64(),
    "TIMESTAMP": pl.Datetime("us"),
    "DATE": pl.Date(),
    "DECIMAL(20,2)": pl.Decimal(20, 2),
    "DECIMAL(30,8)": pl.Decimal(30, 8),
    "VARCHAR[]": pl.List(pl.String()),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its DuckDB type and what it means, in English and Chinese."""

    name: str
    type: str
    english: str
    chinese: str
    is_nullable: bool = False
    values: tuple[str, ...] = ()

    @property
    def polars(self) -> pl.DataType:
        """The polars type that holds this column without loss."""
        return _POLARS[self.type]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of one table that must be found among the key columns of another."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table, declared once; schema, DDL, expectations, Dagster metadata and the data dictionary derive from it."""

    name: str
    english: str
    chinese: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(field.name for field in self.fields)

    @property
    def polars_schema(self) -> dict[str, pl.DataType]:
        """The frame's schema."""
        return {field.name: field.polars for field in self.fields}

    def frame(self, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
        """Build a frame of this schema from mappings; a missing key is NULL, an unknown key is an error."""
        columns: dict[str, list[Any]] = {name: [] for name in self.columns}
        known = set(self.columns)
        for row in rows:
            unknown = row.keys() - known
            if unknown:
                raise KeyError(f"{self.name}: no such column {sorted(unknown)}")
            for name, values in columns.items():
                values.append(row.get(name))
        return pl.DataFrame(columns, schema=self.polars_schema, strict=False)

    def ddl(self) -> str:
        """The CREATE TABLE statement and its comments, in DuckDB's SQL."""
        columns = ",\n  ".join(
            f'"{field.name}" {field.type}{"" if field.is_nullable else " NOT NULL"}' for field in self.fields
        )
        statements = [
            f'CREATE TABLE "{self.name}" (\n  {columns}\n)',
            comment("TABLE", f'"{self.name}"', self),
        ]
        statements += [comment("COLUMN", f'"{self.name}"."{field.name}"', field) for field in self.fields]
        return ";\n".join(statements) + ";"


def comment(kind: str, name: str, described: Field | TableSpec) -> str:
    """A COMMENT statement in both languages."""
    text = f"{described.english} {described.chinese}".replace("'", "''")
    return f"COMMENT ON {kind} {name} IS '{text}'"


def in_sql(values: Iterable[str]) -> str:
    """Declared words as the right side of SQL's IN."""
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"
