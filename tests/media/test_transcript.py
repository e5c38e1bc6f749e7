import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.media.youtube_shapes import clock, json3, rolling_vtt, spoken
from viewer.base.errors import MediaError
from viewer.media.caption_formats import read_captions
from viewer.media.media import CHOSEN, Pairings
from viewer.media.transcript import Cue, Transcript, TranscriptReading, Word
from viewer.media.transcript_files import find_transcripts
from viewer.notes.model import VideoRef

_STRICT_SRT = re.compile(
    r"^\d+\r?\n(\d+):(\d\d):(\d\d),(\d{3}) --> (\d+):(\d\d):(\d\d),(\d{3})\r?\n((?:.+\r?\n?)*)",
    re.MULTILINE,
)


def read(text: str | bytes, name: str = "talk.vtt") -> Transcript:
    data = text.encode() if isinstance(text, str) else text
    return read_captions(Path(name), data=data)


def shown(transcript: Transcript) -> list[tuple[int, int, str]]:
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in transcript.cues]


def transcript_files(corpus_dir: Path) -> list[Path]:
    files = sorted((corpus_dir / "transcripts").glob("*.srt"))
    assert len(files) == 46
    return files


def counted(path: Path) -> list[tuple[int, int, str]]:
    """Read an SRT file another way: strictly, and all at once."""
    found = []
    for match in _STRICT_SRT.finditer(path.read_text("utf-8")):
        h, m, s, ms, h2, m2, s2, ms2 = (int(field) for field in match.groups()[:8])
        start_ms = ((h * 60 + m) * 60 + s) * 1000 + ms
        end_ms = ((h2 * 60 + m2) * 60 + s2) * 1000 + ms2
        found.append((start_ms, end_ms, " ".join(match[9].split())))
    return found


# ---------------------------------------------------------------------- real transcripts


def test_corpus_when_read_holds_every_cue_once_in_order(corpus_dir: Path) -> None:
    total = 0
    for path in transcript_files(corpus_dir):
        expected = sorted((one for one in counted(path) if one[2]), key=lambda one: one[0])
        got = read_captions(path).cues
        assert [(c.start_ms, " ".join(c.text.split())) for c in got] == [
            (start_ms, text) for start_ms, _, text in expected
        ], path.name
        for cue, (start_ms, end_ms, _) in zip(got, expected, strict=True):
            assert cue.end_ms == end_ms or end_ms < start_ms, path.name
        total += len(got)
    assert total > 12_000


def test_corpus_when_cut_for_reading_holds_every_word_once(corpus_dir: Path) -> None:
    for path in transcript_files(corpus_dir):
        transcript = read_captions(path)
        for reading in TranscriptReading:
            passages = transcript.passages(reading)
            text = " ".join(transcript.text[p.start : p.end] for p in passages)
            assert text == transcript.text, (path.name, reading)
            assert [p.start_ms for p in passages] == sorted(p.start_ms for p in passages)
            for passage in passages:
                assert passage.start_ms == transcript.ms_at(passage.start)
        lengths = [p.end - p.start for p in transcript.sentences()]
        assert max(lengths) < 1_000, path.name


@pytest.mark.all_only
def test_corpus_when_written_as_youtube_does_comes_back_with_its_words_and_times(
    corpus_dir: Path,
) -> None:
    for path in transcript_files(corpus_dir):
        cues = spoken(read_captions(path).cues)
        assert cues
        got = read(rolling_vtt(cues))
        assert list(got.cues) == cues, path.name
        events = read(json3(cues), "talk.json3").cues
        assert [(c.start_ms, c.text, c.words) for c in events] == [
            (c.start_ms, c.text, c.words) for c in cues
        ], path.name
        assert all(cue.end_ms <= after.start_ms for cue, after in pairwise(events))
        assert got.language == "en"
        assert not got.skipped


# ---------------------------------------------------------------------- WebVTT


def test_vtt_when_it_has_all_kinds_of_blocks_gives_only_what_is_said() -> None:
    got = read(
        "\ufeffWEBVTT - a title\r\nLanguage: de-AT\r\n\r\n"
        "NOTE\r\nnobody says this\r\nnor 00:00:00.000 --> 00:00:09.000\r\n\r\n"
        "STYLE\r\n::cue { color: red }\r\n\r\nREGION\r\nid:fred\r\n\r\n"
        "intro\r\n00:00:01.007 --> 00:00:02.500 align:start position:0%\r\n"
        "<v.loud Anna>Servus &amp; <i>hallo</i>,\r\n<b>Welt</b>&nbsp;&lt;3</v>\r\n\r\n"
        "NOTE one line\r\n\r\n02:01.5 --> 02:02.750\r\n<v Anna>weiter\r\n\r\n"
        "00:02:03.000 --> 00:02:04.000\r\n<v Bert>nein\r\n"
    )
    assert shown(got) == [
        (1_007, 2_500, "[Anna] Servus & hallo,\nWelt <3"),
        (121_500, 122_750, "weiter"),
        (123_000, 124_000, "[Bert] nein"),
    ]
    assert got.language == "de-AT"
    assert not got.skipped


