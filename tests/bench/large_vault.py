"""Vaults of any size, made of the notes of the corpus.

Copies have other channels, names, links and videos, so that nothing of one leads into another, and
other rare words: the vocabulary of ten times as many notes is about 3.5 times as large, as in what
people write (Heaps' law with an exponent of about .54).
"""

from __future__ import annotations

import os
import random
import re
import time
from collections import Counter
from pathlib import Path

_RARE_NOTES = 3  # a word that occurs in no more notes of the corpus is rare
_RARE = re.compile(rb"(?<= )[a-z]{5,}(?=[ ,.])")
_LINK = re.compile(rb"(?<=\[\[)[^\[\]|#\n]*[^\[\]|#\s]")
_TITLE = re.compile(rb"(?m)^title: .*$")
_VIDEO = re.compile(rb"(?m)^videoId: *([\w-]{11})\s*$")
_SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "cha", "shi", "tre")
_NEW_WORDS = 0.7  # of the rare words in the first copy; fewer in each that follows


def make_vault(corpus: Path, folder: Path, count: int) -> None:
    """Make a vault of `count` notes in `folder`, each an hour old; the same ones at each call."""
    notes = sorted(corpus.rglob("*.md"))
    if count < len(notes):
        notes = [notes[number * len(notes) // count] for number in range(count)]
    texts = [note.read_bytes() for note in notes]
    seen = Counter(word for text in texts for word in set(_RARE.findall(text)))
    rare = [
        sorted(word for word in set(_RARE.findall(text)) if seen[word] <= _RARE_NOTES)
        for text in texts
    ]
    then = time.time() - 3600
    for number in range(count):
        copy, at = divmod(number, len(notes))
        place = folder / notes[at].relative_to(corpus)
        text = texts[at]
        if copy:
            text = _copied(text, rare[at], copy)
            place = folder / f"{place.relative_to(folder).with_suffix('')} {copy}.md".replace(
                "/", f" {copy}/", 1
            )
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text)
        os.utime(place, (then, then))


def _copied(text: bytes, rare: list[bytes], copy: int) -> bytes:
    video = _VIDEO.search(text)
    if video is not None:
        text = text.replace(video[1], b"%s%04d" % (video[1][:7], copy))
    text = _LINK.sub(lambda found: b"%s %d" % (found[0], copy), text)
    text = _TITLE.sub(lambda found: b"%s %d" % (found[0], copy), text, count=1)
    for word in rare:
        # The same word becomes the same one in every note of a copy.
        draw = random.Random(f"{copy} {word.decode()}")
        if draw.random() < _NEW_WORDS / copy**0.5:
            made = "".join(draw.choices(_SYLLABLES, k=draw.randint(2, 5)))
            text = text.replace(b" %s" % word, b" %s" % made.encode())
    return text
