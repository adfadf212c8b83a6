"""Publication: the candidate takes the warehouse's place in one rename.

Here: that rename. Readers of the old file keep it open and finish; the next one opens the new file; nobody sees half.
"""

import os
from pathlib import Path


def publish(candidate: Path, warehouse: Path) -> None:
    """Put a complete, audited candidate in the place of the warehouse, atomically and durably."""
    with candidate.open("rb") as file:
        os.fsync(file.fileno())
    candidate.replace(warehouse)
    folder = os.open(warehouse.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
