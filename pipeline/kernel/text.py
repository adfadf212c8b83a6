"""Text as disclosures print it, brought to one form for comparison.

Here: normalisation of characters and labels. Not here: numbers (``money``) and the meaning of labels (``tables``).
The printed text itself is always kept elsewhere; nothing in this module is ever published in its place.
"""

import re
import unicodedata

# PDF producers with certain fonts emit Kangxi radicals (U+2F00-2FD5) for the ideographs they look like; NFKC maps
# those. The CJK radicals supplement (U+2E80-2EF3) it leaves alone, so the ones met in budgets are mapped by hand.
_RADICALS_SUPPLEMENT = str.maketrans(
    {
        "⺠": "民",
        "⻓": "长",
        "⻚": "页",
        "⻋": "车",
        "⻅": "见",
        "⻔": "门",
        "⻢": "马",
        "⻝": "食",
        "⻜": "飞",
        "⻛": "风",
    }
)
_QUOTES = str.maketrans({"“": '"', "”": '"', "＂": '"', "〝": '"', "〞": '"', "‘": "'", "’": "'"})
_SPACE = re.compile(r"[\s\u3000\u00a0\u200b\ufeff]+")

_CHINESE_NUMERAL = "一二三四五六七八九十百"
_ORDINAL = re.compile(
    rf"^(?:"
    rf"(?P<han>[{_CHINESE_NUMERAL}]{{1,4}})[、\.．]"
    rf"|[（(](?P<han_paren>[{_CHINESE_NUMERAL}]{{1,4}})[）)]"
    rf"|(?P<arabic>\d{{1,2}})[、．]"
    rf"|(?P<arabic_dot>\d{{1,2}})\.(?!\d)"
    rf"|[（(](?P<arabic_paren>\d{{1,2}})[）)]"
    rf")"
)


def without_space(text: str) -> str:
    """Return ``text`` with every kind of white space removed, the printed characters otherwise untouched."""
    return _SPACE.sub("", text)


def folded(text: str) -> str:
    """Return ``text`` in the form used for comparison: NFKC, no white space, straight quotes, half-width brackets."""
    return without_space(unicodedata.normalize("NFKC", text.translate(_RADICALS_SUPPLEMENT))).translate(_QUOTES)


def split_ordinal(text: str) -> tuple[int, str]:
    """Split a leading ordinal (序号) from a label.

    Returns:
        The depth the ordinal's form stands for (1 for ``一、``, 2 for ``（一）``, 3 for ``1、`` or ``1.``, 4 for
        ``(1)``, 0 for none) and the label without it, white space removed.
    """
    label = without_space(text)
    match = _ORDINAL.match(label)
    if match is None:
        return 0, label
    depth = {"han": 1, "han_paren": 2, "arabic": 3, "arabic_dot": 3, "arabic_paren": 4}[match.lastgroup or "han"]
    return depth, label[match.end() :]


def is_memo_label(label: str) -> bool:
    """Say whether a label announces a subset (其中), which is never an addend of its parent."""
    return folded(label).lstrip("(").startswith(("其中", "#其中"))
