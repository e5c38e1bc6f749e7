"""Titles, names and claims are shown letter by letter: nothing that a note says is markup."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QToolTip, QWidget

import viewer.ui
from tests.ui.stage import Stage, ask_for_tip
from viewer.ui.kit.plain import plain

HOSTILE = '<img src="/dev/ptmx"> <b>bold</b> &lt;i'
SOURCES = sorted(Path(viewer.ui.__file__).parent.rglob("*.py"))
# These set words in colours, and escape what is not theirs.
RICH = {"merge_dialog.py", "finding_card.py"}
_SHOWS = re.compile(
    "setToolTip|setWhatsThis|setStatusTip|QToolTip|QInputDialog|QMessageBox|setHtml|insertHtml"
    "|QLabel|ToolTipRole|RichText"
)  # of what is looked for, some
PRINTED = "paper.py"  # sets a note for paper, of which `note_html` has escaped all


def is_rich(text: str) -> bool:
    return bool(QtGui.Qt.mightBeRichText(text))


@given(st.text(st.sampled_from("<>&;/ \n\tlt!?xmlbrimg\"'="), max_size=30))
@example(HOSTILE)
@example("<?xml?>")
@example("&lt;b>")
def test_plain_text_is_never_taken_for_markup(text: str) -> None:
    assert not is_rich(plain(text))
    assert plain(text).replace("\u2060", "") == text


def _is_plain(value: ast.expr) -> bool:
    """Return whether an expression is a text of ours, or went through `plain`."""
    if isinstance(value, ast.Constant):
        return True
    if not isinstance(value, ast.Call):
        return False
    name = value.func.attr if isinstance(value.func, ast.Attribute) else ast.unparse(value.func)
    ours = name in ("tr", "_tr") and all(isinstance(arg, ast.Constant) for arg in value.args)
    return name == "plain" or ours


def _faults(tree: ast.Module, name: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            said = ast.unparse(node.func)
            texts: list[ast.expr] = []
            if said.endswith(("setToolTip", "setWhatsThis", "setStatusTip")):
                texts = node.args[-1:]
            elif said == "QToolTip.showText":
                texts = node.args[1:2]
            elif said.startswith("QInputDialog."):
                yield f"{name}:{node.lineno}: {said} in place of a FieldSheet"
            elif said.startswith("QMessageBox") or (
                said.endswith(("setHtml", "insertHtml")) and name != PRINTED
            ):
                yield f"{name}:{node.lineno}: {said}"
            elif said == "QLabel" and name not in RICH:
                yield f"{name}:{node.lineno}: QLabel in place of Label"
            yield from (f"{name}:{node.lineno}: {said}" for text in texts if not _is_plain(text))
        elif isinstance(node, ast.If) and "ToolTipRole" in ast.unparse(node.test):
            for inner in node.body:
                for one in ast.walk(inner):
                    if isinstance(one, ast.Return) and one.value and not _is_plain(one.value):
                        yield f"{name}:{one.lineno}: a tooltip"
        elif isinstance(node, ast.Attribute) and node.attr == "RichText" and name not in RICH:
            yield f"{name}:{node.lineno}: RichText"


def test_every_tooltip_and_label_is_plain() -> None:
    faults: list[str] = []
    for path in SOURCES:
        text = path.read_text("utf-8")
        if path.name != "plain.py" and _SHOWS.search(text):
            faults += _faults(ast.parse(text), path.name)
    assert faults == []


def _indexes(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[QModelIndex]:
    for row in range(min(model.rowCount(parent), 50)):
        index = model.index(row, 0, parent)
        yield index
        yield from _indexes(model, index)


def _shown_as_markup(window: QWidget) -> list[str]:
    """Return what of a window would be read as HTML."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        if is_rich(widget.toolTip()):
            found.append(f"{widget}: {widget.toolTip()}")
        form = widget.textFormat() if isinstance(widget, QLabel) else Qt.TextFormat.PlainText
        words = widget.text() if isinstance(widget, QLabel) else ""
        if form is Qt.TextFormat.AutoText or (
            form is not Qt.TextFormat.PlainText and "<img" in words
        ):
            found.append(f"{widget}: {words}")
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            for index in _indexes(widget.model(), QModelIndex()):
                tip = index.data(Qt.ItemDataRole.ToolTipRole)
                if isinstance(tip, str) and is_rich(tip):
                    found.append(f"{widget}: {tip}")
    return found


def test_nothing_that_a_note_says_is_markup_in_the_window(stage: Stage) -> None:
    note = stage.write(
        "a.md",
        f"---\ntitle: '{HOSTILE}'\n---\n\n{HOSTILE} [0:05]\n\n[[{HOSTILE}]] [[b]] #tag\n\n"
        f"- {HOSTILE} [0:07] ![{HOSTILE}](no.png)\n",
    )
    stage.write("b.md", f"---\ntitle: '{HOSTILE}'\n---\n\n[[a]] {HOSTILE} [0:09]\n")
    stage.start(note, player=False)
    stage.wait(lambda: stage.window.list.model.count == 2)
    stage.window.actions_["about"].trigger()
    assert _shown_as_markup(stage.window) == []
    title = next(
        widget for widget in stage.window.findChildren(QWidget) if "/dev/ptmx" in widget.toolTip()
    )
    ask_for_tip(title, QPoint(2, 2))
    assert "/dev/ptmx" in QToolTip.text()
    assert not is_rich(QToolTip.text())
    QToolTip.hideText()
