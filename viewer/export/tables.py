"""Export claims as table rows, lines of JSON, links, and web annotations. Pure."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from viewer.base.terminal import json_text
from viewer.export.entries import Entry
from viewer.notes.forms.form import Wanted
from viewer.notes.forms.fresh import moment_address
from viewer.notes.model import VideoRef
from viewer.notes.moments import place_of
from viewer.notes.retime import escaped
from viewer.notes.timecode import format_exact, format_seconds

_COLUMNS = (
    *("note", "title", "video", "start", "end", "start_ms", "end_ms"),
    *("text", "state", "written", "tags", "link", "region"),
)
# A spreadsheet would take these for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NAMESPACE = uuid.UUID("0d4b9d0c-46a5-4a0b-8a53-9f0c1a3f7a52")


def link_of(entry: Entry) -> str:
    """Return the address of a moment on the web or of a file, or "".

    With its region, as a media fragment.
    """
    if entry.video is None or entry.ms is None:
        return ""
    address = moment_address(entry.video, entry.ms)
    return Wanted(entry.ms, region=entry.region).placed(address) if address else ""


def _values(entry: Entry) -> dict[str, object]:
    return {
        "note": entry.note,
        "title": entry.title,
        "video": place_of(entry.video) if entry.video is not None else None,
        "start": format_exact(entry.ms) if entry.ms is not None else None,
        "end": format_exact(entry.end_ms) if entry.end_ms is not None else None,
        "start_ms": entry.ms,
        "end_ms": entry.end_ms,
        "text": entry.text,
        "state": str(entry.status),
        "written": entry.written,
        "tags": list(entry.tags),
        "link": link_of(entry) or None,
        "region": entry.region,
    }


def csv_table(entries: Iterable[Entry]) -> str:
    """Write a table with a header, as in RFC 4180; tags are separated by spaces, regions by commas.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    rows = csv.DictWriter(out, _COLUMNS, lineterminator="\r\n")
    rows.writeheader()
    for entry in entries:
        region = entry.region.written.partition(":")[2] if entry.region is not None else None
        values = _values(entry) | {"tags": " ".join(entry.tags), "region": region}
        rows.writerow({name: _cell(value) for name, value in values.items()})
    return out.getvalue()


def _cell(value: object) -> object:
    is_formula = isinstance(value, str) and value.startswith(_FORMULA)
    return f"'{value}" if is_formula else "" if value is None else value


def json_lines(entries: Iterable[Entry]) -> str:
    """Write one JSON object per line for each citation."""
    return "".join(json_text(_values(entry)) + "\n" for entry in entries)


def markdown(entries: Iterable[Entry]) -> str:
    """Write a bullet for each citation, its time linked to the moment; a heading for each note."""
    lines: list[str] = []
    note = ""
    for entry in entries:
        if entry.note != note:
            lines += ["", f"## {entry.title}", ""] if lines else [f"## {entry.title}", ""]
            note = entry.note
        time = format_exact(entry.ms) if entry.ms is not None else entry.written
        link = link_of(entry)
        shown = f"[{time}](<{link}>)" if link else time
        lines.append(f"- {shown} {escaped(entry.text)}".rstrip())
    return "\n".join(lines) + "\n" if lines else ""


def web_annotations(entries: Iterable[Entry], name: str) -> str:
    """Write a page of W3C Web Annotations (JSON-LD), whose targets are media fragments.

    https://www.w3.org/TR/annotation-model/; `t=` is in seconds of normal play time, its end
    half-open, as https://www.w3.org/TR/media-frags/ has it. Entries without a video or a reachable
    moment annotate nothing, and are left out.
    """
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:uuid:{uuid.uuid5(_NAMESPACE, name)}",
        "type": "AnnotationPage",
        "items": list(_annotations(entries)),
    }
    return json_text(page, indent=2) + "\n"


def _annotations(entries: Iterable[Entry]) -> Iterator[dict[str, object]]:
    for entry in entries:
        source = web_address(entry.video) if entry.video is not None else ""
        if entry.ms is None or not source:
            continue
        until = f",{format_seconds(entry.end_ms)}" if entry.end_ms is not None else ""
        place = f"{entry.note} {entry.span.start} {entry.ms} {entry.end_ms}"
        region = ""
        if entry.region is not None:
            region = f"xywh={entry.region.written}&"  # first: some readers see it only there
            place += f" {region}"
        bodies: list[dict[str, str]] = [
            {"type": "TextualBody", "value": entry.text, "format": "text/plain"},
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in entry.tags),
        ]
        yield {
            "id": f"urn:uuid:{uuid.uuid5(_NAMESPACE, place)}",
            "type": "Annotation",
            "motivation": "describing",
            "body": bodies,
            "target": {
                "type": "SpecificResource",
                "source": source,
                "selector": {
                    "type": "FragmentSelector",
                    "conformsTo": "http://www.w3.org/TR/media-frags/",
                    "value": f"{region}t={format_seconds(entry.ms)}{until}",
                },
            },
        }


def web_address(video: VideoRef) -> str:
    """Return the address of a video without a moment; for a file it is relative and quoted."""
    address = moment_address(video, 0).partition("#t=")[0].removesuffix("&t=0")
    return address if "://" in address else quote(address, safe="/%:")
