"""The engines that transcribe speech, and their models: which there are, and which are here.

No Qt, no network.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from viewer.errors import MediaError
from viewer.translation import comma_list, numeral, tr
from viewer.video.speech.engine import Engine, Model, ModelFolder
from viewer.video.speech.whisper import FasterWhisper

# The model that a person chooses says which of them listens; the first one is usual.
ENGINES: tuple[Engine, ...] = (FasterWhisper(),)
MODELS_FOLDER = Path("speech") / "models"  # in the data folder
DEFAULT = "small"


_LANGUAGE = re.compile(r"[a-z]{2,3}")


def all_models() -> list[Model]:
    """List the models of all engines."""
    return [model for engine in ENGINES for model in engine.models]


def model_named(name: str) -> Model | None:
    """Return the model of that name."""
    return next((model for model in all_models() if model.name == name), None)


def engine_for(named: str) -> Engine:
    """Return the engine of the model that is named, or that is in the folder; else the usual."""
    for engine in ENGINES:
        if any(model.name == named for model in engine.models):
            return engine
    with contextlib.suppress(MediaError):
        return _loadable(Path(named).expanduser())[0]
    return ENGINES[0]


def models_here(data: Path) -> list[ModelFolder]:
    """List the models in the data folder that are whole, in the order of the engines'."""
    found = []
    for model in all_models():
        folder = data / MODELS_FOLDER / model.name
        if folder.is_dir():
            try:
                found.append(check_folder(folder))
            except MediaError:
                continue
    return found


def default_model(data: Path) -> str:
    """Name the model to use where none is named: the usual one, or the best of those here."""
    here = [each.name for each in models_here(data)]
    return DEFAULT if DEFAULT in here or not here else here[-1]


def find_model(data: Path, named: str) -> ModelFolder:
    """Find a model by its name, or in the folder that is named; raise MediaError.

    A folder has a separator in it, or is there and no name of a model.
    """
    model = model_named(named)
    if model is not None:
        folder = data / MODELS_FOLDER / model.name
        if not folder.is_dir():
            raise MediaError(
                tr("The model “{0}” is not on this computer ({1} MB).").format(
                    named, numeral(model.megabytes)
                ),
                tr("`cuenote transcribe --model {0}` offers to download it.").format(named),
            )
        return check_folder(folder)
    folder = Path(named).expanduser()
    if folder.is_dir():
        return check_folder(folder.absolute())
    names = comma_list(model.name for model in all_models())
    raise MediaError(
        tr("No model or folder is called “{0}”.").format(named),
        tr("Give a folder with a model, or one of: {0}.").format(names),
    )


def check_folder(folder: Path) -> ModelFolder:
    """Look whether a folder holds a model that an engine can load; raise MediaError where not."""
    return _loadable(folder)[1]


def _loadable(folder: Path) -> tuple[Engine, ModelFolder]:
    """Find the first engine that can load what is in a folder; raise what the usual one says."""
    faults = []
    for engine in ENGINES:
        try:
            return engine, engine.check_folder(folder)
        except MediaError as error:
            faults.append(error)
    raise faults[0]


def is_language(name: str) -> bool:
    """Whether `name` has the form of a language as the models write it: "en", "yue"."""
    return _LANGUAGE.fullmatch(name) is not None
