"""Small vaults whose citations are known: what is wrong with them, and what is right."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from viewer.check.check import examine
from viewer.check.finding import Finding
from viewer.media.transcript import Cue, Transcript
from viewer.notes.note import Note

# What is said in the video of the notes, one sentence every ten seconds.
TALK = (
    "Welcome everybody to this evening about lighthouses",
    "The first lens was ground by a watchmaker in Geneva",
    "It weighed four tons and floated on mercury",
    "Sailors complained about the colour of the beam",
    "Keepers had to wind the clockwork every six hours",
    "In winter the stairs froze and nobody could climb",
    "A goat lived on the second landing for eleven years",
    "Electricity came late because the cable kept breaking",
    "The foghorn was heard as far as the monastery",
    "Today a single engineer looks after thirty towers",
    "She travels by helicopter between the islands",
    "The museum keeps the logbooks of every storm",
)
STEP_S = 10
VIDEO = "lighthouse1"


def check(note: Note, *known: Any, **more: Any) -> tuple[Finding, ...]:
    """Make a finding for every citation of a note; what is known is as in `examine`."""
    return examine(note, *known, **more).findings


def srt() -> str:
    return "\n".join(
        f"{n}\n00:{s // 60:02}:{s % 60:02},000 --> 00:{e // 60:02}:{e % 60:02},000\n{text}.\n"
        for n, text in enumerate(TALK, 1)
        for s, e in (((n - 1) * STEP_S, n * STEP_S),)
    )


def anchor(time: str, label: str | None = None) -> str:
    return f'<a class="yt-timestamp" data-t="{time}">[{label or time}]</a>'


def note(video: str, *lines: str, title: str = "A note") -> str:
    bullets = "".join(f"* {line}\n" for line in lines)
    return f"---\ntitle: {title}\nvideoId: {video}\n---\n\n# {title}\n\n{bullets}"


def shifted_note(video: str, count: int = 6, title: str = "Shifted") -> str:
    """Write a note whose minutes and seconds stand in the place of hours and minutes."""
    return note(
        video,
        *(
            f"{TALK[n % len(TALK)]} {anchor(f'{5 + n:02}:{n * 7 % 60:02}:00')}"
            for n in range(count)
        ),
        title=title,
    )


def write_vault(root: Path, *, shifted: int = 3, plain: int = 2) -> None:
    """Write notes in two channels: some shifted, some that cannot be judged."""
    for number in range(shifted):
        place = root / f"Channel {number % 2}" / f"shifted {number}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        text = shifted_note(f"shifted{number:04}", title=f"Shifted {number}")
        # Whatever else is in a file must stay: line ends, a byte order mark, odd spaces.
        data = text.encode()
        if number % 3 == 1:
            data = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
        if number % 3 == 2:
            data = data.rstrip(b"\n") + " \u00a0 tail".encode()
        place.write_bytes(data)
    for number in range(plain):
        place = root / "Channel 1" / f"plain {number}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        text = note(f"plain{number:06}", f"Something is said {anchor('00:00:30')}", title="Plain")
        place.write_text(text, "utf-8")


def durations(path: Path, **seconds: int) -> Path:
    path.write_text(json.dumps(seconds), "utf-8")
    return path


STEP_MS = 10_000


class Talk(NamedTuple):
    """Sentences, and claims with the number of the sentence that each is about."""

    said: tuple[str, ...]
    claims: tuple[tuple[int, str], ...]

    def transcript(self, language: str) -> Transcript:
        cues = (Cue(at * STEP_MS, at * STEP_MS + 9_000, text) for at, text in enumerate(self.said))
        return Transcript(tuple(cues), language)


TALKS = {
    "de": Talk(
        (
            "Willkommen zu diesem Abend über Leuchttürme.",
            "Die erste Linse wurde von einem Uhrmacher in Genf geschliffen.",
            "Sie wog 250 Kilogramm und schwamm auf Quecksilber.",
            "Die Seeleute beschwerten sich über die Farbe des Strahls.",
            "Die Wärter mussten das Uhrwerk alle dreieinhalb Stunden aufziehen.",
            "Im Winter froren die Treppen, und niemand konnte hinaufsteigen.",
            "Im einundzwanzigsten Jahrhundert wird alles von einer Zentrale gesteuert.",
            "Eine Ziege lebte elf Jahre lang auf dem zweiten Absatz.",
            "Der Strom kam spät, weil das Kabel immer wieder brach.",
            "Nur drei Komma fünf Prozent der Türme sind noch bewohnt.",
            "Das Nebelhorn hörte man bis zum Kloster.",
            "Der Umbau kostete eins Komma zwei Millionen Euro.",
            "Heute kümmert sich eine einzige Ingenieurin um zweiunddreißig Türme.",
            "Das Museum bewahrt die Tagebücher von jedem Sturm auf.",
        ),
        (
            (1, "Ein Uhrmacher aus Genf schliff die erste Linse."),
            (2, "Das Gewicht betrug 250 kg."),
            (4, "Alle 3,5 Stunden wird das Uhrwerk von den Wärtern aufgezogen."),
            (5, "Gefrorene Treppe: Niemand steigt im Winter hinauf."),
            (6, "Im 21. Jahrhundert steuert eine Zentrale den Betrieb."),
            (8, "Das Kabel bricht mehrmals, daher kommt Strom erst spät."),
            (9, "3,5 % sind noch bewohnt."),
            (11, "1.200.000 € für den Umbau."),
            (12, "Eine Ingenieurin ist für 32 Türme da."),
            (13, "Tagebuch jedes Sturms im Museum."),
        ),
    ),
    "zh": Talk(
        (
            "欢迎大家来听今天关于灯塔的讲座。",
            "第一块透镜是日内瓦的一位钟表匠磨出来的。",
            "它的重量是250公斤，漂浮在水银上。",
            "水手们总是抱怨光束的颜色不好看。",
            "看守人每3.5个小时就要给发条上一次弦。",
            "冬天楼梯会结冰，没有人能爬上去。",
            "到了21世纪，一切都由控制中心管理。",
            "有一只山羊在平台上住了十一年。",
            "电来得很晚，因为电缆老是断。",
            "现在只有20%的灯塔还有人住。",
            "雾号的声音一直传到修道院。",
            "改建一共花了350万美元。",
            "今天只有一位工程师照看32座塔。",
            "博物馆保存着每次风暴的日志。",
        ),
        (
            (1, "日内瓦钟表匠磨制了最早的透镜。"),
            (2, "重250公斤。"),
            (4, "发条需要每3.5小时上弦。"),
            (5, "冬季结冰的楼梯无法攀爬。"),
            (6, "21世纪由中心来控制。"),
            (8, "电缆常断，所以通电晚。"),
            (9, "20%的塔有居民。"),
            (11, "费用：350万美元。"),
            (12, "工程师一人负责32座。"),
            (13, "风暴日志收藏在博物馆。"),
        ),
    ),
}
