"""Times in the text, and what only looks like one, in a note that names its video.

`form_notes` and the lists of `shapes` say what is read; these are neighbours of it.
"""

import pytest

from viewer.notes.note import Note
from viewer.notes.retime import retime

_NEARLY_ROUND = ("05:31", "07:00", "09:15", "10:20", "12:42")
_FRONT = "---\nvideo: https://youtu.be/abcdefghijk\n---\n"


def _table(*rows: str) -> str:
    first = "|".join("---" for _ in rows[0].split("|"))
    return "\n".join(f"| {row} |" for row in (rows[0], first, *rows[1:]))


def _cells(*rows: str) -> str:
    first = rows[0].replace("|", "</th><th>")
    rest = [row.replace("|", "</td><td>") for row in rows[1:]]
    body = "".join(f"<tr><td>{row}</td></tr>\n" for row in rest)
    return f"<table>\n<tr><th>{first}</th></tr>\n{body}</table>"


def _items(*items: str) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


CITED = [
    # A head with a unit says where, unless its word says how long.
    *(
        (_table(f"{head}|What", "2:30|It opens", "4:05|Cars"), ["2:30", "4:05"])
        for head in (
            "Timestamp (min)",
            "Timecode (h)",
            "Zeit (min)",
            "Video (min)",
            "时间 (分)",
            "Position (s)",
            "Time (min)",
            "Workshop (min)",
        )
    ),
    # HTML without a heading that says otherwise.
    ("<h2>Chapters</h2>" + _items("9:00 Doors", "9:31 Walls"), ["9:00", "9:31"]),
    (_cells("At|What", "0:12|It opens", "1:30|The schedule"), ["0:12", "1:30"]),
    ("<table><tr><td>0:12</td><td>The schedule</td></tr></table>", ["0:12"]),
    ("<h2>Schedule</h2>\n\n## Talk\n\n- 9:02 Doors", ["9:02"]),
    # Who speaks: a first name, or an initial and a name; others where there are several.
    ("Anna 12:30\nThe bridge opens.", ["12:30"]),
    ("**Mary Ann Lee** 12:30:\nThe bridge opens.", ["12:30"]),
    ("J. Smith 12:30\nThe bridge opens.", ["12:30"]),
    ("Anna Smith 12:30\nOne.\n\nBob Jones 12:45\nTwo.", ["12:30", "12:45"]),
    ("Anna Smith 12:30\nOne.\n\nAnna Smith 12:12\nTwo.", ["12:30", "12:12"]),
    # A word of measure that measures nothing.
    *(
        (f"- 12'30\" {words}", ["12'30\""])
        for words in (
            "wide shot of the bridge",
            "long discussion",
            "by the river",
            "high speed",
            "E minor chord",
            "N. says",
            "x marks the place",
        )
    ),
    ("- 12'30\" – wide", ["12'30\""]),
    ("- 12'30\"\n\nN, he says", ["12'30\""]),
    ("The bridge opens (12'30\")", ["12'30\""]),
    # Code.
    ("- At `5:30` the bridge opens", ["5:30"]),
    ("It opens at `5:30` and closes at `6:10`.", ["5:30", "6:10"]),
    ("It opens at `0:05:30`.", ["0:05:30"]),
    ("It opens (at `5:30`).", ["5:30"]),
    ("**John** `5:30`\nThe bridge opens.", ["5:30"]),
    # Tags.
    ('<time datetime="PT12S">0:12</time> The bridge opens', ["0:12"]),
    ("The bridge opens <sub><b>0:12</b></sub>", ["0:12"]),
    *((f"The bridge opens <{tag}>0:12</{tag}>", ["0:12"]) for tag in ("sub", "sup", "small")),
]
PLAIN = [
    *(
        _table(f"Part|{head}", "One|2:30", "Two|4:05", "Three|5:01")
        for head in ("Rest (min)", "Duration (min)", "Work (s)", "Length (min)", "Pause (s)")
    ),
    _cells("Track|Duration", "One|3:12", "Two|4:05", "Three|5:01"),
    _cells("Team|Score", "One|21:15", "Two|22:18", "Three|25:23"),
    "<h2>Schedule</h2>" + _items("9:00 Doors", "9:31 Walls"),
    "<div>\n<h2>Schedule</h2>\n</div>\n\n- 9:00 Doors\n- 9:31 Walls",
    "<H3 class=a>Results</H3>\n<ol>\n<li>12:31 Anna</li>\n<li>12:44 Bob</li>\n</ol>",
    *(
        f"{line}\nAnd we know that."
        for line in (
            "Rom 8:28",
            "Phil 4:13",
            "Gen 1:26",
            "Ps 23:14",
            "Isa 40:31",
            "Prov 3:15",
            "**Rom 8:28**",
            "> Rom 8:28",
            "Bhagavad Gita 2:47",
            "Surah Baqarah 2:55",
            "Sirach 3:11",
            "Abfahrt 14:52",
            "Flight LH 12:45",
            "Meeting Anna 14:30",
            "Bayern München 2:10",
            "Lakers Bulls 98:12",
            "Paris Marathon 2:10",
        )
    ),
    "- 12'30\" × 10'20\" frame",
    "- 12'30\" x 10'20\" frame",
    "- 12'30\" wide, 10'20\" long",
    "- 12'30\" N",
    "Height: 6'10\"",
    "- Board: 9'20\"",
    "Cron runs at `02:30`.",
    "See John `3:16`.",
    "The bits `[31:16]` are set.",
    "Error at `10:15`: unexpected token",
    "Rest `1:30` between sets",
    "The talk lasts `1h30m`.",
    '<time datetime="2024-01-01T14:30">14:30</time> arrived',
    "Meeting <mark>12:30</mark>",
    "Meeting <b>12:30</b>",
]


def _cited(text: str) -> list[str]:
    return [one.written for one in Note.parse((_FRONT + text).encode()).citations]


@pytest.mark.parametrize(("text", "times"), CITED)
def test_time_is_cited_when_its_neighbours_say_nothing_else(text: str, times: list[str]) -> None:
    assert _cited(text) == times


@pytest.mark.parametrize("text", PLAIN)
def test_nothing_is_cited_when_its_neighbours_say_what_it_is(text: str) -> None:
    assert _cited(text) == []


@pytest.mark.parametrize(
    ("text", "index", "ms"),
    [
        ("".join(f"- `{time}` a\n" for time in _NEARLY_ROUND), 0, 330_000),
        (_items(*(f"{time} a" for time in _NEARLY_ROUND)), 0, 330_000),
        ("- 5'10\" a\n- 6'30\" b", 1, 371_000),
    ],
)
def test_others_stay_when_one_is_set_to_another_time(text: str, index: int, ms: int) -> None:
    note = Note.parse((_FRONT + text).encode())
    after = Note.parse(retime(note, note.citations[index], ms).apply(note.data))
    assert len(after.citations) == len(note.citations) > 1


def test_round_times_in_code_are_cited() -> None:
    times = ["05:30", "07:00", "09:15", "10:20", "12:40"]
    assert _cited("".join(f"- `{time}` a\n" for time in times)) == times
