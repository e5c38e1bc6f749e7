"""The open note and video, the user's place in them, and the player with its timeline."""
