"""Dimension rows: from code lists, declared trees, and the members that disclosures mention.

Here: one function a dimension, each returning the rows of its spec. Not here: units (``units``), subjects
(``subjects``) and facts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.facts.dimensions import UNPUBLISHED
from pipeline.kernel.codes import surrogate_key
from pipeline.kernel.text import folded
from pipeline.sources.raw_store import RawFile
from pipeline.sources.source import STAGES
from pipeline.tables.families import required_tables
from pipeline.tables.publication import Publication
from pipeline.tables.vocabulary import EXPENDITURE

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What the stages say of one raw file."""

    raw: RawFile
    status: str
    reason: str | None
    form: str | None
    publication: Publication | None
    table_ids: frozenset[str]


def publication_id(publication: Publication) -> str | None:
    """Unit, year, stage and scope by which a publication is known; ``None`` when the unit or year is not read."""
    if not publication.unit or publication.fiscal_year is None:
        return None
    parts = (
        publication.jurisdiction_code or "",
        publication.unit,
        str(publication.fiscal_year),
        publication.stage or "",
        publication.scope or "",
    )
    return "|".join(parts)


def _web_address(raw: RawFile) -> str | None:
    return raw.source if raw.source.startswith(("http://", "https://")) else None


def disclosure_rows(disclosed: Sequence[Disclosed]) -> Rows:
    """Rows of dim_disclosure with versions, before they are scored.

    A publication may be several files (tables apart from narrative): a later file supersedes an earlier one of the
    same publication when both print a table of the same family, or both came from one address of the web. What does
    not say whose it is, is known by that address. A file that was put back is the newest again.
    """
    rows: Rows = []
    by_publication: dict[str, list[tuple[Disclosed, dict[str, Any]]]] = {}
    for item in sorted(disclosed, key=lambda item: (item.raw.renewed, item.raw.added_at)):
        publication = item.publication
        declared = item.raw.declared
        identity = publication_id(publication) if publication else None
        group = identity or _web_address(item.raw)
        earlier = by_publication.setdefault(group, []) if group else []
        row: dict[str, Any] = {
            "disclosure_id": item.raw.disclosure_id,
            "publication_id": identity,
            "file_name": item.raw.names[0],
            "file_names": list(item.raw.names),
            "title": publication.title if publication else None,
            "unit": (publication.unit if publication else None) or declared.unit,
            "jurisdiction_code": (publication.jurisdiction_code if publication else None) or declared.jurisdiction,
            "fiscal_year": (publication.fiscal_year if publication else None) or declared.year,
            "stage": (publication.stage if publication else None) or declared.stage,
            "scope": publication.scope if publication else None,
            "code_edition": publication.code_edition if publication else None,
            "format": item.form,
            "version": len(earlier) + 1 if group else None,
            "is_current": item.status != "rejected",
            "source_url": item.raw.source,
            "fetched_at": item.raw.added_at,
            "status": item.status,
            "reason": item.reason,
        }
        for older, older_row in reversed(earlier):
            is_same_address = _web_address(item.raw) is not None and older.raw.source == item.raw.source
            if older.table_ids & item.table_ids or is_same_address:
                older_row["is_current"] = False
                row.setdefault("supersedes_id", older_row["disclosure_id"])
        earlier.append((item, row))
        rows.append(row)
    return rows


def required_table_rows() -> Rows:
    """Rows of required_table."""
    return [
        {"stage": stage, "table_id": table_id, "met_by": met_by}
        for stage in STAGES
        for table_id, alternatives in required_tables(stage).items()
        for met_by in sorted(alternatives)
    ]


def jurisdiction_rows(jurisdictions: Mapping[str, str]) -> Rows:
    """Rows of dim_jurisdiction; a county lies in its city, a city in its province."""
    rows: Rows = []
    for code, name in jurisdictions.items():
        parents = [code[:4] + "00", code[:2] + "0000"]
        parent = next((parent for parent in parents if parent != code and parent in jurisdictions), None)
        rows.append({"jurisdiction_code": code, "name": name, "parent_code": parent})
    return rows


def _unpublished(key: str, **values: Any) -> dict[str, Any]:
    return {key: 0, "name": UNPUBLISHED, **values}


def project_rows(mentions: pl.DataFrame) -> Rows:
    """Rows of dim_project.

    Args:
        mentions: columns key, code, name, category, jurisdiction_code, fiscal_year; one row per disclosure and project.
    """
    rows: Rows = [_unpublished("project_key", nature_key=0)]
    categories = pl.col("category").filter(pl.col("category") != "")
    projects = (
        mentions.sort("fiscal_year", "disclosure_id", nulls_last=False)
        .group_by("key")
        .agg(
            pl.first("code"),
            pl.first("name"),
            pl.first("jurisdiction_code"),
            categories.last().alias("category"),
            pl.min("fiscal_year").alias("valid_from"),
            pl.max("fiscal_year").alias("valid_to"),
        )
    )
    rows += [
        {
            "project_key": project["key"],
            "jurisdiction_code": project["jurisdiction_code"],
            "code": project["code"] or None,
            "name": project["name"],
            "category": project["category"],
            "nature_key": surrogate_key(_nature(project["category"] or "")),
            "valid_from": project["valid_from"],
            "valid_to": project["valid_to"],
        }
        for project in projects.sort("key").iter_rows(named=True)
    ]
    return rows


def _nature(category: str) -> str | None:
    """The nature of project expenditure that a category names in any of its groups; ``None`` where it names none."""
    groups = [folded(group) for group in category.split("/")]
    return next(
        (
            node.dims["nature"]
            for node in EXPENDITURE.walk()
            if node.dims.get("nature", "").startswith("project.") and any(map(node.is_labelled, groups))
        ),
        None,
    )
