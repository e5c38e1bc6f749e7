"""One kind, one class, one list: a toy of a kind, added here alone, is there as the real ones are.

Whatever tells the kinds apart anywhere else would miss it. The window is made from the same lists.
"""

import argparse
import json
import re
import shutil
import sys
import types
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

import jsonschema
import pytest

from tests import documents, shell_docs
from tests.check.vaults import TALK, VIDEO, note, srt
from tests.commands.calls import ROOT, printed, run
from viewer import commands
from viewer.base.errors import ViewerError
from viewer.base.terminal import Parser
from viewer.check import verdicts
from viewer.check.check_many import CheckWish, Shape, check_vault
from viewer.check.finding import Finding
from viewer.check.note_check import Cited, NoteCheck
from viewer.check.sources import Places, Sources
from viewer.check.verdicts import HOLDS, VERDICTS, Rule
from viewer.commands import Command, check, transcribe
from viewer.export import formats as exports
from viewer.export.choice import Choice
from viewer.export.format import Content, ExportFile, ExportFormat, ExportPlan, ExportTask
from viewer.export.gathering import gather
from viewer.export.new_file import write_text
from viewer.export.text_formats import TextFormat
from viewer.media import caption_formats, media
from viewer.media.caption_formats import CaptionFormat
from viewer.media.media import Pairings, VideoPlace, find_media
from viewer.media.transcribed import Origin, Transcribed, write_transcribed
from viewer.media.transcript import Cue
from viewer.media.transcript_reader import ParsedCaptions
from viewer.media.ytdlp_extras import choose_captions
from viewer.notes.convert import convert
from viewer.notes.forms import every
from viewer.notes.forms.form import CitationForm, Found, Source
from viewer.notes.model import BlockKind, Citation, Side, Span, VideoRef
from viewer.notes.note import Note
from viewer.notes.own_form import Wish
from viewer.notes.ranges import set_range
from viewer.notes.retime import cite, cite_place, retime, shift_times
from viewer.notes.timecode import moment_readings
from viewer.ui.tasks.transcribing_notes import plan_of
from viewer.vault import facts
from viewer.vault.facts import CountFact, NoteFact
from viewer.vault.index import Index
from viewer.vault.indexer import Indexer
from viewer.vault.query import parse_query
from viewer.vault.said_keeper import in_vault
from viewer.vault.schema import index_path

REF = VideoRef(video_id=VIDEO)
pytestmark = pytest.mark.usefixtures("own_homes")


# ---------------------------------------------------------------------- a command


