"""Queues of jobs as they are shown: their window, its pages and rows, and its button."""
