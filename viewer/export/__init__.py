"""What goes out of a note: cues, chapters, tables, annotations. No Qt."""
