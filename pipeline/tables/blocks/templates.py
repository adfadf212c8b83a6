"""Forms that nobody filled in: placeholders instead of names and figures.

Here: telling a placeholder from a name. Not here: which table it stands in.
"""

import re

from pipeline.kernel.text import folded

_PLACEHOLDER = re.compile(r"[xX×*＊○…\-—/]+(?:项目|局|万元|年)?|无")


def is_placeholder(text: str) -> bool:
    """Whether a name is none: XX, ××项目, a dash, 无."""
    return _PLACEHOLDER.fullmatch(folded(text)) is not None
