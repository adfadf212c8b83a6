"""The smallest files that pass for PDFs on their way into the store; no reader is meant to open them."""


def pdf(text: str) -> bytes:
    """A PDF's beginning and end around a text."""
    return b"%PDF-1.7\n% " + text.encode() + b"\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


PDF = pdf("a disclosure")
