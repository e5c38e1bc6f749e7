"""Write what the guides, `./run --help` and a schema list: `python -m tests.documents`.

Each list is made from the program, and is between two comments or lines. Tests fail where a
document differs, and where what shells know of the commands does (`tests.shell_docs`).
"""

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from tests import languages, shell_docs
from viewer import commands as program
from viewer.base import translation
from viewer.check import verdicts
from viewer.features import ACTIONS
from viewer.ui.kit.keys import native

ROOT = Path(__file__).parent.parent
# The tables of keys: a heading, and how the ids of its actions begin, in the order of its rows.
# The last one takes what is left.
_GROUPS = {
    "Play": "play back. forward. frame.previous frame.next rate. repeat repeat. volume. fullscreen "
    "video.detach subtitles",
    "Move through a note": "claim. follow reel jump. heading. chapter. claims. find find.next "
    "find.previous",
    "Write": "edit.block bullet.new block. edit. text.bold text.italic save source note.reload "
    "find.replace vault.replace",
    "Add and set times": "bullet.timed cite frame.put mark transcript. moment. retime. range.",
    "Fix problems": "doubt. finding. candidate.",
    "Open, search and organise": "note.open note.new folder. start search search. filter about "
    "note.rename",
    "Get the video": "video. downloads",
    "Copy and print": "copy. frame.copy note.print",
    "Window": "",
}


def keys(*, translated: bool = False) -> str:
    left = [action for action in ACTIONS if action.keys]
    parts = []
    for heading, starts in _GROUPS.items():
        lines = [f"### {heading}", "", "| Action | Keys |", "| --- | --- |"]
        for start in starts.split(" "):
            is_whole = start and not start.endswith(".")
            for action in left[:]:
                if action.id != start if is_whole else not action.id.startswith(start):
                    continue
                left.remove(action)
                text = action.shown_text() if translated else action.text
                # What a letter does, it does with Alt, too: the guide says so once.
                shown = [f"`{key}`" for key in action.keys if key != f"Alt+{action.keys[0]}"]
                named = ", ".join(shown).replace("Return", "Enter")
                lines.append(f"| {text} | {named} |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def findings() -> str:
    return ",\n".join(f'        "{verdict}"' for verdict in verdicts.VERDICTS)


_GUIDE = "resources/tour/guide.md"
LISTS: dict[str, tuple[Callable[[], str], str, str]] = {
    _GUIDE: (keys, "<!-- keys: written by `python -m tests.documents` -->\n", "<!-- keys end -->"),
    "run": (lambda: program.listed("  ./run "), "other commands:\n", "for developers:\n"),
    "resources/schemas/check.schema.json": (
        findings,
        '"verdict": {\n      "enum": [\n',
        "\n      ]",
    ),
}
"""By document: what makes its list, and what stands before and behind that."""


def _translated_keys(guide: Path) -> str:
    """Make the tables of keys of a guide in another language, which keeps its own headings."""
    _make, before, behind = LISTS[_GUIDE]
    there = guide.read_text("utf-8").partition(before)[2].partition(behind)[0]
    heads = iter(re.findall(r"(?m)^### .*\n\n\| .*\n", there))
    text = re.sub(r"(?m)^### .*\n\n\| .*\n", lambda _: next(heads), keys(translated=True))
    return re.sub("`(.+?)`", lambda found: f"`{native(found[1])}`", text)


def guides(app: QCoreApplication) -> dict[Path, str]:
    """Return the guides in other languages, each with its tables of keys as they must be."""
    _make, before, behind = LISTS[_GUIDE]
    made = {}
    folder_of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for texts in sorted(languages.FOLDER.glob("cuenote_*.ts")):
        names = QTranslator()  # of keys
        names.load(QLocale(texts.stem.removeprefix("cuenote_")), "qtbase", "_", folder_of_qt)
        app.installTranslator(names)
        with TemporaryDirectory() as folder:
            file = Path(folder, "texts.qm")
            translation.use(str(languages.compile_to(file, texts)))
            try:
                guide = translation.document(translation.GUIDE)
                if not guide.is_relative_to(languages.FOLDER):
                    continue  # not translated
                table = _translated_keys(guide)
            finally:
                translation.use(translation.ENGLISH)
                app.removeTranslator(names)
        text = guide.read_text("utf-8")
        start = text.index(before) + len(before)
        made[guide] = text[:start] + table + text[text.index(behind, start) :]
    return made


def written(document: str) -> str:
    """Put its list into a document. ValueError where there is no place for it."""
    make, before, behind = LISTS[document]
    text = (ROOT / document).read_text("utf-8")
    start = text.index(before) + len(before)
    return text[:start] + make() + text[text.index(behind, start) :]


def main() -> None:
    translation.use(translation.ENGLISH)
    for document in LISTS:
        (ROOT / document).write_text(written(document), "utf-8")
    for guide, text in guides(QCoreApplication([])).items():
        guide.write_text(text, "utf-8")
    shell_docs.main()


if __name__ == "__main__":
    main()
