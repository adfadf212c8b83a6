"""The library: bytes -> document -> tables -> cells -> lines -> warehouse.

Here: everything that reads disclosures, recovers their numbers and writes the warehouse, as plain functions on frozen
data. Not here: the accounting rules between tables (``expectations``), orchestration and the command line
(``assets``). Nothing in this package imports Dagster or Great Expectations or reads the environment at import.
"""
