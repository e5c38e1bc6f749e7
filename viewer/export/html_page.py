"""A note as one HTML file that shows its evidence: frames, clips, what is said, and hashes.

It needs nothing from elsewhere: pictures and clips are within, and its policy lets it load nothing.
What Cuenote says in it is in the language of the program, and names that (`page_words`); the script
says nothing.
`proof.verify` makes it once more from the note, the transcript and the media within, and compares.
So whoever changes what is written, here, by `note_html` or by `quote`, raises VERSION and keeps
what pages of before look like (`old_pages`); a new style or script adds its hash to `STYLES` or
`SCRIPTS`. No Qt; not for the GUI thread.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from viewer.evidence.finding import Evidence
from viewer.evidence.quote import quote
from viewer.export.editors import Footage, cuts_of
from viewer.export.entries import Entry, NoteEntries
from viewer.export.film import FilmPart, write_film
from viewer.export.note_html import Writing, citer, note_html
from viewer.export.page_words import ENGLISH_WORDS, PageWords, direction_of, language_attributes
from viewer.export.tables import link_of, web_address, web_annotations
from viewer.notes.beside import temporary_folder
from viewer.notes.language import language_of as note_language
from viewer.notes.model import CitedTime, VideoRef
from viewer.notes.note import Note
from viewer.notes.region import Region
from viewer.notes.timecode import format_exact, format_ms, format_range
from viewer.notes.videos import name_of, video_key
from viewer.video.frames.picture_file import picture_file
from viewer.video.frames.pictures import Cancelled, never
from viewer.video.transcripts.transcript import Transcript

FRAME_SIZE = (480, 480)
CLIP_LINES, CLIP_MS = 240, 8_000
MOST_MOMENTS = 2_000
_POLL_S = 0.2
VERSION = 5
"""Of what is written: the proof of 1 named no language, lengths, pictures, transcripts."""
HTML_VERSION = 3
"""From this on the words of HTML are in a page."""
ORDER_VERSION = 4
"""From this on its language is that of the note, and its headings have no gaps between."""
WORDS_VERSION = 5
"""From this on what Cuenote says in it may be in any language, and a page tells its words."""

_STYLE = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1d1d1f;--muted:#5c5c66;--line:#dcdce2;
--chip:#e9eefb;--accent:#1f4fbf;--said:#fff1b8}
@media(prefers-color-scheme:dark){:root{--paper:#17171a;--ink:#ececf0;--muted:#a5a5b0;
--line:#34343c;--chip:#24304d;--accent:#9db8ff;--said:#5a4a12}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 system-ui,sans-serif;
overflow-wrap:break-word}
main{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,26rem);gap:2.5rem;
max-width:76rem;margin:0 auto;padding:2rem}
header,footer{grid-column:1/-1}
h1{line-height:1.2;margin:0 0 .3rem}
a{color:var(--accent)}
.about,figcaption small,footer{color:var(--muted);font-size:.88rem}
.time{background:var(--chip);border-radius:.3rem;padding:.05rem .35rem;text-decoration:none;
font-size:.86em;font-variant-numeric:tabular-nums;white-space:nowrap}
.time.lost{color:var(--muted);text-decoration:line-through}
.moments{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:.2rem}
figure{margin:0 0 1.6rem;scroll-margin-top:1rem}
figure:target,figure:focus{outline:2px solid var(--accent);outline-offset:4px;border-radius:.2rem}
figure img,figure video{display:block;width:100%;border-radius:.3rem;background:#000}
figcaption p{margin:.35rem 0}
blockquote{margin:.5rem 0;padding-block:.1rem;padding-inline-start:.8rem;
border-inline-start:3px solid var(--line)}
mark{background:var(--said);color:inherit}
.tag{color:var(--accent)}
.missing{color:var(--muted)}
li{text-indent:0}
li:has(>[role=img]:first-child){list-style:none;text-indent:-1.4em}
pre{overflow:auto;padding:.7rem;border:1px solid var(--line);border-radius:.3rem}
table{border-collapse:collapse;display:block;overflow:auto}
th,td{border:1px solid var(--line);padding:.25rem .6rem;text-align:start}
.right{text-align:right}.center{text-align:center}
code.sum{font-size:.72rem;overflow-wrap:anywhere}
article img{max-width:100%}
@media(max-width:56rem){main{display:block;padding:1rem}
.moments{position:static;max-height:none;margin-top:2rem}}
@media print{body{font-size:11pt}main{display:block;max-width:none;padding:0}
.moments{position:static;max-height:none;overflow:visible;columns:2;margin-top:1.5rem}
footer{margin-top:1rem}pre{white-space:pre-wrap}
figure{break-inside:avoid}figure.film video{display:none}}
@media screen{figure.film img{display:none}}
.shown{position:relative}
.marks{position:absolute;inset:0;width:100%;height:100%;pointer-events:none;fill:none;
stroke:#fff;stroke-width:2px}
.marks *{vector-effect:non-scaling-stroke}
.marks .under{stroke:#101216;stroke-width:4px}
button.back{display:none}
@media(pointer:coarse),(max-width:40rem){
.time,summary,figcaption a{display:inline-block;min-width:44px;min-height:44px;line-height:44px;
padding:0 .5rem;text-align:center}
summary{display:list-item;text-align:start}
button.back.on{display:block;position:fixed;right:1rem;bottom:1rem;min-height:44px;padding:0 1rem;
border:1px solid var(--muted);border-radius:.5rem;background:var(--paper);color:var(--ink);
font:inherit;box-shadow:0 2px 8px #0006}}
"""
# A click on a time plays its clip; without the script it goes there. On a phone the clips stand
# below the note: a button leads back to where one was.
_SCRIPT = """
var from=null,back=document.getElementById("back");
back.addEventListener("click",function(){back.classList.remove("on");
document.querySelectorAll("video").forEach(function(each){each.pause()});
if(from){from.scrollIntoView({block:"center"});from.focus({preventScroll:true})}});
document.addEventListener("click",function(event){
var link=event.target.closest("a.time[href^='#m']");if(!link)return;
var figure=document.getElementById(link.hash.slice(1));if(!figure)return;
event.preventDefault();from=link;back.classList.add("on");figure.scrollIntoView({block:"nearest"});
figure.focus({preventScroll:true});
document.querySelectorAll("video").forEach(function(each){each.pause()});
var video=figure.querySelector("video");if(video){video.currentTime=0;video.play()}});
"""
# Of all versions, as `hash_of` has them.
STYLES = frozenset(
    {
        "sha256-mOYrtbiOvJWRg3H2euKGG7KfGDjfJisow06kdnl1wng=",
        "sha256-xzYrnzvNeKcEUTs+VCt7GFY0Tbd0XBCWOnQmBEFr7kM=",
        "sha256-VivndwIg1A55NC7xgwklOb+PNbSvMP8SSafImEx+qMU=",
    }
)
SCRIPTS = frozenset(
    {
        "sha256-oF3q5+LS298RLpcorQc6wAZzBL3xrySRqw3nxdYQ/lI=",
        "sha256-IOqZ5BY3OdjpCiH3cTfTpef1dCSdKw8LY+ZFABkPYnU=",
        "sha256-DZHeiA/0BTNhdO3LjS/uAGxASqmNKtGfz2EfiJa+/bo=",
    }
)


