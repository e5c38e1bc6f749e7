"""Build what runs without Python, VLC and root: `./run bundle [FOLDER]`.

Cuenote is installed into a fresh environment, from which PyInstaller collects it with its libraries
and the system's VLC into FOLDER/cuenote (dist/ where none is named). Beside it come, on Linux, a
.tar.zst of that folder, and a .deb which puts it into /opt; they run where the C library is as new
as here. On Windows (by `python .bundle/build.py`) comes an installer, made by NSIS, and on macOS a
disk image with Cuenote.app: neither of these was ever tried on such a system.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
IS_WINDOWS = sys.platform == "win32"

# What the folder does not hold: it is of each system's own.
_DEPENDS = (
    *("fontconfig", "libasound2t64 | libasound2", "libegl1", "libgl1", "libfontconfig1"),
    *("libdbus-1-3", "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1"),
    *("libxcb-shape0", "libxcb-xkb1", "libxcb-randr0", "libxcb-sync1", "libxcb-xfixes0"),
)
_DEBIAN = """\
Package: cuenote
Version: {version}
Architecture: {architecture}
Maintainer: Cuenote
Installed-Size: {kilobytes}
Section: video
Priority: optional
Depends: {depends}
Description: {summary}
 Holds Python, Qt and VLC; nothing else is needed but a desktop.
"""


def main(arguments: list[str]) -> int:
    """Build it; return 0. Whatever fails raises."""
    folder = Path(arguments[0] if arguments else ROOT / "dist").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        environment = work / "environment"
        python = environment / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")
        _run(sys.executable, "-m", "venv", environment)
        _run(python, "-m", "pip", "install", "--quiet", str(ROOT), "pyinstaller>=6.10,<7")
        bundle = _collect(python, folder, work)
        (site,) = environment.glob(
            "Lib/site-packages" if IS_WINDOWS else "lib/python*/site-packages"
        )
        cuenote = next(iter(metadata.distributions(name="cuenote", path=[str(site)])))
        _add_licences(bundle, site)
        about = cuenote.metadata
        stem = f"cuenote-{about['Version']}-{sys.platform}-{platform.machine()}"
        for path in _PACK.get(sys.platform, _pack_linux)(bundle, stem, about):
            sys.stdout.write(f"{path}: {path.stat().st_size / 1e6:.0f} MB\n")
    return 0


def _run(*command: str | Path, folder: Path | None = None) -> None:
    subprocess.run(command, check=True, cwd=folder)


def _collect(python: Path, folder: Path, work: Path) -> Path:
    """Let PyInstaller collect everything, as `cuenote.spec` says; return the folder it made."""
    # Not from where a person stands: the package of a checkout would be taken, without resources.
    _run(
        *(python, "-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
        *("--distpath", folder, "--workpath", work / "work"),
        Path(__file__).with_name("cuenote.spec"),
        folder=work,
    )
    bundle = folder / "cuenote"
    if sys.platform == "darwin":
        bundle = folder / "Cuenote.app" / "Contents" / "MacOS"
    # Beside the program, as pip puts it beside Python: what yt-dlp reads YouTube with.
    shutil.copy2(python.with_name("deno.exe" if IS_WINDOWS else "deno"), bundle)
    _run(bundle / "cuenote", "-c", "from viewer import TOUR; TOUR.stat()")
    return bundle


def _add_licences(bundle: Path, site: Path) -> None:
    """Put the licence of everything that the bundle holds into its folder `licences`."""
    licences = bundle / "licences"
    if sys.platform == "darwin":  # beside the programs codesign takes all for programs
        licences = bundle.parent / "Resources" / "licences"
    licences.mkdir()
    lines = [
        "This folder holds the licences of all that came with Cuenote. Some of it (x264, x265 and",
        "others, which VLC plays with) is under the GNU General Public License, so the bundle as a",
        "whole is. Cuenote itself is under the MIT License. The sources of the Python packages are",
        "on pypi.org, those of the system's packages on sources.debian.org, by name and version.",
        "",
    ]
    for found in sorted(metadata.distributions(path=[str(site)]), key=lambda each: each.name):
        about = found.metadata
        named = about.get("License-Expression") or about.get("License") or _classified(about)
        lines.append(f"Python package {found.name} {found.version}: {named.splitlines()[0][:80]}")
        for file in found.files or ():
            if re.search(r"(?i)licen[cs]e|copying|notice", file.name):
                _add(licences / found.name, Path(str(file.locate())))
    for package, version in sorted(_packages(bundle)):
        lines.append(f"system package {package} {version}: see its copyright file")
        _add(licences / package, Path("/usr/share/doc") / package / "copyright")
    (licences / "README.txt").write_text("\n".join(lines) + "\n", "utf-8")


def _classified(about: metadata.PackageMetadata) -> str:
    kinds = [kind for kind in about.get_all("Classifier") or () if kind.startswith("License")]
    return kinds[0].rpartition(" :: ")[2] if kinds else "see its files"


def _add(folder: Path, file: Path) -> None:
    if file.is_file():
        folder.mkdir(exist_ok=True)
        shutil.copyfile(file, folder / f"{len(list(folder.iterdir()))} {file.name}")


def _packages(bundle: Path) -> set[tuple[str, str]]:
    """Name Debian's packages, with versions, that libraries of the bundle came from."""
    if shutil.which("dpkg-query") is None:
        return set()
    names = {path.name for path in (bundle / "_internal").rglob("*.so*")}
    told = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package}\t${Version}\t${db-fsys:Files}\v"],
        capture_output=True,
        text=True,
        check=True,
    )
    found = set()
    for entry in told.stdout.split("\v"):
        package, _, rest = entry.partition("\t")
        version, _, files = rest.partition("\t")
        if any("/lib/" in file and file.rpartition("/")[2] in names for file in files.split("\n")):
            found.add((package, version))
    return found


