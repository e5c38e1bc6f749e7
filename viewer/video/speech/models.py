"""The models that recognise speech: which there are, and which are here. No Qt, no network.

All are Whisper by OpenAI (MIT), in the form of CTranslate2, as the hub of Hugging Face keeps them;
a folder with another one of that form can be named. Sizes are those of the download; in use a
model takes about as much memory, for its numbers are made smaller (int8) and work needs some.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from viewer.errors import MediaError

MODELS_FOLDER = Path("speech") / "models"  # in the data folder
MODEL_NAME = "model.bin"
# What a folder must hold, and what it may; a vocabulary has one of two endings.
NEEDED = ("config.json", MODEL_NAME, "tokenizer.json")
VOCABULARIES = ("vocabulary.txt", "vocabulary.json")
EXTRA = ("preprocessor_config.json",)
DEFAULT = "small"


_LANGUAGE = re.compile(r"[a-z]{2,3}")


class Model(NamedTuple):
    """A model that can be fetched."""

    name: str
    repository: str  # on the hub
    megabytes: int  # of all its files; what the hub says counts
    about: str  # for a person who chooses

    @property
    def is_english_only(self) -> bool:
        return self.name.endswith(".en") or self.name.startswith("distil")


class ModelFolder(NamedTuple):
    """A model that is here, whole."""

    name: str
    folder: Path
    bytes: int


MODELS = (
    Model("tiny", "Systran/faster-whisper-tiny", 78, "the fastest; many mistakes"),
    Model("tiny.en", "Systran/faster-whisper-tiny.en", 78, "the fastest; English only"),
    Model("base", "Systran/faster-whisper-base", 148, "fast; mistakes"),
    Model("base.en", "Systran/faster-whisper-base.en", 148, "fast; English only"),
    Model("small", "Systran/faster-whisper-small", 486, "good, in most languages"),
    Model("small.en", "Systran/faster-whisper-small.en", 486, "good; English only"),
    Model("medium", "Systran/faster-whisper-medium", 1530, "better; slow"),
    Model("medium.en", "Systran/faster-whisper-medium.en", 1530, "better; slow; English only"),
    Model("distil-large-v3", "Systran/faster-distil-whisper-large-v3", 1516, "English only"),
    Model(
        "turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo", 1622, "nearly the best, quicker"
    ),
    Model("large-v3", "Systran/faster-whisper-large-v3", 3091, "the best; very slow"),
)


def model_named(name: str) -> Model | None:
    """Give the model of that name."""
    return next((model for model in MODELS if model.name == name), None)


def models_here(data: Path) -> list[ModelFolder]:
    """List the models in the data folder that are whole, in the order of `MODELS`."""
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
                f"The model “{named}” is not on this computer ({model.megabytes} MB).",
                f"`cuenote transcribe --model {named}` offers to fetch it.",
            )
        return check_folder(folder)
    folder = Path(named).expanduser()
    if folder.is_dir():
        return check_folder(folder.absolute())
    names = ", ".join(model.name for model in MODELS)
    raise MediaError(
        f"There is no model and no folder “{named}”.",
        f"Name a folder with one, or one of: {names}.",
    )


def check_folder(folder: Path) -> ModelFolder:
    """Look whether a folder holds a model that can be loaded; raise MediaError where not.

    Its sums were checked when it was fetched; here only that all is there. Reads 64 KB at most.
    """
    names = [*NEEDED, *EXTRA, *VOCABULARIES]
    try:
        sizes = {name: (folder / name).stat().st_size for name in names if _is_there(folder / name)}
        lacking = [name for name in NEEDED if not sizes.get(name)]
        if not any(sizes.get(name) for name in VOCABULARIES):
            lacking.append("vocabulary.txt")
        if not lacking:
            with (folder / "config.json").open("rb") as file:
                config = json.loads(file.read(1 << 16))
            if not isinstance(config, dict):
                lacking.append("config.json")
    except (OSError, ValueError, RecursionError) as error:
        raise MediaError(f"The model in {folder} cannot be read: {error}.", _REMEDY) from error
    if lacking:
        raise MediaError(f"{folder} holds no whole model: no {', '.join(lacking)}.", _REMEDY)
    return ModelFolder(folder.name, folder, sum(sizes.values()))


def is_language(name: str) -> bool:
    """Whether `name` has the form of a language as the models write it: "en", "yue"."""
    return _LANGUAGE.fullmatch(name) is not None


_REMEDY = (
    "It must be a Whisper model in the form of CTranslate2: model.bin, config.json, "
    "tokenizer.json and vocabulary.txt."
)


def _is_there(path: Path) -> bool:
    return path.is_file()