def test_vtt_when_it_came_in_segments_is_put_on_one_clock() -> None:
    segment = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:{},LOCAL:00:00:00.000\n\n{} --> {}\n{}\n\n"
    near_wrap = (1 << 33) - 45_000
    got = read(
        segment.format(near_wrap, "00:00:00.250", "00:00:01.000", "one")
        + segment.format(45_000, "00:00:00.250", "00:00:01.000", "two")
        + segment.format(45_000, "00:00:00.250", "00:00:01.000", "two")
    )
    assert shown(got) == [(250, 1_000, "one"), (1_250, 2_000, "two")]


def test_vtt_when_words_have_times_keeps_each() -> None:
    got = read(
        "WEBVTT\n\n00:00:10.000 --> 00:00:14.000\n"
        "and<00:00:10.480><c> so</c><00:00:11.001><c.colorE5E5E5> it</c> goes\n"
    )
    (cue,) = got.cues
    assert cue.text == "and so it goes"
    assert cue.words == (Word(10_000, 0), Word(10_480, 4), Word(11_001, 7))
    assert [got.ms_at(place) for place in (0, 4, 6, 7, 13)] == [
        10_000,
        10_480,
        10_480,
        11_001,
        11_001,
    ]
    assert got.group_said_at(10_999).start == 4  # type: ignore[union-attr]


def test_vtt_when_the_same_is_said_again_keeps_both() -> None:
    cues = [Cue(n * 2_000, n * 2_000 + 1_500, "no") for n in range(6)]
    assert shown(read(rolling_vtt(cues))) == [(c.start_ms, c.end_ms, "no") for c in cues]
    # And where nothing rolls, nothing is taken away.
    said_twice = "WEBVTT\n\n00:01.000 --> 00:02.000\nNo.\n\n00:02.000 --> 00:03.000\nNo.\n"
    said_twice += "\n00:03.000 --> 00:04.000\nYes.\n\n00:04.000 --> 00:05.000\nIt is so.\n"
    assert [cue.text for cue in read(said_twice).cues] == ["No.", "No.", "Yes.", "It is so."]


def test_srt_when_rolling_was_written_into_it_gives_each_line_once() -> None:
    lines = ["one two", "three four", "five six", "seven eight"]
    blocks = []
    for number, line in enumerate(lines):
        above = f"{lines[number - 1]}\n" if number else ""
        start, end = number * 1000, number * 1000 + 990
        blocks.append(f"{clock(start, ',')} --> {clock(end, ',')}\n{above}{line}")
        blocks.append(f"{clock(end, ',')} --> {clock(end + 10, ',')}\n{line}")
    text = "\n\n".join(f"{number}\n{block}" for number, block in enumerate(blocks, 1))
    assert [cue.text for cue in read(text, "a.srt").cues] == lines


def test_vtt_when_lines_grow_gives_each_word_once() -> None:
    text = "WEBVTT\n"
    for number, line in enumerate(["so", "so we", "so we go", "so we go on"]):
        text += f"\n{clock(number * 500)} --> {clock(number * 500 + 500)}\n{line}\n"
    assert [cue.text for cue in read(text).cues] == ["so", "we", "go", "on"]


# ---------------------------------------------------------------------- SRT


def test_srt_when_sloppy_loses_nothing() -> None:
    got = read(
        '1\n00:00:01,000 --> 00:00:02,000 X1:10 Y1:20\n{\\an8}<font color="#fff">One</font>\n\n'
        "still one\n\n"
        "00:00:03.5 --> 00:00:04.25\n<i>two</i> a < b && 5 <3\n"
        "3\n0:0:5,10->0:0:6,2\nthree\n42\n\n"
        "5\n120:00:00,001 --> 120:00:01,999\nlate\n",
        "a.srt",
    )
    assert shown(got) == [
        (1_000, 2_000, "One\nstill one"),
        (3_500, 4_250, "two a < b && 5 <3"),
        (5_100, 6_200, "three\n42"),
        (432_000_001, 432_001_999, "late"),
    ]


