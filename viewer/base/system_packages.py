"""The commands that install Cuenote's system packages. No Qt."""

from __future__ import annotations

import os
import platform
import shutil
import sys

from viewer.base.translation import _, tr

_COMMANDS = {
    "debian": {
        "vlc": "{sudo}apt-get install libvlc5 vlc-plugin-base libvlc-bin",
        "broken": "{sudo}apt-get install --reinstall libvlc5 vlc-plugin-base libvlc-bin",
        "plugins": "{sudo}apt-get install --reinstall vlc-plugin-base libvlc-bin",
        "qt": "{sudo}apt-get install libegl1 libgl1 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1"
        " libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libx11-xcb1 libxcb-randr0 libxcb-sync1"
        " libxcb-xfixes0 libwayland-cursor0 libdbus-1-3 libfontconfig1 libatomic1",
    },
    "fedora": {
        "vlc": "{sudo}dnf install vlc",
        "broken": "{sudo}dnf reinstall vlc vlc-libs",
        "plugins": "{sudo}dnf reinstall vlc vlc-libs",
        "qt": "{sudo}dnf install xcb-util-cursor libxkbcommon-x11 libwayland-cursor mesa-libEGL"
        " mesa-libGL",
    },
    "arch": {
        "vlc": "{sudo}pacman -S vlc",
        "broken": "{sudo}pacman -S vlc libvlc",
        "plugins": "{sudo}pacman -S vlc vlc-plugins-all",
        "qt": "{sudo}pacman -S xcb-util-cursor libxkbcommon-x11 wayland libglvnd",
    },
    "darwin": {
        "vlc": "brew install --cask vlc",
        "broken": "brew reinstall --cask vlc",
        "plugins": "brew reinstall --cask vlc",
    },
    "win32": {
        "vlc": "winget install --architecture x64 VideoLAN.VLC",
        "broken": "winget install --force VideoLAN.VLC",
        "plugins": "winget install --force VideoLAN.VLC",
    },
}
# The window says the first three, too.
_SENTENCES = {
    "vlc": _("Install VLC 3 with its library (libvlc) and plugins."),
    "broken": _("Install VLC 3 again: the 64-bit one."),
    "plugins": _("Install the plugins of VLC 3."),
    "qt": "Install the X11 or Wayland libraries that Qt needs, above all libxcb-cursor.",
}


def install_command(what: str) -> str:
    """Return the command that installs one of `_SENTENCES`; a sentence on unknown systems."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    sudo = "" if is_root or shutil.which("sudo") is None else "sudo "
    command = _COMMANDS.get(_family(), {}).get(what)
    return command.format(sudo=sudo) if command is not None else tr(_SENTENCES[what])


def reinstall_command(wanted: str) -> str:
    """Return the command, or a sentence, to reinstall a broken Python library.

    `wanted` names it, with its versions. A plain install would keep the broken one.
    """
    if getattr(sys, "frozen", False):  # a bundle cannot be changed
        return tr("Install Cuenote again.")
    return f'"{sys.executable}" -m pip install --force-reinstall "{wanted}"'


def _family() -> str:
    if sys.platform != "linux":
        return sys.platform
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    for name in (release.get("ID", ""), *release.get("ID_LIKE", "").split()):
        family = {"ubuntu": "debian", "rhel": "fedora"}.get(name, name)
        if family in _COMMANDS:
            return family
    return ""
