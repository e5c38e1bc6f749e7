"""The speech-to-text models: available and installed ones. No Qt, no network.

All are Whisper by OpenAI (MIT), in CTranslate2's format, from the Hugging Face hub; a folder with
another model in that format can be given. In use a model takes about as much memory as its file
size: its weights are reduced to int8, and working memory is added.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from viewer.base.errors import MediaError
from viewer.base.translation import _, comma_list, numeral, tr

MODELS_FOLDER = Path("speech") / "models"  # in the data folder
DEFAULT = "small"
_LANGUAGE = re.compile(r"[a-z]{2,3}")
# Files of a model: one of each, and one that it may have.
_NEEDED = (
    *(("config.json",), ("model.bin",), ("tokenizer.json",)),
    ("vocabulary.txt", "vocabulary.json"),
)
FILES = (*(name for each in _NEEDED for name in each), "preprocessor_config.json")
REMEDY = _(
    "It must be a Whisper model in CTranslate2 format: model.bin, config.json, "
    "tokenizer.json and vocabulary.txt."
)


class Model(NamedTuple):
    """A model that can be downloaded."""

    name: str
    repository: str  # on the hub
    megabytes: int  # of all its files
    about: str  # for the user who chooses
    speed: float  # ms of sound that it hears in one, on two usual cores
    is_offered: bool = False  # whether it is among the few that are offered first

    @property
    def is_english_only(self) -> bool:
        return self.name.endswith(".en") or self.name.startswith("distil")


MODELS = (
    Model("tiny", "Systran/faster-whisper-tiny", 78, _("fastest, many mistakes"), 22.0, True),
    Model("tiny.en", "Systran/faster-whisper-tiny.en", 78, _("English only"), 22.0),
    Model("base", "Systran/faster-whisper-base", 148, _("fast, some mistakes"), 12.0, True),
    Model("base.en", "Systran/faster-whisper-base.en", 148, _("English only"), 12.0),
    Model("small", "Systran/faster-whisper-small", 486, _("good in most languages"), 4.0, True),
    Model("small.en", "Systran/faster-whisper-small.en", 486, _("English only"), 4.0),
    Model("medium", "Systran/faster-whisper-medium", 1530, _("better, slow"), 1.5, True),
    Model(*("medium.en", "Systran/faster-whisper-medium.en", 1530), *(_("English only"), 1.5)),
    Model(
        *("distil-large-v3", "Systran/faster-distil-whisper-large-v3", 1516),
        *(_("English only"), 2.0),
    ),
    Model(
        *("turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo", 1622),
        *(_("nearly as good as the best, faster"), 1.8, True),
    ),
    Model(
        *("large-v3", "Systran/faster-whisper-large-v3", 3091), *(_("best, very slow"), 0.8, True)
    ),
)


class ModelFolder(NamedTuple):
    """An installed, complete model."""

    name: str
    folder: Path
    bytes: int


def model_named(name: str) -> Model | None:
    return next((model for model in MODELS if model.name == name), None)


def models_here(data: Path) -> list[ModelFolder]:
    """List the complete models in the data folder, in the order of `MODELS`."""
    found = []
    for model in MODELS:
        folder = data / MODELS_FOLDER / model.name
        if folder.is_dir():
            try:
                found.append(check_folder(folder))
            except MediaError:
                continue
    return found


def default_model(data: Path) -> str:
    """Return the model to use by default: the usual one, or the best installed one."""
    here = [each.name for each in models_here(data)]
    return DEFAULT if DEFAULT in here or not here else here[-1]


def find_model(data: Path, named: str) -> ModelFolder:
    """Find a model by its name or folder; raises MediaError.

    A folder has a separator in it, or exists and is not the name of a model.
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
    raise MediaError(
        tr("No model or folder is called “{0}”.").format(named),
        tr("Specify a folder with a model, or one of: {0}.").format(
            comma_list(model.name for model in MODELS)
        ),
    )


def check_folder(folder: Path) -> ModelFolder:
    """Check that a folder contains a model that can be loaded; raises MediaError if not.

    Hashes were checked when it was downloaded; here only that all files exist. Reads 64 KB at most.
    """
    try:
        there = [name for name in FILES if (folder / name).is_file()]
        sizes = {name: (folder / name).stat().st_size for name in there}
        lacking = [each[0] for each in _NEEDED if not any(map(sizes.get, each))]
        if not lacking:
            with (folder / "config.json").open("rb") as file:
                config = json.loads(file.read(1 << 16))
            if not isinstance(config, dict):
                lacking.append("config.json")
    except (OSError, ValueError, RecursionError) as error:
        raise MediaError(
            tr("The model in {0} can't be read: {1}.").format(folder, error), tr(REMEDY)
        ) from error
    if lacking:
        raise MediaError(
            tr("The model in {0} is incomplete: {1} missing.").format(folder, comma_list(lacking)),
            tr(REMEDY),
        )
    return ModelFolder(folder.name, folder, sum(sizes.values()))


def is_language(name: str) -> bool:
    """Return whether `name` looks like a language code of the models: "en", "yue"."""
    return _LANGUAGE.fullmatch(name) is not None
