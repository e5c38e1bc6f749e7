"""Saving and keeping videos, and lists of them."""
