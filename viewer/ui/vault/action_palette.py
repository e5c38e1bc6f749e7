"""The command palette: every action and setting, found by plain words.

While nothing is typed, it shows likely ones: for the user's place, recently used, and what comes
next. It lists only available actions. GUI thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from viewer.base.translation import tr, without_stop
from viewer.check.align import asserted_in
from viewer.notes.timecode import format_ms
from viewer.ui.kit.characters import cut
from viewer.ui.kit.palette_list import Row
from viewer.ui.vault.quick_open import search_row
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.settings import Setting

_FOR_CLAIM = ("edit.block", "repeat", "retime.now", "claim.where", "copy.link", "range.end")
_FOR_WORDS = ("copy.markdown", "moment.find", "edit.copy", "bullet.new", "edit.block")
_FOR_PROBLEM = ("finding.accept", "finding.hear", "finding.original", "finding.set", "finding.keep")
_FOR_NOTE = ("bullet.timed", "frame.put", "play", "edit.block", "find", "export")
_LIKELY = (
    *("doubt.next", "reel", "transcribe", "video.save", "search", "export"),
    *("note.new", "note.open", "folder.open", "tour"),
)
_MOST_FOR, _MOST_RECENT, _MOST_LIKELY = 5, 3, 2
_RECENT = "palette/recent"  # ids of actions
_MOST_SHOWN = 28  # characters of a claim, in the heading


class ActionPalette(NoteFeature):
    """Lists the available actions, and runs the chosen one."""

    def open(self) -> None:
        """Open the list, or close it if it is open."""
        palette = self._window.palette_
        if palette.isVisible():
            palette.close_list()
            return
        self._actions.about_to_offer.emit()
        also = {spec.id: spec.shown_also() for spec in self._actions.specs}
        rows = [
            Row(key, text, also[key], hint, also=True) for key, text, hint in self._actions.rows()
        ]
        settings = [
            Row(one, tr(one.text), tr(one.explanation), without_stop(tr("Preferences…")))
            for one in self._context.settings.declared
        ]
        palette.open(
            [*rows, *settings],
            tr("Find an action or a setting"),
            self._choose,
            first=[*self._first_rows({str(row.key): row for row in rows})],
            last=lambda typed: [search_row(self._actions, typed)],
            enter=tr("Enter run"),
            aside_from=len(rows),
        )

    def _choose(self, key: object) -> None:
        if isinstance(key, Setting):
            self._context.run("preferences", tr(key.text))
        elif isinstance(key, tuple):
            self._context.run(*key)
        else:
            self._state.add_recent(_RECENT, str(key))
            self._context.trigger(str(key))

    # ------------------------------------------------------------------ while nothing is typed

    def _first_rows(self, by_id: dict[str, Row]) -> Iterator[Row]:
        heading, meant = self._meant()
        for section, ids, most in (
            (heading, meant, _MOST_FOR),
            (tr("Recent"), self._state.recent(_RECENT), _MOST_RECENT),
            (tr("Suggested"), _LIKELY, _MOST_LIKELY),
        ):
            for row in [by_id.pop(one) for one in ids if one in by_id][:most]:
                yield Row(row.key, row.title, self._more(str(row.key)), row.hint, section)

    def _more(self, action_id: str) -> str:
        if action_id in ("retime.now", "range.end", "bullet.timed"):
            return format_ms(self._video.now_ms)
        return ""

    def _meant(self) -> tuple[str, Sequence[str]]:
        """Return the user's place in words, and the actions on it."""
        session, note = self._session, self._session.note
        if note is None:
            return "", ()
        if self._window.tabs.current == "findings" and self._actions["finding.keep"].isEnabled():
            return tr("For this problem"), _FOR_PROBLEM
        if session.page.selected_span() is not None:
            return tr("For the selected words"), _FOR_WORDS
        citation = self._current.citation()
        owner = self._follow.claim_of(citation) if citation is not None else None
        if citation is None or owner is None:
            return tr("For this note"), _FOR_NOTE
        claim, time = note.claims[owner], session.times[citation]
        few = cut(asserted_in(note.plain.of(claim.span), claim.side).strip(), _MOST_SHOWN)
        parts = [tr("“{0}”").format(few)] if few else []
        if time.ms is not None:
            end = f"–{format_ms(time.end_ms)}" if time.end_ms is not None else ""
            parts.append(f"{format_ms(time.ms)}{end}")
        return tr("For {0}").format(" ".join(parts)), _FOR_CLAIM