def test_srt_when_not_utf_8_is_read_as_windows_1252() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nCafé “déjà vu” – 5 €\n"
    assert read(text.encode("cp1252"), "a.srt").cues[0].text == "Café “déjà vu” – 5 €"
    assert read(text.encode("utf-16"), "a.srt").cues[0].text == "Café “déjà vu” – 5 €"
    assert read(text.encode("utf-16-le"), "a.srt").cues[0].text == "Café “déjà vu” – 5 €"
    one_bad_byte = text.encode().replace("€".encode(), b"\xff")
    assert read(one_bad_byte, "a.srt").cues[0].text == "Café “déjà vu” – 5 \ufffd"


def test_srt_when_cues_are_unsorted_negative_or_broken_says_what_was_left_out() -> None:
    got = read(
        "1\n00:00:09,000 --> 00:00:08,000\nbackwards\n\n"
        "2\n00:00:05,000 --> 00:00:20,000\nlong\n\n"
        "3\n-00:00:05,000 --> -00:00:04,000\nbefore\n\n"
        "4\n-00:00:01,000 --> 00:00:01,000\nhalf\n\n"
        "5\nsoon --> later\nwho knows\n\n"
        "6\n00:00:06,000 --> 00:00:07,000\nlast\0 words\n",
        "a.srt",
    )
    assert shown(got) == [
        (0, 1_000, "half"),
        (5_000, 20_000, "long"),
        (6_000, 7_000, "last words"),
        (9_000, 11_000, "backwards"),
    ]
    assert len(got.skipped) == 3
    assert [cue.text for cue in got.cues_at(6_500)] == ["long", "last words"]
    assert [cue.text for cue in got.cues_at(15_000)] == ["long"]


def test_file_when_nothing_is_in_it_is_refused_in_words(tmp_path: Path) -> None:
    for data in (b"", b"  \n", b"WEBVTT\n\n", b"Dear diary,\n", b"\0\0\0\0", b'{"events": 3}'):
        with pytest.raises(MediaError) as caught:
            read(data)
        assert caught.value.remedy
    for text in ('{"events": [{"tStartMs": 1', "{" + '"a":[' * 100_000):
        with pytest.raises(MediaError, match="no readable subtitles"):
            read(text, "a.json3")
    with pytest.raises(MediaError, match="can't be read"):
        read_captions(tmp_path / "missing.vtt")
    with pytest.raises(MediaError, match="can't be read"):
        read_captions(tmp_path)


def test_sbv_is_read_whatever_it_is_called() -> None:
    text = (
        "0:00:01.000,0:00:03.000\nOne[br]AT&amp;T <b>\n\n0:01:03.500,1:00:04.000\n1:02 --> 1:05\n"
    )
    for name in ("talk.sbv", "talk.txt"):
        got = read(text.replace("\n", "\r\n"), name)
        assert shown(got) == [
            (1_000, 3_000, "One\nAT&amp;T <b>"),
            (63_500, 3_604_000, "1:02 → 1:05"),
        ]


# ---------------------------------------------------------------------- json3


def test_json3_when_events_are_odd_takes_what_can_be_read() -> None:
    events = [
        {"tStartMs": 0, "dDurationMs": 9, "id": 1},
        {
            "tStartMs": 2_000,
            "dDurationMs": 9_000,
            "segs": [{"utf8": "a"}, {"utf8": " b &amp; <c>"}],
        },
        {"tStartMs": "4000", "segs": [{"utf8": "two\nlines"}, {}, "x", {"utf8": 7}]},
        {"tStartMs": 3_000, "dDurationMs": 500, "aAppend": 1, "segs": [{"utf8": "a"}]},
        {"tStartMs": None, "segs": [{"utf8": "never"}]},
        {"tStartMs": 5_000, "segs": None},
        {"tStartMs": 6_000, "dDurationMs": 5, "segs": [{"utf8": "\n"}]},
        "event",
    ]
    got = read(json.dumps({"events": events}), "a.json3")
    assert shown(got) == [(2_000, 4_000, "a b &amp; <c>"), (4_000, 9_000, "two\nlines")]
    assert got.cues[0].words == ()
    assert got.skipped == ("2 subtitles have no readable time and were left out.",)


# ---------------------------------------------------------------------- reading and finding


def srt(*said: tuple[int, int, str]) -> Transcript:
    return read(
        "\n\n".join(
            f"{clock(start_ms, ',')} --> {clock(end_ms, ',')}\n{text}"
            for start_ms, end_ms, text in said
        ),
        "a.srt",
    )


def sentences(transcript: Transcript) -> list[str]:
    return [transcript.text[p.start : p.end] for p in transcript.sentences()]


