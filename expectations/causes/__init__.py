"""What a break looks like, in words a person understands (DESIGN §4).

Here: one explainer a function: of the two sides as they stand (``sides``), of the rows around (``rows``), of the
likeliest wrong cell (``cells``); which of them speaks where several fit (``explain``). Not here: verdicts, and whose
error a break is beyond what its cause says.
"""
