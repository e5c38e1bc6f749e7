"""The page of a note and its source: typesetting, painting, editing, saving."""
