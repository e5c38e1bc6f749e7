"""Small made-up notes, some for each form in which people cite a time, and how they are read.

`¶` stands for a line end. Of each citation: what is written, ms, end, video, and the claim's side.
"""

from typing import NamedTuple

ID, OTHER = "abcdefghij1", "-_klmnopqr2"
WATCH, SHORT = f"https://www.youtube.com/watch?v={ID}", f"https://youtu.be/{ID}"
BILI = "https://www.bilibili.com/video/BV1xx411c7mD"


class Cited(NamedTuple):
    """One citation as it is read."""

    written: str
    ms: int
    end_ms: int | None
    video: str | None
    side: str


def _one(
    written: str, ms: int, video: str | None = ID, side: str = "after", end_ms: int | None = None
) -> Cited:
    return Cited(written, ms, end_ms, video, side)


NOTES: dict[str, list[tuple[str, list[Cited]]]] = {
    "links to a moment of YouTube": [
        (f"- [1:23]({WATCH}&t=83s) Words", [_one("83s", 83_000)]),
        (f"[4:44](https://www.youtube.com/watch?t=284&v={ID}) Words", [_one("284", 284_000)]),
        (f"[1:02:03]({SHORT}?t=1h2m3s) Words", [_one("1h2m3s", 3_723_000)]),
        (f"[x](https://www.youtube.com/embed/{ID}?start=268) y", [_one("268", 268_000, ID)]),
        (f"[1:01](https://www.youtube.com/shorts/{ID}?t=61) y", [_one("61", 61_000)]),
        (
            f"[22:59](https://youtube.com/live/{ID}?si=a&t=0h22m59s) y",
            [_one("0h22m59s", 1_379_000)],
        ),
        (
            f"Words [6:10](https://m.youtube.com/watch?v={ID}&t=06m10s)",
            [_one("06m10s", 370_000, ID, "before")],
        ),
        (f"[2:04]({WATCH}?t=124s) broken", [_one("124s", 124_000)]),
        (f"[3:30](https://www.youtube.com/watch?v/{ID}?t=210s) broken", [_one("210s", 210_000)]),
        (f"[38:27]({SHORT}?t=38:27) broken", [_one("38:27", 2_307_000)]),
        (f"[3:42]({WATCH}&t=437s#t=222.99) two", [_one("222.99", 222_990)]),
        (f"[0:00]({WATCH}) the beginning", [_one("0:00", 0)]),
        (f"[16:03]({SHORT}?t=1627) the address counts", [_one("1627", 1_627_000)]),
        (f"## Heading [[4:31]({SHORT}?t=271)]¶¶Body.", [_one("271", 271_000, ID, "before")]),
        (f"[[4:31]]({SHORT}?t=271) Words", [_one("271", 271_000)]),
        (
            f"Words {WATCH}&t=8 more. [9:05]({SHORT}?t=9m5s) Words",
            [_one("8", 8_000, ID, "before"), _one("9m5s", 545_000, ID, "before")],
        ),
        (f"[9:00]({SHORT}?t=9m) Words", [_one("9m", 540_000)]),
        (f"<{WATCH}&t=10m24s>¶¶Words below.", [_one("10m24s", 624_000)]),
        (f'Words <a href="{SHORT}?t=65">1:05</a>', [_one("65", 65_000, ID, "before")]),
        (f"[10:10-14:02]({SHORT}?t=610) y", [_one("610", 610_000, end_ms=842_000)]),
        (f"[_(10:10)_]({SHORT}?t=610) y", [_one("610", 610_000)]),
        (f"[1hr7m55s]({SHORT}?t=4075) y", [_one("4075", 4_075_000)]),
        (f"[51.57]({SHORT}?t=3117) y", [_one("3117", 3_117_000)]),
        (
            f"See [his words]({SHORT}?t=5) on it.¶Then [1:00]({SHORT}?t=60)",
            [_one("5", 5_000, ID, "before"), _one("60", 60_000, ID, "before")],
        ),
        (f"[1:00][a] y¶¶[a]: {SHORT}?t=60", [_one("1:00", 60_000)]),
        (f"[1:00](http://web.archive.org/web/2017/{WATCH}&t=60) y", [_one("60", 60_000)]),
    ],
    "links of other sites": [
        (
            "[1:02](https://vimeo.com/12345678#t=1m2s) y",
            [_one("1m2s", 62_000, "https://vimeo.com/12345678")],
        ),
        (
            "[1:02](https://www.twitch.tv/videos/123456789?t=1m2s) y",
            [_one("1m2s", 62_000, "https://www.twitch.tv/videos/123456789")],
        ),
        (f"[12:17]({BILI}/?p=13#t=12:17.14) y", [_one("12:17.14", 737_140, f"{BILI}?p=13")]),
        (f"[0:06]({BILI}/?t=6.832453#t=6.83) y", [_one("6.83", 6_830, BILI)]),
        (
            '<audio controls><source src="https://example.com/a.mp3#t=02:49,04:42"></audio>¶¶Words',
            [_one("02:49", 169_000, "https://example.com/a.mp3", end_ms=282_000)],
        ),
        (
            "([0:42](obsidian://podnotes?episodeName=A+Talk&url=https%3A%2F%2Fexample.com%2Ff"
            "&time=42.689)) Words",
            [_one("42.689", 42_689, "podnotes:A Talk")],
        ),
    ],
    "files": [
        ("[[v.mp4#t=1:10,1:20|1:10]] Words", [_one("1:10", 70_000, "v.mp4", end_ms=80_000)]),
        ("Words¶![[folder/v.mp4#t=83]]", [_one("83", 83_000, "folder/v.mp4", "before")]),
        ("[a](file.mp4#t=5,10) Words", [_one("5", 5_000, "file.mp4", end_ms=10_000)]),
        ("[1:27](file:///G:/a%20b/c.mp4#t=01:27.35) y", [_one("01:27.35", 87_350, "G:/a b/c.mp4")]),
        ("### [[a b.mp4#t=00:20:00|Words of it]]¶¶Body.", [_one("00:20:00", 1_200_000, "a b.mp4")]),
        (
            '<video><source src="./v.mp4#t=00:00:09"></video>¶¶Words',
            [_one("00:00:09", 9_000, "./v.mp4")],
        ),
        ("[up to](v.webm#t=,10) y", [_one("", 0, "v.webm", end_ms=10_000)]),
    ],
    "empty links": [
        (
            f"---¶media_link: {WATCH}¶---¶1. [07:10]() - Words¶2. [08:35]() - Words",
            [_one("07:10", 430_000), _one("08:35", 515_000)],
        ),
        (f"---¶media_link: {WATCH}¶---¶* **[16:18](#t=16:18)** Words", [_one("16:18", 978_000)]),
        (f"---¶videoId: {ID}¶---¶[1:10](ytseek://70) Words", [_one("70", 70_000)]),
        (f"---¶videoId: {ID}¶---¶[0:10–0:20](#go2saved-10) y", [_one("10", 10_000, end_ms=20_000)]),
    ],
    "plain times that look round": [
        (
            f"---¶url: {WATCH}¶---¶- 10:24 – text¶- 11:30 – more¶- 12:10 – more",
            [_one("10:24", 624_000), _one("11:30", 690_000), _one("12:10", 730_000)],
        ),
        (
            f"---¶url: {WATCH}¶---¶- One (10:24)¶- Two (11:30)¶- Three (12:10)",
            [
                _one("10:24", 624_000, ID, "before"),
                _one("11:30", 690_000, ID, "before"),
                _one("12:10", 730_000, ID, "before"),
            ],
        ),
        (
            f"---¶url: {WATCH}¶---¶Good point 1hr7m55s",
            [_one("1hr7m55s", 4_075_000, ID, "before")],
        ),
        (f"---¶url: {WATCH}¶---¶1h2m3s text", [_one("1h2m3s", 3_723_000)]),
        (f"---¶url: {WATCH}¶---¶2m3s text", [_one("2m3s", 123_000)]),
    ],
    "org": [
        (
            "* Heading¶- [[video:file.mp4#00:01:02-00:01:40][00:01:02]] Words",
            [_one("00:01:02", 62_000, "file.mp4", end_ms=100_000)],
        ),
        (f"- [[video:{SHORT}#00:01:02][1:02]] Words", [_one("00:01:02", 62_000)]),
        (
            "- [[video:file.mp4][1:02-1:40]] Words",
            [_one("1:02", 62_000, "file.mp4", end_ms=100_000)],
        ),
        (f"- [[{SHORT}?t=62][1:02]] Words", [_one("62", 62_000)]),
        ("- [[audio:./a b.mp3#00:00:07][words]] Words", [_one("00:00:07", 7_000, "./a b.mp3")]),
        ("- [[video:a.rmvb#0:01:02][0:01:02]] Words", [_one("0:01:02", 62_000, "a.rmvb")]),
        (
            "- [[video:https://example.com/talk#0:01:02-0:01:40][0:01:02-0:01:40]] Words",
            [_one("0:01:02", 62_000, "https://example.com/talk", end_ms=100_000)],
        ),
    ],
    "keys of sources": [
        (
            f"---¶media: {WATCH}¶---¶- [[videocite:key24#0:01:02][0:01:02]] Words",
            [_one("0:01:02", 62_000)],
        ),
        (
            f"---¶media: {WATCH}¶---¶- [[videocite:key24#0:01:02-0:01:40][0:01:02-0:01:40]] Words",
            [_one("0:01:02", 62_000, end_ms=100_000)],
        ),
        ("- [[audiocite:key24#0:01:02][words]] Words", [_one("0:01:02", 62_000, None)]),
        (
            "- [0:01:02-0:01:40](videocite:key24#0:01:02-0:01:40) Words",
            [_one("0:01:02", 62_000, None, end_ms=100_000)],
        ),
    ],
    "links to players": [
        ("- [1:02](mpv://a.mp4?t=62) Words", [_one("62", 62_000, "a.mp4")]),
        (
            "- [1:02](vlc:///C:/a.mp4#t=62,100) Words",
            [_one("62", 62_000, "C:/a.mp4", end_ms=100_000)],
        ),
        (f"- [1:02](vlc://{SHORT}#t=62) Words", [_one("62", 62_000)]),
    ],
    "macros": [
        (
            f"- {{{{video {SHORT}}}}}¶\t- {{{{youtube-timestamp 113}}}} Words",
            [_one("113", 113_000)],
        ),
        (
            f"- {{{{youtube {SHORT}?t=483}}}}¶\t- {{{{youtube-timestamp 8:03}}}} Words",
            [_one("483", 483_000), _one("8:03", 483_000)],
        ),
        (
            f"- {{{{[[video]]: {WATCH}}}}}¶    - {{{{[[video-timestamp]]: ((abc)) 1:13}}}} Words",
            [_one("1:13", 73_000)],
        ),
        (
            f"- {{{{[[video-timestamp]]: {{{{[[video]]: {WATCH}}}}} 00:00:02}}}} Words",
            [_one("00:00:02", 2_000)],
        ),
        (f"- {{{{video {BILI}?t=6.8#t=6.83}}}} Words", [_one("6.83", 6_830, BILI)]),
        ("- {{renderer :media-timestamp, 39.87}} Words", [_one("39.87", 39_870, None)]),
        ("- {{renderer :bilibili-timestamp, 01:00}} Words", [_one("01:00", 60_000, None)]),
        (
            "- ![](a.mp4)¶\t- {{renderer :media-timestamp, 60, ((63158bf5-1436))}} Words",
            [_one("60", 60_000, "a.mp4")],
        ),
        (
            "- ![](a.mp4)¶\t- {{renderer :media-timestamp, 00:01:00, 00:01:30}} Words",
            [_one("00:01:00", 60_000, "a.mp4", end_ms=90_000)],
        ),
        (
            "- ![](a.mp4)¶\t- {{renderer :media-timestamp, 60, 90, 2, 1.5, ((63158bf5))}} Words",
            [_one("60", 60_000, "a.mp4", end_ms=90_000)],
        ),
        (
            f"- {{{{youtube {ID}}}}}¶\t- {{{{[[youtube-timestamp]]: 1:02}}}} Words",
            [_one("1:02", 62_000)],
        ),
    ],
    "shortcodes": [
        (
            f"{opens}¶¶0:12 One¶0:30 Two¶1:02 Three",
            [_one("0:12", 12_000), _one("0:30", 30_000), _one("1:02", 62_000)],
        )
        for opens in (
            f"{{{{< youtube {ID} >}}}}",
            f'{{{{< youtube title="amazing words" id="{ID}" >}}}}',
            f'{{{{% youtube id="{ID}" %}}}}',
            f"{{% youtube {ID} %}}",
            f"{{%- YouTube id='{ID}' -%}}",
            f'{{% youtube "{WATCH}" %}}',
            f'{{% include youtubePlayer.html id="{ID}" %}}',
            f'{{% embed url="{SHORT}" %}}',
        )
    ],
    "fences": [
        (
            f"```timestamp-url¶{SHORT}¶```¶¶```timestamp ¶  19:19¶  ```¶¶Words",
            [_one("19:19", 1_159_000)],
        ),
        (
            f"![]({WATCH})¶¶Words above¶```timestamp¶1:02:03¶```",
            [_one("1:02:03", 3_723_000, ID, "before")],
        ),
    ],
    "plain times": [
        (
            f"---¶media: {WATCH}¶---¶10:24 First words¶11:02 Second",
            [_one("10:24", 624_000), _one("11:02", 662_000)],
        ),
        (f"---¶media: {WATCH}¶---¶- 10:24–11:02 – Words", [_one("10:24", 624_000, end_ms=662_000)]),
        (f"---¶media: {WATCH}¶---¶- **10:24** Words", [_one("10:24", 624_000)]),
        (f"---¶media: {WATCH}¶---¶| 1 | 10:24 | Words |", [_one("10:24", 624_000)]),
        (f"---¶media: {WATCH}¶---¶- At 10:24 he says", [_one("10:24", 624_000)]),
        (f"---¶media: {WATCH}¶---¶> [!note] 10:24 Words", [_one("10:24", 624_000)]),
        (f"---¶media: {WATCH}¶---¶Words (10:24)", [_one("10:24", 624_000, ID, "before")]),
        (f"---¶media: {WATCH}¶---¶1h7m55s Words", [_one("1h7m55s", 4_075_000)]),
        (f"---¶media: {WATCH}¶---¶A Name: 00:00:15¶¶Words.", [_one("00:00:15", 15_000)]),
        (f"---¶media: {WATCH}¶---¶**Name** (0:15): Words. And more.", [_one("0:15", 15_000)]),
        (f"---¶media: {WATCH}¶---¶A Name (0:15):¶Words.", [_one("0:15", 15_000)]),
        (
            f"---¶media: {WATCH}¶---¶A Name  0:15  ¶Words.¶¶B Name  0:21  ¶Words.",
            [_one("0:15", 15_000), _one("0:21", 21_000)],
        ),
        (f"---¶media: {WATCH}¶---¶## 10:24 Heading¶¶Body.", [_one("10:24", 624_000)]),
        (
            f"---¶media: {WATCH}¶---¶¶ 10:24 ¶ Words ¶¶".replace("¶¶", "\n").replace(
                "\n 10", "\n¶ 10"
            ),
            [_one("10:24", 624_000)],
        ),
    ],
    "plain times in other shapes": [
        (f"---¶media: {WATCH}¶---¶- **10:24:** Words", [_one("10:24", 624_000)]),
        (f"---¶media: {WATCH}¶---¶- ==10:24== Words", [_one("10:24", 624_000)]),
        (f"---¶media: {WATCH}¶---¶- t=10:24 Words", [_one("10:24", 624_000)]),
        (f"---¶media: {WATCH}¶---¶Words (at 10:24).", [_one("10:24", 624_000, ID, "before")]),
        (
            f"---¶media: {WATCH}¶---¶Words (10:24; 11:02).",
            [_one("10:24", 624_000, ID, "before"), _one("11:02", 662_000, ID, "before")],
        ),
        (
            f"---¶media: {WATCH}¶---¶- 10:24 to 11:02: Words",
            [_one("10:24", 624_000, end_ms=662_000)],
        ),
        (f"---¶media: {WATCH}¶---¶- 10：24 文字", [_one("10：24", 624_000)]),
        (
            f"---¶media: {WATCH}¶---¶- ［１０：２４～１１：０２］ 文字",
            [_one("１０：２４", 624_000, end_ms=662_000)],
        ),
        (f"---¶media: {WATCH}¶---¶- 10'24\" Words", [_one("10'24\"", 624_000)]),
        (
            f"---¶media: {WATCH}¶---¶- 1h10′24″–1h11′02″ Words",
            [_one("1h10′24″", 4_224_000, end_ms=4_262_000)],
        ),
        (f"---¶media: {WATCH}¶---¶- 00:10:24,250 Words", [_one("00:10:24,250", 624_250)]),
        (f"---¶media: {WATCH}¶---¶- [ ] 10:24 Words", [_one("10:24", 624_000)]),
        (f"---¶media: {WATCH}¶---¶A Name 10:24¶Words.", [_one("10:24", 624_000)]),
        (
            f"---¶media: {WATCH}¶---¶| In | Out | What |¶|---|---|---|¶| 10:24 | 11:02 | Words |",
            [_one("10:24", 624_000), _one("11:02", 662_000)],
        ),
        (
            f"---¶media: {WATCH}¶---¶| At | Length | What |¶|---|---|---|¶| 10:24 | 0:20 | Words |",
            [_one("10:24", 624_000)],
        ),
        (
            f"---¶media: {WATCH}¶---¶| What | When |¶|---|---|¶| Words | 10:24 |",
            [_one("10:24", 624_000, ID, "before")],
        ),
    ],
    "plain times where no video is named": [
        (
            r"\[01:02\] Words.¶¶**A:** \[02:03\] Words.¶¶\[03:04\] Words.",
            [
                _one("01:02", 62_000, None),
                _one("02:03", 123_000, None),
                _one("03:04", 184_000, None),
            ],
        ),
        (
            "0:00 Intro¶1:12 Two¶2:33 Three¶4:04 Four",
            [
                _one("0:00", 0, None),
                _one("1:12", 72_000, None),
                _one("2:33", 153_000, None),
                _one("4:04", 244_000, None),
            ],
        ),
    ],
    "several videos": [
        (
            f"[1:00]({SHORT}?t=60) Words¶[2:00](https://youtu.be/{OTHER}?t=120) Words",
            [_one("60", 60_000), _one("120", 120_000, OTHER)],
        ),
        (
            f"1. [One]({WATCH})¶\t1. [1:00]() Words¶2. [Two](https://youtu.be/{OTHER})"
            "¶\t1. [2:00]() Words",
            [_one("1:00", 60_000), _one("2:00", 120_000, OTHER)],
        ),
    ],
    "several videos by their headings": [
        (
            f"---¶media: {WATCH}¶---¶[1:00]() Words¶## [Two](https://youtu.be/{OTHER})"
            "¶[2:00]() Words",
            [_one("1:00", 60_000), _one("2:00", 120_000, OTHER)],
        ),
        (
            f"---¶media_links:¶  - {WATCH}¶  - https://youtu.be/{OTHER}¶---¶[1:00]() Words¶¶"
            f"See [Two](https://youtu.be/{OTHER}).¶¶[2:00]() Words",
            [_one("1:00", 60_000), _one("2:00", 120_000, OTHER)],
        ),
    ],
    "what front matter says": [
        (
            "---¶type: podcast¶---¶- 12:31 One¶- 15:45 Two",
            [_one("12:31", 751_000, None), _one("15:45", 945_000, None)],
        ),
    ],
    "sides": [
        (
            f"[1:02]({SHORT}?t=62) one [2:03]({SHORT}?t=123) two¶¶Three [3:04]({SHORT}?t=184)",
            [_one("62", 62_000), _one("123", 123_000), _one("184", 184_000, ID, "before")],
        ),
        (f"> [!quote] [1:02]({SHORT}?t=62)¶> Words.", [_one("62", 62_000)]),
        (f"[1:00]({SHORT}?t=60)¶Words below.", [_one("60", 60_000)]),
        (f"Words above.¶[1:00]({SHORT}?t=60)", [_one("60", 60_000, ID, "before")]),
        (f"**A Name** [1:00]({SHORT}?t=60): Words.", [_one("60", 60_000)]),
        (f"**A Name** [1:00]({SHORT}?t=60)¶Words.", [_one("60", 60_000)]),
        (
            f"- **One** [1:00]({SHORT}?t=60)¶- **Two** [2:00]({SHORT}?t=120)¶\t- Details",
            [_one("60", 60_000, ID, "before"), _one("120", 120_000, ID, "before")],
        ),
        (f"## One¶¶[1:00]({SHORT}?t=60)¶¶Words.", [_one("60", 60_000)]),
        (f"- [1:00]({SHORT}?t=60)¶\t- Words.", [_one("60", 60_000)]),
        (f"- ![picture](a.png) [1:00]({SHORT}?t=60)¶- Words.", [_one("60", 60_000)]),
        (
            f"| A | B |¶|---|---|¶| Words | [1:00]({SHORT}?t=60) |",
            [_one("60", 60_000, ID, "before")],
        ),
        ("- **[1:00]** Words.", [_one("1:00", 60_000, None)]),
        ("[1:00] Words.¶[2:00] More.", [_one("1:00", 60_000, None), _one("2:00", 120_000, None)]),
        (
            "Words [1:00]. More [2:00].",
            [_one("1:00", 60_000, None, "before"), _one("2:00", 120_000, None, "before")],
        ),
    ],
}
"""By form: notes, and what they cite."""

