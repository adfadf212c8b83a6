"""What the fixtures of polling are made of.

Here: a clock that nobody waits for, and the type of a poll.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock

from pipeline.sources.attempts import Attempt, Outcome
from pipeline.sources.clock import Clock

Polls = Callable[..., Counter[Outcome]]
Last = Callable[[], list[Attempt]]


@dataclass
class FakeTime:
    """A clock that jumps where it should wait."""

    today: datetime = datetime(2024, 3, 1, tzinfo=UTC)
    elapsed: float = 0
    slept: list[float] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def sleep(self, seconds: float) -> None:
        """Jump."""
        with self.lock:
            self.slept.append(seconds)
            self.elapsed += seconds

    @property
    def clock(self) -> Clock:
        """As the program sees it."""
        return Clock(lambda: self.today + timedelta(seconds=self.elapsed), lambda: self.elapsed, self.sleep)
