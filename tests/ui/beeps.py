"""A film of beeps and pauses, for tests of what follows from its sound."""

from tests.ui.stage import Stage
from viewer.ui.watch.sound import SoundLevels

# Beeps of a film of 20 s, in ms; the pauses between are of 4.5, 1.0, 2.7, 5.0 and 2.5 s.
BEEPS = (
    *((0, 500), (5_000, 6_000), (7_000, 7_300), (10_000, 11_000)),
    *((16_000, 16_500), (19_000, 20_000)),
)
PAUSES = ((500, 5_000), (6_000, 7_000), (7_300, 10_000), (11_000, 16_000), (16_500, 19_000))
TEXT = "# Beeps\n\nFirst [0:05].\n\nIn a pause [0:13].\n\nThird [0:16].\n\nLast [0:19].\n"


def sound_of(stage: Stage) -> SoundLevels:
    return stage.program.sound_levels


def turn_on(stage: Stage, action_id: str) -> SoundLevels:
    sound = sound_of(stage)
    sound._rest.setInterval(0)  # the film is not passed by
    stage.window.actions_[action_id].trigger()
    stage.wait(lambda: sound.is_whole, timeout_ms=180_000)  # it lets all others go first
    return sound
