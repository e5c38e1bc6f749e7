"""What the pictures show: notes, vaults, and videos that are being saved."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from tests.check.vaults import TALK, anchor, note, write_vault
from tests.tools.shots import Shots
from tests.waiting import rest
from viewer import TOUR
from viewer.media.caption_formats import read_captions
from viewer.media.jobs import JobState
from viewer.media.library import Estimate, SavedInfo
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.media.ytdlp_listing import ListedVideo, ListFacts
from viewer.notes.model import VideoRef
from viewer.online.download_queue import Download
from viewer.ui.tasks.save_sheet import SavePlan, WantedVideo

_Step = Callable[[Shots], None]
RICH = """# First heading

A paragraph with *emphasis*, **strong words**, `code`, ~~what was struck~~, a
[link](https://example.org/) and a [[wikilink | link to a note]].
H<sub>2</sub>O, x<sup>2</sup> and <kbd>Ctrl</kbd> [0:04].

1. One [0:09]
2. Two, with what belongs to it [0:15]
   - nested [0:19]
     - and nested again [0:30, 0:34]

- [x] done
- [ ] open

> A quote of someone [0:40].
> > And a quote within.

> [!warning] Mind the step
> With a time inside [0:46].

| Key | Does |
| --- | --- |
| J | next claim [0:55] |

---

مرحبا بالعالم، هذا نص من اليمين إلى اليسار [1:02].

日本語の段落 [1:08]。 Ending with a time that is not one
<a class="yt-timestamp" data-t="HH:MM:SS">[HH:MM:SS]</a>,
and one whose label says otherwise <a class="yt-timestamp" data-t="00:01:15">[00:01:51]</a>.
"""
MARKUP = r"""The sampling theorem says that a ==band-limited signal== is known from its
samples[^nyquist] if they come at $f_s > 2 f_{max}$ [0:15]. A frame every $\frac{1}{25}$ s is far
below that for a wheel #video/aliasing [0:30]. It costs $5 to $10 %%ask again%%.

$$X(f) = \int_{-\infty}^{\infty} x(t)\, e^{-2\pi i f t}\, dt$$ [0:40]

- In a matrix, $A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}$ [0:59]
- A formula that is not known stays as it is, $\nosuch{x}$ [1:08]

