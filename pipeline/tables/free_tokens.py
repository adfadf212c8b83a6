"""Numeric tokens of a table whose columns are not known by meaning: what is a figure there and what a code.

Here: whole numbers that only name or number something. Not here: tables of a family, whose columns say what they hold.
"""

from pipeline.kernel.money import TokenClass, classify_token, is_dash
from pipeline.kernel.text import folded
from pipeline.readers.document import RawCell
from pipeline.tables.roles import CODE_ROLES, Role, role_of

_CLASSES = {Role.ROW_NO: TokenClass.ORDINAL, **dict.fromkeys(CODE_ROLES, TokenClass.CODE)}


def is_words(text: str) -> bool:
    """Say whether a cell prints words: no number, no dash, not blank."""
    return bool(text.strip()) and classify_token(text) is None and not is_dash(text)


def free_class(raw: RawCell, path: str) -> TokenClass | None:
    """The class of a token: a whole number under a header of codes or row numbers is one of those and no figure.

    Args:
        raw: the token.
        path: the printed header over it, empty where the form has no columns.
    """
    token_class = classify_token(raw.text)
    if token_class is not TokenClass.COUNT or not path or not folded(raw.text).isdigit():
        return token_class
    role = role_of(tuple(map(folded, path.split("/"))), "function", has_items=False)
    return _CLASSES.get(role, token_class) if role else token_class
