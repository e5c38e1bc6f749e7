"""The states of the window that show what Obsidian writes into notes, for `screenshots`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication

from tests.shots.shot_stage import ShotStage
from tests.waiting import rest, wait_until
from viewer import TOUR

_NOTE = r"""
The sampling theorem says that a ==band-limited signal== is known from its samples[^nyquist] if they
come at $f_s > 2 f_{max}$ [0:15]. A frame every $\frac{1}{25}$ s is far below that for a wheel,
which is why spokes turn back #video/aliasing [0:30]. It costs $5 to $10 an hour
%%ask again%% to store.

$$X(f) = \int_{-\infty}^{\infty} x(t)\, e^{-2\pi i f t}\, dt$$ [0:40]

- Of $n$ pictures $\sum_{i=1}^{n} x_i$ are kept [0:49]
- In a matrix, $A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}$ [0:59]
- A formula that is not known stays as it is, $\nosuch{x}$ [1:08]

![A wheel|180](wheel.png) ![Its spectrum](spectrum.png) ![on the web](https://example.org/a.png)

%%
Nothing of this is shown [1:11].
%%

- שורה ראשונה של רשימה [1:15]
    - ובתוכה עוד אחת
- שורה שנייה

[^nyquist]: Nyquist, 1928; the proof is by Shannon, and rests on $\operatorname{sinc}(x)$.
"""


def markup_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Show a note that holds all of it."""
    folder = stage.work / "markup"
    folder.mkdir()
    icon = QGuiApplication.windowIcon().pixmap(240, 240)
    assert icon.save(str(folder / "wheel.png"))
    path = folder / "Sampling.md"
    film = TOUR.with_name("tour.mp4")
    path.write_text(f"---\ntitle: Sampling\nvideo: {film}\n---\n{_NOTE}", "utf-8")
    stage.open(path, 15_000)
    view = stage.window.page.view
    picture = view.picture
    assert picture is not None
    wait_until(lambda: all(view.drawn(inset) for inset in view.picture.insets[:8]))
    rest(300)
    for size in ((1440, 900), (900, 560), (2560, 1440)):
        yield "markup", size


_CODE = """# Steps on the screen

What he types, and when:

```python
model = init_detector(config, checkpoint)  ANCHOR10
- result = inference(model, image)  ANCHOR20
ANCHOR30  show_result(image, result)
print("[0:10] is no time in here")
```

- In a bullet it is the same:
  ```
  pip install viewer ANCHOR40
  ```
"""


def code_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Show code whose lines are cited; one of them is in force."""
    path = stage.beside_film("code/code.md")
    text = re.sub(
        r"ANCHOR(\d\d)", r'<a class="yt-timestamp" data-t="00:00:\1">[00:00:\1]</a>', _CODE
    )
    path.write_text(f"---\nvideo: {path.with_suffix('.mp4').name}\n---\n\n{text}", "utf-8")
    window = stage.window
    stage.open(path, 21_000)
    window.tabs.show_tab("claims")
    for size in ((1440, 900), (900, 560)):
        window.resize(*size)
        rest(300)
        yield "code-cited", size
