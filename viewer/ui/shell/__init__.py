"""The window as a frame: actions, shortcuts, settings and state."""
