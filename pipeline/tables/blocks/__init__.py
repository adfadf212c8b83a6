"""blocks/: tables whose money stands among prose and names, where a header alone does not tell the columns.

Here: performance targets (绩效目标表) of projects and of departments, money carried over (上年结转资金表), in any form.
Their indicators are text and no money: each number among them is counted by class or listed. Not here: what the
indicators say.
"""
