"""Pages of publishers' sites: their text in the encoding they are really in, and their links.

Here: decoding and links. Not here: which links are followed (``polling``).
"""

from dataclasses import dataclass
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser
from w3lib.encoding import html_to_unicode
from w3lib.url import safe_url_string

from pipeline.sources.source import address_problem


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: absolute address without fragment, and what it says."""

    address: str
    text: str


def _is_decodable(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _guess(content: bytes) -> str:
    """Pages that declare nothing are UTF-8, or else GB18030, of which GBK and GB2312 are parts."""
    return "utf-8" if _is_decodable(content, "utf-8") else "gb18030"


def decode_page(content: bytes, content_type: str | None) -> tuple[str, str]:
    """A page's encoding and text; a declaration that the bytes contradict is not believed."""
    encoding, text = html_to_unicode(content_type, content, auto_detect_fun=_guess)
    if "�" in text and not _is_decodable(content, encoding):
        guess = _guess(content)
        return guess, content.decode(guess, "replace")
    return encoding, text


def links(content: bytes, content_type: str | None, address: str) -> list[Link]:
    """The http(s) links of a page, each address once, in order, relative ones against its <base>."""
    encoding, text = decode_page(content, content_type)
    tree = LexborHTMLParser(text)
    base_node = tree.css_first("base[href]")
    base = urljoin(address, (base_node.attributes.get("href") if base_node else None) or address)
    found: dict[str, Link] = {}
    for node in tree.css("a[href], iframe[src], embed[src]"):
        target = (node.attributes.get("href") or node.attributes.get("src") or "").strip()
        absolute = _absolute(base, target, encoding)
        if absolute and absolute not in found:
            title = node.attributes.get("title") or ""
            words = " ".join(f"{node.text()} {title}".split())
            found[absolute] = Link(absolute, words)
    return list(found.values())


def _absolute(base: str, target: str, encoding: str) -> str | None:
    if not target or target.startswith("#"):
        return None
    try:
        joined = urljoin(base, target).partition("#")[0]
        # Browsers write the path of a link in UTF-8 and its query in the encoding of the page.
        address = safe_url_string(joined, encoding=encoding, path_encoding="utf-8")
    except ValueError:
        return None
    return None if address_problem(address) else address
