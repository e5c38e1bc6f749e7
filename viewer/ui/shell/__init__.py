"""The frame of the window: actions, shortcuts, settings and state."""
