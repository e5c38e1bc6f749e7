"""The folder of notes: its list, opening, related notes, and search."""
