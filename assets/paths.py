"""Where the shipped data and the home are.

Here: the one place that reads the environment. ``GOUJI_HOME`` chooses where everything that is made lives.
"""

import os
from pathlib import Path

from pipeline.sources.home import Home

PROJECT = Path(__file__).resolve().parent.parent
DATA = PROJECT / "data"
CODES = DATA / "codes"
SAMPLES = DATA / "disclosures"
ACKNOWLEDGED = DATA / "acknowledged.yaml"
WORKSPACE = PROJECT / "workspace.yaml"


def current_home() -> Home:
    """The home named by GOUJI_HOME, by default ``data/home`` of the project."""
    return Home(Path(os.environ.get("GOUJI_HOME") or DATA / "home").expanduser().resolve())


def workers() -> int:
    """How many processes read disclosures: GOUJI_WORKERS, by default as many as cores."""
    return max(1, int(os.environ.get("GOUJI_WORKERS") or os.cpu_count() or 1))


def webhook() -> tuple[str, str]:
    """Where failures are told, and in which form: GOUJI_WEBHOOK, empty for nowhere, and GOUJI_WEBHOOK_FORM."""
    return os.environ.get("GOUJI_WEBHOOK") or "", os.environ.get("GOUJI_WEBHOOK_FORM") or "text"