class PageMedia(NamedTuple):
    """A picture or a clip in a page."""

    kind: str  # as "image/webp"
    sum: str  # SHA-256
    data: bytes = b""


def media_of(kind: str, data: bytes) -> PageMedia:
    """Make what is put into a page."""
    return PageMedia(kind, hashlib.sha256(data).hexdigest(), data)


class PageVideo(NamedTuple):
    """What a page is made of, besides the note: a video's file and its words."""

    footage: Footage
    transcript: Transcript | None = None


class PageWish(NamedTuple):
    """What a page is to hold."""

    times: Sequence[CitedTime]  # of the citations of the note
    clips: bool = True
    pictures: Callable[[str], PageMedia | None] = lambda address: None
    """Gives a picture that the note shows."""


class Facts(NamedTuple):
    """What the page says of its files, and how it is written."""

    version: int
    language: str
    note: Mapping[str, object]  # name, SHA-256, bytes
    videos: Mapping[str, Mapping[str, object]]  # likewise, by key; those that are here
    transcripts: Mapping[str, str]  # their `transcript_sum`, by key of the video
    # Gives the address of media: a page holds them within, one that is only compared does not.
    address: Callable[[PageMedia], str]
    words: PageWords = ENGLISH_WORDS
    style: str = _STYLE
    script: str = _SCRIPT

    @property
    def names_words(self) -> bool:
        """Whether the page tells in which language Cuenote speaks in it."""
        return self.version >= WORDS_VERSION


