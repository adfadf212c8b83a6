"""The code location loads, and its graph reads like the flow of the data."""

import pytest

from assets.paths import PROJECT
from pipeline.sources.home import Home
from pipeline.warehouse.catalog import TABLES
from pipeline.warehouse.connection import reading

pytestmark = pytest.mark.integration


def test_the_asset_graph_is_the_flow_of_the_data() -> None:
    from assets.definitions import defs

    graph = defs.resolve_asset_graph()
    parents = {
        key.to_user_string(): sorted(parent.to_user_string() for parent in graph.get(key).parent_keys)
        for key in graph.get_all_asset_keys()
    }
    assert parents == {
        "fetched": [],
        "raw_disclosures": ["fetched"],
        "documents": ["raw_disclosures"],
        "tables": ["documents"],
        "findings": ["tables"],
        "cells": ["tables"],
        "lines": ["cells"],
        "candidate_warehouse": ["findings", "lines"],
        **{f"warehouse/{spec.name}": ["candidate_warehouse"] for spec in TABLES},
        "data_docs": sorted(f"warehouse/{spec.name}" for spec in TABLES),
    }
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.description
        assert node.group_name in {"sources", "readers", "tables", "review", "recover", "facts", "warehouse"}


def test_a_backfill_is_one_run_per_slice() -> None:
    """And what has no partitions, the warehouse, is published once after all of them."""
    from assets.definitions import defs

    graph = defs.resolve_asset_graph()
    partitioned = [key for key in graph.get_all_asset_keys() if graph.get(key).is_partitioned]
    assert {key.to_user_string() for key in partitioned} == {"findings", "cells", "lines"}
    for key in partitioned:
        policy = graph.get(key).backfill_policy
        assert policy, key
        assert policy.max_partitions_per_run == 1


def test_workspace_points_at_the_code_location() -> None:
    assert "assets.definitions" in (PROJECT / "workspace.yaml").read_text(encoding="utf-8")


def test_materializing_twice_gives_the_same_tables(published: Home, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Apart from timestamps; the second time every stage is computed anew in another home."""
    from assets.assemble import material
    from assets.paths import CODES, SAMPLES
    from assets.stages import STAGES, run_stage
    from expectations.catalogue import CATALOGUE
    from pipeline.kernel.codes import load_codes
    from pipeline.sources.raw_store import add, raw_files
    from pipeline.warehouse.build import build_candidate

    home = Home(tmp_path_factory.mktemp("again")).prepare()
    add(home, SAMPLES)
    for stage in STAGES:
        assert run_stage(home, raw_files(home), stage, processes=1) == len(raw_files(home))
        assert run_stage(home, raw_files(home), stage, processes=1) == 0
    build_candidate(home.candidate, material(home, raw_files(home)), load_codes(CODES), CATALOGUE)
    for spec in TABLES:
        columns = ", ".join(f'"{field.name}"' for field in spec.fields if field.type != "TIMESTAMP")
        query = f'SELECT {columns} FROM "{spec.name}"'
        with reading(published.warehouse) as first, reading(home.candidate) as second:
            assert first.execute(query).fetchall() == second.execute(query).fetchall(), spec.name
