"""recover/repair/: putting right what a form leaves in doubt, and only where the identities prove it (DESIGN §4).

Here: what may be put right (digits, doubled rows, units of money) and the types of repairs. Not here: putting a repair
to the test, which places and judges the document again (``expectations.repairing``), and misread codes, which are read
with their rows (``tables.misread_codes``). In forms with certain digits nothing is ever repaired.
"""
