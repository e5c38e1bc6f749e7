"""What an engine is that turns speech into text, and whether one is here. No Qt.

It comes with the extra `cuenote[speech]`, or is put into the data folder when a person asks for
it (`viewer.video.speech.fetching`). Nothing of it is imported here: it takes a second to load and
200 MB, and only the child process that listens does so.
"""

from __future__ import annotations

import platform
import sys
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol

from viewer.damaged import read_json
from viewer.errors import MediaError
from viewer.translation import tr
from viewer.video.packages import CHOSEN_NAME

if TYPE_CHECKING:
    from viewer.video.speech.cutting import Heard
    from viewer.video.speech.sound import Samples


class Model(NamedTuple):
    """A model that can be fetched."""

    name: str
    repository: str  # on the hub
    megabytes: int  # of all its files; what the hub says counts
    about: str  # for a person who chooses
    speed: float = 4.0  # ms of sound that it hears in one, on two usual cores
    is_offered: bool = False  # whether it is among the few that are offered first

    @property
    def is_english_only(self) -> bool:
        return self.name.endswith(".en") or self.name.startswith("distil")


class ModelFolder(NamedTuple):
    """A model that is here, whole."""

    name: str
    folder: Path
    bytes: int


class FoundEngine(NamedTuple):
    """The engine that a child process would load."""

    name: str  # with its version
    version: str
    folder: Path | None  # of its packages, in the data folder; None: installed with Cuenote


class Ear(Protocol):
    """A model that is loaded, and listens."""

    languages: Collection[str]  # that it knows
    can_translate: bool

    def hear(
        self, samples: Samples, language: str, *, is_translated: bool
    ) -> tuple[Iterable[Iterable[Heard]], str]:
        """Listen; return words, some at a time, and the language, empty where it is not sure.

        `language` is the one that is spoken, empty where it has to find out. Times are from the
        first of the samples.
        """


class Engine(ABC):
    """An engine: a package, and the models that it can load."""

    name: ClassVar[str]  # of the package
    requirement: ClassVar[str]  # as pip takes it
    module: ClassVar[str]  # a folder in the package
    folder: ClassVar[Path]  # in the data folder, where it is put
    megabytes: ClassVar[int]  # about what it has with all that it needs, to load
    smoke: ClassVar[str]  # Python: loads it from `sys.argv[1]`, prints its version
    models: ClassVar[tuple[Model, ...]]
    needed: ClassVar[tuple[tuple[str, ...], ...]]  # files of a model: one of each
    extra: ClassVar[tuple[str, ...]] = ()  # files that it may have

    @property
    def remedy(self) -> str:
        """What to do where it is not here."""
        return tr("`cuenote transcribe` offers to download it; or install `cuenote[speech]`.")

    @abstractmethod
    def check_folder(self, folder: Path) -> ModelFolder:
        """Look whether a folder holds a model that can be loaded; raise MediaError where not."""

    @abstractmethod
    def load(self, folder: Path, threads: int) -> Ear:
        """Load a model. Raise ImportError where the engine is broken, others for the model."""

    def find(self, data: Path) -> FoundEngine | None:
        """Find it: what is installed with Cuenote, else what was fetched; None: neither.

        Reads a few names: no harm on the GUI thread.
        """
        from importlib import metadata  # here, for it takes a hundredth of a second at the start

        try:
            version = metadata.version(self.name)
            return FoundEngine(f"{self.name} {version}", version, None)
        except metadata.PackageNotFoundError:
            return self._fetched(data)

    def get(self, data: Path) -> FoundEngine:
        """Find it; raise MediaError, which says what to do, where it is not here."""
        found = self.find(data)
        if found is None:
            raise MediaError(
                tr("Transcribing needs {0}, which is not on this computer.").format(self.name),
                self.remedy,
            )
        return found

    def _fetched(self, data: Path) -> FoundEngine | None:
        """Read which packages in the data folder were chosen; anything odd means none."""
        folder = data / self.folder

        def engine(chosen: Any) -> FoundEngine | None:
            packages = folder / Path(str(chosen["folder"])).name
            if chosen["platform"] != platform_tag() or not (packages / self.module).is_dir():
                return None
            version = str(chosen["version"])
            return FoundEngine(f"{self.name} {version}", version, packages)

        return read_json(folder / CHOSEN_NAME, engine)


def platform_tag() -> str:
    """Name what compiled packages are made for: another Python cannot load them."""
    return f"{sys.implementation.cache_tag} {sys.platform} {platform.machine()}"
