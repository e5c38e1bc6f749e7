"""Do the citations of a note hold? The transcript and the duration are asked."""
