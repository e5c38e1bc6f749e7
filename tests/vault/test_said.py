import json
import os
import random
import re
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from tests.commands.calls import run
from tests.forked import end_of, start_child
from tests.media.youtube_shapes import clock
from tests.vault.test_watch import Writer
from tests.waiting import wait_until
from viewer.media.caption_formats import read_captions
from viewer.media.media import Pairings
from viewer.media.transcribed import Origin, Transcribed, file_name, folder_of, write_transcribed
from viewer.media.transcript import Cue
from viewer.notes.model import VideoRef
from viewer.vault.full_text import Results
from viewer.vault.index import Index
from viewer.vault.indexer import Indexer
from viewer.vault.query import parse_query
from viewer.vault.said_keeper import SaidPlaces, update_said
from viewer.vault.said_search import SaidGroup, count_said, search_said
from viewer.vault.schema import index_path

SAVED, BESIDE, OTHER = "aaaaaaaaaaa", "bbbbbbbbbbb", "ccccccccccc"

GRADIENTS = [
    (0, "Welcome to this first lesson of the whole course."),
    (62, "The negative gradient points downhill."),
    (3_671, "So the chain rule tells us how each weight matters."),
]
BREAD = [(5, "Knead the dough until it shines."), (9, "The gradient of heat matters, too.")]


