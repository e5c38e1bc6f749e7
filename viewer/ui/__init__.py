"""The Qt widgets: one file for each thing a person can see."""
