"""Check whether the citations of a note hold, against its transcript and the duration."""
