"""Compile the languages for a wheel: each `resources/languages/*.ts` to the .qm that Qt reads.

In a checkout `run` does so, and this is left out (HATCH_BUILD_NO_HOOKS).
"""

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Languages(BuildHookInterface):  # type: ignore[type-arg]
    """The hook of hatchling."""

    def dependencies(self) -> list[str]:
        """Return what has `lrelease`, as a build needs it: what the program itself needs of Qt."""
        needed = self.metadata.core.dependencies
        return [text for text in needed if text.startswith("PySide6")]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile all of them, and put them into the wheel beside their sources."""
        import PySide6

        folder = Path(self.root, "resources", "languages")
        lrelease = Path(PySide6.__file__).with_name("lrelease")
        for source in sorted(folder.glob("*.ts")):
            compiled = source.with_suffix(".qm")
            subprocess.run([lrelease, "-silent", source, "-qm", compiled], check=True)
            inside = f"viewer/resources/languages/{compiled.name}"
            build_data["force_include"][str(compiled)] = inside
