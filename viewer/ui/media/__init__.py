"""Streaming, saving and keeping videos."""
