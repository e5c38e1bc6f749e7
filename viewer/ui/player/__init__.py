"""The picture, its controls, the timeline, subtitles and the reel."""
