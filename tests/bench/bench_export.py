"""How long exports take, and how large a page is.

    python -m tests.bench export

A film is held beside ffmpeg, which encodes the same seconds of the same video by the same encoder
with the same settings, in one go.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.report import Report
from tests.conftest import unpack_vault
from tests.measure.cases import CORPUS
from tests.video.make_video import make_video
from viewer.__main__ import main
from viewer.export.film import FilmPart, write_film

_CLAIMS, _PAGE_MB = 40, 30
_FILM_S = 60


def run(report: Report) -> None:
    """Add the rows."""
    with tempfile.TemporaryDirectory() as folder:
        video = make_video(
            Path(folder, "video.mp4"), size=(1280, 720), fps=25, frames=25 * 200, gop=125
        )
        _page(report, Path(folder), video)
        _film(report, Path(folder), video)
        _vault(report, Path(folder))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        work()
    return time.perf_counter() - began


def _page(report: Report, folder: Path, video: Path) -> None:
    note = folder / "note.md"
    moments = [f"{4 * n // 60}:{4 * n % 60:02}" for n in range(_CLAIMS)]
    claims = "".join(f"- Claim {n} is made here [{at}]\n" for n, at in enumerate(moments))
    note.write_text(f"---\nvideo: {video.name}\n---\n\n{claims}")
    for what, more in (("with clips", ()), ("frames alone", ("--no-clips",))):
        target = folder / f"{what}.html"
        took = _timed(lambda: main(["export", str(note), "--as", "html", "-o", str(target), *more]))  # noqa: B023
        size = target.stat().st_size / 1_000_000
        report.add(
            f"page of {_CLAIMS} claims, {what}, 720p",
            f"{took:.1f} s, {size:.1f} MB",
            goal=f"{_PAGE_MB} MB",
            ok=size <= _PAGE_MB,
        )


def _film(report: Report, folder: Path, video: Path) -> None:
    target = folder / "film.mp4"
    took = _timed(lambda: write_film([FilmPart(video, 10_000, 10_000 + 1000 * _FILM_S)], target))
    beside = "no ffmpeg on this computer"
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is not None:
        command = [ffmpeg, "-v", "error", "-ss", "10", "-t", str(_FILM_S), "-i", str(video)]
        command += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-c:a", "aac"]
        command += ["-b:a", "128k", "-ac", "2", "-ar", "48000", str(folder / "beside.mp4")]
        alone = _timed(lambda: subprocess.run(command, check=True, stdin=subprocess.DEVNULL))
        beside = f"ffmpeg {alone:.1f} s: {took / alone:.2f} times as long"
    report.add(f"film of {_FILM_S} s, 720p, H.264", f"{took:.1f} s", beside)


def _vault(report: Report, folder: Path) -> None:
    what = "the vault of real notes as {}"
    if not (CORPUS / "vault.tar.xz").is_file():
        report.skip(what.format("tables"), "there is no corpus")
        return
    vault = unpack_vault(CORPUS)
    for form in ("csv", "jsonl"):
        target = folder / f"all.{form}"
        took = _timed(
            lambda: main(["export", str(vault), "--as", form, "-o", str(target)])  # noqa: B023
        )
        with target.open("rb") as file:
            lines = sum(1 for _ in file)
        size = target.stat().st_size / 1_000_000
        report.add(what.format(form), f"{took:.1f} s", f"{lines:,} lines, {size:.0f} MB")
        target.unlink()