@dataclass(slots=True)
class PageMoment:
    """A cited moment, with all that shows it."""

    id: str
    entry: Entry
    end_ms: int
    texts: list[str]
    regions: list[Region]
    said: Evidence | None = None
    frame: PageMedia | None = None
    clip: PageMedia | None = None


def write_page(
    note: Note,
    entries: NoteEntries,
    sources: Mapping[str, PageVideo],
    wish: PageWish,
    *,
    progress: Callable[[int, int], None] = lambda done, count: None,
    cancelled: Callable[[], bool] = never,
) -> str:
    """Make the page of a note; `sources` are by the key of the video.

    Raises MediaError where a video cannot be read, and Cancelled.
    """
    moments = moments_of(entries, sources)
    # Each frame is decoded from a key frame on: several at once, for the decoder waits for nothing.
    pool = ThreadPoolExecutor(os.cpu_count() or 1, "page-frame")
    try:
        frames = {
            at: pool.submit(_frame, moment, sources.get(video_key(moment.entry.video)))
            for at, moment in moments.items()
        }
        for number, (at, moment) in enumerate(moments.items()):
            while not frames[at].done() and not cancelled():
                wait([frames[at]], _POLL_S)
            if cancelled():
                raise Cancelled
            moment.frame = frames[at].result()
            _fill(moment, sources.get(video_key(moment.entry.video)), wish, cancelled)
            progress(number + 1, len(moments))
    finally:
        pool.shutdown(cancel_futures=True)
    files = {key: source.footage.path for key, source in sources.items()}
    facts = Facts(
        VERSION,
        language_of(sources, note),
        note_facts(note, entries.note),
        {key: file_facts(path) for key, path in files.items() if path is not None},
        transcript_sums(sources),
        lambda media: f"data:{media.kind};base64,{base64.b64encode(media.data).decode()}",
        PageWords.here(),
    )
    return page_text(note, entries, moments, sources, wish, facts)


def moments_of(
    entries: NoteEntries, sources: Mapping[str, PageVideo]
) -> dict[tuple[str, int], PageMoment]:
    """Return the moments of a page by the key of the video and the ms, with their claims alone."""
    durations = {key: source.footage.duration_ms for key, source in sources.items()}
    found: dict[tuple[str, int], PageMoment] = {}
    for cut in cuts_of(entries.entries, durations)[:MOST_MOMENTS]:
        key = video_key(cut.entry.video), cut.start_ms
        found[key] = PageMoment(f"m{len(found) + 1}", cut.entry, cut.end_ms, [], [])
    for entry in entries.entries:
        if entry.ms is None:
            continue
        moment = found.get((video_key(entry.video), entry.ms))
        if moment is not None and entry.text not in moment.texts:
            moment.texts.append(entry.text)
        if moment is not None and entry.region is not None:
            moment.regions.append(entry.region)
    return found


def _frame(moment: PageMoment, source: PageVideo | None) -> PageMedia | None:
    """Make the frame of a moment; None where its video has no picture, or is not here."""
    path, ms = source.footage.path if source is not None else None, moment.entry.ms
    if source is None or path is None or ms is None or source.footage.rate is None:
        return None
    suffix, data = picture_file(path, ms, FRAME_SIZE)
    return media_of(f"image/{suffix[1:]}", data)


