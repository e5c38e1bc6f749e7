"""What all of Cuenote stands on: errors, child processes, translation, the terminal."""