def test_sentences_when_written_end_where_they_do() -> None:
    got = srt(
        (0, 2_000, "Dr. Mott and J. Ray, e.g. at 3.5"),
        (2_000, 4_000, "percent, left. “Did they?” They"),
        (4_000, 6_000, "did... not. Nobody"),
        (9_000, 10_000, "knows"),
        (10_000, 11_000, ">> I do."),
        (11_000, 12_000, "[Anna] And I"),
    )
    assert sentences(got) == [
        "Dr. Mott and J. Ray, e.g. at 3.5 percent, left.",
        "“Did they?”",
        "They did... not.",
        "Nobody",
        "knows",
        ">> I do.",
        "[Anna] And I",
    ]
    assert [p.start_ms for p in got.sentences()] == [0, 2_000, 2_000, 4_000, 9_000, 10_000, 11_000]


def test_sentences_when_nothing_is_punctuated_end_at_pauses_and_before_they_grow_long() -> None:
    line = "and then we go on and on about it"
    said = [(n * 2_000, n * 2_000 + 1_990, line) for n in range(40)]
    said += [(n * 2_000 + 1_000, n * 2_000 + 2_990, line) for n in range(40, 42)]
    got = srt(*said)
    passages = got.sentences()
    assert max(p.end - p.start for p in passages) < 320
    assert 81_000 in [p.start_ms for p in passages]
    assert len(got.paragraphs()) < len(passages)


def test_sentences_without_spaces_end_at_their_stops_and_not_at_every_cue() -> None:
    got = srt(
        (0, 4_000, "今天我们来讲一讲神经网络是怎么"),
        (4_000, 8_000, "学习的。他说：「好。」然后"),
        (8_000, 12_000, "开始了！"),
    )
    assert sentences(got) == [
        "今天我们来讲一讲神经网络是怎么 学习的。",
        "他说：「好。」",
        "然后 开始了！",
    ]
    line = "我们继续讲下去一直讲下去讲到最后为止"
    passages = srt(*((n * 4_000, n * 4_000 + 4_000, line) for n in range(40))).sentences()
    assert 40 < max(p.end - p.start for p in passages) < 120


def test_place_when_asked_for_a_time_goes_with_the_words() -> None:
    got = srt((1_000, 3_000, "abcd efgh"), (5_000, 6_000, "ij"))
    assert got.place_said_at(999) is None
    assert got.place_said_at(1_000) == 0
    assert got.place_said_at(2_000) == 4
    assert got.place_said_at(4_900) == 8
    assert got.place_said_at(5_000) == 10
    assert got.place_said_at(99_000) == 11


WORDS_VTT = (
    "WEBVTT\n\n00:00:10.000 --> 00:00:14.200\n"
    "and<00:00:10.480> so<00:00:11.001> it<00:00:11.400> goes.<00:00:12.700> We"
    "<00:00:13.000> look<00:00:13.300> again\n\n"
    "00:00:14.300 --> 00:00:30.000\n"
    "and<00:00:14.600> see.\n"
)


def test_citation_means_the_sentence_that_begins_within_its_second() -> None:
    got = read(WORDS_VTT)
    assert got.meant_ms(12_000) == 12_700
    assert got.meant_ms(12_700) == 12_700
    # A cue goes first, and a word in the middle of a sentence begins nothing.
    assert got.meant_ms(14_000) == 14_300
    assert got.meant_ms(11_000) == 11_000


def test_words_are_over_where_the_next_begins_or_once_they_are_spoken() -> None:
    got = read(WORDS_VTT)

    def until(words: str) -> int:
        return got.said_until_ms(got.text.index(words) + len(words))

    assert until("and so") == 11_001
    # A pause follows, and a caption that stays: half as fast as usual is long enough.
    assert until("goes.") == 11_400 + 2 * (200 + 65 * 5)
    assert until("see.") == 14_600 + 2 * (200 + 65 * 4)
    assert until("again") == 14_200
    # Inside a caption whose words have no times they are spoken evenly.
    plain = srt((1_000, 2_600, "abcd efghi"), (5_000, 6_000, "ij"))
    assert plain.said_until_ms(5) == 1_800
    assert plain.said_until_ms(10) == 2_600


def test_words_are_over_in_json3_although_the_line_stays() -> None:
    lines = ((0, "We look at this."), (8_000, "And so on."), (10_000, "The end."))
    cues = spoken([Cue(ms, ms + 2_000, text) for ms, text in lines])
    got = read(json3(cues), "talk.json3")
    assert got.cues[0].end_ms == 8_000
    assert got.said_until_ms(len("We look at")) == 1_500
    assert got.said_until_ms(len("We look at this.")) == 1_500 + 2 * (200 + 65 * 5)


