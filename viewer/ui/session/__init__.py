"""The open note and video, and the user's place in them."""
