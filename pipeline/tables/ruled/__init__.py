"""ruled/: grids that know where their cells stand on the page, made ready for recognition.

Here: one grid of a table over all its pages, without the columns that only double a rule. Not here: what it means.
"""
