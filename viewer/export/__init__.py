"""What a note is exported to: cues, chapters, tables, annotations. No Qt."""
