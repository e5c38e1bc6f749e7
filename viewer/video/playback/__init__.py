"""The player, and its engine on libvlc."""
