"""The asset checks: what blocks, what warns, and what they show."""

import shutil
from types import SimpleNamespace

import duckdb
import pytest

from assets.publishing import is_up_to_date
from expectations.catalogue import CATALOGUE
from pipeline.sources.home import Home

pytestmark = pytest.mark.integration


def test_one_check_per_identity_family_warns_of_breaks_and_names_them(
    published: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dagster as dg

    from assets.checks import identities
    from assets.home_resource import HomeResource

    monkeypatch.setenv("GOUJI_HOME", str(published.path))
    results = {result.check_name: result for result in identities(gouji_home=HomeResource())}
    assert results.keys() == {f"GJ_{identity.number:03d}" for identity in CATALOGUE.values()}
    assert {result.severity for result in results.values()} == {dg.AssetCheckSeverity.WARN}
    assert results["GJ_001"].passed
    assert results["GJ_001"].metadata["exact"].value == 10
    broken = results["GJ_007"]
    assert not broken.passed
    assert broken.metadata["break"].value == 1
    told = str(broken.metadata["breaks"].value)
    for words in ("xinxiang-hongqi-2023-department.txt", "[economic]", "4,648.93", "4,649.93", "-1.00"):
        assert words in told
    looked_at = str(broken.metadata["cells to look at"].value)
    assert "explains this break alone" in looked_at
    assert "→" in looked_at


def test_findings_of_the_review_warn_and_are_named(published: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    import dagster as dg

    from assets.checks import review
    from assets.home_resource import HomeResource

    monkeypatch.setenv("GOUJI_HOME", str(published.path))
    result = review(gouji_home=HomeResource())
    assert isinstance(result, dg.AssetCheckResult)
    assert (result.passed, result.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert result.metadata["empty_unstated"].value == 1
    assert "anyang-yindu-2024-department.txt" in str(result.metadata["gravest"].value)


def test_a_star_against_its_specs_is_refused_and_the_row_named(published: Home, home: Home) -> None:
    import dagster as dg

    from assets.checks import star_expectations
    from assets.graph import candidate_warehouse
    from assets.home_resource import HomeResource

    shutil.copy(published.warehouse, home.warehouse)
    with duckdb.connect(str(home.warehouse)) as connection:
        connection.execute(
            "UPDATE fact_reported_total SET flow = 'both' "
            "WHERE cell_id = (SELECT min(cell_id) FROM fact_reported_total)"
        )
    defs = dg.Definitions(
        assets=[candidate_warehouse],
        asset_checks=[star_expectations],
        jobs=[dg.define_asset_job("look", selection=dg.AssetSelection.checks(star_expectations))],
        resources={"gouji_home": HomeResource()},
    )
    (result,) = defs.resolve_job_def("look").execute_in_process(raise_on_error=False).get_asset_check_evaluations()
    assert not result.passed
    assert result.severity == dg.AssetCheckSeverity.ERROR
    told = str(result.metadata["failures"].value)
    for words in ("star-fact_reported_total values:flow", "收支 flow: both", ".txt · ", "行·列 row · column: "):
        assert words in told


def test_without_data_docs_of_what_is_published_there_is_something_to_do(published: Home) -> None:
    assert is_up_to_date(published)
    hidden = published.data_docs.with_name("hidden")
    published.data_docs.rename(hidden)
    try:
        assert not is_up_to_date(published)
    finally:
        hidden.rename(published.data_docs)


def test_a_candidate_too_broken_for_pages_says_why_there_are_none(home: Home) -> None:
    from assets.checks import _refused_docs
    from assets.home_resource import HomeResource

    context = SimpleNamespace(run=SimpleNamespace(run_id="broken"))
    assert _refused_docs(context, HomeResource()) == {}
    home.candidate_of("broken").write_bytes(b"no database")
    told = _refused_docs(context, HomeResource())
    assert "could not be built" in str(told["data docs"].value)
    assert not home.refused_docs.exists()
