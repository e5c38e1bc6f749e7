"""yt-dlp: requests, error messages, updates."""
