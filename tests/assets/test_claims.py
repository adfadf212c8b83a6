"""A disclosure with sentences, from file to warehouse: its claims are loaded, judged and shown."""

from decimal import Decimal
from pathlib import Path

from generated.budget import Options, draw_budget
from generated.narrative import altered, narrate, told_before
from generated.publishing import publish
from generated.typeset import tabbed

from assets.assemble import material
from assets.paths import CODES
from assets.reports.findings import check_report
from assets.stages import STAGES, run_stage
from expectations.catalogue import CATALOGUE
from pipeline.kernel.codes import load_codes
from pipeline.sources.home import Home
from pipeline.sources.raw_store import add, raw_files
from pipeline.warehouse.audit import audit
from pipeline.warehouse.build import build_candidate
from pipeline.warehouse.connection import reading


def test_a_claim_that_breaks_is_loaded_shown_and_quarantines_nothing(home: Home, tmp_path: Path) -> None:
    budget = draw_budget(Options(3))
    sentences = altered(narrate(budget), "basic", Decimal("1234.56"))
    file = tmp_path / "told.txt"
    file.write_text(told_before(tabbed(publish(budget)), sentences), encoding="utf-8")
    add(home, file)
    for stage in STAGES:
        run_stage(home, raw_files(home), stage, processes=1)
    build_candidate(home.candidate, material(home, raw_files(home)), load_codes(CODES), CATALOGUE)
    assert audit(home.candidate) == []
    with reading(home.candidate) as connection:
        claims = connection.sql("SELECT quantity, verdict, page, line FROM claims ORDER BY claim_no").fetchall()
        report = check_report(connection, None, is_full=False)
        quarantined = connection.sql("SELECT count(*) FROM dim_table WHERE is_quarantined").fetchall()
    assert ("expenditure.basic", "break") in {claim[:2] for claim in claims}
    assert all(line is not None and page is None for _, _, page, line in claims)
    assert "narrative" in report
    assert "GJ-035" in report
    assert quarantined == [(0,)]