def _fill(
    moment: PageMoment, source: PageVideo | None, wish: PageWish, cancelled: Callable[[], bool]
) -> None:
    """Take the clip and the words of a moment, as far as they are there."""
    if source is None:
        return
    ms, path = moment.entry.ms, source.footage.path
    assert ms is not None
    if source.transcript is not None:
        words = " ".join(moment.texts)
        moment.said = quote(words, source.transcript, ms, moment.entry.end_ms)
    if path is None:
        return
    if wish.clips:
        with temporary_folder() as folder:
            target = folder / "clip.webm"
            end_ms = min(moment.end_ms, ms + CLIP_MS)
            write_film(
                [FilmPart(path, ms, end_ms)], target, most_lines=CLIP_LINES, cancelled=cancelled
            )
            moment.clip = media_of("video/webm", target.read_bytes())


# ---------------------------------------------------------------------- the page


def page_text(
    note: Note,
    entries: NoteEntries,
    moments: Mapping[tuple[str, int], PageMoment],
    sources: Mapping[str, PageVideo],
    wish: PageWish,
    facts: Facts,
) -> str:
    """Write the page; the same of the same, to the letter."""
    pictures: dict[str, str] = {}

    def picture(address: str) -> str:
        media = wish.pictures(address)
        if media is None:
            return ""
        pictures[address] = media.sum
        return facts.address(media)

    def place_of(video: VideoRef | None, ms: int) -> str:
        moment = moments.get((video_key(video), ms))
        return f"#{moment.id}" if moment is not None else ""

    words, language = facts.words, facts.language
    named = words.marked_in(language)

    def task(is_done: bool) -> str:
        return f'{named} aria-label="{words.attribute("done" if is_done else "to_do")}"'

    cite = citer(note, wish.times, place_of)
    is_headed = note.is_headed(entries.title)
    first_level = (1 if is_headed else 2) if facts.version >= ORDER_VERSION else 0
    body = note_html(note, cite, Writing(picture=picture, first_level=first_level, task=task))
    shown = "".join(_figure(moment, facts.address, words, named) for moment in moments.values())
    if named:
        # A part is named by Cuenote, what is in it is said by the note.
        own = language_attributes(language, words.language)
        body, shown = (f"<div{own}>\n{part}</div>\n" for part in (body, shown))
    turned = ' dir="rtl"' if facts.names_words and direction_of(language) == "rtl" else ""
    back = ""
    if facts.names_words:
        back = f'<button{named} id="back" class="back">{words.markup("back")}</button>\n'
    proof = _proof(moments, sources, pictures, facts)
    title = html.escape(entries.title)
    policy = (
        f"default-src 'none'; img-src data:; media-src data:; style-src '{hash_of(facts.style)}'; "
        f"script-src '{hash_of(facts.script)}'; base-uri 'none'; form-action 'none'"
    )
    videos = {video_key(entry.video): entry.video for entry in reversed(entries.entries)}
    about = "".join(
        about_html(videos.get(key), source.footage.duration_ms, words, named)
        for key, source in sources.items()
    )
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="',
            html.escape(language),
            f'"{turned}>\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="generator" content="Cuenote">\n<meta name="referrer" ',
            f'content="no-referrer">\n<title>{title}</title>\n<style>{facts.style}</style>\n',
            '<script type="application/ld+json">',
            _in_script(web_annotations(entries.entries, entries.note)),
            '</script>\n<script type="application/json" id="proof">',
            _in_script(json.dumps(proof, ensure_ascii=False, indent=1)),
            "</script>\n</head>\n<body>\n<main>\n<header>",
            "" if is_headed else f"<h1>{title}</h1>",
            about,
            f'</header>\n<article{named} aria-label="{words.attribute("note")}">\n',
            f"{body}</article>\n",
            f'<section class="moments"{named} aria-label="{words.attribute("moments")}">\n',
            shown,
            "</section>\n",
            _footer(proof, words, named),
            "</main>\n",
            back,
            f"<script>{facts.script}</script>\n</body>\n</html>\n",
        )
    )


