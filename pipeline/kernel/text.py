"""Text as disclosures print it, brought to one form for comparison.

Here: normalisation of characters and labels. Not here: numbers (``money``) and the meaning of labels (``tables``).
The printed text itself is always kept elsewhere; nothing in this module is ever published in its place.
"""

import re
import unicodedata

# PDF producers with certain fonts emit radicals for the ideographs they look like. Unicode says which ideograph a
# radical of the supplement (U+2E80-2EF3) stands for (EquivalentUnifiedIdeograph.txt; NFKC leaves all but two alone);
# for the Kangxi radicals (U+2F00-2FD5) it is NFKC's answer, but for three whose mainland form is another character.
_SUPPLEMENT = str.maketrans(
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧"
    "⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍"
    "⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛"
    "犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶"
    "辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
_KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_RADICALS = _SUPPLEMENT | _KANGXI | str.maketrans("⼾⾭⿈", "户青黄")
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


def without_radicals(text: str) -> str:
    """Return ``text`` with radicals as the ideographs they stand for, the printed characters otherwise untouched."""
    return text.translate(_RADICALS)


def folded(text: str) -> str:
    """Return ``text`` in the form used for comparison: NFKC, no white space, straight quotes, half-width brackets."""
    return without_space(unicodedata.normalize("NFKC", without_radicals(text))).translate(_QUOTES)


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
