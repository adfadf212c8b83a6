"""A real HTTP server on loopback that does as it is told: the publisher's site of the tests.

Here: serving scripted answers and counting requests. Each path has a list of answers; the last one stays.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What the server answers.

    Attributes:
        declared: Content-Length to claim instead of the true one; ``None`` for none at all.
        pause: seconds between two pieces of the body.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    declared: int | None = -1
    pause: float = 0
    act: Callable[[], None] = lambda: None


@dataclass
class Site:
    """A running server: its address, its script, and what was asked of it."""

    url: str
    script: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)

    def serve(self, path: str, *replies: Reply | bytes) -> str:
        """Script the answers of a path; returns its address."""
        self.script[path] = [Reply(reply) if isinstance(reply, bytes) else reply for reply in replies]
        return self.url + path

    def times(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked == path for asked, _ in self.asked)


def etagged(body: bytes, **headers: str) -> Reply:
    """A body with an ETag; the server answers 304 to who has it."""
    return Reply(body, headers={"ETag": f'"{md5(body).hexdigest()}"', **headers})  # noqa: S324


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """Read what is sent, keep it, answer as scripted."""
        self.site.sent.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        self.do_GET()

    def do_GET(self) -> None:
        """Answer as scripted."""
        self.site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        replies = self.site.script.get(self.path)
        reply = Reply(b"nothing here", 404) if not replies else replies.pop(0) if len(replies) > 1 else replies[0]
        reply.act()
        if reply.headers.get("ETag") and self.headers.get("If-None-Match") == reply.headers["ETag"]:
            self.send_response(304)
            self.send_header("ETag", reply.headers["ETag"])
            self.end_headers()
            return
        self.send_response_only(reply.status)
        for name, value in reply.headers.items():
            self._headers_buffer.append(f"{name}: {value}\r\n".encode("utf-8", "surrogateescape"))
        if reply.declared is not None:
            self.send_header("Content-Length", str(len(reply.body) if reply.declared < 0 else reply.declared))
        is_broken = reply.declared is None or reply.declared >= 0
        if is_broken:
            self.send_header("Connection", "close")
        self.end_headers()
        try:
            self._send(reply)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        self.close_connection = self.close_connection or is_broken

    def _send(self, reply: Reply) -> None:
        if not reply.pause:
            self.wfile.write(reply.body)
            return
        for piece in range(len(reply.body)):
            self.wfile.write(reply.body[piece : piece + 1])
            self.wfile.flush()
            time.sleep(reply.pause)


class _Server(ThreadingHTTPServer):
    """Says nothing of clients that hang up, as those do whose limits are tried."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell any other error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving() -> Iterator[Site]:
    """Run a server on a free port of loopback."""
    handler = type("Handler", (_Handler,), {})
    server = _Server(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    handler.site = site
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
