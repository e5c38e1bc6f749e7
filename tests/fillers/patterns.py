"""Every regular expression of the program, and how each is used."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import viewer
from viewer.notes.lazy_regex import _Late

_METHODS = {"match", "search", "fullmatch", "finditer", "findall", "split", "sub", "subn"}
_USES = re.compile(rf"\.(?:compile|{'|'.join(_METHODS)})\(")
_AT_ONE_PLACE = ({"match"}, {"fullmatch"}, {"match", "fullmatch"})
# Only ever looked for in texts that are short, whatever was written.
# A label of no more than forms.links._MOST_LABEL, and names of files.
# A line, of which `sides.words` looks at 8,000 bytes, and what is between two citations near by.
_SHORT = (
    *("BETWEEN_IN_LABEL", "_COPY_NAMES[0]", "_COPY_NAMES[1]", "_COPY_NAMES[2]"),
    *("sides._NO_WORDS", "places._JOINS"),
)
# Chosen between where they are used, and then tried at one place.
_CHOSEN = ("layout.LEADING", "layout.LEADING_IN_QUOTE")


def modules() -> list[ModuleType]:
    """Import all of the program."""
    names = [found.name for found in pkgutil.walk_packages(viewer.__path__, "viewer.")]
    return [importlib.import_module(name) for name in names if not name.endswith("__main__")]


def patterns() -> dict[str, tuple[re.Pattern[Any], bool]]:
    """Give each by a name, and whether it is only ever tried at one place of a text."""
    found: dict[Any, tuple[str, re.Pattern[Any]]] = {}
    methods: dict[Any, set[str]] = defaultdict(set)
    for module in modules():
        for name, pattern in _of_module(module):
            found.setdefault(pattern.pattern, (name, pattern))
        for call in _calls(module):
            pattern, method = call
            found.setdefault(pattern.pattern, (f"{module.__name__}: {pattern.pattern!r}", pattern))
            methods[pattern.pattern].add(method)
    return {
        name: (pattern, name.endswith(_CHOSEN) or methods[key] - {"compile"} in _AT_ONE_PLACE)
        for key, (name, pattern) in found.items()
        if not name.endswith(_SHORT)
    }


def _plain(value: object) -> re.Pattern[Any] | None:
    if isinstance(value, _Late):
        return re.compile(value._source, value._flags)
    return value if isinstance(value, re.Pattern) else None


def _of_module(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any]]]:
    def inside(name: str, value: object, depth: int) -> Iterator[tuple[str, re.Pattern[Any]]]:
        pattern = _plain(value)
        if pattern is not None:
            yield name, pattern
        elif depth and isinstance(value, dict):
            for key, one in list(value.items()):
                yield from inside(f"{name}[{key!r:.20}]", one, depth - 1)
        elif depth and isinstance(value, list | tuple | set | frozenset):
            for number, one in enumerate(value):
                yield from inside(f"{name}[{number}]", one, depth - 1)
        elif depth and inspect.isclass(value) and value.__module__ == module.__name__:
            for key, one in list(vars(value).items()):
                yield from inside(f"{name}.{key}", one, depth - 1)

    for name, value in list(vars(module).items()):
        if not name.startswith("__"):
            yield from inside(f"{module.__name__}.{name}", value, 3)


def _calls(module: ModuleType) -> Iterator[tuple[re.Pattern[Any], str]]:
    """Find where a pattern is used: by its name, or written where it is used."""
    source = inspect.getsource(module)
    if not _USES.search(source):
        return
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        method, on = node.func.attr, node.func.value
        if method not in _METHODS | {"compile"} or not isinstance(on, ast.Name):
            continue
        if on.id == "re" and node.args:
            try:
                source = eval(ast.unparse(node.args[0]), vars(module))
                pattern = source if isinstance(source, re.Pattern) else re.compile(source)
            except (NameError, TypeError):
                continue  # made of what is known only when it is used
            yield pattern, method
            continue
        named = _plain(vars(module).get(on.id))
        if named is not None:
            yield named, method


def tries(pattern: re.Pattern[Any], *, at_one_place: bool) -> Callable[[str], None]:
    """Give what looks for a pattern in a text."""

    def run(text: str) -> None:
        subject = text if isinstance(pattern.pattern, str) else text.encode()
        if at_one_place:
            pattern.match(subject)
            pattern.fullmatch(subject)
        else:
            for _ in pattern.finditer(subject):
                pass

    return run
