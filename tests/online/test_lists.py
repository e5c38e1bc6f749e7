"""Playlists and channels: the real yt-dlp reads a list of the tests' own site."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.media.site import Home, Said, Site
from viewer.base.child_side import own_command
from viewer.commands import save
from viewer.media.address import is_list, list_at, ref_of
from viewer.media.ytdlp_listing import ListedVideo
from viewer.online.lists import Items, noted_keys

YOUTUBE = "https://www.youtube.com"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (f"{YOUTUBE}/playlist?list=PLabc&si=x", f"{YOUTUBE}/playlist?list=PLabc"),
        ("https://m.youtube.com/@some.name", f"{YOUTUBE}/@some.name"),
        ("https://youtube.com/@name/videos?view=0#top", f"{YOUTUBE}/@name/videos"),
        (f"{YOUTUBE}/channel/UCabc/streams/", f"{YOUTUBE}/channel/UCabc/streams"),
        (f"{YOUTUBE}/c/Name", f"{YOUTUBE}/c/Name"),
        (f"{YOUTUBE}/watch?v=abcdefghijk&list=PLabc&index=2", f"{YOUTUBE}/playlist?list=PLabc"),
        ("https://youtu.be/abcdefghijk?list=PLabc", f"{YOUTUBE}/playlist?list=PLabc"),
        # Made up for whoever asks, and without an end.
        (f"{YOUTUBE}/watch?v=abcdefghijk&list=RDabcdefghijk", ""),
        (f"{YOUTUBE}/watch?v=abcdefghijk", ""),
        (f"{YOUTUBE}/shorts/abcdefghijk", ""),
        (f"{YOUTUBE}/", ""),
        (f"{YOUTUBE}/feed/history", ""),
        ("https://evil.example/www.youtube.com/@name", ""),
        ("https://notyoutube.com/@name", ""),
        (f"{YOUTUBE}/playlist?list=../../etc", ""),
        ("https://user:word@www.youtube.com/@name", ""),
        ("abcdefghijk", ""),
    ],
)
def test_address_of_a_list_is_known_without_asking(address: str, found: str) -> None:
    assert list_at(address) == found
    if found:
        assert is_list(ref_of(address)) is ("abcdefghijk" not in address)


def test_items_are_read_as_they_are_written() -> None:
    items = Items.of("1-3, 7,9-")
    assert [number for number in range(1, 12) if number in items] == [1, 2, 3, 7, 9, 10, 11]
    assert 2 in Items.of("-3")
    for wrong in ("", "0", "a", "3-1", "1,,2", "1-2-3"):
        with pytest.raises(ValueError, match=r"range|literal"):
            Items.of(wrong)


def six(site: Site) -> None:
    """A list of six: one that is broken, one that is private, and four that can be had."""
    for name in ("one", "two", "three", "four"):
        site.split(name)
    site.page("broken", {"error": "Video unavailable. It is broken.", "kind": "expected"})
    site.list(
        "talks",
        [
            site.entry("one", "The first talk", duration=61.4, upload_date="20240501"),
            site.entry("two", "The second talk", duration=3723, timestamp=1714600000),
            site.entry("broken", "A broken one"),
        ],
        [
            site.entry("hidden", "[Private video]"),
            site.entry("three", "The first talk", channel="Somebody: \x1b[31melse"),
            site.entry("four", "Ψ / ..", live_status="not_live"),
            site.entry("one", "The first talk, again"),
        ],
        title="Talks: 2024",
    )


def entries(run: Said) -> list[dict[str, Any]]:
    return [event for event in run.events if event["event"] == "entry"]


def test_list_is_printed_and_nothing_else_is_done(home: Home, site: Site) -> None:
    six(site)
    run = home.fetch("--list", site.list_url("talks"))
    assert (run.code, run.stderr) == (0, "")
    about = run.events[0]
    assert (about["title"], about["channel"], about["count"]) == ("Talks: 2024", "A channel", None)
    found = entries(run)
    assert [each["number"] for each in found] == [1, 2, 3, 4, 5, 6]
    read = [ListedVideo.from_json(each) for each in found]
    assert read[0] == ListedVideo(
        site.key("one"), site.url("one"), "The first talk", 61400, "2024-05-01"
    )
    assert [each.why_not for each in read] == ["", "", "", "private", "", ""]
    assert (read[1].date, read[1].is_about) == ("2024-05-01", False)
    assert read[4].channel == "Somebody: [31melse"
    assert not any(each["is_saved"] for each in found)
    assert not home.library.exists()
    assert not (home.root / "state").exists()
    assert site.web.asked("/watch/one.json") == []  # no page of a video was asked for


def test_list_is_printed_as_text_for_people(
    home: Home, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    six(site)
    home.fetch("--items", "2", site.list_url("talks"))
    with home.here():
        assert save.run(save.parser().parse_args(["--list", site.list_url("talks")])) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.splitlines() == [
        "Talks: 2024",
        "   1     1:01  2024-05-01  The first talk",
        "   2  1:02:03  2024-05-01  The second talk  [saved]",
        "   3                       A broken one",
        "   4                       [Private video]  [private]",
        "   5                       The first talk",
        "   6                       Ψ / ..",
    ]


def test_reader_of_the_text_who_has_seen_enough_ends_it_without_a_word(
    home: Home, site: Site
) -> None:
    pages = [[site.entry(f"v{n}", "Talk " * 20) for n in range(m, m + 500)] for m in (0, 500, 1000)]
    site.list("long", *pages)
    with subprocess.Popen(
        own_command("viewer", "save", "--list", site.list_url("long")),
        env=home.environment(),
        cwd=home.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        assert run.stdout.readline() == b"List long\n"
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 0


def test_list_is_saved_with_notes_and_the_next_time_only_what_is_not_there(
    home: Home, site: Site
) -> None:
    six(site)
    notes = home.root / "notes"
    url = site.list_url("talks")
    run = home.fetch("--notes", str(notes), url)
    assert run.code == 1  # one is broken
    failed = [event for event in run.events if event["event"] == "failed"]
    assert [(each["asked"], each["failure"]["kind"]) for each in failed] == [
        ("A broken one", "unknown")
    ]
    saved = {Path(each["path"]).stem for each in run.events if each["event"] == "saved"}
    assert saved == {site.key(name) for name in ("one", "two", "three", "four")}
    assert sorted(path.name for path in notes.iterdir()) == [
        "A broken one.md",
        "The first talk 2.md",
        "The first talk.md",
        "The second talk.md",
        "Ψ.md",
    ]
    assert (notes / "The first talk.md").read_bytes() == (
        f"---\ntitle: The first talk\nvideo: {site.url('one')}\ndate: 2024-05-01\n"
        'duration: "1:01"\n---\n\n\n'
    ).encode()
    assert (notes / "The first talk 2.md").read_bytes() == (
        f"---\ntitle: The first talk\nvideo: {site.url('three')}\n"
        'channel: "Somebody: [31melse"\n---\n\n\n'
    ).encode()
    made = {path: path.read_bytes() for path in notes.iterdir()}

    site.split("broken")
    for name in ("five", "six"):
        site.split(name)
    site.list(
        "talks",
        [site.entry(name) for name in ("six", "five", "one", "two", "broken", "three", "four")],
    )
    last = home.fetch("--notes", str(notes), url)
    assert (last.code, last.stderr) == (0, "")
    done = [each for each in last.events if each["event"] in ("made", "saved")]
    kinds = [each["event"] for each in done if not each.get("again")]
    assert kinds == ["made", "made", "saved", "saved", "saved"]
    assert {path: path.read_bytes() for path in made} == made
    assert {path.name for path in notes.iterdir()} - {path.name for path in made} == {
        "Video five.md",
        "Video six.md",
    }


def test_notes_alone_and_chosen_items_alone(home: Home, site: Site) -> None:
    six(site)
    notes = home.root / "notes"
    url = site.list_url("talks")
    run = home.fetch("--notes", str(notes), "--no-save", "--items", "2,4-5", url)
    assert run.code == 0
    assert sorted(path.name for path in notes.iterdir()) == [
        "The first talk.md",
        "The second talk.md",
    ]
    assert not home.library.exists()
    assert site.web.asked("/watch/two.json") == []


def test_long_list_is_not_taken_whole_by_mistake(home: Home, site: Site) -> None:
    site.list("long", [site.entry(f"v{number}") for number in range(60)])
    run = home.fetch(site.list_url("long"))
    assert run.code == 1
    (failed,) = [event for event in run.events if event["event"] == "failed"]
    assert failed["failure"]["words"] == "The list has 60 videos."
    assert "--items 1-50" in failed["failure"]["next_step"]
    assert home.files() == []


def test_list_that_breaks_off_says_so(home: Home, site: Site) -> None:
    site.list("torn", [site.entry("one")], [{"error": "HTTP Error 429: Too Many Requests"}])
    run = home.fetch("--list", site.list_url("torn"))
    assert (run.code, run.kind, len(entries(run))) == (1, "rate_limited", 1)
    gone = home.fetch("--list", site.list_url("nowhere"))
    assert (gone.code, gone.kind) == (1, "unknown")
    assert not (home.root / "state").exists()


@pytest.mark.all_only
def test_feed_is_a_list_too_and_one_video_is_a_list_of_one(home: Home, site: Site) -> None:
    site.whole("one")
    items = "".join(
        f"<item><title>Part {number}</title><pubDate>Wed, 01 May 2024 10:00:00 GMT</pubDate>"
        f'<enclosure url="{site.web.url("/one/whole.mp4")}?n={number}" type="video/mp4"/></item>'
        for number in (1, 2)
    )
    site.web.add(
        "/feed.xml",
        '<?xml version="1.0"?><rss version="2.0" xmlns:itunes='
        '"http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>A podcast</title>'
        f'{items}<item><title>Odd</title><enclosure url="file:///etc/passwd"/></item>'
        "</channel></rss>",
        content_type="application/rss+xml",
    )
    run = home.fetch("--list", site.web.url("/feed.xml"))
    assert (run.code, run.stderr) == (0, "")
    assert [(each["title"], each["date"], each["why_not"]) for each in entries(run)] == [
        ("Part 1", "2024-05-01", ""),
        ("Part 2", "2024-05-01", ""),
        ("Odd", "", "address"),
    ]
    # Without a word about lists, an address that turns out to be one is taken whole.
    taken = home.fetch(site.web.url("/feed.xml"))
    assert taken.code == 0
    assert len([event for event in taken.events if event["event"] == "saved"]) == 2
    (alone,) = entries(home.fetch("--list", site.url("one")))
    assert (alone["url"], alone["title"]) == (site.url("one"), "A video")
    # The window's own children save one video, and no list.
    assert home.start("--child", site.web.url("/feed.xml")).finish().code != 0


def test_lists_within_a_list_are_read_as_one_and_each_video_once(home: Home, site: Site) -> None:
    inner = {"_type": "playlist", "entries": [site.entry("one"), site.entry("two")]}
    deeper = {"_type": "playlist", "entries": [inner, site.entry("three")]}
    too_deep = {"_type": "playlist", "entries": [{**deeper, "title": "Far below"}]}
    site.list("tabs", [{**inner, "title": "A tab"}, deeper, site.entry("two"), too_deep])
    run = home.fetch("--list", site.list_url("tabs"))
    assert (run.code, run.stderr) == (0, "")
    assert [each["title"] for each in entries(run) if each["why_not"] != "address"] == [
        "Video one",
        "Video two",
        "Video three",
    ]


def test_notes_of_a_folder_are_found_by_their_front_matter(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    note = tmp_path / "deep" / "note.md"
    note.write_text("---\nvideoId: abcdefghijk\n---\n")
    (tmp_path / ".trash").mkdir()
    (tmp_path / ".trash" / "gone.md").write_text("---\nvideoId: abcdefghijl\n---\n")
    (tmp_path / "none.md").write_bytes(b"\xff\x00")
    assert noted_keys(tmp_path) == {"abcdefghijk": note}
    assert noted_keys(tmp_path / "nowhere") == {}
