"""warehouse/: lines -> the published DuckDB warehouse.

Here: the store of stage results, the candidate's build, its audit, its publication and queries. Not here: how any
row came about.
"""
