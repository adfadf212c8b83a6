"""Laid out tables as PDF: the fourth form in which disclosures reach us, typeset with its layouts and its accidents.

Here: conventions of other provinces (``conventions``), a table as a sheet of cells (``sheet``), its measures
(``measures``), its pages (``paging``), its fonts (``fonts``), its drawing (``drawing``), what stands around it
(``surroundings``), the whole (``typesetting``), and files that are no disclosures (``bad_input``). Not here: what the
tables say (``publication``).
"""
