"""Web streams: resolve them, and serve them to VLC through a proxy."""
