"""The text of a note: bytes in; blocks, claims and citations out. Imports no other package."""
