"""Bytes -> text, for every text form.

Here: size limit, encoding, and the refusal of what is not text. Not here: forms.
"""

import unicodedata

from pipeline.kernel.errors import UnreadableFileError

MAX_TEXT_BYTES = 32 * 1024 * 1024
"""A disclosure of 262 printed pages is well under one megabyte of text; beyond this a file is no disclosure."""

_SAMPLE = 65536
_CONTROL_SHARE = 0.01


def decode_text(content: bytes, file_name: str) -> str:
    """Decode UTF-8 (with or without mark), UTF-16 with mark, or GB18030; refuse anything else.

    Raises:
        UnreadableFileError: empty, too large, or not text.
    """
    if not content.strip():
        raise UnreadableFileError("empty-file", file_name, "the file is empty.", "Fetch it again from its publisher.")
    if len(content) > MAX_TEXT_BYTES:
        raise UnreadableFileError(
            "too-large",
            file_name,
            f"the text has {len(content):,} bytes, more than the {MAX_TEXT_BYTES:,} that a disclosure can have.",
            "Split it, or check that it is a disclosure.",
        )
    has_utf16_mark = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if has_utf16_mark else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _is_binary(text):
            return text
    raise UnreadableFileError(
        "not-text",
        file_name,
        "the bytes are no text in UTF-8, UTF-16 or GB18030, and no format that Gouji reads.",
        "Give the disclosure as text, one cell per line or TAB-separated.",
    )


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    strange = sum(unicodedata.category(character) in {"Cc", "Cn", "Co"} for character in sample)
    strange -= sum(sample.count(blank) for blank in "\n\r\t\f\v")
    return strange > _CONTROL_SHARE * len(sample)
