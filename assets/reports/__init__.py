"""What a person reads of a warehouse: its answers, findings and differences as text, tables and files.

Here: queries and their rendering. Not here: options (``cli``, ``commands``), Dagster, any judgement.
"""