def test_command_is_run_listed_documented_and_completed(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("viewer.commands.greet")

    def parser() -> Parser:
        made = Parser("greet", "Say hello.")
        made.add_argument("name", metavar="NAME")
        made.add_argument("--loud", action="store_true", help="say it in capitals")
        return made

    def greet(options: argparse.Namespace) -> int:
        if options.name == "nobody":
            raise ViewerError("There is nobody.", "Name a person.")
        if options.name == "stop":
            raise KeyboardInterrupt
        words = f"Hello {options.name}!"
        sys.stdout.write((words.upper() if options.loud else words) + "\n")
        return 0

    module.parser, module.run = parser, greet  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    toy = Command("greet", "NAME", "say hello to a person", stopped="Gone.")
    monkeypatch.setattr(commands, "COMMANDS", (*commands.COMMANDS, toy))
    assert printed("greet", "Anna", "--loud") == "HELLO ANNA!\n"
    for name, code, said in (
        ("nobody", 1, "cuenote: There is nobody. Name a person.\n"),
        ("stop", 130, "Gone.\n"),
    ):
        done = run("greet", name)
        assert (done.returncode, done.stderr) == (code, said)
    assert "cuenote greet NAME" in printed("--help")
    assert "did you mean `cuenote greet`" in run("great").stderr
    assert "./run greet NAME" in documents.written("run")
    for make in shell_docs.FILES.values():
        assert "greet" in make()
        assert "loud" in make()


# ---------------------------------------------------------------------- a place of videos


def test_place_is_looked_into_by_all_that_needs_a_video(
    tmp_path: Path, numbered_video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = VideoPlace(
        "tapes",
        "Found among the tapes.",
        lambda around: (around.vault / "tapes",) if around.vault is not None else (),
        depth=1,
    )
    monkeypatch.setattr(media, "PLACES", (place, *media.PLACES))
    root, library, state = (tmp_path / name for name in ("vault", "library", "state"))
    folder, path = root / "tapes" / "old", root / "a.md"
    folder.mkdir(parents=True)
    film = Path(shutil.copyfile(numbered_video, folder / f"Tape {VIDEO}.mp4"))
    (folder / f"Words of {VIDEO}.en.srt").write_text(srt(), "utf-8")
    said = [f"{text} [0:{10 * n:02}]" for n, text in enumerate(TALK[:2])]
    path.write_text(note(VIDEO, *said), "utf-8")
    places, pairings = Places(vault=root, library=library, state=state), Pairings(state / "p.json")
    found = find_media(REF, path, root, library, pairings)
    assert (found.path, found.source) == (film, place)
    wish = CheckWish(root, places, Shape.NOTHING, repairs=False)
    (checked,) = chain(*check_vault(wish, ["a.md"], workers=1))
    assert checked.counts[VERDICTS.index(HOLDS)] == 2  # it read where they are said
    content = gather([(path, "a.md", places)], "a")
    (footage,) = content.footage.values()
    assert footage.path == film
    spoken = in_vault([(REF, "a.md")], root, library, state, {}, ("en",))
    assert [file.path.parent.name for file in spoken[VIDEO].files] == ["old"]
    plan = plan_of(
        [path],
        lambda ref, note: find_media(ref, note, root, library, pairings),
        *(root, library, Pairings(state / "transcripts.json"), frozenset()),
    )
    assert (plan.have, plan.away) == (1, 0)


# ---------------------------------------------------------------------- a format of captions


def _is_toy(text: str) -> bool:
    return text[:1].isdigit() and ":" not in text


def _read_toy(text: str) -> ParsedCaptions:
    starts = [line.partition(" ") for line in text.splitlines()]
    return ParsedCaptions(
        [Cue(int(start) * 1000, int(start) * 1000 + 9_000, words) for start, _, words in starts]
    )


def _write_toy(what: Transcribed) -> str:
    return "".join(f"{cue.start_ms // 1000} {cue.text}\n" for cue in what.cues)


def test_format_is_found_read_searched_loaded_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy = CaptionFormat("Toy", ".toy", "toy3", 0, _is_toy, _read_toy, write=_write_toy)
    monkeypatch.setattr(caption_formats, "FORMATS", (*caption_formats.FORMATS, toy))
    words = "".join(f"{10 * n} {text}\n" for n, text in enumerate(TALK))
    real = ", ".join(caption_formats.caption_suffixes()[:-1])
    root, path = tmp_path / "vault", tmp_path / "vault" / "a.md"
    root.mkdir()
    (root / f"{VIDEO}.toy").write_text(words, "utf-8")
    for places in (Places(transcripts=root), Places(vault=root)):
        transcript = Sources(places).of(REF, path).transcript
        assert transcript.cues[1].text == TALK[1]
    path.write_text(note(VIDEO, "A claim [0:20]"), "utf-8")
    assert TALK[1] in printed("search", "--said", root, "watchmaker")
    offers = [{"ext": ext, "url": "https://example.org/"} for ext in ("vtt", "toy3", "ttml")]
    (offered,) = choose_captions({"subtitles": {"en": offers}}, ["en"])
    assert (offered.format["ext"], offered.ending) == ("toy3", "toy")
    heard = Transcribed(Origin("tiny", "en", duration_ms=9_000, finished=((0, 9_000),)))
    heard = replace(heard, cues=(Cue(1_000, 2_000, "Words."),))
    written, output = tmp_path / "recognised.tiny.vtt", tmp_path / "b.toy"
    write_transcribed(written, heard)
    transcribe._check_output(output, ["talk.mp4"])
    transcribe._write(heard, written, output)
    assert output.read_text() == "1 Words.\n"
    for parser, told in (
        (check.parser(), f"<videoId>{real} or .toy"),
        (transcribe.parser(), ".srt, .toy, or .txt"),
    ):
        assert told in " ".join(parser.format_help().split())


def test_readme_names_every_format() -> None:
    names = ", ".join(each.name for each in caption_formats.FORMATS)
    assert f"({names})" in (ROOT / "README.md").read_text("utf-8")


# ---------------------------------------------------------------------- a format of export


def _tabs(content: Content) -> str:
    return "".join(f"{one.ms}\t{one.text}\n" for one in content.entries if one.ms is not None)


class _Tones(ExportFormat):
    """A file for each claim, in which its video is named."""

    id, suffix, words = "tones", ".tone", "A tone for each claim"
    is_media = is_each = is_folder = is_shown = True
    options = ("frames",)
    holds = "1 tone|%n tones"
    lacks = "1 timestamp has no tone.|%n timestamps have no tone."

    def plan(self, content: Content, choice: Choice) -> ExportPlan:
        files = [
            ExportFile(f"{entry.ms}{self.suffix}", partial(self._write, choice, entry.text))
            for entry in content.entries
            if entry.ms is not None
        ]
        size, left = len(files), content.lost
        return ExportPlan(self, content, choice, files, size, left, seconds=size, bytes=1_000)

    def _write(self, choice: Choice, text: str, task: ExportTask) -> str:
        task.progress(1, 1)
        write_text(task.target, f"{text} {choice.frames}")
        return "one tone"


def test_format_of_export_is_offered_and_written(
    tmp_path: Path, numbered_video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toys = (TextFormat("tabs", ".tabs", "Tabs between all", _tabs), _Tones())
    monkeypatch.setattr(exports, "FORMATS", (*exports.FORMATS, *toys))
    path, folder = tmp_path / "note.md", tmp_path / "tones"
    text = "- Cats are soft [0:02]\n- Dogs bark [0:10]\n- Lost [99:00:00]\n"
    path.write_text(f"---\nvideo: {numbered_video}\n---\n\n{text}", "utf-8")
    done = run("export", path, "--as", "tabs")
    assert (done.returncode, done.stdout) == (1, "2000\tCats are soft\n10000\tDogs bark\n")
    assert "1 timestamp is left out (“99:00:00”)" in done.stderr
    done = run("export", path, "--as", "tones")
    assert (done.returncode, "with -o FOLDER/." in done.stderr) == (2, True)
    call = ["export", path, "--as", "tones", "-o", folder, "--frames"]
    done = run(*call)
    assert done.stdout == f"{folder}/2000.tone: one tone\n{folder}/10000.tone: one tone\n"
    assert "0:02 of video, about 1 KB.\n1 timestamp is left out" in done.stderr
    assert (folder / "2000.tone").read_text("utf-8") == "Cats are soft True"
    assert [done.returncode, *(run(*call, *more).returncode for more in ([], ["--force"]))] == [
        *(1, 1, 1)
    ]
    assert "  tones     A tone for each claim\n" in printed("export", "--help")
    for make in shell_docs.FILES.values():
        assert "tones" in make()


# ---------------------------------------------------------------------- a fact of a note


def _speaker(note: Note) -> str:
    values = note.front.values if note.front is not None else {}
    return values["speaker"].text if "speaker" in values else ""


def test_fact_is_kept_read_and_an_order_and_an_index_without_it_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # They are called as columns and tables of the index are.
    speaker = NoteFact(
        name="path",
        read=_speaker,
        order="By speaker",
        is_filtered=True,
        words=lambda name: f"said by {name}",
    )
    headings = CountFact(
        name="words",
        read=lambda note: sum(block.kind is BlockKind.HEADING for block in note.blocks),
        order="By number of headings",
        words=lambda count: f"{count} headings",
    )
    with pytest.raises(TypeError, match="words: only what is a text"):
        replace(headings, is_filtered=True)
    with pytest.raises(TypeError, match="two facts have one name: words"):
        facts.distinct(headings, speaker, headings)
    vault = tmp_path / "vault"
    vault.mkdir()

    def write(name: str, speaker: str, count: int) -> None:
        text = f"---\nspeaker: {speaker}\n---\n\n" + "# One\n\nMore\n\n" * count
        (vault / name).write_text(text, "utf-8")

    def told() -> dict[str, tuple[facts.FactValue, ...]]:
        index = Index.open(index_path(tmp_path, vault), vault)
        with closing(index):
            groups = index.search(parse_query("more")).groups
            assert vault / "one.md" in [group.note.path for group in groups]
            return index.facts()

    write("one.md", "Ada", 2)
    write("two.md", "", 0)
    with Indexer(vault, index_path(tmp_path, vault)) as indexer:
        indexer.update()
    before = told()
    monkeypatch.setattr(facts, "FACTS", (*facts.FACTS, speaker, headings))
    assert Index.open(index_path(tmp_path, vault), vault) is None  # its version is another one
    with Indexer(vault, index_path(tmp_path, vault)) as indexer:
        assert len(indexer.update().written) == 2
        assert not indexer.update()
    toys = {"one.md": ("Ada", 2), "two.md": ("", 0)}
    assert told() == {name: (*others, *toys[name]) for name, others in before.items()}
    write("two.md", "Grace", 1)
    with Indexer(vault, index_path(tmp_path, vault)) as indexer:
        indexer.refresh([vault / "two.md"])
    assert told()["two.md"][-2:] == ("Grace", 1)
    assert not caplog.records  # nothing was damaged
    assert [(each.name, each.order) for each in facts.orders().values()][-2:] == [
        ("path", "By speaker"),
        ("words", "By number of headings"),
    ]


# ---------------------------------------------------------------------- a kind of problem


class _Seven(Rule):
    value, counted, name = "seven", "end with a seven", "Sevens"
    words, said = "The time ends with a seven.", "A seven"
    # Behind what holds and what nothing is known of, in the table as in the summary.
    colour, pattern, order = "link", "CrossPattern", (2, 2)
    many = "times end with a seven"

    def found(self, check: NoteCheck, one: Cited) -> Finding | None:
        ms = one.read_ms
        return check.finding(self, one, ms) if ms is not None and ms % 10_000 == 7_000 else None


def test_problem_is_found_told_counted_and_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdicts, "VERDICTS", (_Seven(), *verdicts.VERDICTS))
    path, many = tmp_path / "animals.md", tmp_path / "many.md"
    path.write_text(
        "- Cats are soft [0:07]\n- Dogs bark [0:10]\n- Cows moo [0:17]\n"
        '- Goats climb <a class="yt-timestamp" data-t="0:20">[0:50]</a>\n'
    )
    lines = printed("check", path, code=1).splitlines()
    assert "0:07  end with a seven" in "\n".join(lines)
    summary = lines[lines.index("4 timestamps; 3 problems") + 1 :]
    assert [line.split(maxsplit=1) for line in summary] == [
        ["0", "confirmed"],
        ["1", "can't tell"],
        ["2", "end with a seven"],
        ["1", "shown time differs"],
    ]
    many.write_text("".join(f"- Many [0:{n}7]\n" for n in range(5)), "utf-8")
    assert "5 times end with a seven" in printed("check", many, code=1)
    entries = list(map(json.loads, printed("check", "--json", path, code=1).splitlines()))
    assert [entry["verdict"] for entry in entries].count("seven") == 2
    schema = json.loads(documents.written("resources/schemas/check.schema.json"))
    for entry in entries:
        jsonschema.validate(entry, schema)


# ---------------------------------------------------------------------- a form of timestamps

FRONT = "---\nvideoId: abcdefghij1\n---\n"
TEXT = "- {{vid:0:20}} First said\n- {{vid:1:00-1:10}} Second said\n- Third {{vid:1:40}} said\n"


class _Vid(CitationForm):
    id, words, example = "vid", "Toy (nobody's)", "{{vid:1:02}}"
    markup = "{{{{vid:{0}}}}}"
    tells_of_video = comes_first = marks_following = True

    def find(self, source: Source) -> None:
        pattern = rb"\{\{vid:(?P<time>\d+:[\d:]+)(?:-(?P<end>[\d:]+))?\}\}"
        for match in re.finditer(pattern, source.data):
            written = match["time"].decode()
            end, ends = None, moment_readings((match["end"] or b"").decode())
            if ends:
                end = Span(*match.span("end"))
            span, value = Span(*match.span()), Span(*match.span("time"))
            readings = moment_readings(written)
            cited = Citation(span, value, written, None, None, readings, (), self, end, ends)
            source.found.append(Found(cited))


@pytest.fixture
def vid(monkeypatch: pytest.MonkeyPatch) -> CitationForm:
    form = _Vid()
    monkeypatch.setattr(every, "FORMS", (*every.FORMS, form))
    return form


def _note(text: str) -> Note:
    return Note.parse((FRONT + text).encode())


def _times(note: Note) -> list[tuple[int | None, int | None]]:
    return [(time.ms, time.end_ms) for time in note.times(None)]


def test_form_is_found_with_its_times_its_video_and_its_side(vid: CitationForm) -> None:
    note = _note(TEXT)
    assert [one.syntax for one in note.citations] == [vid] * 3
    assert _times(note) == [(20_000, None), (60_000, 70_000), (100_000, None)]
    assert {note.video_of(one) for one in note.citations} == {note.video}
    assert [claim.side for claim in note.claims] == [Side.AFTER] * 3
    assert note.plain.of(note.claims[0].span) == "First said"
    # Of words on both sides it marks those behind it, as it says itself.
    assert _note("Before {{vid:1:40}} behind\n").claims[0].side is Side.AFTER
    vid.marks_following = False
    assert _note("Before {{vid:1:40}} behind\n").claims[0].side is Side.BEFORE


def test_form_is_edited_written_anew_and_converted_by_the_command(
    vid: CitationForm, tmp_path: Path
) -> None:
    note = _note(TEXT)
    first, second, _third = note.citations

    def text(data: bytes) -> str:
        return data.decode().removeprefix(FRONT)

    moved = retime(note, first, 125_000).apply(note.data)
    assert text(moved) == TEXT.replace("0:20", "2:05")
    shifted = shift_times(note, [second], 5_000).apply(note.data)
    assert text(shifted) == TEXT.replace("1:00-1:10", "1:05-1:15")
    ended, endless = set_range(note, 0, 20_000, 30_000), set_range(note, 1, 60_000, None)
    assert text(ended.apply(note.data)) == TEXT.replace("0:20", "0:20-0:30")
    assert text(endless.apply(note.data)) == TEXT.replace("-1:10", "")
    new = cite(note, cite_place(note, len(note.data)), 125_000).apply(note.data)
    assert text(new) == TEXT + "{{vid:2:05}}"
    fresh, wish = _note("- Words\n"), Wish(every.form_named("vid"))
    at = cite_place(fresh, len(fresh.data) - 1, None, wish)
    assert cite(fresh, at, 62_000, None, wish).apply(fresh.data).endswith(b"- {{vid:1:02}} Words\n")
    assert "  vid         {{vid:1:02}}\n" in printed("convert", "--help")
    path = tmp_path / "note.md"
    path.write_text(f"{FRONT}- [0:20] First said\n- [1:00-1:10] Second said\n")
    told = run("convert", path, "--to", "vid", "--write").stderr
    assert "Converted 2 timestamps in 1 note." in told
    lines = ["- {{vid:0:20}} First said", "- {{vid:1:00-1:10}} Second said", ""]
    assert path.read_text().removeprefix(FRONT).split("\n") == lines


@pytest.mark.parametrize("other", every.FORMS, ids=lambda form: form.id)
def test_form_is_converted_to_every_other_and_back(vid: CitationForm, other: CitationForm) -> None:
    note = _note("{{vid:0:20}}\n\nFirst said\n\n{{vid:1:00}}\n\nSecond said\n")
    there = note.with_data(convert(note, other).change.apply(note.data))
    back = there.with_data(convert(there, vid).change.apply(there.data))
    if there.data != note.data:  # no video is a file here
        assert {one.syntax for one in there.citations} == {other}
        assert back.data == note.data
    assert _times(there) == _times(back) == _times(note)
