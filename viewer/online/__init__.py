"""Videos on the web: streams, downloads, playlists, and updates of yt-dlp."""
