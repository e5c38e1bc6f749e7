"""Who speaks, where only a name and a space stand before a time."""

from viewer.notes.lazy_regex import late

_NAME = late(
    r"[\s>*_]*(?P<words>[^\W\d_][\w'’.-]*+(?:[ ][^\W\d_][\w'’.-]*+){0,3})[*_]*[ ][*_]*",
)


def names_speaker(before: str) -> bool:
    """Return whether what stands before a time on its line is a name and a space.

    It has one to four words, none of which begins with a small letter, and ends no sentence.
    """
    name = _NAME.fullmatch(before)
    if name is None or name["words"].endswith("."):
        return False
    return not any(word[0].islower() for word in name["words"].split())
