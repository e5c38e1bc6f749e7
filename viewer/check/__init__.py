"""Check whether the citations of a note hold, against its transcript and its video's length."""
