"""Bring the languages up to date: `./run languages [--release] [CODE …]`.

Each file of `resources/languages` gets the texts that are new in the source and loses those that
are gone; a code that has no file yet, as `fr` or `pt_BR`, gets one. What is left to translate is
marked unfinished, counted here and shown in English; `--release` fails where there is any.
`pseudo` makes a language that nobody speaks, of accents and longer words, to see what is not
translated and what is cut.
"""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QLocale

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "languages"
_ACCENTS = str.maketrans("aeiouycnszAEIOUCNS", "àéîöüýçñšžÀÉÎÖÜÇÑŠ")
# What stays as it is: placeholders, markup, keys in a text, options, commands and forms of days.
_KEPT = re.compile(
    r"%n|\{[^}]*\}|<[^>]+>|`[^`]+`|&\w+;|--?\w[\w-]*|%\(?\w*\)?[sdr]|\n|(?:d )?MMM yyyy"
)


class Message(NamedTuple):
    """A text: in English, how it is told from others, what helps to translate it, and translated.

    `forms` are as many as the language has for numbers, or one; `done`: nothing is left to do.
    """

    context: str
    source: str
    comment: str
    is_counted: bool
    hint: str
    forms: tuple[str, ...]
    done: bool


def messages(file: Path) -> Iterator[Message]:
    for context in ET.parse(file).getroot().iter("context"):
        name = context.findtext("name") or ""
        for each in context.iter("message"):
            shown = each.find("translation")
            forms = [form.text or "" for form in shown.iter("numerusform")]
            yield Message(
                name,
                each.findtext("source") or "",
                each.findtext("comment") or "",
                each.get("numerus") == "yes",
                each.findtext("extracomment") or "",
                tuple(forms or [shown.text or ""]),
                shown.get("type") is None,
            )


def update(file: Path, language: str) -> None:
    command = (
        *(Path(sys.executable).with_name("pyside6-lupdate"), "-silent"),
        *("-tr-function-alias", "tr+=_", "-locations", "none", "-no-obsolete", "-sort-messages"),
        *("-target-language", language, "-extensions", "py", "viewer", "-ts", file),
    )
    subprocess.run(command, cwd=ROOT, check=True)


def compile_to(target: Path, source: Path) -> Path:
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run((lrelease, "-silent", "-nounfinished", source, "-qm", target), check=True)
    return target


def pseudo(folder: Path, language: str = "ar") -> Path:
    """Make a pseudo language; return the file for Qt. Its direction is `language`'s."""
    file = folder / f"pseudo_{language}.ts"
    update(file, language)
    tree = ET.parse(file)
    for each in tree.getroot().iter("message"):
        shown = each.find("translation")
        shown.attrib.pop("type", None)
        one, _bar, many = (each.findtext("source") or "").partition("|")
        forms = list(shown.iter("numerusform"))
        for form in forms:
            form.text = _accented(many or one)
        if not forms:
            shown.text = _accented(each.findtext("source") or "")
    tree.write(file, "utf-8", xml_declaration=True)
    return compile_to(file.with_suffix(".qm"), file)


def _accented(text: str) -> str:
    # What a menu shows, and the full name.
    return " · ".join(map(_bracketed, text.split(" · ")))


def _bracketed(text: str) -> str:
    parts = _KEPT.split(text)
    kept = [*_KEPT.findall(text), ""]
    changed = "".join(a.translate(_ACCENTS) + b for a, b in zip(parts, kept, strict=True))
    return f"[{changed}{'~' * (1 + len(text) // 4)}]"


def main(names: Sequence[str]) -> None:
    codes = [name.replace("-", "_") for name in names if name != "--release"]
    unfinished = 0
    for code in codes:
        if QLocale(code).name() not in (code, f"{code}_{QLocale(code).name()[-2:]}"):
            sys.exit(f"“{code}” is no language; write its code, as fr or pt_BR.")
    there = [file.stem.removeprefix("cuenote_") for file in sorted(FOLDER.glob("cuenote_*.ts"))]
    for code in [*there, *(code for code in codes if code not in there)]:
        file = FOLDER / f"cuenote_{code}.ts"
        update(file, code)
        all_of = list(messages(file))
        left = sum(not each.done for each in all_of)
        print(f"{file.relative_to(ROOT)}: {len(all_of):,} texts, {left:,} to translate")
        unfinished += left
    if "--release" in names and unfinished:
        sys.exit(f"Not ready for a release: {unfinished:,} texts are left to translate.")


if __name__ == "__main__":
    main(sys.argv[1:])