def language_of(sources: Mapping[str, PageVideo], note: Note | None, version: int = VERSION) -> str:
    """Return the language of a note, or else of what is said, as "en"; "und": it is not known."""
    own = note_language(note) if note is not None and version >= ORDER_VERSION else ""
    if own:
        return own
    found = (s.transcript.language for s in sources.values() if s.transcript is not None)
    return next((language.partition("-")[0] for language in found if language), "und")


def hash_of(text: str) -> str:
    """Write the hash of a style or a script as a content security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _in_script(text: str) -> str:
    r"""Write JSON so that nothing in it ends the element it stands in: `<` as `\u003c`."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def picture_of(path: Path | None) -> PageMedia | None:
    """Read a picture of the note; None where there is none of a kind that browsers show."""
    kinds = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp"}
    kind = kinds.get(path.suffix.casefold()) if path is not None else None
    if path is None or kind is None:
        return None
    try:
        return media_of(f"image/{kind}", path.read_bytes())
    except OSError:
        return None


def about_html(
    video: VideoRef | None, duration_ms: int | None, words: PageWords, named: str = ""
) -> str:
    """Write which video a note is about, as a paragraph; nothing of none.

    `named` are the attributes that name the language of `words`, if it is not the one round it.
    """
    if video is None:
        return ""
    address = web_address(video)
    name = html.escape(name_of(video))
    shown = name
    if address.startswith(("https://", "http://")):
        shown = f'<a href="{html.escape(address)}" rel="noreferrer">{name}</a>'
    about = words.markup("about", shown)
    if duration_ms is not None:
        about = words.markup("about_long", shown, format_ms(duration_ms))
    return f'<p class="about"{named}>{about}</p>\n'


def _figure(
    moment: PageMoment, address_of: Callable[[PageMedia], str], words: PageWords, named: str
) -> str:
    entry = moment.entry
    assert entry.ms is not None
    time = format_range(entry.ms, entry.end_ms)
    link = link_of(entry)
    shown = time
    if link.startswith(("https://", "http://")):
        shown = f'<a href="{html.escape(link)}" rel="noreferrer">{words.markup("site", time)}</a>'
    frame = film = poster = ""
    if moment.frame is not None:
        alt = words.attribute("frame", time)
        frame = f'<img{named} src="{address_of(moment.frame)}" alt="{alt}">'
        poster = f' poster="{address_of(moment.frame)}"'
    if moment.clip is not None:
        label = words.attribute("clip", time)
        film = (
            f'<video{named} controls preload="metadata" aria-label="{label}"{poster} '
            f'src="{address_of(moment.clip)}"></video>'
        )
    texts = "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in moment.texts)
    said = f"<blockquote><p>{_marked(moment.said)}</p></blockquote>" if moment.said else ""
    kind = ' class="film"' if film else ""
    shown_media = f"{film}{frame}"
    if shown_media and moment.regions:
        shown_media = (
            f'<div class="shown">{shown_media}{_marks(moment.regions, words, named)}</div>'
        )
    return (
        f'<figure id="{moment.id}" tabindex="-1"{kind}>{shown_media}\n'
        f"<figcaption><small{named}>{shown}</small>{texts}{said}</figcaption></figure>\n"
    )


def _marks(regions: Sequence[Region], words: PageWords, named: str) -> str:
    """Draw regions over a frame or a clip: a dark line below a light one, seen on every picture."""
    label = "; ".join(words.attribute("mark", words.place(region)) for region in regions)
    shapes = []
    for region in regions:
        x, y, w, h = region.inside()
        # A point is a ring; round in a picture of 16:9.
        shape = f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}"/>'
        if region.is_point:
            shape = f'<ellipse cx="{x:g}" cy="{y:g}" rx="1.8" ry="3.2"/>'
        shapes.append(shape)
    drawn = "".join(shapes)
    return (
        f'<svg class="marks"{named} viewBox="0 0 100 100" preserveAspectRatio="none" role="img" '
        f'aria-label="{label}"><g class="under">{drawn}</g><g>{drawn}</g></svg>'
    )


