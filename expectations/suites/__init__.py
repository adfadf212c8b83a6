"""suites/: the specs and the catalogue as Great Expectations, and their Data Docs.

Here: rules derived from specs and catalogue, the evidence for them, validation, pages. Not here: specs and catalogue
themselves. Great Expectations takes seconds to import: of this folder only ``contradictions`` and ``site`` import it,
and both are imported inside the functions that need them.
"""
