"""Transcribing videos on this computer."""
