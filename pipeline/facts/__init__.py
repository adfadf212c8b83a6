"""facts/: cells -> lines of the star schema.

Here: the star's tables declared once (``star``), the dimension trees (``dimensions``) and the resolution of a cell
to its coordinates (``lines``). Not here: identities, or the database.
"""