def _pack_windows(bundle: Path, stem: str, about: metadata.PackageMetadata) -> list[Path]:
    """Make an installer of the folder, beside it, by NSIS."""
    made = bundle.with_name(f"{stem}.exe")
    script = Path(__file__).with_name("windows.nsi")
    defined = {"VERSION": about["Version"], "FOLDER": bundle, "OUT": made}
    _run("makensis", "-V2", *(f"-D{name}={value}" for name, value in defined.items()), script)
    return [made]


def _pack_mac(bundle: Path, stem: str, _about: metadata.PackageMetadata) -> list[Path]:
    """Make a disk image of the app, with a link to where it is to be moved."""
    app = bundle.parents[1]
    made = app.with_name(f"{stem}.dmg")
    # Signed by nobody: macOS on ARM starts no program without a signature at all.
    _run("codesign", "--force", "--deep", "--sign", "-", app)
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(app, Path(name) / app.name, symlinks=True)
        (Path(name) / "Applications").symlink_to("/Applications")
        _run("hdiutil", "create", "-volname", "Cuenote", "-srcfolder", name, "-ov", made)
    return [made]


def _pack_linux(bundle: Path, stem: str, about: metadata.PackageMetadata) -> list[Path]:
    """Make the .tar.zst and the .deb of the folder, beside it."""
    packed = bundle.with_name(f"{stem}.tar.zst")
    _run("tar", "--zstd", "-cf", packed, "-C", bundle.parent, bundle.name)
    made = [packed]
    if shutil.which("dpkg-deb"):
        made.append(packed.with_name(f"{stem}.deb"))
        with tempfile.TemporaryDirectory() as name:
            _make_package(bundle, Path(name), about)
            _run("dpkg-deb", "--root-owner-group", "-Zzstd", "--build", name, made[1])
    return made


_PACK = {"win32": _pack_windows, "darwin": _pack_mac}


def _make_package(bundle: Path, root: Path, about: metadata.PackageMetadata) -> None:
    """Lay out a Debian package below `root`: the bundle in /opt, a command, an entry of a menu."""
    root.chmod(0o755)
    for folder in ("DEBIAN", "opt", "usr/bin", "usr/share/applications"):
        (root / folder).mkdir(parents=True)
    shutil.copytree(bundle, root / "opt" / "cuenote", symlinks=True)
    (root / "usr/bin/cuenote").symlink_to("/opt/cuenote/cuenote")
    entry = subprocess.run(
        [
            bundle / "cuenote",
            "-c",
            "from viewer.system.desktop_entry import entry; print(entry(), end='')",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.replace(str(bundle), "/opt/cuenote")
    (root / "usr/share/applications/cuenote.desktop").write_text(entry, "utf-8")
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    # dpkg takes away each folder that is empty then; this one is the system's.
    (root / "DEBIAN/postrm").write_text("#!/bin/sh\nmkdir -p /opt\n", "utf-8")
    (root / "DEBIAN/postrm").chmod(0o755)
    size = sum(path.lstat().st_size for path in bundle.rglob("*") if path.is_file())
    (root / "DEBIAN/control").write_text(
        _DEBIAN.format(
            version=about["Version"],
            architecture=architecture,
            depends=", ".join([f"libc6 (>= {platform.libc_ver()[1]})", *_DEPENDS]),
            kilobytes=size // 1024,
            summary=about["Summary"],
        ),
        "utf-8",
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
