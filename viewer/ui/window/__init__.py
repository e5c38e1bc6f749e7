"""The frame of the window: actions, keys, menus, settings, state, and running jobs."""
