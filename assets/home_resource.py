"""The resource that assets and checks take: where everything that is made lives.

Here: that resource. Not here: the layout of a home (``pipeline.sources.home``).
"""

from pathlib import Path

import dagster as dg

from assets.paths import current_home
from pipeline.sources.home import Home


class HomeResource(dg.ConfigurableResource):  # type: ignore[type-arg]
    """GOUJI_HOME, where everything that is made lives."""

    def home(self) -> Home:
        """The prepared home."""
        return current_home().prepare()

    def candidate(self, run_id: str) -> Path:
        """A run's own candidate, so that two runs at once do not build one file."""
        return self.home().candidate_of(run_id)
