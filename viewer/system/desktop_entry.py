"""Register Cuenote with the desktop: its menu entry, and as the handler of `cuenote://`.

Linux: https://specifications.freedesktop.org/desktop-entry-spec/. Windows: a shortcut in the Start
menu, and keys of the registry (https://learn.microsoft.com/windows/win32/shell/app-registration);
never tested on Windows. macOS reads both from the app itself (Info.plist). Written only when the
user asks for it; `uninstall` removes it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from viewer import RESOURCES
from viewer.base.child_side import own_command
from viewer.base.errors import ViewerError, cant_save, why
from viewer.base.translation import _, available, text_in
from viewer.notes.beside import write_whole
from viewer.system.handover import SCHEME

_NAME = "cuenote.desktop"
_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")  # what an argument of Exec has to be quoted for
# What must be escaped in a quoted argument of Exec.
_ESCAPED = str.maketrans({letter: f"\\\\{letter}" for letter in '"`$'} | {"\\": "\\\\\\\\"})
# What the menu shows, and finds it by.
_SHOWN = {
    "GenericName": _("Notes about videos"),
    "Comment": _("Notes beside their videos: click a claim to see where it was said"),
    #: What the user may type to find the program: words, each with a ";" behind it.
    "Keywords": _("notes;markdown;video;transcript;timestamp;"),
}


def install() -> Path:
    """Add Cuenote to the menu, and let it open `cuenote://`; return the entry. ViewerError."""
    if sys.platform == "darwin":
        raise ViewerError(
            "On macOS the app does this itself: move Cuenote.app to the Applications folder."
        )
    path = _path()
    try:
        if sys.platform == "win32":
            _register()
            _write_shortcut(path)
        else:
            write_whole(path, entry())
    except OSError as error:
        raise ViewerError(cant_save(path, error)) from error
    # The first tells the desktop what is there, the second what is wanted.
    _tell_desktop("update-desktop-database", str(path.parent))
    _tell_desktop("xdg-mime", "default", _NAME, f"x-scheme-handler/{SCHEME}")
    return path


def uninstall() -> Path | None:
    """Remove what `install` wrote; return the entry, or None if there was none. ViewerError.

    On Linux the choice of Cuenote for links is kept: without the entry it has no effect.
    """
    if sys.platform == "darwin":
        raise ViewerError("On macOS, move Cuenote.app to the Bin.")
    path = _path()
    try:
        if sys.platform == "win32":
            _unregister()
        path.unlink()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ViewerError(f"{path} can't be deleted: {why(error)}.") from error
    _tell_desktop("update-desktop-database", str(path.parent))
    return path


def _path() -> Path:
    if sys.platform == "win32":
        data = Path(os.environ.get("APPDATA") or Path.home() / "AppData/Roaming")
        return data / "Microsoft/Windows/Start Menu/Programs/Cuenote.lnk"
    home = os.environ.get("XDG_DATA_HOME", "")
    data = Path(home) if Path(home).is_absolute() else Path.home() / ".local" / "share"
    return data / "applications" / _NAME


def _tell_desktop(name: str, *arguments: str) -> None:
    if sys.platform == "linux" and (program := shutil.which(name)) is not None:
        subprocess.run(
            [program, *arguments],
            check=False,
            timeout=20,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def entry() -> str:
    """Return the Linux entry for the Python that runs this."""
    command = " ".join(map(_quoted, own_command("viewer")))
    lines = {
        "Type": "Application",
        "Name": "Cuenote",
        "Exec": f"{command} %u",
        "Icon": str(RESOURCES / "cuenote.svg"),
        "Terminal": "false",
        "Categories": "AudioVideo;Video;Office;",
        "MimeType": f"x-scheme-handler/{SCHEME};text/markdown;",
        "StartupNotify": "true",
        "StartupWMClass": "cuenote",
        **_SHOWN,
    }
    for language in available()[1:]:
        lines |= {f"{key}[{language}]": text_in(language, text) for key, text in _SHOWN.items()}
    return "[Desktop Entry]\n" + "".join(f"{key}={value}\n" for key, value in lines.items())


def _quoted(argument: str) -> str:
    """Quote an argument of Exec, as the specification says, if it needs that.

    Without a desktop `xdg-open` takes the first word with its quotes for the name of a program.
    """
    argument = argument.replace("%", "%%")
    return argument if _RESERVED.isdisjoint(argument) else f'"{argument.translate(_ESCAPED)}"'


if sys.platform == "win32":
    import winreg

    _KEY = rf"Software\Classes\{SCHEME}"
    _COMMAND = r"shell\open\command"
    # The text is in the environment: nothing of a path is read as a command.
    _SHORTCUT = (
        "$made = (New-Object -ComObject WScript.Shell).CreateShortcut($env:CUENOTE_SHORTCUT);"
        "$made.TargetPath = $env:CUENOTE_PROGRAM; $made.Arguments = $env:CUENOTE_ARGUMENTS;"
        "$made.Save()"
    )

    def _command() -> list[str]:
        program, *arguments = own_command("viewer")
        name = "cuenotew.exe" if getattr(sys, "frozen", False) else "pythonw.exe"
        without_terminal = Path(program).with_name(name)
        return [str(without_terminal) if without_terminal.exists() else program, *arguments]

    def _register() -> None:
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _KEY) as key:
            winreg.SetValueEx(key, "", 0, winreg.REG_SZ, "URL:Cuenote")
            winreg.SetValueEx(key, "URL Protocol", 0, winreg.REG_SZ, "")
            with winreg.CreateKey(key, _COMMAND) as command:
                line = f'{subprocess.list2cmdline(_command())} "%1"'
                winreg.SetValueEx(command, "", 0, winreg.REG_SZ, line)

    def _unregister() -> None:
        parts = _COMMAND.split("\\")
        for count in range(len(parts), -1, -1):  # a key that has others below it is not deleted
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, "\\".join((_KEY, *parts[:count])))
            except FileNotFoundError:
                continue

    def _write_shortcut(path: Path) -> None:
        program, *arguments = _command()
        path.parent.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            ["powershell", "-NoProfile", "-Command", _SHORTCUT],
            env={
                **os.environ,
                "CUENOTE_SHORTCUT": str(path),
                "CUENOTE_PROGRAM": program,
                "CUENOTE_ARGUMENTS": subprocess.list2cmdline(arguments),
            },
            check=False,
            capture_output=True,
            creationflags=subprocess.CREATE_NO_WINDOW,
        )
        if done.returncode:
            raise OSError(done.returncode, "PowerShell could not make it")
