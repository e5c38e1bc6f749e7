"""Count what the menus and the palette hold: `python -m tests.counts`."""

from __future__ import annotations

from collections import Counter

from viewer.features import ACTIONS
from viewer.ui.shell.menus import MENUS


def rows() -> dict[str, int]:
    """Return how many rows each menu has, a menu within it being one; "File/Video" is such."""
    counted: Counter[str] = Counter()
    inner = {spec.menu[0] for spec in ACTIONS if "/" in spec.menu[0]}
    counted.update(spec.menu[0] for spec in ACTIONS if spec.menu[0])
    counted.update(path.partition("/")[0] for path in inner)
    return dict(
        sorted(counted.items(), key=lambda one: (MENUS.index(one[0].partition("/")[0]), one[0]))
    )


def main() -> None:
    """Print them."""
    counted = rows()
    print(f"{len(ACTIONS)} actions, {sum(spec.in_palette for spec in ACTIONS)} in the palette")
    print(f"{sum(counted[name] for name in MENUS)} rows in sight, {len(counted)} menus")
    for path, count in counted.items():
        menu, _, within = path.partition("/")
        print(f"{count:4} {'  ' + within if within else menu}")


if __name__ == "__main__":
    main()
