"""What a soak works on: a small vault made from a seed, its films, and things to drop."""

import random
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.conftest import CORPUS, unpack_vault
from tests.media.make_video import make_sound, make_video

_CORPUS_NOTES = 40
_WORDS = tuple(
    "the model open source time people video claim learning money small large always never because "  # noqa: SIM905
    "system market speech science energy water brain number better question answer history light "
    "signal group language naïve Größe 研究 موسيقى 🙂".split()
)


@dataclass(frozen=True, slots=True)
class Material:
    """Where everything is."""

    vault: Path
    notes: tuple[Path, ...]  # that belong to a film of ours
    outside: Path  # a note beside the vault
    films: tuple[Path, ...]
    transcript: Path
    not_ours: Path  # a file that is nothing to the program


def words(chance: random.Random, most: int = 12) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(2, most)))


def make_films(folder: Path) -> tuple[Path, ...]:
    """Make films of several sizes, one without sound, and sound alone."""
    wide, small, silent = (folder / f"{name}.mp4" for name in ("wide", "small", "silent"))
    return (
        make_video(wide, size=(640, 360), fps=25, frames=25 * 40, gop=50),
        make_video(small, size=(320, 180), fps=30, frames=30 * 60, gop=150),
        make_video(silent, size=(160, 90), fps=5, frames=5 * 130, gop=25, sound=False),
        make_sound(folder / "sound.m4a", seconds=20),
    )


def make_material(
    folder: Path, films: tuple[Path, ...], chance: random.Random, *, corpus: bool = True
) -> Material:
    """Write it all below `folder`; with notes of the corpus too, where that is there."""
    vault = folder / "vault"
    vault.mkdir(parents=True)
    for film in films[:2]:
        film.with_suffix(".vtt").write_text(_transcript(chance, 40), "utf-8")
    image = QImage(320, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    image.save(str(vault / "picture.png"))
    notes = []
    for number in range(24):
        path = vault / f"talk {number % 5}" / f"note_{number}.md"
        path.parent.mkdir(exist_ok=True)
        blocks = chance.choice((3, 8, 20, 20, 60, 400 if number % 8 == 0 else 30))
        path.write_text(_note(chance, films[number % len(films)], blocks, number), "utf-8")
        notes.append(path)
    (vault / "without video.md").write_text(f"# Plain\n\n{words(chance)}\n", "utf-8")
    (vault / "empty.md").write_bytes(b"")
    (vault / "latin.md").write_bytes("# Caf\xe9\n\nNot UTF-8 [0:03].\n".encode("latin-1"))
    if corpus and (CORPUS / "vault.tar.xz").is_file():
        real = unpack_vault(CORPUS)
        for path in chance.sample(sorted(real.rglob("*.md")), _CORPUS_NOTES):
            copy = vault / path.relative_to(real)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(path.read_bytes())
    outside = folder / "outside.md"
    outside.write_text(_note(chance, films[0], 5, 99), "utf-8")
    other = folder / "other.pdf"
    other.write_bytes(b"%PDF-1.7\n")
    transcript = folder / "chosen.srt"
    transcript.write_text("1\n00:00:01,000 --> 00:00:03,000\nWhat was said.\n", "utf-8")
    return Material(vault, tuple(notes), outside, films, transcript, other)


def _note(chance: random.Random, film: Path, blocks: int, number: int) -> str:
    lines = [f"---\nvideo: {film}\n---\n\n# Note {number} of {words(chance, 5)}\n"]
    lines += [_block(chance) for _ in range(blocks)]
    return "\n".join(lines)


def _block(chance: random.Random) -> str:
    time = f"[00:{chance.randrange(2):02}:{chance.randrange(60):02}]"
    anchor = f'<a class="yt-timestamp" data-t="{time[1:-1]}">{time}</a>'
    text = words(chance, 30)
    match chance.randrange(12):
        case 0:
            return f"## {words(chance, 6)}\n"
        case 1:
            return f"| {words(chance, 3)} | {anchor} |\n| --- | --- |\n| a | {words(chance, 4)} |\n"
        case 2:
            return f"> [!note] {words(chance, 4)}\n> {text} {time}\n"
        case 3:
            return f"See [[note_{chance.randrange(24)} | {words(chance, 3)}]] {anchor}.\n"
        case 4:
            return f"![shown](../picture.png)\n\n{text} [{chance.randrange(9)}:59:00]\n"
        case 5:
            return f"```python\n{text}\n```\n"
        case 6 | 7 | 8:
            return f"- {text} {anchor}\n- {words(chance)} {time}\n    - {words(chance)} {anchor}\n"
        case _:
            return f"{text} {anchor}. {words(chance, 20)} {anchor} {time}.\n"


def _transcript(chance: random.Random, seconds: int) -> str:
    cues = (
        f"00:00:{s:02}.000 --> 00:00:{s + 2:02}.000\n{words(chance)}\n"
        for s in range(0, seconds, 2)
    )
    return "WEBVTT\n\n" + "\n".join(cues)
