"""Streams: resolving them, and the proxy that serves them to VLC."""
