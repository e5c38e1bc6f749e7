"""Transcripts of a video, read from caption files."""
