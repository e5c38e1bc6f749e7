"""yt-dlp: asking it, its failures in words, its updates."""
