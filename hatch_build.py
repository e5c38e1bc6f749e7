"""Compile the languages for a wheel: each `resources/languages/*.ts` to the .qm that Qt reads.

In a checkout `run` does so, and this is left out (HATCH_BUILD_NO_HOOKS).
"""

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Languages(BuildHookInterface):  # type: ignore[type-arg]
    """The hook of hatchling."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile all of them, beside their sources: the wheel takes the whole folder."""
        import PySide6

        folder = Path(self.root, "resources", "languages")
        lrelease = Path(PySide6.__file__).with_name("lrelease")
        for compiled in folder.glob("*.qm"):
            compiled.unlink()  # also of a language that is there no more
        for source in sorted(folder.glob("*.ts")):
            command = [lrelease, "-silent", "-nounfinished", source]
            subprocess.run([*command, "-qm", source.with_suffix(".qm")], check=True)
