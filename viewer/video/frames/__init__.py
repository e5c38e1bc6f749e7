"""Exact pictures of a video, by PyAV."""
