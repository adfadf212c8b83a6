"""A number too many flags its row: none of the row's numbers is sure to be where it seems to stand."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from assets.paths import SAMPLES
from expectations.reconcile import Reconciled

Reconcile = Callable[[str], Reconciled]

LAYOUT = (
    "预算03表\n2024年部门支出预算表\n单位名称：某县民政局 单位：万元\n"
    "科目编码\n单位代\n\n码\n单位（科目名称） 合计\n基本支出  项目支出\n小计\n人员经费 公用经费\n"
    "小计 其他运转类 特定目标类\n"
    "类 款 项\n工资福利支\n出\n对个人和家\n庭的补助\n商品和服务\n支出\n资本性支出\n"
    "合计 30.00 30.00 10.00 9.00 8.00 3.00\n"
    "307001\n某县民政局\n30.00 30.00 10.00 9.00 8.00 3.00\n"
    "208 01 01 行政运行 20.00 20.00 7.00 6.00 5.00 2.00\n"
    "208 01 02 一般行政管理事务 10.00 10.00 3.00 3.00 3.00 1.00{surplus}\n"
)


def row(found: Reconciled, code: str) -> pl.DataFrame:
    return found.cells.filter((pl.col("table_id") == "expenditure") & (pl.col("function_code") == code))


@pytest.mark.parametrize("surplus", ["", " 4.00 4.00 4.00 4.00"], ids=["none", "one too many"])
def test_a_number_too_many_in_text_without_columns_flags_its_row(reconciled: Reconcile, surplus: str) -> None:
    found = reconciled(LAYOUT.format(surplus=surplus))
    expected = {"ambiguous"} if surplus else {"proved"}
    assert set(row(found, "2080102")["certainty"]) == expected
    assert found.unplaced["text"].to_list() == (["4.00"] if surplus else [])
    tokens = found.tokens.filter(pl.col("token_class") == "amount")["tokens"].sum()
    assert tokens == found.cells.height + found.unplaced.height


@pytest.mark.parametrize("name", ["xinxiang-hongqi-2023-department.txt", "qinhuangdao-haigang-2024-department.txt"])
def test_a_number_beyond_the_last_column_flags_its_row(reconciled: Reconcile, name: str) -> None:
    lines = (SAMPLES / name).read_text(encoding="utf-8").split("\n")
    if Path(name).stem.startswith("xinxiang"):
        at = next(number for number, line in enumerate(lines) if line.startswith("208\t01\t05\t"))
        lines[at] += "\t\t7.00"
    else:
        heads = next(number for number, line in enumerate(lines) if "部门预算支出总表" in line)
        at = next(number for number, line in enumerate(lines) if number > heads and line == "\t2080105")
        end = next(number for number in range(at, len(lines)) if not lines[number])
        lines[end:end] = [*["\t"] * 5, "\t7.00"]
    found = reconciled("\n".join(lines))
    assert "7.00" in found.unplaced["text"].to_list()
    assert set(row(found, "2080105")["certainty"]) == {"ambiguous"}
    assert set(row(found, "2080101")["certainty"]).isdisjoint({"ambiguous"})
