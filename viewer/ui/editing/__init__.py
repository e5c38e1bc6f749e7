"""Change a note: editors, saving, recovery, renaming, times."""
