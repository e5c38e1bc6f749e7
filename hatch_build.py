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
        for source in sorted(folder.glob("*.ts")):
            compiled = source.with_suffix(".qm")
            subprocess.run([lrelease, "-silent", source, "-qm", compiled], check=True)
