"""The colours of Markdown as it is written: headings, emphasis, code, links, citations' markup."""

from __future__ import annotations

import re

from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)

from viewer.ui.source_text import length
from viewer.ui.theme import Theme, body_font

_ANY = re.compile(r"[#*_`<\[~>=|:+\-\d]")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]|$)")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_MARK = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?:[-*+]|\d{1,9}[.)])(?=[ \t])|[ \t]*>+")
_FRONT_KEY = re.compile(r"[^\s:#][^:]*:(?=\s|$)")
_INLINE = re.compile(
    r"(?P<code>`+[^`]+`+)"
    r"|(?P<tag><a\b[^>]*>.*?</a>|</?[A-Za-z][^>]*>|<!--.*?-->)"
    r"|(?P<wiki>!?\[\[[^\]]*\]\])"
    r"|(?P<link>!?\[[^\]]*\]\([^)]*\))"
    r"|(?P<time>\[[\d:,;|/&~ –—-]+\])"
    r"|(?P<bold>(?<!\*)\*\*(?=\S)[^*]+\*\*|(?<![_\w])__(?=\S)[^_]+__(?!\w))"
    r"|(?P<italic>(?<![*\w])\*(?=[^\s*])[^*]+\*(?!\*)|(?<![_\w])_(?=[^\s_])[^_]+_(?!\w))"
)
_NORMAL, _FRONT, _FENCED, _TILDES = range(4)


class SourceMarkup(QSyntaxHighlighter):
    """Sets off what is not words; keeps in each block whether front matter or a fence goes on."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self._make_formats(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours or another size of text, and colour all of it again."""
        self._make_formats(theme)
        self.rehighlight()

    def _make_formats(self, theme: Theme) -> None:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        families = [fixed.family(), "monospace"]
        small = body_font(0.85).pointSizeF()

        def made(*, mono: bool = False) -> QTextCharFormat:
            fmt = QTextCharFormat()
            if mono:
                fmt.setFontFamilies(families)
                fmt.setFontPointSize(small)
            return fmt

        muted = made()
        muted.setForeground(theme.muted)
        tag = made(mono=True)
        tag.setForeground(theme.muted)
        code = made(mono=True)
        code.setBackground(theme.code)
        link = made()
        link.setForeground(theme.link)
        bold, italic = made(), made()
        bold.setFontWeight(QFont.Weight.Bold)
        italic.setFontItalic(True)
        self._formats = {
            "muted": muted,
            "tag": tag,
            "time": tag,
            "code": code,
            "front": tag,
            "wiki": link,
            "link": link,
            "bold": bold,
            "heading": bold,
            "italic": italic,
        }

    def _set(self, text: str, start: int, end: int, name: str) -> None:
        if not text.isascii():
            start, end = length(text[:start]), length(text[:end])
        self.setFormat(start, end - start, self._formats[name])

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's own name
        before = self.previousBlockState()
        if before == -1 and text.rstrip() == "---":
            state = _FRONT
            self._set(text, 0, len(text), "front")
        elif before == _FRONT:
            ends = text.rstrip() in ("---", "...")
            state = _NORMAL if ends else _FRONT
            key = _FRONT_KEY.match(text)
            self._set(text, 0, key.end() if key is not None and not ends else len(text), "front")
        elif before in (_FENCED, _TILDES):
            fence = _FENCE.match(text)
            mark = "`" if before == _FENCED else "~"
            ends = fence is not None and fence[1][0] == mark and not text[fence.end() :].strip()
            state = _NORMAL if ends else before
            self._set(text, 0, len(text), "code")
        else:
            state = self._plain(text)
        self.setCurrentBlockState(state)

    def _plain(self, text: str) -> int:
        if _ANY.search(text) is None:
            return _NORMAL
        fence = _FENCE.match(text)
        if fence is not None:
            self._set(text, 0, len(text), "code")
            return _FENCED if fence[1][0] == "`" else _TILDES
        if _HEADING.match(text) is not None:
            self._set(text, 0, len(text), "heading")
        mark = _MARK.match(text)
        if mark is not None:
            self._set(text, 0, mark.end(), "muted")
        for found in _INLINE.finditer(text):
            self._set(text, found.start(), found.end(), found.lastgroup or "muted")
        return _NORMAL
