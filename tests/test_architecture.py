"""Imports point one way: pipeline <- expectations <- assets, and along the flow of the data inside pipeline."""

import ast
from pathlib import Path

import pytest

from assets import stages
from assets.paths import PROJECT
from assets.stages import RECONCILE, STAGES, Stage

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


def _file_of(module: str) -> Path | None:
    path = PROJECT.joinpath(*module.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.exists()), None)


def _imported_files(modules: set[str]) -> set[Path]:
    """The files that modules are made of, with all that they import."""
    found: set[Path] = set()
    left = set(modules)
    while left:
        parts = left.pop().split(".")
        # To import a.b.c is to run a and a.b as well.
        for end in range(1, len(parts) + 1):
            file = _file_of(".".join(parts[:end]))
            if file and file not in found:
                found.add(file)
                left |= imported_modules(file)
    return found


def _makers(stage: Stage) -> set[str]:
    """The modules whose names a stage's function uses, and the functions of its own module that it calls."""
    tree = ast.parse(Path(stages.__file__).read_text(encoding="utf-8"))
    imported = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    used, left = set(), {stage.run.__name__}
    while left:
        name = left.pop()
        used.add(name)
        inside = (
            {node.id for node in ast.walk(functions[name]) if isinstance(node, ast.Name)}
            if name in functions
            else set()
        )
        left |= inside - used
    return {imported[name] for name in used & imported.keys()}


KEPT_BY = ("pipeline.sources", "pipeline.warehouse", "assets")
"""What stages are loaded from and kept in makes nothing of them."""


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_is_computed_again_when_code_that_makes_it_changes(stage: Stage) -> None:
    makers = {module for module in _makers(stage) if not module.startswith(KEPT_BY)}
    assert makers
    for file in _imported_files(makers) - {PROJECT / "pipeline" / "__init__.py"}:
        assert any(file.is_relative_to(place) for place in stage.places), f"{stage.name} follows from {file}"


def test_pages_and_ties_between_disclosures_are_no_part_of_a_disclosures_cells() -> None:
    for room in ("suites", "across"):
        assert not any((PROJECT / "expectations" / room).is_relative_to(place) for place in RECONCILE.places)
