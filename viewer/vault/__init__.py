"""A folder of notes: which there are, and what a wikilink points to. No Qt."""
