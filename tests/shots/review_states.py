"""The states of the window that show whether citations hold, for `tests.shots.screenshots`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.shots.shot_stage import ShotStage
from tests.waiting import rest, wait_until
from viewer import TOUR
from viewer.ui.review.repair_sheet import RepairSheet
from viewer.video.transcripts.reader import read_transcript

Shot = tuple[str, tuple[int, int]]
_SEED_VIDEO = "atMRWzgHEGg"
_NOTES = {
    "Groups of pictures": (
        "Of the frames in a file only a few are whole [0:00:15], the others say what changed "
        "[0:00:19].\n\n- A key frame stands alone [0:00:30]\n"
        "- Five seconds lie between two [0:00:40]\n"
    ),
    "Written as minutes and seconds": (
        "A whole picture is called a key frame [00:30:00], and every other frame leans on those "
        "before it [00:34:00].\n\n- The player goes back to the last key frame [00:49:00]\n"
        "- All of them but the last are thrown away [00:55:00]; some sixty frames on average "
        "[00:59:00]\n- The decoder is what you wait for [01:11:00]\n- They show the key frame "
        "instead, and say nothing [01:19:00]\n- Scroll away, and the note stays [01:47:00]\n"
    ),
    "What a seek costs": (
        "A video file keeps few whole pictures. Most of its frames say only what changed, so a "
        "player that is asked for one moment has to work its way there from the last whole "
        "picture before it [0:00:15]. How far apart those stand decides what a click costs "
        "[0:00:40].\n\n"
        "## Where the time goes\n\n"
        "- With five seconds between key frames, some sixty frames are decoded and thrown away "
        "for the one that is shown [0:00:59]\n"
        "- The disk hardly matters: the decoder is what the viewer waits for [0:01:08]\n"
        "- Some players show the key frame instead of the frame that was asked for, and say "
        "nothing [0:02:11]\n\n"
        "## What helps\n\n"
        "- **Shorter groups.** Every other frame leans on those before it [0:00:34]\n"
        "- **Stills first.** Show the exact still at once and let the stream start behind it and "
        "catch up [1:01:33]; see [[Groups of pictures]]\n"
        "- **Saying so.** A time past the end of its video is not jumped to in silence; it is "
        "offered what the writer may have meant [1:02:06]\n"
        '- Press F, and the note follows again <a class="yt-timestamp" data-t="HH:MM">'
        "[HH:MM]</a>\n\n"
        'J and K step from claim to claim <a class="yt-timestamp" data-t="00:02:11">[00:01:08]'
        "</a>, and the note stays where you put it [0:01:47].\n\n"
        "- Uncited so far: a whole picture is called a key frame\n"
    ),
}


_GERMAN = (
    "Eine Notiz neben ihrem Video, und hinter jeder Aussage der Moment, in dem sie fällt.",
    "In einer Videodatei sind nur wenige Bilder ganz; die anderen sagen, was sich geändert hat.",
    "Ein ganzes Bild heißt Schlüsselbild, und jedes andere hängt von denen vor ihm ab.",
    "Der Decoder ist es, auf den man wartet, und nicht die Festplatte.",
    "Manche Programme zeigen das Schlüsselbild statt des Bildes, das man wollte.",
)


def captions_states(stage: ShotStage) -> Iterator[Shot]:
    """Show what is said of captions that are of no use for a note."""
    large, small = (1440, 900), (900, 560)
    vault = stage.work / "captions" / "video-basics"
    vault.mkdir(parents=True)
    film = vault / "seek.mp4"
    shutil.copyfile(TOUR.with_suffix(".mp4"), film)
    for title, text in _NOTES.items():
        path = vault / f"{title}.md"
        path.write_text(f"---\ntitle: {title}\nvideo: seek.mp4\n---\n\n{text}", "utf-8")
    cues = (
        f"00:{n // 2:02}:{n % 2 * 30:02}.000 --> 00:{n // 2:02}:{n % 2 * 30 + 29:02}.000\n{said}\n"
        for n, said in enumerate(_GERMAN)
    )
    film.with_suffix(".de.vtt").write_text("WEBVTT\n\n" + "\n".join(cues), "utf-8")
    shutil.copyfile(TOUR.with_suffix(".en.vtt"), film.with_suffix(".en.vtt"))
    stage.program.context.settings.set("transcript/language", "de")
    stage.session.open_vault(vault)
    reviewing = stage.program.reviewing
    for title, name in (("What a seek costs", ""), ("Groups of pictures", "-no-findings")):
        stage.open(vault / f"{title}.md")
        wait_until(lambda: stage.program.transcripts.transcript is not None)
        rest(800)
        wait_until(lambda: not reviewing.is_checking)
        stage.window.activateWindow()
        stage.window.tabs.show_tab("findings")
        if not name:
            stage.window.actions_["doubt.next"].trigger()
        rest(700)
        yield f"review-captions-language{name}", large
        _make_small(stage)
        yield f"review-captions-language{name}", small
    stage.program.context.settings.set("transcript/language", "")
    yield from _cut_states(stage, vault)


def _cut_states(stage: ShotStage, vault: Path) -> Iterator[Shot]:
    """Show captions that are late from an advert on, and what moving them says."""
    large, small = (1440, 900), (900, 560)
    film = vault / "seek.mp4"
    film.with_suffix(".de.vtt").unlink()
    transcript = read_transcript(TOUR.with_suffix(".en.vtt"))
    cues = []
    for cue in transcript.cues:
        late_ms = 43_000 if cue.start_ms >= 60_000 else 0
        start, end = (
            f"00:{ms // 60_000:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"
            for ms in (cue.start_ms + late_ms, cue.end_ms + late_ms)
        )
        cues.append(f"{start} --> {end}\n{cue.text}\n")
    film.with_suffix(".en.vtt").write_text("WEBVTT\n\n" + "\n".join(cues), "utf-8")
    title = "Late from an advert on"
    text = "".join(
        f"- {cue.text.rstrip('.')} [0:{cue.start_ms // 60_000:02}:{cue.start_ms // 1000 % 60:02}]\n"
        for cue in transcript.cues[::2]
    )
    path = vault / f"{title}.md"
    path.write_text(f"---\ntitle: {title}\nvideo: seek.mp4\n---\n\n{text}", "utf-8")
    reviewing = stage.program.reviewing
    stage.open(path)
    wait_until(lambda: reviewing.review.captions is not None)
    wait_until(lambda: not reviewing.is_checking)
    stage.window.activateWindow()
    stage.window.tabs.show_tab("findings")
    rest(700)
    yield "review-captions-cut", large
    _make_small(stage)
    yield "review-captions-cut", small
    stage.window.actions_["captions.move"].trigger()
    wait_until(lambda: reviewing.review.captions is None)
    rest(700)
    yield "review-captions-moved", large


def _make_small(stage: ShotStage) -> None:
    """Make the window small before a picture: what asks for room then has asked for it."""
    stage.window.resize(900, 560)
    rest(200)
    stage.window.give_side_pane(352)
    rest(200)


def review_states(stage: ShotStage) -> Iterator[Shot]:
    """Drive the window from state to state; yield its name and the size to take it in."""
    large, small, wall = (1440, 900), (900, 560), (2560, 1440)
    vault = stage.work / "review" / "video-basics"
    vault.mkdir(parents=True)
    film = vault / "seek.mp4"
    shutil.copyfile(TOUR.with_suffix(".mp4"), film)
    for title, text in _NOTES.items():
        path = vault / f"{title}.md"
        path.write_text(f"---\ntitle: {title}\nvideo: seek.mp4\n---\n\n{text}", "utf-8")
    window, actions = stage.window, stage.window.actions_
    reviewing = stage.program.reviewing
    note = vault / "What a seek costs.md"
    stage.session.open_vault(vault)

    # Without a transcript
    stage.open(note)
    wait_until(lambda: not reviewing.is_checking and bool(reviewing.items))
    window.activateWindow()
    actions["doubt.next"].trigger()
    rest(700)
    yield "review-no-transcript", large
    yield "review-no-transcript", small
    actions["claim.next"].trigger()
    stage.open(vault / "Groups of pictures.md")
    window.tabs.show_tab("claims")
    wait_until(lambda: not reviewing.is_checking)
    rest(300)
    yield "review-nothing-no-transcript", large
    yield "review-nothing-no-transcript", small

    # With one
    shutil.copyfile(TOUR.with_suffix(".en.vtt"), film.with_suffix(".en.vtt"))
    stage.open(note)
    wait_until(lambda: stage.program.transcripts.transcript is not None)
    rest(800)
    wait_until(lambda: not reviewing.is_checking)
    window.activateWindow()
    window.tabs.show_tab("findings")
    for number in range(len(reviewing.items)):
        reviewing.choose(number)
        reviewing.view.card.setFocus()
        rest(700)
        window.notice.close_notice()
        yield f"review-{number + 1}", large
        if number < 2:
            yield f"review-{number + 1}", wall
            _make_small(stage)
            yield f"review-{number + 1}", small
    reviewing.choose(1)
    actions["finding.set"].trigger()
    rest(300)
    yield "review-set-by-hand", large
    _make_small(stage)
    yield "review-set-by-hand", small
    reviewing.view.bar.close_setting()
    stage.program.repairing.keep()
    rest(600)
    yield "review-kept", large
    window.notice.close_notice()
    stage.open(vault / "Groups of pictures.md")
    wait_until(lambda: not reviewing.is_checking)
    rest(800)
    yield "review-all-hold", large

    # All at once
    stage.open(vault / "Written as minutes and seconds.md")
    wait_until(lambda: not reviewing.is_checking)
    rest(800)
    actions["doubt.next"].trigger()
    rest(900)
    yield "review-minutes-and-seconds", large
    actions["finding.accept_all"].trigger()
    rest(400)
    for size in (large, small, wall):
        yield "review-accept-all", size
    for sheet in window.findChildren(RepairSheet):
        sheet.close_sheet()
    unread = stage.work / "unread"
    unread.mkdir(exist_ok=True)
    stage.session.open_vault(unread)
    rest(300)
    yield "review-no-note", large

    # Where is this said?
    stage.open(note)
    wait_until(lambda: not reviewing.is_checking)
    rest(500)
    window.activateWindow()
    assert stage.session.note is not None
    uncited = stage.session.note.data.index(b"Uncited so far")
    stage.program.editing.edit_at(uncited)
    rest(200)
    actions["moment.find"].trigger()
    moments = stage.program.moments
    wait_until(lambda: moments.view.page is None)
    rest(900)
    window.notice.close_notice()
    yield "moments", large
    yield "moments", wall
    _make_small(stage)
    yield "moments", small
    moments.leave()
    stage.program.editing.end_block_edit()
    if stage.corpus is not None:
        yield from _seed_states(stage, stage.corpus)


def _seed_states(stage: ShotStage, corpus: Path) -> Iterator[Shot]:
    """Review the first real note: alone, and with the other notes about its video."""
    from tests.shots.screenshots import SEED, stand_in

    large, wall = (1440, 900), (2560, 1440)
    folder = stage.work / "seed" / "redpointai"
    folder.mkdir(parents=True)
    seed = folder / Path(SEED).name
    shutil.copyfile(corpus / SEED, seed)
    (folder / f"{_SEED_VIDEO}.mp4").symlink_to(stand_in(stage.work))
    reviewing, actions = stage.program.reviewing, stage.window.actions_
    stage.program.vault_indexing.start()
    for name in ("review-seed-alone", "review-seed-with-others"):
        stage.session.open_vault(folder)
        indexing = stage.program.indexing
        wait_until(lambda: indexing.root == folder and indexing.is_ready)  # noqa: B023
        stage.open(seed)
        if name.endswith("others"):
            wait_until(lambda: bool(stage.program.related.other_rows))
        rest(1200)
        wait_until(lambda: not reviewing.is_checking and bool(reviewing.items))
        stage.window.activateWindow()
        actions["doubt.next"].trigger()
        rest(900)
        yield name, large
        yield name, wall
        reviewing.choose(3)
        rest(900)
        stage.window.notice.close_notice()
        yield f"{name}-4", large
        for other in (corpus / SEED).parent.glob("*.md"):
            if _SEED_VIDEO.encode() in other.read_bytes() and other.name != seed.name:
                shutil.copyfile(other, folder / other.name)
        stage.session.open_vault(folder.parent)
