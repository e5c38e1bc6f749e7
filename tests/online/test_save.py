"""`cuenote save`: the real yt-dlp against a server of the tests' own."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import av
import pytest

from tests.media.site import JPEG, JSON3, VTT, Home, Media, Site
from tests.media.web import Web
from viewer.media.library import Library
from viewer.media.media import LIBRARY, Pairings, find_media
from viewer.notes.model import VideoRef
from viewer.online import save_one


def packets(path: Path) -> dict[str, list[bytes]]:
    """What is in a file, whatever its container: the bytes of every packet, by kind of stream."""
    found: dict[str, list[bytes]] = {}
    with av.open(str(path)) as container:
        for packet in container.demux():
            if packet.size:
                found.setdefault(packet.stream.type, []).append(bytes(packet))
    return found


def in_part(home: Home, key: str) -> list[Path]:
    return sorted((home.library / key / ".part").glob("*"))


def test_picture_and_sound_that_come_apart_are_saved_as_one_with_all_that_belongs_to_them(
    home: Home, site: Site, site_media: Media
) -> None:
    site.split("abc")
    run = home.fetch("--languages", "en,de", site.url("abc"))
    assert (run.code, run.stderr) == (0, "")
    key = site.key("abc")
    assert home.files() == [
        f"{key}/info.json",
        f"{key}/{key}.de.vtt",
        f"{key}/{key}.en.json3",
        f"{key}/{key}.jpg",
        f"{key}/{key}.mp4",
    ]
    assert not (home.library / key / ".part").exists()
    folder = home.library / key
    assert (folder / f"{key}.en.json3").read_text() == JSON3
    assert (folder / f"{key}.de.vtt").read_text() == VTT
    assert (folder / f"{key}.jpg").read_bytes() == JPEG
    saved = packets(run.path)
    assert saved["video"] == packets(site_media.picture)["video"]
    assert saved["audio"] == packets(site_media.sound)["audio"]
    info = Library(home.library).look(key).info
    assert (info.title, info.channel, info.height) == ("Video abc", "A channel", 360)
    assert abs(info.duration_ms - 8000) < 100
    assert [(each.start_ms, each.title) for each in info.chapters] == [
        (0, "Beginning"),
        (3500, "End"),
    ]
    assert {(each.language, each.automatic) for each in info.captions} == {
        ("en", True),
        ("de", False),
    }
    assert info.bytes == run.path.stat().st_size
    resolved = next(each for each in run.events if each["event"] == "resolved")
    sizes = site_media.picture.stat().st_size + site_media.sound.stat().st_size
    assert resolved["estimated_bytes"] == sizes
    last = [each for each in run.events if each.get("stage") == "sound"][-1]
    assert (last["bytes"], last["total"]) == (sizes, sizes)


def test_saved_video_is_found_for_the_note_that_names_its_address(
    home: Home, site: Site, web: Web, site_media: Media, tmp_path: Path
) -> None:
    web.add("/v.mp4", site_media.whole)
    ref = VideoRef(url=web.url("/v.mp4") + "#t=5")
    run = home.fetch(web.url("/v.mp4"))
    assert run.path.read_bytes() == site_media.whole.read_bytes()
    media = find_media(
        ref, tmp_path / "n.md", None, home.library, Pairings(tmp_path / "pairings.json")
    )
    assert (media.path, media.source, media.title) == (run.path, LIBRARY, "v")
    before = len(web.requests)
    again = home.fetch(web.url("/v.mp4"))
    assert (again.code, again.path) == (0, run.path)
    assert len(web.requests) == before


def test_hls_with_captions_becomes_one_file(home: Home, site: Site) -> None:
    run = home.fetch(site.hls("live"))
    assert run.code == 0, run.events[-1]
    assert run.path.suffix == ".mp4"
    with av.open(str(run.path)) as container:
        assert abs(container.duration / 1e6 - 8) < 0.2
        assert len(list(container.decode(video=0))) == 200
    info = Library(home.library).look(run.path.parent.name).info
    assert [each.language for each in info.captions] == ["en"]
    assert "what is said" in (run.path.parent / info.captions[0].file).read_text()


# ---------------------------------------------------------------------- ends in the middle


def test_killed_in_the_middle_it_goes_on_and_gives_the_same_bytes(
    home: Home, site: Site, site_media: Media
) -> None:
    route = site.whole("abc")
    route.hold_at = 2_500_000
    url, key = site.url("abc"), site.key("abc")
    run = home.start(url)
    run.until_loaded(home.library / key, 2_400_000)
    run.kill()
    route.gate.set()
    assert home.files() == []
    assert Library(home.library).look(key).video is None
    (part,) = in_part(home, key)
    loaded = part.stat().st_size
    site.web.requests.clear()
    again = home.fetch(url)
    assert again.code == 0, again.events[-1]
    assert again.path.read_bytes() == site_media.whole.read_bytes()
    assert not in_part(home, key)
    (asked,) = site.web.asked("/abc/whole.mp4")
    assert asked.first == loaded


@pytest.mark.all_only
def test_it_says_so_when_another_has_the_video(
    home: Home, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.split("abc")
    route = site.web.routes["/abc/picture.mp4"]
    route.hold_at = 1000
    first = home.start(site.url("abc"))
    assert route.held.wait(20)
    monkeypatch.setattr(save_one, "_LET_GO_S", 0)
    second = home.fetch(site.url("abc"))
    assert (second.code, second.kind) == (1, "unknown")
    assert "already saving" in second.events[-1]["failure"]["words"]
    route.gate.set()
    first.finish()
    assert first.code == 0, first.events


def test_ended_by_a_signal_it_says_so_in_its_exit_code(
    home: Home, site: Site, tests_all: bool
) -> None:
    site.split("abc")
    for signal_number, code in ((15, 143), (2, 130))[: 1 + tests_all]:
        route = site.web.routes["/abc/picture.mp4"]
        route.hold_at = 1000
        route.held.clear()
        run = home.start(site.url("abc"))
        assert route.held.wait(20)
        os.kill(run.process.pid, signal_number)
        run.finish()
        assert (run.code, run.stderr) == (code, "")
    assert home.files() == []


# ---------------------------------------------------------------------- a bad site, a bad disk


def test_connection_that_is_cut_is_taken_up_where_it_was(
    home: Home, web: Web, site_media: Media
) -> None:
    web.add("/v.mp4", site_media.whole, cut_after=700_000, cut_times=3)
    run = home.fetch(web.url("/v.mp4"))
    assert run.code == 0, run.events[-1]
    assert run.path.read_bytes() == site_media.whole.read_bytes()


def test_expired_link_is_asked_for_anew_once(home: Home, site: Site) -> None:
    site.split("abc")
    tokens = iter(["old", "new", "newer"])
    site.page("abc", lambda: site.split_info("abc", next(tokens)))
    site.web.routes["/abc/picture.mp4"].tokens = {"new"}
    site.web.routes["/abc/sound.m4a"].tokens = {"old"}
    assert home.fetch(site.url("abc")).code == 0


def test_link_that_stays_forbidden_fails_with_the_next_step(home: Home, site: Site) -> None:
    site.split("abc")
    site.web.routes["/abc/picture.mp4"].status = 403
    run = home.fetch(site.url("abc"))
    assert (run.code, run.kind) == (1, "too_old")
    assert "Update yt-dlp" in run.events[-1]["failure"]["next_step"]
    assert len(site.web.asked("/abc/picture.mp4")) == 2
    assert home.files() == []


# What a site says, the kind of the failure, and how its words begin.
PAGES: tuple[tuple[dict[str, object], str, str], ...] = (
    ({"error": "This video is private", "kind": "expected"}, "unknown", "This video is private"),
    ({"error": "Join this channel to get access"}, "sign_in", "Join this channel to get access"),
    ({"error": "Unable to extract the player", "kind": "bug"}, "too_old", "The site has changed"),
    ({"_type": "playlist", "entries": []}, "playlist", "The list has no videos."),
    ({"url": "file:///etc/passwd", "ext": "mp4"}, "unknown", "“file:///etc/passwd” is not a web"),
    ({"error": "This content isn't available, try again later"}, "rate_limited", "Too many"),
)


def test_each_failure_has_its_kind_and_its_next_step(home: Home, site: Site, web: Web) -> None:
    for number, (page, _, _) in enumerate(PAGES):
        site.page(f"v{number}", page)
    names = [f"v{number}" for number in range(len(PAGES))]
    run = home.fetch(web.url("/nothing.mp4"), *map(site.url, [*names, "never"]))
    assert run.code == 1
    failures = [each["failure"] for each in run.events if each["event"] == "failed"]
    # The last was not even tried: who is asked too often is left alone.
    gone = "unknown", "Unable to download webpage: HTTP Error 404"
    expected = [gone, *(row[1:] for row in PAGES)]
    assert len(failures) == len(expected)
    for found, (kind, words) in zip(failures, expected, strict=True):
        assert (found["kind"], found["words"][: len(words)]) == (kind, words)
        assert found["next_step"]
    assert not web.asked("/watch/never.json")
    assert home.files() == []


def test_site_that_cannot_be_reached_is_said_to_be_so(home: Home, site: Site) -> None:
    site.page("abc", {"url": "http://127.0.0.1:9/v.mp4", "ext": "mp4"})
    assert home.fetch("http://127.0.0.1:9/v.mp4").kind == "offline"
    assert home.fetch(site.url("abc")).kind == "offline"


def test_video_that_changed_at_the_site_is_not_kept_and_is_loaded_anew(
    home: Home, site: Site, site_media: Media
) -> None:
    route = site.whole("abc")
    route.hold_at = 1_500_000
    run = home.start(site.url("abc"))
    run.until_loaded(home.library / site.key("abc"), 1_400_000)
    run.kill()
    route.gate.set()
    changed = site_media.picture
    assert changed.stat().st_size != site_media.whole.stat().st_size
    site.web.add("/abc/whole.mp4", changed)
    mixed = home.fetch(site.url("abc"))
    assert (mixed.code, mixed.kind) == (1, "unknown")
    assert home.files() == []
    again = home.fetch(site.url("abc"))
    assert again.code == 0, again.events[-1]
    assert again.path.read_bytes() == changed.read_bytes()


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    "trap",
    [
        "#EXTM3U\n#EXTINF:8,\n{trap}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile {trap}\n",
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
        'mediaPresentationDuration="PT8S"><Period><AdaptationSet mimeType="video/mp4">'
        '<Representation id="1" bandwidth="9"><BaseURL>{trap}</BaseURL></Representation>'
        "</AdaptationSet></Period></MPD>",
    ],
    ids=["hls", "concat", "dash"],
)
def test_list_in_a_videos_clothes_is_damaged_and_leads_nowhere(
    home: Home, site: Site, site_media: Media, trap: str
) -> None:
    site.web.add("/trap.mp4", site_media.whole)
    near = home.root / "near.mp4"
    near.write_bytes(site_media.whole.read_bytes())
    for number, place in enumerate((site.web.url("/trap.mp4"), f"file:{near}", str(near))):
        site.whole(f"a{number}").body = trap.format(trap=place).encode()
    run = home.fetch(*(site.url(f"a{number}") for number in range(3)))
    found = [each["failure"]["words"] for each in run.events if each["event"] == "failed"]
    assert len(found) == 3
    assert all(words.startswith("The downloaded video can't be played") for words in found), found
    assert site.web.asked("/trap.mp4") == []
    assert home.files() == []


def test_captions_that_cannot_be_had_leave_a_video_without_them(home: Home, site: Site) -> None:
    site.split("abc")
    site.web.routes["/abc/en.json3"].status = 404
    site.web.routes["/abc/thumbnail.jpg"].status = 404
    run = home.fetch(site.url("abc"))
    assert run.code == 0, run.events[-1]
    assert len([each for each in run.events if each["event"] == "note"]) == 2
    info = Library(home.library).look(site.key("abc")).info
    assert len(info.missing) == 2
    video = run.path.read_bytes()
    # The next time what is missing is loaded, and nothing else.
    site.web.routes["/abc/thumbnail.jpg"].status = 200
    site.web.requests.clear()
    again = home.fetch("--languages", "en,de", site.url("abc"))
    assert again.code == 0, again.events[-1]
    saved = Library(home.library).look(site.key("abc"))
    assert [each.language for each in saved.info.captions] == ["de"]
    assert saved.thumbnail is not None
    assert len(saved.info.missing) == 1
    site.web.routes["/abc/en.json3"].status = 200
    assert home.fetch("--languages", "en,de", site.url("abc")).code == 0
    saved = Library(home.library).look(site.key("abc"))
    assert [each.language for each in saved.info.captions] == ["de", "en"]
    assert saved.info.missing == ()
    assert again.path.read_bytes() == video
    assert not in_part(home, site.key("abc"))
    assert site.web.asked("/abc/picture.mp4") == []
    asked = len(site.web.requests)
    assert home.fetch(site.url("abc")).code == 0
    assert len(site.web.requests) == asked


def test_room_is_asked_for_before_anything_is_loaded(home: Home, site: Site, web: Web) -> None:
    site.split("abc")
    run = home.fetch("--spare", str(10**9), site.url("abc"))
    assert (run.code, run.kind) == (1, "no_room")
    assert "Not enough disk space" in run.events[-1]["failure"]["words"]
    assert not web.asked("/abc/picture.mp4")
    assert home.files() == []


def test_full_disk_ends_it_clearly_and_it_goes_on_later(
    home: Home, site: Site, tmp_path: Path, site_media: Media
) -> None:
    site.split("abc")
    disk = tmp_path / "disk"
    disk.mkdir()
    needed = site_media.picture.stat().st_size + site_media.sound.stat().st_size
    # Room for the streams, and not for the file that they become.
    size = f"size={needed + needed // 2}"
    mount = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk cannot be made here")
    info = site.split_info("abc")
    for each in info["formats"]:
        del each["filesize"]  # else it is refused before it begins
    site.page("abc", info)
    try:
        run = home.fetch("--library", str(disk), "--spare", "0", site.url("abc"))
        assert (run.code, run.kind) == (1, "no_room"), run.events[-1]
        assert Library(disk).look(site.key("abc")).video is None
        more = f"remount,size={needed * 3}"
        subprocess.run(["mount", "-o", more, str(disk)], check=True)
        site.web.requests.clear()
        again = home.fetch("--library", str(disk), "--spare", "0", site.url("abc"))
        assert again.code == 0, again.events[-1]
        assert not site.web.asked("/abc/picture.mp4")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


# ---------------------------------------------------------------------- hostile input


HOSTILE = ("file:///etc/passwd", "..", "http://127.0.0.1/v.mp4 --exec id", "ytsearch:cats")


def test_what_is_no_address_is_refused_and_nothing_is_asked(home: Home) -> None:
    run = home.fetch("--", *HOSTILE, "--exec", "--exec=id", "-o/tmp/x")
    assert run.code == 2
    assert len(run.events) == len(HOSTILE) + 3
    assert all("front matter" in each["failure"]["next_step"] for each in run.events)
    assert not home.library.exists()


def test_cookies_that_are_not_there_are_said_to_be_so(home: Home, site: Site) -> None:
    site.split("abc")
    run = home.fetch("--cookies-from", "firefox", site.url("abc"))
    assert (run.code, run.kind) == (1, "sign_in"), run.events[-1]
    assert "cookies" in run.events[-1]["failure"]["words"]
    assert not site.web.asked("/abc/picture.mp4")


def test_words_of_the_site_are_no_paths(home: Home, site: Site) -> None:
    evil = "../../../../evil\x1b[31m\x00"
    site.split(
        "abc",
        title=evil,
        channel=evil,
        automatic_captions={
            "../x": [{"ext": "json3", "url": site.web.url("/abc/en.json3")}],
            "en": [{"ext": "../../sh", "url": site.web.url("/abc/en.json3")}],
        },
    )
    info = json.loads(site.web.routes["/watch/abc.json"].body)  # type: ignore[arg-type]
    for each in info["formats"]:
        each["format_id"] = f"../../{each['format_id']}/"
    site.page("abc", info)
    run = home.fetch("--languages", "../x,en,de", site.url("abc"))
    assert run.code == 0, run.events[-1]
    key = site.key("abc")
    assert home.files() == [
        f"{key}/info.json",
        f"{key}/{key}.de.vtt",
        f"{key}/{key}.jpg",
        f"{key}/{key}.mp4",
    ]
    assert not list(home.root.rglob("*evil*"))
    saved = Library(home.library).look(key).info
    assert "\x1b" not in saved.title


def test_progress_in_the_terminal_says_what_was_saved(home: Home, web: Web) -> None:
    from viewer.base.child_side import own_command

    run = subprocess.run(
        own_command("viewer", "save", web.url("/nothing.mp4"), "..", "--height", "480"),
        env=home.environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 1
    assert "HTTP Error 404" in run.stderr
    assert "not a web address" in run.stderr
    assert "Traceback" not in run.stderr
