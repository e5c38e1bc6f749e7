"""What a bundle starts: Cuenote, or as `python -P -m MODULE` would, one of its modules.

Its children are started by `sys.executable`, which is the bundle itself. A wheel on PYTHONPATH,
which the bundle's Python does not heed, is put before what the bundle holds: a newer yt-dlp.
"""

import ctypes
import os
import runpy
import sys
from pathlib import Path


def main() -> None:
    """Run what the arguments say."""
    own = Path(__file__).parent
    if (library := next(own.glob("libvlc.*"), None)) is not None:
        os.environ["PYTHON_VLC_LIB_PATH"] = str(library)
        # Where libvlccore looks for them by itself differs.
        os.environ["VLC_PLUGIN_PATH"] = str(own / "vlc" / "plugins")
        if sys.platform == "darwin":
            # libvlc asks for it by a path that is not there; one that is loaded will do.
            ctypes.CDLL(str(next(own.glob("libvlccore.*"))))
    # The bundle's own libraries are found by it. A browser or a player that is started has others;
    # a child of ours is to set it again.
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    sys.path[:0] = [
        path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path.endswith(".whl")
    ]
    arguments = sys.argv[1:]
    while arguments and arguments[0] in ("-P", "-I"):
        del arguments[0]
    if arguments[:1] == ["-m"] and len(arguments) > 1:
        sys.argv = arguments[1:]
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
    elif arguments[:1] == ["-c"] and len(arguments) > 1:
        sys.argv = ["-c", *arguments[2:]]
        exec(arguments[1], {"__name__": "__main__"})  # what `python -c` does
    else:
        from viewer.__main__ import main as cuenote

        sys.exit(cuenote())


if __name__ == "__main__":
    main()
