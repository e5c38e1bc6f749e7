"""A folder of notes: its files, and what its wikilinks point to. No Qt."""
