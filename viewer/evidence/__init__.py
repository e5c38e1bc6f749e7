"""Do the citations of a note hold? The transcript, the duration and other notes are asked."""
