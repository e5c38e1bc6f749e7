"""A note as one HTML file that shows its evidence: frames, clips, and what is said.

It is self-contained: pictures and clips are embedded, and its policy lets it load nothing.
Cuenote's own texts are in the language of the program, and marked as such; the script has none. No
Qt; not for the GUI thread.
"""

from __future__ import annotations

import base64
import hashlib
import html
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from viewer.base.errors import Cancelled
from viewer.base.translation import code, tr
from viewer.check.finding import Evidence
from viewer.check.quote import quote
from viewer.export.entries import Entry, ExportNote, Footage, cuts_of
from viewer.export.film import FilmPart, write_film
from viewer.export.format import ExportTask
from viewer.export.note_html import Writing, citer, note_html
from viewer.export.tables import link_of, web_address
from viewer.media.picture_file import picture_file
from viewer.media.transcript import Transcript
from viewer.notes.beside import temporary_folder
from viewer.notes.language import language_of
from viewer.notes.model import CitedTime, VideoRef
from viewer.notes.note import Note
from viewer.notes.region import Region
from viewer.notes.timecode import format_ms, format_range
from viewer.notes.videos import name_of, video_key

FRAME_SIZE = (480, 480)
_CLIP_LINES, _CLIP_MS = 240, 8_000
_MOST_MOMENTS = 2_000
_POLL_S = 0.2
_PICTURES = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp"}
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "ku", "ps", "sd", "ug", "ur", "yi"}
)

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
.time,figcaption a{display:inline-block;min-width:44px;min-height:44px;line-height:44px;
padding:0 .5rem;text-align:center}
button.back.on{display:block;position:fixed;right:1rem;bottom:1rem;min-height:44px;padding:0 1rem;
border:1px solid var(--muted);border-radius:.5rem;background:var(--paper);color:var(--ink);
font:inherit;box-shadow:0 2px 8px #0006}}
"""
# A click on a time plays its clip; without the script it goes there. On a phone the clips stand
# below the note: a button leads back.
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


@dataclass(slots=True)
class _Figure:
    id: str
    entry: Entry
    end_ms: int
    texts: list[str]
    regions: list[Region]
    said: Evidence | None = None
    frame: str = ""
    clip: str = ""


def write_page(
    page: ExportNote, footage: Mapping[str, Footage], task: ExportTask, *, with_clips: bool
) -> str:
    """Make the page of a note; `footage` is by the key of the video.

    Raises MediaError if a video cannot be read, and Cancelled.
    """
    note, times = page.read()
    keys = dict.fromkeys(video_key(entry.video) for entry in page.entries)
    footage = {key: footage.get(key, Footage()) for key in keys}
    figures = _figures_of(page, footage)
    said = {key: page.said(key) for key in footage}
    # Each frame is decoded from a key frame on: several at once use all processors.
    pool = ThreadPoolExecutor(os.cpu_count() or 1, "page-frame")
    try:
        frames = {at: pool.submit(_frame, at[1], footage[at[0]]) for at in figures}
        for number, (at, figure) in enumerate(figures.items()):
            while not frames[at].done() and not task.cancelled():
                wait([frames[at]], _POLL_S)
            if task.cancelled():
                raise Cancelled
            key, ms = at
            figure.frame = frames[at].result()
            transcript, path = said[key], footage[key].path
            if transcript is not None:
                words = " ".join(figure.texts)
                figure.said = quote(words, transcript, ms, figure.entry.end_ms)
            if path is not None and with_clips:
                clip = FilmPart(path, ms, min(figure.end_ms, ms + _CLIP_MS))
                figure.clip = _clip(clip, task.cancelled)
            task.progress(number + 1, len(figures))
    finally:
        pool.shutdown(cancel_futures=True)
    return _page(page, note, times, figures, footage, said)


def _figures_of(page: ExportNote, footage: Mapping[str, Footage]) -> dict[tuple[str, int], _Figure]:
    found: dict[tuple[str, int], _Figure] = {}
    for cut in cuts_of(page, footage)[:_MOST_MOMENTS]:
        key = video_key(cut.entry.video), cut.start_ms
        found[key] = _Figure(f"m{len(found) + 1}", cut.entry, cut.end_ms, [], [])
    for entry in page.entries:
        if entry.ms is None:
            continue
        figure = found.get((video_key(entry.video), entry.ms))
        if figure is not None and entry.text not in figure.texts:
            figure.texts.append(entry.text)
        if figure is not None and entry.region is not None:
            figure.regions.append(entry.region)
    return found


def _frame(ms: int, footage: Footage) -> str:
    if footage.path is None or not footage.has_picture:
        return ""
    suffix, data = picture_file(footage.path, ms, FRAME_SIZE)
    return _within(f"image/{suffix[1:]}", data)


def _clip(part: FilmPart, cancelled: Callable[[], bool]) -> str:
    with temporary_folder() as folder:
        target = folder / "clip.webm"
        write_film([part], target, most_lines=_CLIP_LINES, cancelled=cancelled)
        return _within("video/webm", target.read_bytes())


# ---------------------------------------------------------------------- the page


def _page(
    page: ExportNote,
    note: Note,
    times: Sequence[CitedTime],
    figures: Mapping[tuple[str, int], _Figure],
    footage: Mapping[str, Footage],
    said: Mapping[str, Transcript | None],
) -> str:
    def place_of(video: VideoRef | None, ms: int) -> str:
        figure = figures.get((video_key(video), ms))
        return f"#{figure.id}" if figure is not None else ""

    own, language = code().replace("_", "-"), _language_of(note, said.values())
    named = _language_attributes(own, language)
    cite = citer(note, times, place_of)
    is_headed = note.is_headed(page.title)
    pictures = partial(_picture, page.path, page.vault)
    writing = Writing(pictures, first_level=1 if is_headed else 2, named=named)
    body = note_html(note, cite, writing)
    shown = "".join(_figure_html(figure, named) for figure in figures.values())
    if named:
        # A part's name is Cuenote's, its content the note's.
        around = _language_attributes(language, own)
        body, shown = (f"<div{around}>\n{part}</div>\n" for part in (body, shown))
    turned = ' dir="rtl"' if _direction_of(language) == "rtl" else ""
    title = html.escape(page.title)
    policy = (
        f"default-src 'none'; img-src data:; media-src data:; style-src '{_hash_of(_STYLE)}'; "
        f"script-src '{_hash_of(_SCRIPT)}'; base-uri 'none'; form-action 'none'"
    )
    #: What screen readers call the part of a page with the pictures and clips of timestamps.
    media = tr("Pictures and clips")
    #: Stands below an exported web page.
    made = tr("Made by Cuenote. What may be shown of a video is subject to the terms of its site.")
    #: A button on a phone.
    back = tr("↑ Back to the note")
    videos = {video_key(entry.video): entry.video for entry in reversed(page.entries)}
    about = "".join(
        about_html(videos.get(key), one.duration_ms, named) for key, one in footage.items()
    )
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="',
            html.escape(language),
            f'"{turned}>\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="generator" content="Cuenote">\n<meta name="referrer" ',
            f'content="no-referrer">\n<title>{title}</title>\n<style>{_STYLE}</style>\n',
            "</head>\n<body>\n<main>\n<header>",
            "" if is_headed else f"<h1>{title}</h1>",
            about,
            f'</header>\n<article{named} aria-label="{html.escape(tr("Note"))}">\n',
            f"{body}</article>\n",
            f'<section class="moments"{named} aria-label="{html.escape(media)}">\n',
            shown,
            "</section>\n",
            f"<footer{named}>\n<p>{html.escape(made)}</p>\n</footer>\n</main>\n",
            f'<button{named} id="back" class="back">{html.escape(back)}</button>\n',
            f"<script>{_SCRIPT}</script>\n</body>\n</html>\n",
        )
    )


def _language_of(note: Note, said: Iterable[Transcript | None]) -> str:
    own = language_of(note)
    found = (one.language.partition("-")[0] for one in said if one is not None and one.language)
    return own or next(found, "und")


def _direction_of(language: str) -> str:
    return "rtl" if language.partition("-")[0].casefold() in _RIGHT_TO_LEFT else "ltr"


def _language_attributes(language: str, around: str) -> str:
    """Return the language attributes of an element inside another; empty if the same."""
    if language == around:
        return ""
    direction = _direction_of(language)
    turned = f' dir="{direction}"' if direction != _direction_of(around) else ""
    return f' lang="{html.escape(language)}"{turned}'


def _hash_of(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _within(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _picture(note_path: Path, vault: Path, address: str) -> str:
    """Return a picture that a note shows as a data URL; "" if browsers do not show its format.

    It is looked for relative to the note, then to its vault; never outside.
    """
    name = unquote(address)
    kind = _PICTURES.get(Path(name).suffix.casefold())
    if kind is None or "://" in address:
        return ""
    root = vault.resolve()
    for path in (note_path.parent / name, vault / name):
        with suppress(OSError):  # also of a name that is too long
            if path.is_file() and path.resolve().is_relative_to(root):
                return _within(f"image/{kind}", path.read_bytes())
    return ""


def about_html(video: VideoRef | None, duration_ms: int | None, named: str = "") -> str:
    """Return a paragraph about which video a note is about; "" without a video.

    `named` are the attributes for the language of the program, if it differs from the text's.
    """
    if video is None:
        return ""
    address = web_address(video)
    name = html.escape(name_of(video))
    shown = name
    if address.startswith(("https://", "http://")):
        shown = f'<a href="{html.escape(address)}" rel="noreferrer">{name}</a>'
    #: Which video a note is about, and how long that is.
    about = tr("About {0}") if duration_ms is None else tr("About {0}, {1}")
    about = html.escape(about, quote=False).format(shown, format_ms(duration_ms or 0))
    return f'<p class="about"{named}>{about}</p>\n'


def _figure_html(figure: _Figure, named: str) -> str:
    entry = figure.entry
    assert entry.ms is not None
    time = format_range(entry.ms, entry.end_ms)
    link = link_of(entry)
    shown = time
    if link.startswith(("https://", "http://")):
        #: {0} is a time; the link leads to the video.
        site = html.escape(tr("{0} on the site").format(time), quote=False)
        shown = f'<a href="{html.escape(link)}" rel="noreferrer">{site}</a>'
    frame = film = poster = ""
    if figure.frame:
        alt = html.escape(tr("Frame at {0}").format(time))
        frame = f'<img{named} src="{figure.frame}" alt="{alt}">'
        poster = f' poster="{figure.frame}"'
    if figure.clip:
        label = html.escape(tr("Clip from {0}").format(time))
        film = (
            f'<video{named} controls preload="metadata" aria-label="{label}"{poster} '
            f'src="{figure.clip}"></video>'
        )
    texts = "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in figure.texts)
    said = f"<blockquote><p>{_marked(figure.said)}</p></blockquote>" if figure.said else ""
    kind = ' class="film"' if film else ""
    shown_media = f"{film}{frame}"
    if shown_media and figure.regions:
        shown_media = f'<div class="shown">{shown_media}{_marks(figure.regions, named)}</div>'
    return (
        f'<figure id="{figure.id}" tabindex="-1"{kind}>{shown_media}\n'
        f"<figcaption><small{named}>{shown}</small>{texts}{said}</figcaption></figure>\n"
    )


def _marks(regions: Sequence[Region], named: str) -> str:
    """Draw regions over a frame or a clip: a dark line below a light one, always visible."""
    #: What is marked in a picture; {0} is where.
    label = "; ".join(tr("Mark: {0}").format(region.words) for region in regions)
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
        f'aria-label="{html.escape(label)}"><g class="under">{drawn}</g><g>{drawn}</g></svg>'
    )


def _marked(said: Evidence) -> str:
    parts, at = [], 0
    for start, end in said.matches:
        if start < at:
            continue
        parts.append(html.escape(said.text[at:start], quote=False))
        parts.append(f"<mark>{html.escape(said.text[start:end], quote=False)}</mark>")
        at = end
    return "“" + "".join(parts) + html.escape(said.text[at:], quote=False) + "”"
