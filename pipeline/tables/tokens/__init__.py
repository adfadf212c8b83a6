"""tokens/: tables from text that lost its cells, where a line is a run of words and figures.

Here: telling figures from labels, finding the header's end and its layout, and putting wrapped lines together into the
rows that the rest of ``tables`` knows. Not here: in which column a figure stands (``recover``).
"""
