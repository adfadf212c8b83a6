"""Time, as a thing that is handed in: what waits or stamps takes a clock, so that tests need not wait.

Here: the clock. Wall time stamps records and is never compared to decide an order; waiting uses the monotonic one.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """Wall time in UTC, seconds that only go forward, and a way to wait."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    sleep: Callable[[float], None]


SYSTEM_CLOCK = Clock(lambda: datetime.now(UTC), time.monotonic, time.sleep)
