"""The names of HTML tags, what Cuenote knows about each, and HTML entities. Pure."""

import re

TEXT_TAGS = (
    *("blockquote", "caption", "center", "dd", "details", "div", "dl", "dt"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "summary", "table", "tr", "ul"),
)
"""Tags of text at which a line begins and ends; the cells of a row are one text."""

PAGE_TAGS = (
    *("address", "article", "aside", "figcaption", "figure"),
    *("footer", "header", "main", "nav", "section"),
)
"""Such tags of the parts of a page."""

LOOKS = {
    **dict.fromkeys(("b", "strong"), "Strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "Emphasis"),
    **dict.fromkeys(("s", "strike", "del"), "Strikethrough"),
    **dict.fromkeys(("u", "ins"), "Underline"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "Monospace"),
    "mark": "Highlight",
    "sup": "Superscript",
    "sub": "Subscript",
    "small": "Small",
}
"""Tags that only change how words look, by what an event calls that."""

BLOCKS = frozenset(
    {
        *TEXT_TAGS,
        *PAGE_TAGS,
        *("body", "dialog", "fieldset", "form", "hgroup", "html", "legend", "menu", "noscript"),
        *("option", "pre", "search", "select", "tbody", "td", "textarea", "tfoot", "th", "thead"),
    }
)
"""Tags at which a line begins and ends."""

RAW = frozenset(("script", "style"))
"""Tags with no tags in them."""

HIDDEN = RAW | {"audio", "canvas", "head", "iframe", "object", "template", "title", "video"}
"""Tags of whose text nothing is shown."""

EMBEDS = frozenset(("audio", "embed", "iframe", "source", "video"))
"""Tags that play what their source names."""

_OTHERS = frozenset(
    {
        *("a", "abbr", "acronym", "area", "base", "bdi", "bdo", "big", "blink", "br"),
        *("button", "col", "colgroup", "data", "datalist", "embed", "font", "frame"),
        *("frameset", "img", "input", "label", "link", "map", "marquee", "math", "meta"),
        *("meter", "nobr", "noframes", "optgroup", "output", "param", "picture", "progress"),
        *("q", "rp", "rt", "ruby", "slot", "source", "span", "svg", "time", "track", "wbr"),
    }
)
KNOWN = _OTHERS | LOOKS.keys() | BLOCKS | HIDDEN
"""All tags that HTML has."""


# int() takes no more than 4,300 digits, and html.unescape() gives it all there are.
_MANY_DIGITS = re.compile(r"&#[0-9]{1000,}+;?")


def unescape(text: str) -> str:
    """Resolve entities; a number that names no character becomes U+FFFD."""
    import html  # most notes do without

    return html.unescape(_MANY_DIGITS.sub("\ufffd", text))
