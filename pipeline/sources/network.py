"""Connections that go to public addresses only, unless a source says otherwise.

Here: resolving a host, checking every address it resolves to, connecting to a checked one and to no other: a name
that resolves anew (DNS rebinding) gains nothing. Not here: HTTP, which is urllib3's.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

_NAT64 = ip_network("64:ff9b::/96")


class LocalAddressError(HTTPError):
    """A host at an address that is not public."""


def is_public(address: str) -> bool:
    """Whether an IP address, or the IPv4 address inside it, is one of the public Internet."""
    ip = ip_address(address.partition("%")[0])
    inner: IPv4Address | None = None
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = IPv4Address(int(ip) & 0xFFFFFFFF)
        if ip.teredo:
            return False
    checked = inner or ip
    return checked.is_global and not checked.is_multicast and not checked.is_reserved


def _connect_publicly(connection: HTTPConnection) -> socket.socket:
    host, port = connection.host, connection.port or connection.default_port
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        reason = error if isinstance(error, socket.gaierror) else socket.gaierror(str(error))
        raise NameResolutionError(host, connection, reason) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not is_public(address):
            raise LocalAddressError(f"{host} is at {address}, which is not a public address")
    failure: OSError | None = None
    for address in addresses:
        try:
            return create_connection(
                (address, port), connection.timeout, connection.source_address, connection.socket_options
            )
        except TimeoutError as error:
            raise ConnectTimeoutError(connection, f"{host} did not answer in time") from error
        except OSError as error:
            failure = error
    raise NewConnectionError(connection, f"no connection to {host}: {failure}") from failure


class _PublicHTTPConnection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _connect_publicly(self)


class _PublicHTTPSConnection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _connect_publicly(self)


class _PublicHTTPPool(HTTPConnectionPool):
    ConnectionCls = _PublicHTTPConnection


class _PublicHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicHTTPSConnection


def connections(*, may_be_private: bool, per_host: int) -> urllib3.PoolManager:
    """A pool of connections; private addresses only where a source allows them. Pools are never shared between both."""
    pools = urllib3.PoolManager(num_pools=64, maxsize=per_host)
    if not may_be_private:
        pools.pool_classes_by_scheme = {"http": _PublicHTTPPool, "https": _PublicHTTPSPool}
    return pools
