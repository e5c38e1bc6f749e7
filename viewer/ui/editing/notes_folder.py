"""Where a person's notes live: asked once, when the first one is made and no folder is open."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.ui.editing.unsaved_dialog import Question


def _tr(text: str) -> str:
    return QCoreApplication.translate("notes_folder", text)


def default_notes_folder() -> Path:
    """Give the folder that is suggested: `Cuenote` in the documents folder of the person."""
    return Path(platformdirs.user_documents_dir()) / "Cuenote"


def shown_folder(folder: Path) -> str:
    """Give a folder as people write it."""
    try:
        return f"~/{folder.relative_to(Path.home()).as_posix()}"
    except ValueError:
        return str(folder)


def ask_notes_folder(parent: QWidget, suggested: Path) -> Path | None:
    """Ask where notes shall live; None where the question is closed. Nothing is made yet."""
    dialog = Question(parent, _tr("Where shall your notes live?"))
    dialog.say(_tr("Notes are plain Markdown files. New ones will be put into this folder:"))
    dialog.say(str(suggested))
    answer = dialog.ask(
        {"": _tr("Cancel"), "other": _tr("Another folder…"), "this": _tr("Use this folder")},
        likely="this",
        otherwise="",
    )
    if answer == "other":
        chosen = QFileDialog.getExistingDirectory(
            parent, _tr("A folder for your notes"), str(Path.home())
        )
        return Path(chosen) if chosen else None
    return suggested if answer else None
