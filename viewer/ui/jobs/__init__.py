"""Queues of jobs as they are shown: their rows, what is said of all, and the corner."""
