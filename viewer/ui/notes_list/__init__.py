"""The list of notes, opening notes and folders, and related notes."""
