"""Why an address could not be fetched: whether trying again can help is a property of the class.

Here: the typed errors of fetching. Not here: what is done about them (``web``, ``polling``).
"""

from typing import ClassVar

from pipeline.kernel.errors import GoujiError


class FetchError(GoujiError):
    """An address that gave no file."""

    code: ClassVar[str]
    is_transient: ClassVar[bool] = False
    is_gone: ClassVar[bool] = False

    def __init__(self, address: str, problem: str, *, status: int | None = None) -> None:
        self.address = address
        self.problem = problem
        self.status = status
        super().__init__(f"{address}: {problem}")


class TransientFetchError(FetchError):
    """One that may pass; ``retry_after`` is what the server asked for, in seconds."""

    is_transient = True

    def __init__(
        self, address: str, problem: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        self.retry_after = retry_after
        super().__init__(address, problem, status=status)


class TimedOutError(TransientFetchError):
    """The server did not answer, or not to the end, in time."""

    code = "timed-out"


class NotConnectedError(TransientFetchError):
    """No connection: the name did not resolve, or nobody listened."""

    code = "not-connected"


class BrokenOffError(TransientFetchError):
    """The answer ended before it was whole."""

    code = "broken-off"


class ServerBusyError(TransientFetchError):
    """The server failed or asked to be left alone for a while (429, 5xx)."""

    code = "server-busy"


class RobotsUnreachableError(TransientFetchError):
    """The host's rules could not be read; RFC 9309 §2.3.1.4 forbids fetching until they can."""

    code = "robots-unreachable"


class GoneError(FetchError):
    """The server says that there is nothing (404, 410)."""

    code = "gone"
    is_gone = True


class StatusError(FetchError):
    """Another refusal of the server (401, 403, …)."""

    code = "status"


class DisallowedError(FetchError):
    """The host's robots.txt asks programs to stay away from this address."""

    code = "robots"


class PrivateAddressError(FetchError):
    """The host is at a private, loopback or otherwise local address, and the source does not allow that."""

    code = "private-address"


class BadAddressError(FetchError):
    """No http(s) address, or one that carries credentials."""

    code = "bad-address"


class RedirectError(FetchError):
    """Redirects that lead in a circle, too far, or nowhere."""

    code = "redirects"


class TooLargeError(FetchError):
    """More bytes than a disclosure can have."""

    code = "too-large"


class NotTrustedError(FetchError):
    """A TLS certificate that does not hold."""

    code = "certificate"


class WrongContentError(FetchError):
    """Something else than what the address stands for: an error page in the place of a PDF."""

    code = "wrong-content"
