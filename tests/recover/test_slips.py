from decimal import Decimal

import pytest

from pipeline.recover.slips import nearest_slip, slip_between

FEN = Decimal("0.01")


@pytest.mark.parametrize(
    ("printed", "meant", "kind", "words"),
    [
        ("-350.00", "350.00", "sign", "sign"),
        ("24193.84", "24193.48", "swapped", "84 for 48"),
        ("4648.93", "4649.93", "digit", "8 for 9"),
        ("87446000", "874460000", "point", "×10⁻¹"),
        ("152.35", "1523.50", "point", "×10⁻¹"),
        ("64840547.00", "6484.0547", "point", "×10⁴"),
        ("1234.56", "12234.56", "dropped", "2"),
        ("12234.56", "1234.56", "doubled", "2"),
        ("234.56", "1234.56", "dropped", "1"),
    ],
)
def test_a_slip_is_named_with_its_digits(printed: str, meant: str, kind: str, words: str) -> None:
    slip = slip_between(Decimal(printed), Decimal(meant), FEN)
    assert slip is not None
    assert slip.kind == kind
    assert words in slip.words


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("24193.84", "24193.84"),
        ("0.00", "350.00"),
        ("350.00", "0.00"),
        ("-120.00", "130.00"),
        ("1234.56", "9876.54"),
        ("1234.56", "2143.56"),
        ("1324.56", "4321.56"),
        ("1234.56", "123.00"),
    ],
)
def test_what_no_single_slip_turns_into_the_other_is_none(printed: str, meant: str) -> None:
    assert slip_between(Decimal(printed), Decimal(meant), FEN) is None


def test_of_several_values_only_the_one_that_a_slip_explains_counts() -> None:
    around = [Decimal(value) for value in ("4649.80", "4649.93", "4650.06")]
    near = nearest_slip(Decimal("4648.93"), around, FEN)
    assert near is not None
    assert near[0] == Decimal("4649.93")


def test_two_values_that_slips_explain_decide_nothing() -> None:
    assert nearest_slip(Decimal(1000), [Decimal(1001), Decimal(1002)], Decimal(1)) is None
