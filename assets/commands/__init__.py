"""Commands of ``gouji`` that need a room of their own: sources, acknowledgements, code lists, export.

Here: options, and calling what does the work. Not here: what a person reads of the answer (``reports``), and the group
that they belong to (``cli``).
"""
