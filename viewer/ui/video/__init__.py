"""The video of the note: streaming and metadata."""
