"""PDF -> document: ruled tables as grids, everything else as text lines, each with page and place.

Here: one module per step, from objects on a page (``page_objects``) over rules (``ruling``), cells (``cells``) and
text lines (``text``) to the document (``reader``). Not here: joining tables over pages, headers, rows, meaning.
"""
