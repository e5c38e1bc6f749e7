"""Connections to the web: whom they trust, and through which proxy they go. No Qt; any thread.

urllib3 is imported when the first is made.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit


def make_managers(**options: Any) -> dict[str, Any]:
    """Make urllib3's managers: the direct one under "", and one per proxy, by scheme."""
    import ssl
    from urllib.request import getproxies

    import certifi
    import urllib3

    # What the system trusts, and what yt-dlp does: Python on macOS knows no system store.
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    managers: dict[str, Any] = {"": urllib3.PoolManager(ssl_context=context, **options)}
    for scheme, proxy in getproxies().items():
        if scheme in ("http", "https") and proxy.startswith(("http://", "https://")):
            managers[scheme] = urllib3.ProxyManager(proxy, ssl_context=context, **options)
    return managers


def manager_for(managers: dict[str, Any], url: str) -> Any:
    """Return the manager by which an address is reached."""
    from urllib.request import proxy_bypass

    parts = urlsplit(url)
    proxied = managers.get(parts.scheme)
    if proxied is None or proxy_bypass(parts.hostname or ""):
        return managers[""]
    return proxied
