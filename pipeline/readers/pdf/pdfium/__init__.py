"""A page's objects as pdfium parses them, through pypdfium2's raw interface: the fast way.

Here: opening (``opening``), text (``text``) and drawings (``paths``) of a page, brought to the page as displayed. Not
here: what glyphs and rules mean together.
"""
