"""Save videos, and lists of them."""
