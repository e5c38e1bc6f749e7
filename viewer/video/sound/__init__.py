"""The audio of a video file: decoding, loudness, and pauses. No Qt."""
