"""indicators/: what a performance target says (绩效指标): its levels, its words, the value it is to reach.

Here: finding indicators in a grid, in every form, and parsing their values. Not here: the money the targets are set
for (``blocks``) and where the indicators are stored (``facts``).
"""
