"""Numeric tokens of a table whose columns are not known by meaning: what is a figure there and what a code.

Here: whole numbers that only name or number something. Not here: tables of a family, whose columns say what they hold.
"""

from collections.abc import Sequence

from pipeline.kernel.money import TokenClass, classify_token, is_dash
from pipeline.kernel.text import folded
from pipeline.readers.document import RawCell
from pipeline.tables.roles import CODE_ROLES, Role, role_of

_SHORTEST_CODE = 3
_CLASSES = {Role.ROW_NO: TokenClass.ORDINAL, **dict.fromkeys(CODE_ROLES, TokenClass.CODE)}


def is_words(text: str) -> bool:
    """Say whether a cell prints words: no number, no dash, not blank."""
    return bool(text.strip()) and classify_token(text) is None and not is_dash(text)


def free_class(raw: RawCell, line: Sequence[RawCell], path: str, *, is_laid_out: bool) -> TokenClass | None:
    """The class of a token: a whole number under a header of codes or row numbers is one of those and no figure.

    Where there are no columns, digits that stand before words are what the words are coded by.

    Args:
        raw: the token.
        line: the line it stands on.
        path: the printed header over it, empty where there is none.
        is_laid_out: whether the form has columns.
    """
    token_class = classify_token(raw.text)
    if token_class is not TokenClass.COUNT or not folded(raw.text).isdigit():
        return token_class
    if is_laid_out:
        role = role_of(tuple(map(folded, path.split("/"))), "function", has_items=False) if path else None
        return _CLASSES.get(role, token_class) if role else token_class
    behind = line[line.index(raw) + 1 :]
    is_code = len(folded(raw.text)) >= _SHORTEST_CODE and any(is_words(other.text) for other in behind)
    return TokenClass.CODE if is_code else token_class
