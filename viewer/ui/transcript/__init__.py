"""The transcript beside the player."""
