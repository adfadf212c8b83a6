"""readers/: bytes -> document.

Here: one module per file format, each turning bytes into the one ``Document`` model, and the registry that tells a
form from content alone. Not here: what a table means (``tables``). A new format is one module here with a ``Reader``
and its line in ``registry.READERS``.
"""
