"""The Qt widgets: a package for each part of the window."""

from viewer.ui.kit.pyside_errors import make_errors_whole

make_errors_whole()  # before any class that it is for
