"""The Qt widgets: one file for each thing a person can see."""

from viewer.ui.raised import make_errors_whole

make_errors_whole()  # before any class that it is for
