"""Which note and which video are open, and where one is in them."""
