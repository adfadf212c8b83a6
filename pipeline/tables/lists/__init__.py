"""lists/: tables that list things, one line a thing (清单): purchases, services, meetings, assets, units.

Here: their columns of words and of figures, and the tree of their lines. Not here: which lists there are
(``families``), where their titles come from (``captions``).
"""
