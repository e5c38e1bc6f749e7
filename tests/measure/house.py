"""How large the house is: `./run measure house [CHECKOUT]`.

Of `viewer` and `tests`: files, those over 500 lines, lines, and code lines: without blank lines,
comments and docstrings, by `ast`. Of `viewer` also: the length of functions, the share of imports,
names of classes and modules that stand more than once. With a checkout, its.
`--rooms` lists every folder of `viewer`, so that two runs can be held side by side.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__).parents[2]
_LONG = 500
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


class Size(NamedTuple):
    """One file, in lines."""

    lines: int
    code: int
    imports: int
    functions: tuple[int, ...]
    classes: tuple[str, ...]


def size_of(text: str) -> Size:
    """Measure a Python source; raises SyntaxError where it is none."""
    nodes = list(ast.walk(ast.parse(text)))
    no_code = {line for node in nodes for line in _docstring(node)}
    lines = text.splitlines()
    code = [
        number
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.lstrip().startswith("#") and number not in no_code
    ]
    imports = [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
    functions = [n for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return Size(
        len(lines),
        len(code),
        sum(_length(node) for node in imports),
        tuple(_length(node) for node in functions),
        tuple(node.name for node in nodes if isinstance(node, ast.ClassDef)),
    )


def _length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _docstring(node: ast.AST) -> Iterator[int]:
    if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
        first = node.body[0]
        yield from range(first.lineno, (first.end_lineno or first.lineno) + 1)


def _sizes(folder: Path) -> dict[Path, Size]:
    return {path: size_of(path.read_text("utf-8")) for path in sorted(folder.rglob("*.py"))}


def _repeated(names: Counter[str]) -> int:
    return sum(count > 1 for count in names.values())


def _print_folder(name: str, sizes: dict[Path, Size]) -> None:
    lines, code = (sum(getattr(one, what) for one in sizes.values()) for what in ("lines", "code"))
    long = sum(one.lines > _LONG for one in sizes.values())
    print(
        f"{name:24}{len(sizes):5} files, {long:2} over {_LONG}, {lines:6} lines, {code:6} of code"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="./run measure house", description=__doc__)
    parser.add_argument("checkout", nargs="?", type=Path, default=_HERE)
    parser.add_argument("--rooms", action="store_true", help="list every folder of viewer")
    options = parser.parse_args(arguments)
    viewer = _sizes(options.checkout / "viewer")
    _print_folder("viewer", viewer)
    _print_folder("tests", _sizes(options.checkout / "tests"))
    functions = sorted(length for one in viewer.values() for length in one.functions)
    lines = sum(one.lines for one in viewer.values())
    imports = sum(one.imports for one in viewer.values())
    classes = Counter(name for one in viewer.values() for name in one.classes)
    modules = Counter(path.stem for path in viewer if path.stem != "__init__")
    print(f"functions: median {functions[len(functions) // 2]} lines,", end=" ")
    print(f"p99 {functions[len(functions) * 99 // 100]}")
    print(f"imports: {100 * imports / lines:.1f} % of the lines")
    print(f"names that repeat: {_repeated(classes)} of classes, {_repeated(modules)} of modules")
    if options.rooms:
        rooms: dict[str, dict[Path, Size]] = {}
        for path, one in viewer.items():
            room = str(path.parent.relative_to(options.checkout))
            rooms.setdefault(room, {})[path] = one
        for room, sizes in rooms.items():
            _print_folder(room, sizes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
