"""assets/: the Dagster code location and the command line, thin: they wire ``pipeline`` and ``expectations``.

Here: stages over disclosures, assets, checks, schedules, the ``gouji`` command. Not here: any rule or any reading.
"""
