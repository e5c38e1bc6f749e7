"""Where a video is, how it is played, and its exact frames."""
