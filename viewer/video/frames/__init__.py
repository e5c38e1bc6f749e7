"""Exact frames of a video, decoded with PyAV."""
