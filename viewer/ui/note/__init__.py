"""The page: its document, typesetting, painting, hit test and find."""
