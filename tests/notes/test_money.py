import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.notes.blocks import mask, parse
from viewer.notes.note import Note, Span


def formulas(text: str) -> list[str]:
    kinds = ("InlineMath", "DisplayMath")
    return [
        event[kind] for event, _ in parse(text) if isinstance(event, dict) for kind in kinds
        if kind in event
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "R$20–R$30",
        "$5-$10 a month",
        "US$100/US$200",
        "$ x $",
        "\\$x\\$",
        "`$x$` and `a$`",
        "$280), it means Groq would cost more after 94,640 prompts (338 prompts/$",
        "$5M [0:05] and a$",
        '$5 <a class="yt-timestamp" data-t="00:00:07">[00:00:07]</a> a$',
        "lots of $$ for a few who know$$",
        "$$$ and $$$",
        "$a\n\nb$",
        "- $a\n- b$",
    ],
)
def test_money_is_no_formula(text: str) -> None:
    assert formulas(text) == []
    shown = [
        event["Text"] for event, _ in parse(text) if isinstance(event, dict) if "Text" in event
    ]
    assert "".join(shown).count("$") + text.count("`$x$`") * 2 + text.count("a$`") == text.count(
        "$"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$x$", ["x"]),
        ("costs $5, and $2x$ is", ["2x"]),
        ("R$20–R$30 and ($2\\pi r$)", ["2\\pi r"]),
        ("$x_1$, $y_2$ and $10", ["x_1", "y_2"]),
        ("$$\na * b * c\n$$", ["\na * b * c\n"]),
        ("$5M and Let $x$ be", ["x"]),
        ("$\\text{the whole of it}$", ["\\text{the whole of it}"]),
        ("$|x| < 12$", ["|x| < 12"]),
        ("- $a$\n- b$c$ e", ["a", "c"]),
        ("$a\\$b$", ["a\\$b"]),
    ],
)
def test_formula_is_found_beside_money(text: str, found: list[str]) -> None:
    assert formulas(text) == found


@given(st.text(st.sampled_from('$$$ a1-\n*`[]()@%;=?"^{}\\'), max_size=60))
def test_mask_changes_dollars_alone(text: str) -> None:
    masked, masks = mask(text)
    assert masked == text or masked.translate(masks) == text
    assert not any(chr(letter) in text for letter in masks)


def test_formula_is_found_and_shown_plain_without_its_dollars() -> None:
    note = Note.parse(b"The sum $a_1 + a_2$ is \\*two\\* [0:05].\n\n| a |\n|---|\n| $x$ |\n")
    assert [note.plain.of(claim.span) for claim in note.claims] == ["The sum a_1 + a_2 is *two*"]
    assert note.plain.of(Span(0, len(note.data))).endswith("a x")
