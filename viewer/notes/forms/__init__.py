"""The forms in which people cite a time in a video, each in the module of its kind."""