# Where no video is named a note is known by its times: to change one can change what it is.
SURE = [text for name, notes in NOTES.items() if "no video" not in name for text, _ in notes]

NOTHING = [
    f'See <link href="{SHORT}?t=62"> here.',
    # Clock times, dates, scores, verses, durations, results.
    "[14:30] Ann: hello¶[14:31] Bob: hi¶[15:02] Ann: see you",
    "---¶source: https://example.com/page¶---¶- 16:02 Talk¶- 16:11 Decision¶- 16:25 More",
    "- 16:02 Talk about it¶- 16:11 Decision¶- 16:25 More",
    f"See [this]({WATCH}).¶- 09:00 Breakfast¶- 09:30 Call¶- 10:00 Work",
    f"See [this]({WATCH}).¶¶## Schedule¶¶10:01 One¶10:17 Two¶10:48 Three",
    f"![]({WATCH})¶¶- 3:16 For God¶- 3:17 For God¶- 3:18 Whoever",
    f"![]({WATCH})¶¶Set one 25:20¶Set two 22:25¶Set three 15:13",
    "| Km | Time |¶|---|---|¶| 5 | 21:50 |¶| 10 | 43:40 |",
    f"![]({WATCH})¶¶- [ ] 10:24 Call¶- [x] 11:02 Walk",
    f"![]({WATCH})¶¶10:24 am we met¶11:02 pm we left",
    f"![]({WATCH})¶¶created: 2026-02-25 12:44",
    "- [ ] 9:00 Call¶- [ ] 12:31 Walk¶- [ ] 13:02 Lunch",
    f"---¶media: {WATCH}¶---¶John 3:16¶For God so loved the world.",
    f"---¶media: {WATCH}¶---¶Lions 21:15¶Bears 18:21",
    f"---¶media: {WATCH}¶---¶We meet every day at 12:30: bring food.",
    f"---¶media: {WATCH}¶---¶The talk lasts 1h30m.",
    f"---¶media: {WATCH}¶---¶Bake it for 12m30s.",
    f"---¶media: {WATCH}¶---¶| Exercise | Rest (min) |¶|---|---|¶| Squat | 2:30 |",
    f"---¶media: {WATCH}¶---¶- 6'10\" plank¶- 5'11\" plank",
    f"---¶media: {WATCH}¶---¶- 12'30\" N, 16'08\" E",
    f"---¶media: {WATCH}¶---¶The door is 6'10\" high, the room 10'12\".",
    f"---¶media: {WATCH}¶---¶It tests x==12:30",
    # Addresses that are not what they seem: text.
    f"[1:00](https://user:word@youtu.be/{ID}?t=60)",
    f"[1:00](https://www.youtube.com@example.com/{ID}?t=60)",
    f"[1:00](https://youtu.be:8080/{ID}?t=60)",
    f"[1:00](https://уoutu.be/{ID}?t=60)",  # a look-alike
    f"[1:00](https://xn--outu-8ve.be/{ID}?t=60)",
    "[1:00](javascript:alert(1)#t=60)",
    "[1:00](data:video/mp4;base64,AAAA#t=60)",
    f"[1:00](https://youtu.be/{ID}\\?t=60)",
    f"[1:00](https://youtu.be/{ID}?x={'a' * 3000}&t=60)",
    # Code.
    f"`[1:00]({SHORT}?t=60)`¶```¶{{{{youtube-timestamp 5}}}}¶{SHORT}?t=60¶```",
    # Addresses behind the schemes of others that are not what they seem.
    "[[video:https://user:word@youtu.be/a#0:01:56]] and [[videocite:https://u@x.com/#0:01:56]]",
    "[[video:javascript:alert#0:01:56]], [[file:#0:01:56]], [[video:#0:01:56]]",
    "[1:00](vlc://javascript:a.mp4#t=60)",
    "{% youtube video_id %} and {% if youtube %} and {{ youtube | filter }}",
    "{{renderer :media-ts-control, 2, [[tag]]}} and {{renderer :media-timestamp, }}",
    # No video is there.
    f"[page](https://example.com/?t=60), [list](https://www.youtube.com/playlist?list={ID}&t=5)",
]
"""Notes that cite nothing."""


def data_of(text: str) -> bytes:
    """Give the bytes of a note of the tables."""
    return text.replace("¶", "\n").encode()