def test_search_when_words_lie_across_cues_finds_them_whatever_case_and_accents() -> None:
    got = srt((1_000, 2_000, "Le CAFÉ"), (2_000, 3_000, "crème, naïve"), (3_000, 4_000, "straße"))
    assert [(got.text[h.start : h.end], h.ms) for h in got.search("cafe  CREME")] == [
        ("CAFÉ crème", 1_000)
    ]
    assert [got.text[h.start : h.end] for h in got.search("STRASSE")] == ["straße"]
    assert [h.ms for h in got.search("e")] == [1_000, 1_000, 2_000, 2_000, 2_000, 3_000]
    assert [len(got.search(words)) for words in ("", "  ", "nowhere")] == [0, 0, 0]
    got = srt((1_000, 2_000, "今天讲神经"), (2_000, 3_000, "网络和벡"), (3_000, 4_000, "터를"))
    assert [(got.text[h.start : h.end], h.ms) for h in got.search("神经网络")] == [
        ("神经 网络", 1_000)
    ]
    assert [got.text[h.start : h.end] for h in got.search("벡터")] == ["벡 터"]


# ---------------------------------------------------------------------- where they are


def test_files_when_looked_for_are_found_in_their_order(tmp_path: Path) -> None:
    vault, library, films = tmp_path / "vault", tmp_path / "library", tmp_path / "films"
    video_id = "abcdefghijk"
    for name in (
        "films/talk.mp4",
        "films/talk.en.vtt",
        "films/talk.en.srt",
        "films/talk.pt-BR.srt",
        "films/talk.srt",
        "films/talker.vtt",
        "films/talk.part two.vtt",
        "films/.talk.vtt",
        f"library/{video_id}/captions/en-orig.json3",
        f"library/{video_id}/captions/de.vtt",
        f"vault/notes/{video_id}.vtt",
        f"vault/notes/x{video_id}.vtt",
        f"vault/transcripts/deep/A talk [{video_id}].fr.vtt",
        "elsewhere/mine.es.srt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("WEBVTT\n")
    note, ref = vault / "notes" / "a.md", VideoRef(video_id=video_id)
    chosen = Pairings(tmp_path / "transcripts.json")
    found = find_transcripts(ref, note, vault, library, films / "talk.mp4", chosen)
    assert [(str(f.path.relative_to(tmp_path)), f.language, f.source.id) for f in found] == [
        ("films/talk.en.vtt", "en", "media"),
        ("films/talk.pt-BR.srt", "pt-BR", "media"),
        ("films/talk.srt", "", "media"),
        (f"library/{video_id}/captions/de.vtt", "de", "library"),
        (f"library/{video_id}/captions/en-orig.json3", "en-orig", "library"),
        (f"vault/notes/{video_id}.vtt", "", "beside"),
        (f"vault/transcripts/deep/A talk [{video_id}].fr.vtt", "fr", "vault"),
    ]
    mine = tmp_path / "elsewhere" / "mine.es.srt"
    chosen.set(ref, note, mine)
    first = find_transcripts(ref, note, vault, library, films / "talk.mp4", chosen)[0]
    assert (first.path, first.language, first.source) == (mine, "es", CHOSEN)
    # A choice holds where nothing else is known of the video; one that is gone is passed over.
    assert find_transcripts(ref, note, None, None, None, chosen)[0] == first
    mine.unlink()
    assert first not in find_transcripts(ref, note, None, None, None, chosen)


def test_files_when_the_id_would_lead_elsewhere_are_not_looked_for(tmp_path: Path) -> None:
    (tmp_path / "secret.vtt").write_text("WEBVTT\n")
    ref = VideoRef(video_id="../secret")
    library = tmp_path / "library"
    library.mkdir()
    assert find_transcripts(ref, tmp_path / "n" / "a.md", None, library, None) == []


def test_citation_means_the_cue_that_begins_within_its_second() -> None:
    starts = (400, 5_000, 5_600, 322_400, 322_900, 323_999, 330_000)
    cues = tuple(Cue(ms, ms + 3_000, f"at {ms}") for ms in starts)
    transcript = Transcript(cues)
    meant = {
        0: 400,
        5_000: 5_000,
        322_000: 322_400,
        323_000: 323_999,
        # None begins there, or the time is a finer one.
        324_000: 324_000,
        322_100: 322_100,
        5_001: 5_001,
        331_000: 331_000,
    }
    assert {ms: transcript.meant_ms(ms) for ms in meant} == meant
