"""Errors that a person can act on.

Here: the typed rejections of bad files and homes, each naming the file, the place and the remedy. Not here: bad
*data*, which is a finding and never an exception, and bad code, which simply raises.
"""

from dataclasses import dataclass


class GoujiError(Exception):
    """Base of every error that is the input's or the machine's, not the program's."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a file was not read: kept in the warehouse beside the raw bytes.

    Attributes:
        code: stable identifier of the reason, e.g. ``empty-file``.
        message: what is wrong, where, and what to do, for a person.
    """

    code: str
    message: str


class UnreadableFileError(GoujiError):
    """A file that no reader can make a document of; terminal for that file, harmless for the others."""

    def __init__(self, code: str, file_name: str, problem: str, remedy: str) -> None:
        self.rejection = Rejection(code, f"{file_name}: {problem} {remedy}")
        super().__init__(self.rejection.message)


class HomeNotWritableError(GoujiError):
    """GOUJI_HOME cannot be written."""

    def __init__(self, home: str, problem: str) -> None:
        super().__init__(
            f"{home}: the home cannot be written ({problem}). "
            "Set GOUJI_HOME, or pass --home, to a folder that you may write."
        )


class HomeFullError(GoujiError):
    """The disk is full or failing; what was kept before is safe."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: nothing more can be kept ({problem}). Make room and run again; nothing was lost.")


class NothingToAddError(GoujiError):
    """A path given to ``gouji add`` that leads to no file."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem} Give a file, or a folder that holds files.")


class IncompleteError(GoujiError):
    """A warehouse that would lack what is published now."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{count} published disclosures have not been reconciled by this version: nothing is published that lacks "
            "them. Materialize all slices, or run `gouji run`."
        )


class NoWarehouseError(GoujiError):
    """A query before the first published run."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: no warehouse has been published yet. Run `gouji add FILE` and then `gouji run`.")


class UnknownBreakError(GoujiError):
    """A break that is not there, or not told from others, among those that could be acknowledged."""

    def __init__(self, wanted: str, named: list[str], matching: int) -> None:
        problem = f"{matching} breaks match; say more" if matching else "no such break that is not acknowledged yet"
        listed = "".join(f"\n  {instance}" for instance in named)
        super().__init__(f"{wanted}: {problem}. {'There are:' if named else '`gouji check` shows them all.'}{listed}")


class UnknownDisclosureError(GoujiError):
    """An id or name that no disclosure of the warehouse bears."""

    def __init__(self, wanted: str, near: list[str]) -> None:
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"{wanted}: no such disclosure in this warehouse.{hint} `gouji list` shows them all.")
