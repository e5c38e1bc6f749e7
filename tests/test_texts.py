import re
from collections.abc import Iterator

from tests.texts import Text, texts

# Words of the code, and those that a better one is for: timestamp, claim, problem, save, video,
# transcript, claims only, suggested time. The code may go on saying citation and finding.
_NOT = re.compile(
    r"\b(?:citations?|cite[sd]?|citing|findings?|reels?|fetch(?:ed|es|ing)?|doubts?|to look at"
    r"|moments?|recogni[sz]ed|heard|librar(?:y|ies)|films?|entry|entries|proposals?|proposed"
    r"|repairs?|repaired|said words|no evidence)\b",
    re.IGNORECASE,
)
_HOLE = re.compile(r"\{[^}]*\}")

# What may hold one of them: part of a text, and why.
_ALLOWED = {
    # What a program reads.
    '"citations": [': "JSON of the command line",
    "n.claims, n.citations, n.doubts": "columns of the index",
    "[Desktop Entry]": "the format of desktop files",
    "in doubt": "a verdict in JSON",
    "no evidence": "a verdict in JSON",
    "NOTE Recognised here": "the mark of transcripts that older versions made",
    # Libraries of programs.
    "VLC 3 with its library (libvlc)": "a library of VLC",
    "X11 or Wayland libraries": "libraries of Qt",
}


# Other words for actions: what the user may type in the palette.
_TYPED = "viewer/ui/window/synonyms.py"


def _faults(found: list[Text]) -> Iterator[str]:
    for text in found:
        words = text.words
        for part in _ALLOWED:  # and no more of it
            words = words.replace(part, "")
        if not text.place.startswith(_TYPED) and _NOT.search(_HOLE.sub("{}", words)):
            yield text.line()


def test_texts_use_the_words_of_the_list() -> None:
    assert list(_faults(texts())) == []


def test_no_text_names_a_key_that_can_be_another() -> None:
    key = re.compile(r"\((?:[A-Z])\)|\b(?:(?:Ctrl|Alt|Shift)\+)+[A-Z]\b|\bF\d\d?\b")
    # A key of the terminal; one that is proposed; and letters, as a kind of key.
    fine = "commands/transcribe.py", "window/shortcuts.py", "window/settings.py"
    assert [
        text.line()
        for text in texts()
        if text.kind in ("tr", "_")
        and key.search(text.words)
        and not text.place.partition(":")[0].endswith(fine)
    ] == []


# Files whose texts are read, or only look so, and are not translated: with the reason.
_ENGLISH = (
    "__main__.py",  # the command line, which is English; so are the next
    "commands/",
    "system/desktop_entry.py",
    "export/choice.py",
    "notes/convert.py",
    "notes/forms/every.py",
    "notes/forms/form.py",
    "notes/forms/otherwise.py",  # examples of what notes say
    "base/system_packages.py",
    "base/terminal.py",
    "export/anki.py",  # the names of kinds of cards, by which Anki knows them again
    "media/transcript_reader.py",  # what is looked for in files of transcripts
)


def test_sentences_are_translated() -> None:
    left = set()
    for text in texts():
        words = re.sub(r"\{[^}]*\}", "", text.words)
        is_sentence = re.match(r"\W*[A-Z]", words) and re.search(r"[A-Za-z][a-z]+ [a-z]{2,}", words)
        if is_sentence and text.kind not in ("tr", "_"):
            left.add(text)
    places = {text.place.partition(":")[0].removeprefix("viewer/") for text in left}
    files = {"commands/" if name.startswith("commands/") else name for name in places}
    assert files == set(_ENGLISH), [text.line() for text in left]
