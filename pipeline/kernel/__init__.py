"""The small shared kernel: money, text, provenance, errors, schemas and subject codes.

Here: what every room may import. Not here: anything that knows a file format, a table family or a database.
"""