![A wheel|180](wheel.png) ![Its spectrum](spectrum.png) ![on the web](https://example.org/a.png)

- שורה ראשונה של רשימה [1:15]
    - ובתוכה עוד אחת

[^nyquist]: Nyquist, 1928; the proof is by Shannon, and rests on $\operatorname{sinc}(x)$.
"""
CODE = f"""# Steps on the screen

```python
model = init_detector(config, checkpoint)  {anchor("00:00:10")}
- result = inference(model, image)  {anchor("00:00:20")}
print("[0:10] is no time in here")
```

- In a bullet it is the same:
  ```
  pip install viewer {anchor("00:00:40")}
  ```
"""
FORMS = """# A note from another tool

- [[film.mp4#t=10|00:10]] a wikilink with a moment
- [0:20](film.mp4#t=20) a link with a moment
- {{youtube-timestamp 30}} a macro
- 0:40 – a plain time, and what is said there
- (0:46) — a plain time in brackets

```timestamp
0:55
```

The lines below a fence belong to it.

## A heading with its time [1:04](film.mp4#t=64)
"""
SEVERAL = """# What three lectures say of sleep

![](first-lecture.mp4)

- [0:10](first-lecture.mp4#t=10) Nobody has found an animal that does without it.
- [0:40](first-lecture.mp4#t=40,55) Learning is finished in the night after it.

## How it is measured

![](second-lecture.mp4)

- [0:20](second-lecture.mp4#t=20) Waves of the brain are what the stages are told by.
- [0:33](second-lecture.mp4#t=33) The eyes move in the last stage, and nothing else does.
- [50:00](second-lecture.mp4#t=3000) Said in a longer cut of the same lecture.

## What is not known

- [0:05](https://youtu.be/abcdefghijk?t=5) Why dreams are forgotten.
"""
RANGES = """# Where a claim ends

- The note stands beside the player, and a click on a claim goes to the frame where it was said
  <a class="yt-timestamp" data-t="00:00:10">[00:00:10-00:00:32]</a>.
- What is said in a word has one time [00:00:20], and no end.
- While a range is played its claim stays lit, whatever else is cited in between [0:40-1:05].
- Two at once: [1:10-1:15, 1:18] and this one, which ends before it starts [1:25-1:20].
"""
PLAIN_MINUTES = """# Written as minutes and seconds

- A week later, most of us remember a sentence or two [00:05:00]
- First, write in your own words [00:15:00]
- You need not stop the talk to write it down [01:29:00]
- This one may be either [00:01:31].
"""
READINGS = """# When a time is not sure

- Minutes and seconds stand in the place of hours and minutes <a class="yt-timestamp"
  data-t="00:10:00">[00:10:00]</a>, here too [00:20:00], and here [00:31:00].
- This one may be either [00:01:31].
- What is written with two fields is [0:40].
"""
MARKS = f"""# Why bridges stand

- Compression pushes together {anchor("00:00:05")}
- Its main cables are all tension: they pull at their anchorages
  <a class="yt-timestamp" data-t="00:00:10" data-xywh="percent:4,52,22,30">[00:00:10]</a>
- Here it is fixed
  <a class="yt-timestamp" data-t="00:00:40" data-xywh="percent:62,40,0,0">[00:00:40]</a>
- And here the mark is wrong
  <a class="yt-timestamp" data-t="00:01:00" data-xywh="percent:90,40,30,20">[00:01:00]</a>
"""
REVIEWED = f"""# What a talk leaves

A week later, most of us remember a sentence or two [0:48].

- A wrong time is quickly written, and quickly repaired [51:00]
- What you check today, you can quote next year [59:00]
- One word is enough to find it [0:10]; see [[How to remember a talk]]
- A note without a time is only a rumour {anchor("HH:MM")}
- The voice again <a class="yt-timestamp" data-t="00:00:43">[00:01:43]</a>, not only the words

To copy a sentence, you only have to hear it
"""
TITLES = (
    "How a seek finds its frame",
    "Why subtitles drift, and what to do about it when a file was cut by somebody else",
    "The history of the compact cassette",
    "Groups of pictures, explained with a deck of cards",
    "שיחה על אותיות",
    "Reading a waveform by eye",
    "Interview with a film restorer",
)

FORGET = """We keep ==a sentence or two== of a talk [0:05] #memory

> [!tip] What helps
> To say it yourself, you have to understand it [0:22]. See [[How to remember a talk]].

- [x] Write down when it was said [0:31]
- [ ] Come back and check [0:48]
"""


def talks(s: Shots) -> Path:
    """Write a vault of talks, each with the tour's film and what is said in it."""
    notes = {
        "Learning/How to remember a talk": TOUR.read_text("utf-8")
        .split("\n## ")[1]
        .partition("\n")[2],
        "Psychology/Why we forget": FORGET,
        "Learning/Notes that last": "- One word is enough to find it [1:13]\n" * 9,
        "Learning/Ask better questions": "- Ask, and wait for the answer [0:22]\n" * 6,
        "Psychology/Sleep": "- Sleep keeps what we learned [12:40]\n" * 14,
    }
    for name, text in notes.items():
        is_here = "Sleep" not in name
        front = "" if is_here else "videoId: 5MuIMqhT8DM\n"
        path = s.note(f"{name}.md", text, film="talk.mp4" if is_here else "", front=front)
        shutil.copyfile(TOUR.with_suffix(".en.vtt"), path.with_name("talk.en.vtt"))
    return s.vault / "Learning/How to remember a talk.md"


def late_captions(s: Shots) -> Path:
    cues, claims = [], []
    for cue in read_captions(TOUR.with_suffix(".en.vtt")).cues:
        late_ms = 43_000 if cue.start_ms >= 26_000 else 0
        start, end = (
            f"00:{ms // 60_000:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"
            for ms in (cue.start_ms + late_ms, cue.end_ms + late_ms)
        )
        cues.append(f"{start} --> {end}\n{cue.text}\n")
        said = f"0:{cue.start_ms // 60_000:02}:{cue.start_ms // 1000 % 60:02}"
        claims.append(f"- {cue.text.rstrip('.')} [{said}]\n")
    s.write("film.en.vtt", "WEBVTT\n\n" + "\n".join(cues))
    return s.note("Late from an advert on.md", "".join(claims))


def start_of_list(s: Shots) -> Path:
    def write(path: str, video: str, claims: int, doubts: int = 0) -> Path:
        times = (f"{n // 60}:{n % 60:02}" for n in range(1, claims + 1))
        lines = [f"- It is said here [{time}]\n" for time in times]
        lines += [f"- It is said somewhere {anchor('HH:MM:SS')}\n"] * doubts
        title = Path(path).stem.replace("_", " ").capitalize()
        front = f"title: {title}\ndate: 2026-0{claims % 9 + 1}-11\nvideoId: {video}\n"
        return s.note(path, "".join(lines), film="", front=front)

    first = write("video-basics/what_a_seek_costs.md", "aaaaaaaaaa1", 23, 3)
    for number, name in enumerate(("groups_of_pictures", "containers_and_codecs")):
        write(f"video-basics/{name}.md", "aaaaaaaaaa1", 19 + 12 * number)
    for number in range(6):
        write(f"video-basics/streaming_at_scale_{number}.md", "aaaaaaaaaa2", 4 + number)
    for number in range(12):
        write(f"typography-talks/letters_{number}.md", f"bbbbbbbbb{number // 4:02}", 8, 1)
    return first


def check_vault(s: Shots) -> Path:
    write_vault(s.vault, shifted=9, plain=7)
    text = note("lighthouse1", *(f"{said} {anchor('HH:MM')}" for said in TALK), title="Unread")
    return s.write("Channel 2/unread.md", text)


# ---------------------------------------------------------------------- videos that are saved


def _picture(path: Path, number: int) -> Path:
    image = QImage(480, 270, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(number * 50 % 360, 150, 100))
    painter = QPainter(image)
    painter.setFont(QFont("Inter", 26, QFont.Weight.Bold))
    painter.setPen(QColor("#FFFFFF"))
    flags = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
    painter.drawText(QRectF(28, 28, 424, 214), int(flags), TITLES[number % len(TITLES)])
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(path))
    return path


def download(s: Shots, number: int, state: JobState, **more: Any) -> Download:
    key = f"sample{number:05}"
    picture = str(_picture(s.home / "pictures" / f"{number}.png", number))
    title, url = TITLES[number % len(TITLES)], f"https://www.youtube.com/watch?v={key}"
    return Download(key, title, state, url=url, thumbnail=picture, **more)


def saved_videos(s: Shots) -> None:
    """Put videos into the library."""
    root = s.session.video.library
    for number, title in enumerate(TITLES):
        key = f"sample{number:05}"
        folder = root / key
        _picture(folder / f"{key}.png", number)
        (folder / f"{key}.mp4").write_bytes(bytes(2_000_000 + 7_300_000 * (number * 5 % 7)))
        info = SavedInfo(
            *(key, key, "", title, "Video basics", 1_000_000 + 777_000 * number, f"{key}.mp4"),
            bytes=2_000_000 + 7_300_000 * (number * 5 % 7),
            height=(720, 1080, 480)[number % 3],
            saved_at=f"2026-11-{10 + number:02}T09:30:00+00:00",
            thumbnail=f"{key}.png",
        )
        (folder / "info.json").write_text(info.to_json(), "utf-8")


def listed(count: int) -> list[ListedVideo]:
    return [
        ListedVideo(
            *(f"sample{n:05}", f"https://www.youtube.com/watch?v=sample{n:05}"),
            *(TITLES[n % len(TITLES)], 61_000 + 1_237_000 * (n % 5)),
            *(f"2026-{11 - n % 11:02}-14", n % 3 == 2, "Video basics"),
            {3: "private", 6: "upcoming"}.get(n % 9, ""),
        )
        for n in range(count)
    ]


FAILURES = tuple(FailureKind)


def show_saving(*kinds: JobState | FailureKind) -> _Step:
    bytes_ = {"bytes": 131_000_000, "total": 312_000_000, "speed": 3_100_000, "stage": "picture"}

    def item(s: Shots, number: int, kind: JobState | FailureKind) -> Download:
        if isinstance(kind, FailureKind):
            return download(s, number, JobState.FAILED, failure=Failure.of(kind))
        return download(s, number, kind, **(bytes_ if kind is JobState.RUNNING else {}))

    def show(s: Shots) -> None:
        items = [item(s, number, kind) for number, kind in enumerate(kinds)]
        s.program.saving.downloads._items = {one.key: one for one in items}
        s.program.saving.downloads.queue_changed.emit()
        s.program.saving.pane.open_tab()
        s.program.saving.pane.jobs.refresh()

    return show


def ask_to_save(count: int, estimate: Estimate, *, first_use: bool = False) -> _Step:
    def ask(s: Shots) -> None:
        videos = (WantedVideo(VideoRef(f"sample{n:05}"), TITLES[0], None) for n in range(count))
        plan = s.program.saving._plan = SavePlan(tuple(videos))
        save = s.program.saving.sheet
        save.ask_for(plan, Path("/home/me/Videos/Cuenote"), 720, first_use=first_use)
        rest(300)
        save.show_estimate(estimate)

    return ask


def show_list(s: Shots, *, failure: Failure | None = None) -> None:
    one = s.program.video_lists.sheet
    one.open_list("youtube.com/@videobasics", s.home / "talks", 720)
    if failure is None:
        one.show_about(ListFacts("Video basics", "Video basics"))
        for each in listed(40):
            one.add(each)
        rest(300)
        one.show_estimate(Estimate(3, 412_000_000, 0, 81_000_000_000))
    else:
        one.end(failure)
