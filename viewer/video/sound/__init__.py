"""The sound of a video file: decoding it, how loud it is when, and where it pauses. No Qt."""
