"""Check and repair the citations of a note."""
