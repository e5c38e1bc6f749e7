"""Save videos: the queue, the child process that downloads, the library."""
