"""tables/: document -> tables.

Here: the table families declared as data (``families/``), how a grid is recognised as one of them, how its header is
read into columns and its lines into keyed rows, and what the document says of itself. Not here: whether the numbers
agree (``recover``, ``expectations``). A new family is one module in ``families/``; nothing else is touched.
"""
