"""Write what README, CONTRIBUTING and the guide list: `python -m tests.documents`.

Each list is made from what the program has, and stands between two comments or lines. Tests fail
where a document differs, and where what shells know of the commands does (`tests.shell_docs`).
"""

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import languages, shell_docs
from viewer import commands as program
from viewer import translation
from viewer.evidence import verdicts
from viewer.export.forms import FORMS as EXPORTS
from viewer.features import FEATURES
from viewer.notes.forms.every import FORMS as CITATIONS
from viewer.ui.shell.action import Action
from viewer.ui.shell.context import Later
from viewer.ui.shell.settings import SETTINGS
from viewer.vault.facts import FACTS
from viewer.video.media import PLACES
from viewer.video.transcripts.formats import FORMATS

ROOT = Path(__file__).parent.parent
# What a reader would call each room of viewer/ui.
_ROOMS = {
    "player": "Playing",
    "claims": "Claims",
    "notes_list": "Notes and vaults",
    "session": "Going to a time",
    "transcript": "Transcript and search in the note",
    "review": "Problems",
    "note": "Copying",
    "editing": "Editing",
    "search": "Search",
    "saving": "Saving for offline",
    "video": "Streaming",
    "exporting": "Exporting",
    "speech": "Transcribing",
    "settings": "Appearance",
    "shell": "Window",
}
# Where a change of each kind goes: what it is, the file, how many there are, and what else to know.
_KINDS = (
    ("a command", "commands/__init__.py", len(program.COMMANDS), "a row, and a file beside it"),
    ("an export form", "export/forms.py", len(EXPORTS), "a row, and what writes it"),
    ("a form of timestamps", "notes/forms/every.py", len(CITATIONS), "a class in `FORMS`"),
    ("a kind of problem", "evidence/verdicts.py", len(verdicts.VERDICTS), "a class in `VERDICTS`"),
    ("a fact of a note in the list", "vault/facts.py", len(FACTS), "a row"),
    ("a setting", "ui/shell/settings.py", len(SETTINGS), "a row; the window shows it"),
    ("a place of videos", "video/media.py", len(PLACES), "a row"),
    ("a format of captions", "video/transcripts/formats.py", len(FORMATS), "a row"),
)


def _actions() -> dict[str, list[Action]]:
    rooms: dict[str, list[Action]] = {}
    for feature in FEATURES:
        module = feature.module if isinstance(feature, Later) else feature.__module__
        room = module.split(".")[2]
        if with_keys := [action for action in feature.ACTIONS if action.keys]:
            rooms.setdefault(room, []).extend(with_keys)
    return rooms


def keys(*, translated: bool = False) -> str:
    parts = []
    for room, actions in _actions().items():
        lines = [f"### {_ROOMS[room]}", "", "| What it does | Keys |", "| --- | --- |"]
        for action in actions:
            text = action.shown_text() if translated else action.text
            lines.append(f"| {text} | {', '.join(f'`{key}`' for key in action.keys)} |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def commands() -> str:
    return f"```sh\n{program.listed('./run ')}```\n"


def kinds() -> str:
    count = sum(len(actions) for actions in _actions().values())
    lines = ["| To add | open `viewer/…` | there are | it is |", "| --- | --- | --- | --- |"]
    for what, file, number, how in _KINDS:
        lines.append(f"| {what} | `{file}` | {number} | {how} |")
    lines.append(f"| an action | its feature's `ACTIONS` | {count} with keys | a row |")
    return "\n".join(lines) + "\n"


def findings() -> str:
    return ",\n".join(f'        "{verdict}"' for verdict in verdicts.VERDICTS)


LISTS: dict[str, tuple[Callable[[], str], str, str]] = {
    document: (
        make,
        f"<!-- {make.__name__}: written by `python -m tests.documents` -->\n",
        f"<!-- {make.__name__} end -->",
    )
    for document, make in (
        ("README.md", commands),
        ("CONTRIBUTING.md", kinds),
        ("resources/tour/guide.md", keys),
    )
} | {
    "run": (lambda: program.listed("  ./run "), "other commands:\n", "for developers:\n"),
    "resources/schemas/check.schema.json": (
        findings,
        '"verdict": {\n      "enum": [\n',
        "\n      ]",
    ),
}
"""By document: what makes its list, and what stands before and behind that."""


def _translated_keys(guide: Path, texts: Path) -> str:
    """Make the tables of keys of a guide in another language, which keeps its own headings."""
    names = {
        each.source: each.forms[0]
        for each in languages.messages(texts)
        if each.context == "QShortcut" and each.done
    }
    if "Del" in names:
        names["Delete"] = names["Del"]  # Qt reads both, and writes the first
    _make, before, behind = LISTS["resources/tour/guide.md"]
    there = guide.read_text("utf-8").partition(before)[2].partition(behind)[0]
    heads = iter(re.findall(r"(?m)^### .*\n\n\| .*\n", there))
    text = re.sub(r"(?m)^### .*\n\n\| .*\n", lambda _: next(heads), keys(translated=True))
    return re.sub("`(.+?)`", lambda found: f"`{_named(found[1], names)}`", text)


def _named(key: str, names: dict[str, str]) -> str:
    parts = re.split(r"(?<=.)\+", key)
    return "+".join(names.get(part, part) for part in parts)


def guides() -> dict[Path, str]:
    """Return the guides in other languages, each with its tables of keys as they must be."""
    _make, before, behind = LISTS["resources/tour/guide.md"]
    made = {}
    for texts in sorted(languages.FOLDER.glob("cuenote_*.ts")):
        with TemporaryDirectory() as folder:
            file = Path(folder, "texts.qm")
            translation.use(str(languages.compile_to(file, texts)))
            try:
                guide = translation.document(translation.GUIDE)
                if not guide.is_relative_to(languages.FOLDER):
                    continue  # not translated
                table = _translated_keys(guide, texts)
            finally:
                translation.use(translation.ENGLISH)
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
    for guide, text in guides().items():
        guide.write_text(text, "utf-8")
    shell_docs.main()


if __name__ == "__main__":
    main()
