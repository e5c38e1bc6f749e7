"""The queues of jobs in the window: their pane, its pages and rows, and its button."""
