"""The engine faster-whisper, and its models. No Qt; loading one takes a second and 200 MB.

All are Whisper by OpenAI (MIT), in the form of CTranslate2, as the hub of Hugging Face keeps them;
a folder with another one of that form can be named. Sizes are those of the download; in use a
model takes about as much memory, for its numbers are made smaller (int8) and work needs some.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viewer.errors import MediaError
from viewer.translation import _, comma_list, tr
from viewer.video.speech.engine import Engine, Model, ModelFolder

if TYPE_CHECKING:
    from viewer.video.speech.cutting import Heard
    from viewer.video.speech.sound import Samples

_SURE = 0.5  # of a language, to go on with it
_REMEDY = _(
    "It must be a Whisper model in CTranslate2 format: model.bin, config.json, "
    "tokenizer.json and vocabulary.txt."
)


class FasterWhisper(Engine):
    """Whisper on CTranslate2."""

    name = "faster-whisper"
    requirement = "faster-whisper>=1.2,<2"
    module = "faster_whisper"
    folder = Path("speech") / "engine"
    megabytes = 130
    smoke = (
        "import sys; sys.path.append(sys.argv[1]);"
        "import faster_whisper, faster_whisper.vad, ctranslate2;"
        "faster_whisper.vad.get_vad_model(); ctranslate2.get_supported_compute_types('cpu');"
        "print(faster_whisper.__version__)"
    )
    models = (
        Model("tiny", "Systran/faster-whisper-tiny", 78, _("fastest, many mistakes"), 22.0, True),
        Model("tiny.en", "Systran/faster-whisper-tiny.en", 78, _("fastest, English only"), 22.0),
        Model("base", "Systran/faster-whisper-base", 148, _("fast, some mistakes"), 12.0, True),
        Model("base.en", "Systran/faster-whisper-base.en", 148, _("fast, English only"), 12.0),
        Model("small", "Systran/faster-whisper-small", 486, _("good in most languages"), 4.0, True),
        Model("small.en", "Systran/faster-whisper-small.en", 486, _("good, English only"), 4.0),
        Model("medium", "Systran/faster-whisper-medium", 1530, _("better, slow"), 1.5, True),
        Model(
            *("medium.en", "Systran/faster-whisper-medium.en", 1530),
            *(_("better, slow, English only"), 1.5),
        ),
        Model(
            *("distil-large-v3", "Systran/faster-distil-whisper-large-v3", 1516),
            *(_("English only"), 2.0),
        ),
        Model(
            *("turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo", 1622),
            *(_("nearly as good as the best, faster"), 1.8, True),
        ),
        Model(
            *("large-v3", "Systran/faster-whisper-large-v3", 3091),
            *(_("best, very slow"), 0.8, True),
        ),
    )
    needed = (
        *(("config.json",), ("model.bin",), ("tokenizer.json",)),
        ("vocabulary.txt", "vocabulary.json"),
    )
    extra = ("preprocessor_config.json",)

    def check_folder(self, folder: Path) -> ModelFolder:
        """See `Engine`. Sums were checked when it was fetched; here only that all is there.

        Reads 64 KB at most.
        """
        names = [*(name for each in self.needed for name in each), *self.extra]
        try:
            there = [name for name in names if (folder / name).is_file()]
            sizes = {name: (folder / name).stat().st_size for name in there}
            lacking = [each[0] for each in self.needed if not any(map(sizes.get, each))]
            if not lacking:
                with (folder / "config.json").open("rb") as file:
                    config = json.loads(file.read(1 << 16))
                if not isinstance(config, dict):
                    lacking.append("config.json")
        except (OSError, ValueError, RecursionError) as error:
            raise MediaError(
                tr("The model in {0} can't be read: {1}.").format(folder, error), tr(_REMEDY)
            ) from error
        if lacking:
            raise MediaError(
                tr("The model in {0} is incomplete: {1} missing.").format(
                    folder, comma_list(lacking)
                ),
                tr(_REMEDY),
            )
        return ModelFolder(folder.name, folder, sum(sizes.values()))

    def load(self, folder: Path, threads: int) -> _WhisperEar:
        """See `Engine`."""
        from faster_whisper import WhisperModel

        return _WhisperEar(
            WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=threads)
        )


class _WhisperEar:
    """A model of it; see `Ear`."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self.languages = model.supported_languages
        self.can_translate = bool(model.model.is_multilingual)

    def hear(
        self, samples: Samples, language: str, *, is_translated: bool
    ) -> tuple[Iterable[Iterable[Heard]], str]:
        from viewer.video.speech.cutting import Heard

        segments, info = self._model.transcribe(
            samples,
            language=language or None,
            task="translate" if is_translated else "transcribe",
            vad_filter=True,
            word_timestamps=True,
        )
        words = (
            [
                Heard(round(word.start * 1000), round(word.end * 1000), word.word)
                for word in segment.words or ()
            ]
            for segment in segments
        )
        return words, str(info.language) if info.language_probability >= _SURE else ""
