"""Imports point one way: pipeline <- expectations <- assets, and along the flow of the data inside pipeline."""

import ast
from pathlib import Path

import pytest

from assets.paths import PROJECT

FLOW = ["kernel", "sources", "readers", "tables", "narrative", "review", "recover", "facts", "warehouse"]
PACKAGES = ["pipeline", "expectations", "assets"]
SOURCES = [path for package in PACKAGES for path in sorted((PROJECT / package).rglob("*.py"))]


def imported_modules(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    parts = path.relative_to(PROJECT).parts
    later_packages = set(PACKAGES[PACKAGES.index(parts[0]) + 1 :])
    later_rooms: set[str] = set()
    if parts[0] == "pipeline" and parts[1] in FLOW:
        later_rooms = {f"pipeline.{room}" for room in FLOW[FLOW.index(parts[1]) + 1 :]}
    for name in imported_modules(path):
        assert name.split(".")[0] not in later_packages, f"{path} imports {name}"
        assert ".".join(name.split(".")[:2]) not in later_rooms, f"{path} imports {name}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_only_assets_knows_dagster_and_only_suites_knows_great_expectations(path: Path) -> None:
    roots = {name.split(".")[0] for name in imported_modules(path)}
    package = path.relative_to(PROJECT).parts[0]
    assert package == "assets" or "dagster" not in roots
    assert "suites" in path.parts or "great_expectations" not in roots


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_every_module_says_what_belongs_in_it(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, path


def test_pipeline_reads_no_environment() -> None:
    for path in (PROJECT / "pipeline").rglob("*.py"):
        assert "os.environ" not in path.read_text(encoding="utf-8"), path


def test_future_annotations_stay_out_of_assets() -> None:
    """They break the types that Dagster reads at run time."""
    for path in (PROJECT / "assets").rglob("*.py"):
        assert "__future__" not in imported_modules(path), path


@pytest.mark.parametrize("room", ["reports", "commands"])
def test_what_a_person_reads_needs_no_dagster(room: str) -> None:
    """Neither when a command is imported nor while it answers: starting Dagster takes longer than the answer."""
    for path in (PROJECT / "assets" / room).rglob("*.py"):
        names = imported_modules(path)
        assert not any(name.split(".")[0] == "dagster" for name in names), path
        assert room != "reports" or not any(name.startswith(("assets.commands", "assets.cli")) for name in names), path
