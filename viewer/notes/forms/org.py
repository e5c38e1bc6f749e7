"""Links as Org writes them, `[[video:file.mp4#00:01:02-00:01:40][00:01:02]]`: *org*.

Of org-media-note, and links to addresses and files that name a moment. Markdown sees nothing in
them, so they are looked for in every note. `[[videocite:key#0:01:02]]` names its video by the key
of a source, which leads nowhere from here: it is of the video that the note is about.
"""

from viewer.notes.forms.every import ORG
from viewer.notes.forms.form import Closed, Found, Mention, Source
from viewer.notes.forms.links import cited_address, cited_label, label_in
from viewer.notes.lazy_regex import late
from viewer.notes.model import Span
from viewer.notes.moments import read_address

_LINK = late(
    rb"\[\[(?P<target>(?:(?P<cites>(?:video|audio)cite)|(?:video|audio|file|https?)[a-z]{0,4}):[^\]\[\r\n]{1,2000}+)\]"
    rb"(?:\[(?P<words>[^\]\[\r\n]{0,500}+)\])?\]"
)


def find_org(source: Source) -> None:
    """Add what links of Org cite, outside code."""
    data = source.data
    closed = Closed([*source.outline.code, *source.taken])
    for match in _LINK.finditer(data, source.body, source.end):
        if closed.holds(match.start()):
            continue
        target = Span(*match.span("target"))
        label = label_in(data, Span(*match.span("words"))) if match["words"] else None
        address = read_address(data[slice(*target)], label.readings if label else ())
        if address is None or (address.video is None and not match["cites"]):
            continue
        if not address.tells_of_video:
            continue
        span = Span(*match.span())
        source.taken.append(span)
        if address.video is not None:
            source.mentions.append(Mention(span.start, address.video, False))
        if address.start is not None:
            citation = cited_address(data, span, target.start, address, label, ORG)
            source.found.append(Found(citation, address.video))
        elif label is not None:
            source.found.append(Found(cited_label(data, span, label, ORG), address.video))
