"""Transcribe videos on this computer."""
