"""The video of the note: streamed, and what is known of it."""
