"""Saving videos: the queue, the child that fetches, the library."""
