"""What is said in a video, read from files of captions."""
