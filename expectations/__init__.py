"""expectations/: the rules.

Here: the catalogue of identities, their evaluation over cells, and the Great Expectations suites derived from specs
and catalogue. Imports ``pipeline`` only; never Dagster.
"""
