"""One note's text: bytes in, blocks, claims and citations out. No Qt; imports nothing of ours."""