def write_captions(path: Path, said: list[tuple[int, str]], *, age_s: float = 60) -> None:
    """Write WebVTT, a sentence a cue of four seconds; and make it old enough to be trusted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["WEBVTT", ""]
    for second, text in said:
        lines += [f"{clock(1000 * second)} --> {clock(1000 * second + 4000)}", text, ""]
    path.write_text("\n".join(lines), "utf-8")
    then = time.time() - age_s
    os.utime(path, (then, then))


def write_info(library: Path, key: str, title: str, channel: str) -> None:
    info = {"key": key, "id": key, "url": f"https://youtu.be/{key}", "title": title}
    info |= {"channel": channel, "duration_ms": 60_000, "file": f"{key}.mp4", "bytes": 1}
    (library / key).mkdir(parents=True, exist_ok=True)
    file = library / key / "info.json"
    file.write_text(json.dumps(info), "utf-8")
    then = time.time() - 60
    os.utime(file, (then, then))


@pytest.fixture
def places(tmp_path: Path) -> SaidPlaces:
    return make_places(tmp_path)


def make_places(tmp_path: Path) -> SaidPlaces:
    """A vault with notes about three videos; one is saved, one has captions beside its note."""
    root, library = tmp_path / "vault", tmp_path / "library"
    for folder, name, video, title in (
        ("Maths", "descent", SAVED, "On descent"),
        ("Food", "bread", BESIDE, "On bread"),
        ("Food", "soup", OTHER, "On soup"),
    ):
        (root / folder).mkdir(parents=True, exist_ok=True)
        text = f"---\ntitle: {title}\nvideoId: {video}\ntags: [{name}]\n---\n\nA claim [0:05].\n"
        (root / folder / f"{name}.md").write_text(text, "utf-8")
    write_captions(library / SAVED / f"{SAVED}.en.vtt", GRADIENTS)
    write_info(library, SAVED, "Descent, explained", "Three Brown")
    write_captions(root / "Food" / f"bread {BESIDE}.en.vtt", BREAD)
    return SaidPlaces(root, tmp_path / "cache", library, tmp_path / "state")


def update(places: SaidPlaces) -> bool:
    with Indexer(places.root, index_path(places.cache, places.root)) as indexer:
        indexer.update()
    return update_said(places)


@contextmanager
def opened(places: SaidPlaces) -> Iterator[Index]:
    update(places)
    index = Index.open(index_path(places.cache, places.root), places.root)
    with closing(index):
        yield index


@pytest.fixture
def said(places: SaidPlaces) -> Iterator[Index]:
    with opened(places) as index:
        yield index


def find(said: Index, text: str, *, typing: bool = False, **most: int) -> Results[SaidGroup]:
    return search_said(said, parse_query(f"said: {text}", typing=typing), **most)


def texts(found: Results[SaidGroup]) -> list[str]:
    return [hit.text for group in found.groups for hit in group.hits]


# ---------------------------------------------------------------------- searching


def test_search_gives_sentences_with_their_times_and_marks(said: Index) -> None:
    found = find(said, '"chain rule" weight')
    (group,) = found.groups
    assert (group.video.key, group.video.title) == (SAVED, "Descent, explained")
    assert [note.title for note in group.notes] == ["On descent"]
    (hit,) = group.hits
    assert (hit.ms, hit.end_ms) == (3_671_000, 3_675_000)
    assert [hit.text[start:end] for start, end in hit.marks] == ["chain rule", "weight"]
    assert not found.more


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("GRADIENT", 2),
        ("grad*", 2),
        ("d*", 2),  # a word of the title begins so, too
        ("gradient -heat", 1),
        ('gradient -"grad"', 2),  # as it is written
        ("gradient -tag:bread", 1),
        ("gradient -channel:brown -channel:food", 0),
        (f"from:0:00 -matters -video:{BESIDE}", 0),
        ('"gradient negative"', 0),
        ('"negative gradient"', 1),
        ("dough downhill", 2),  # where none has both, those with one
        ("gradient channel:maths", 1),
        ("gradient channel:brown", 1),  # as the library says
        ("gradient channel:food", 1),
        (f"gradient video:{BESIDE}", 1),
        ("gradient video:explained", 1),
        ('gradient video:"on bread"', 1),
        ("gradient tag:bread", 0),  # which passages of notes bear
        ("gradient from:0:30", 1),
        ("gradient to:0:30", 1),
        (f"video:{BESIDE}", 2),  # filters alone: all that is said there
        ("tag:bread", 0),
        ("from:1:00:00", 1),
        ("nowhere", 0),
    ],
)
def test_search_with_signs_and_filters(said: Index, query: str, count: int) -> None:
    assert len(texts(find(said, query))) == count


def test_search_without_words_gives_sentences_in_their_order(said: Index) -> None:
    assert texts(find(said, "channel:brown")) == [text for _, text in GRADIENTS]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("said:gradient", ["gradient"]),
        ('said:"chain rule" weight', ["chain rule", "weight"]),
        ("gradient Said:", ["gradient"]),
        ("-said:heat said:gradient", ["gradient"]),
        ("said:勾配", ["勾 配"]),
    ],
)
def test_query_with_said_means_all_its_words_are_said(text: str, words: list[str]) -> None:
    query = parse_query(text)
    assert query.said
    assert [" ".join(phrase.words) for phrase in query.phrases] == words


@pytest.mark.parametrize("text", ["", "he said so", '"he said: yes"', "unsaid:word"])
def test_query_without_the_filter_is_about_notes(text: str) -> None:
    assert not parse_query(text).said
    assert parse_query("said:").is_empty


def test_search_shows_no_more_than_asked_and_says_so(places: SaidPlaces, said: Index) -> None:
    many = [(second, f"Number {second} is a number.") for second in range(0, 300, 5)]
    write_captions(places.library / OTHER / f"{OTHER}.en.vtt", many)
    update(places)
    found = find(said, "number", videos=1, hits=7)
    assert (len(found.groups), len(texts(found)), found.more, found.is_cut) == (1, 7, False, True)


def test_search_finds_just_the_sentences_of_real_captions(
    places: SaidPlaces, said: Index, corpus_dir: Path, tests_all: bool, rng: random.Random
) -> None:
    files = rng.sample(sorted((corpus_dir / "transcripts").iterdir()), 12 if tests_all else 4)
    spoken: dict[str, list[str]] = {}
    for file in files:
        shutil.copy2(file, places.root / "Food" / file.name)
        (places.root / "Food" / f"{file.stem}.md").write_text(
            f"---\nvideoId: {file.stem}\n---\n\nA claim [0:05].\n", "utf-8"
        )
        transcript = read_captions(file)
        spoken[file.stem] = [transcript.text[one.start : one.end] for one in transcript.sentences()]
    update(places)
    said_there = " ".join(text for each in spoken.values() for text in each)
    words = sorted({word.casefold() for word in re.findall("[a-zA-Z]+", said_there)})
    for first, second in pairwise(rng.sample(words, 20)):
        both = [each for each in spoken.values() if _hold(each, first) and _hold(each, second)]
        for query, among, of in (
            (f'"{first}"', spoken.values(), [first]),
            (f'"{first}" "{second}"', both, [first, second]),
        ):
            groups = find(said, query, hits=9_999).groups
            own = [hit.text for group in groups if group.video.key in spoken for hit in group.hits]
            wanted = [text for each in among for text in each if _hold([text], *of)]
            assert sorted(own) == sorted(wanted), query
        for group in find(said, f'"{first}" -{second}').groups:
            assert not _hold(spoken.get(group.video.key, []), second)


def _hold(texts: list[str], *words: str) -> bool:
    """Return whether any of these words stands in a text, cut as FTS5 cuts it."""
    return any(not set(words).isdisjoint(re.findall(r"[^\W_]+", text.casefold())) for text in texts)


# ---------------------------------------------------------------------- what changes


def test_update_when_nothing_changed_reads_nothing(places: SaidPlaces, said: Index) -> None:
    read: list[tuple[int, int]] = []
    assert not update_said(places, lambda done, count: read.append((done, count)))
    assert read == []


def test_transcripts_that_come_change_and_go_are_noticed(places: SaidPlaces, said: Index) -> None:
    file = places.library / OTHER / f"{OTHER}.en.vtt"
    write_captions(file, [(1, "Boil the onions first.")])
    assert update(places)
    assert texts(find(said, "onions")) == ["Boil the onions first."]
    write_captions(file, [(1, "Roast the onions first.")], age_s=50)
    assert update(places)
    assert texts(find(said, "onions")) == ["Roast the onions first."]
    file.unlink()
    assert update(places)
    assert find(said, "onions").groups == ()
    shutil.rmtree(places.library)
    assert update(places)
    assert count_said(said) == (1, 2)


def test_captions_beside_notes_go_with_the_notes(places: SaidPlaces, said: Index) -> None:
    (places.root / "Food" / "bread.md").unlink()
    assert update(places)
    assert [group.video.key for group in find(said, "gradient").groups] == [SAVED]


def test_what_was_just_written_is_read_again(places: SaidPlaces, said: Index) -> None:
    file = places.library / SAVED / f"{SAVED}.en.vtt"
    size = file.stat().st_size
    write_captions(file, [*GRADIENTS[:2], (3_671, GRADIENTS[2][1])], age_s=0)
    assert update(places)
    status = file.stat()
    file.write_text(file.read_text("utf-8").replace("downhill", "somewhere"[:8]), "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.stat().st_size == size
    assert update(places)
    assert len(texts(find(said, "somewher"))) == 1


def test_the_transcript_that_the_window_shows_is_taken(places: SaidPlaces, said: Index) -> None:
    write_captions(places.library / SAVED / f"{SAVED}.de.vtt", [(62, "Der Gradient zeigt bergab.")])
    update(places)
    assert len(texts(find(said, "bergab"))) == 1  # the first by name, where none is preferred
    assert find(said, "downhill").groups == ()
    update(places._replace(languages=("en",)))
    assert len(texts(find(said, "downhill"))) == 1
    assert find(said, "bergab").groups == ()
    chosen = places.root / "mine.srt"
    chosen.write_text("1\n00:00:07,000 --> 00:00:09,000\nMy own words.\n", "utf-8")
    Pairings(places.state / "transcripts.json").set(VideoRef(SAVED), places.root / "x.md", chosen)
    assert update(places._replace(languages=("en",)))
    assert texts(find(said, "own words")) == ["My own words."]
    assert find(said, "downhill").groups == ()  # the saved ones of this video count no more
    assert count_said(said)[0] == 2


def test_the_transcript_in_the_language_of_the_note_is_taken(places: SaidPlaces) -> None:
    bread = places.root / "Food" / "bread.md"
    words = "It is the dough that you have to knead, and this is what it was for in the end."
    bread.write_text(bread.read_text("utf-8") + f"\n{words} {words}\n", "utf-8")
    write_captions(places.root / "Food" / f"bread {BESIDE}.de.vtt", [(5, "Den Teig kneten.")])
    with opened(places) as said:
        assert texts(find(said, "knead")) == [BREAD[0][1]]
        assert texts(find(said, "kneten")) == []


def test_captions_of_a_file_that_a_note_names_are_found(places: SaidPlaces, said: Index) -> None:
    (places.root / "talk.mp4").write_bytes(b"")
    write_captions(places.root / "talk.en.vtt", [(8, "A talk of my own.")])
    (places.root / "talk.md").write_text("---\nvideo: talk.mp4\n---\n\nIt is [0:08].\n", "utf-8")
    update(places)
    (group,) = find(said, "talk").groups
    assert [note.path.name for note in group.notes] == ["talk.md"]
    assert group.video.ref.path == "talk.mp4"
    # Filters of notes hold for it, too.
    assert len(find(said, "talk channel:food").groups) == 0
    assert len(find(said, "video:talk talk").groups) == 0  # neither its title nor its id


def test_what_was_transcribed_here_is_found_where_there_are_no_captions(
    places: SaidPlaces, said: Index
) -> None:
    heard = "WEBVTT\n\nNOTE Recognised here, by a machine\nmodel: tiny.en\nduration: 9000\n"
    cue = "\n00:00:01.000 --> 00:00:03.000\nHeard by a machine.\n"
    for key in (SAVED, OTHER):
        (places.library / key).mkdir(exist_ok=True)
        (places.library / key / "recognised.tiny-en.vtt").write_text(heard + cue, "utf-8")
    update(places)
    assert [group.video.key for group in find(said, "machine").groups] == [OTHER]


def test_what_was_transcribed_of_a_file_beside_a_note_is_found(
    places: SaidPlaces, said: Index
) -> None:
    film = places.root / "lecture.mp4"
    film.write_bytes(b"a film" * 999)
    note = places.root / "lecture.md"
    note.write_text("---\nvideo: lecture.mp4\n---\n\nIt is said [0:01].\n", "utf-8")
    heard = Transcribed(
        Origin("tiny.en", "en", duration_ms=9_000, finished=((0, 9_000),)),
        (Cue(1_000, 3_000, "Heard by a machine, in a lecture."),),
    )
    write_transcribed(folder_of(film, places.library) / file_name("tiny.en"), heard)
    update(places)
    (group,) = find(said, "machine lecture").groups
    assert [each.path for each in group.notes] == [note]
    assert group.hits[0].ms == 1_000


def test_a_transcript_that_cannot_be_read_stands_in_no_ones_way(
    places: SaidPlaces, said: Index
) -> None:
    folder = places.library / SAVED
    (folder / f"{SAVED}.aa.vtt").write_bytes(b"no captions at all")
    (places.library / OTHER).mkdir()
    (places.library / OTHER / f"{OTHER}.vtt").write_bytes(b"")
    assert update(places)
    assert len(texts(find(said, "downhill"))) == 1
    assert count_said(said)[0] == 2


# ---------------------------------------------------------------------- what may go wrong


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_writer_that_is_killed_leaves_what_the_next_one_goes_on_with(
    places: SaidPlaces, said: Index, tests_all: bool, rng: random.Random
) -> None:
    for video in range(40):
        many = [(second, f"Video {video} says {second}.") for second in range(0, 600, 5)]
        write_captions(places.library / f"{video:011}" / f"{video:011}.en.vtt", many)
    killed = 0
    for _ in range(20 if tests_all else 4):
        child = start_child(partial(update_said, places), rng.randrange(400_000))
        killed += end_of(child) == -signal.SIGKILL
    assert killed
    update(places)
    for video in (0, 17, 39):
        found = find(said, f'"video {video} says"', hits=9_999)
        assert (len(found.groups), len(texts(found))) == (1, 120), video
    assert count_said(said) == (42, 40 * 120 + 5)


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_writer_beside_a_window_follows_library_vault_and_choices(places: SaidPlaces) -> None:
    moved = places.library.rename(places.library.with_name("on another disk"))
    places.library.symlink_to(moved)
    where = "--library", places.library, "--state", places.state
    with closing(Writer(places.root, places.cache, *where)) as writer:

        def wait_until_told() -> None:
            while (told := writer.told())["kind"] != "said" or not told["changed"]:
                pass

        wait_until_told()
        said = Index.open(index_path(places.cache, places.root), places.root)
        with closing(said):
            assert len(texts(find(said, "gradient"))) == 2
            write_captions(places.library / OTHER / f"{OTHER}.en.vtt", [(1, "Onions, saved.")])
            wait_until(lambda: find(said, "onions").groups)
            wait_until_told()
            write_captions(places.root / "Food" / "thyme ddddddddddd.srt", [(1, "Thyme, too.")])
            (places.root / "new.md").write_text("Nothing yet.\n", "utf-8")
            note = places.root / "Food" / "thyme.md"
            note.write_text("---\nvideoId: ddddddddddd\n---\n\nIt is [0:01].\n", "utf-8")
            wait_until(lambda: find(said, "thyme").groups)
            wait_until_told()
            chosen = places.root / "mine.srt"
            chosen.write_text("1\n00:00:07,000 --> 00:00:09,000\nMy own words.\n", "utf-8")
            pairings = Pairings(places.state / "transcripts.json")
            pairings.set(VideoRef(SAVED), places.root / "x.md", chosen)
            wait_until(lambda: find(said, "own words").groups)
            wait_until_told()


# ---------------------------------------------------------------------- the command


@pytest.fixture
def at_home(places: SaidPlaces, tmp_path: Path, own_homes: None) -> SaidPlaces:
    (tmp_path / "DATA" / "cuenote").mkdir(parents=True)
    library = places.library.rename(tmp_path / "DATA" / "cuenote" / "library")
    return places._replace(library=library)


def test_command_prints_sentences_by_video(at_home: SaidPlaces) -> None:
    done = run("search", "--said", at_home.root, "chain", "rule")
    assert (done.returncode, done.stderr) == (0, "")
    note = at_home.root / "Maths" / "descent.md"  # as the vault was typed
    assert done.stdout == f"Descent, explained  ({note})\n   1:01:11  {GRADIENTS[2][1]}\n"
    assert run("search", at_home.root, 'said:"chain rule"').stdout == done.stdout


def test_command_as_json_gives_one_object_a_sentence(at_home: SaidPlaces) -> None:
    done = run("search", "--said", at_home.root, "dough", "--json")
    (line,) = done.stdout.splitlines()
    assert json.loads(line) == {
        "video_id": BESIDE,
        "url": None,
        "title": "On bread",
        "channel": "Food",
        "path": os.fspath(at_home.root / "Food" / f"bread {BESIDE}.en.vtt"),
        "language": "en",
        "notes": [os.fspath(at_home.root / "Food" / "bread.md")],
        "ms": 5_000,
        "end_ms": 9_000,
        "text": BREAD[0][1],
        "marks": [[10, 15]],
    }


def test_command_when_nothing_is_found_says_whether_there_are_transcripts(
    at_home: SaidPlaces,
) -> None:
    done = run("search", "--said", at_home.root, "nowhere")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    shutil.rmtree(at_home.library)
    (at_home.root / "Food" / f"bread {BESIDE}.en.vtt").unlink()
    done = run("search", "--said", at_home.root, "gradient")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no transcripts found" in done.stderr


def test_command_index_counts_the_sentences(at_home: SaidPlaces) -> None:
    done = run("index", at_home.root)
    assert done.stdout == "3 notes, 3 claims\n2 transcripts, 5 sentences\n"
    elsewhere = run("index", at_home.root, "--library", at_home.root / "none")
    assert elsewhere.stdout == "3 notes, 3 claims\n1 transcript, 2 sentences\n"