def _marked(said: Evidence) -> str:
    """Write what is said, the words that the claim says too marked."""
    parts, at = [], 0
    for start, end in said.matches:
        if start < at:
            continue
        parts.append(html.escape(said.text[at:start], quote=False))
        parts.append(f"<mark>{html.escape(said.text[start:end], quote=False)}</mark>")
        at = end
    return "“" + "".join(parts) + html.escape(said.text[at:], quote=False) + "”"


# ---------------------------------------------------------------------- the proof


def _proof(
    moments: Mapping[tuple[str, int], PageMoment],
    sources: Mapping[str, PageVideo],
    pictures: Mapping[str, str],
    facts: Facts,
) -> dict[str, object]:
    """Return what the page was made of, so that a program can check it; see `proof`."""
    proof: dict[str, object] = {"version": facts.version}
    if facts.version > 1:
        lengths = {key: source.footage.duration_ms for key, source in sources.items()}
        proof |= {"language": facts.language, "lengths_ms": lengths, "pictures": pictures}
        proof["transcripts"] = facts.transcripts
    if facts.names_words:
        proof["interface"] = facts.words.told()
    return proof | {
        "note": facts.note,
        "videos": facts.videos,
        "moments": [
            {
                "id": moment.id,
                "video": key,
                "ms": ms,
                "end_ms": moment.entry.end_ms,
                "claims": moment.texts,
                "said": moment.said.text if moment.said is not None else None,
                "frame": moment.frame.sum if moment.frame is not None else None,
                "clip": moment.clip.sum if moment.clip is not None else None,
            }
            for (key, ms), moment in moments.items()
        ],
    }


def note_facts(note: Note, name: str) -> dict[str, object]:
    """Return which text a page is made of; `name` is what its file is called."""
    data = note.data
    return {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def transcript_sum(transcript: Transcript) -> str:
    """Return a hash of what is said, and when."""
    cues = [[cue.start_ms, cue.end_ms, cue.text] for cue in transcript.cues]
    return hashlib.sha256(json.dumps(cues).encode()).hexdigest()


def transcript_sums(sources: Mapping[str, PageVideo]) -> dict[str, str]:
    """Return the `transcript_sum` of each transcript, by the key of the video."""
    said = {key: source.transcript for key, source in sources.items()}
    return {key: transcript_sum(one) for key, one in said.items() if one is not None}


def file_facts(path: Path) -> dict[str, object]:
    """Return which file of a video a page is made of; it is read piece by piece."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": path.name, "sha256": digest, "bytes": path.stat().st_size}


def _footer(proof: Mapping[str, Any], words: PageWords, named: str) -> str:
    rows = [(words.text("note_hash", proof["note"]["name"]), proof["note"]["sha256"])]
    rows += [
        (words.text("video_hash", video["name"]), video["sha256"])
        for video in proof["videos"].values()
    ]
    rows += [
        (words.text(id_, format_exact(moment["ms"])), moment[what])
        for moment in proof["moments"]
        for what, id_ in (("frame", "frame"), ("clip", "clip_hash"))
        if moment[what]
    ]
    table = "".join(
        f'<tr><th scope="row">{html.escape(name)}</th>'
        f'<td><code class="sum">{value}</code></td></tr>\n'
        for name, value in rows
    )
    return (
        f"<footer{named}>\n<details><summary>{words.markup('hashes')}</summary>\n<table>\n"
        f'<thead><tr><th scope="col">{words.markup("what")}</th><th scope="col">SHA-256</th></tr>'
        f"</thead>\n<tbody>\n{table}</tbody></table>\n</details>\n"
        f"<p>{words.markup('made', '<code>cuenote check</code>')}</p>\n</footer>\n"
    )
