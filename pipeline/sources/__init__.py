"""sources/: where raw files come from and how they are kept.

Here: the raw store, immutable and content-addressed, and its log. Not here: what is in the files (``readers``).
"""
