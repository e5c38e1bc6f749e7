"""List every text that people read, with its place: `./run texts [WORD …]`.

The texts are read from the source of `viewer`, nothing is run: what stands in quotes there, but for
docstrings, patterns, SQL and what only the log or a programmer sees. With words, only the texts are
listed that hold one of them, in any case. Each line is `FILE:LINE KIND TEXT`; the kind is what the
text is given to (`tr`, `Act`, `add_argument`, `MediaError`), and what stands in braces is put in
when the text is shown. The last line counts them.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent

# What is given a text to show, also where that is one word.
_TRANSLATED = frozenset({"tr", "_tr", "_", "QT_TRANSLATE_NOOP", "counted"})
# What is a row of a table: one word of it is read if it has a capital, and is an id if not.
_ROWS = frozenset(
    {
        *("Act", "In", "Action", "Command", "Problem", "Fact", "Number", "Check", "Option"),
        *("TextForm", "MediaForm", "Change", "of", "translate", "Mark", "named"),
    }
)
# What is given texts that only programs, programmers or the log read.
_CODE_OF = frozenset(
    {
        *("compile", "late", "encode", "findall", "match", "search", "sub", "split", "replace"),
        *("execute", "executemany", "executescript", "many", "_rows", "_row", "Layout", "_Date"),
        *("run", "forget", "Thread", "strftime", "translateName", "QRegularExpression"),
        *("debug", "info", "warning", "error", "exception", "critical", "getLogger"),
        *("AssertionError", "RuntimeError", "TypeError", "ValueError", "KeyError", "StaleEdit"),
        *("add_note", "startswith", "endswith", "removeprefix", "frozenset", "_class_info"),
    }
)
# Where these are methods they write to the log; `parser().error` and `notices.info` talk to people.
_LOG = frozenset({"log", "_log", "logger", "logging"})
# SQL, marks of HTML and CSS, names of fonts, patterns, translations of times: no sentences.
_CODE = re.compile(
    r"""\b(?:SELECT|INSERT|DELETE\ FROM|UPDATE|CREATE|WHERE|PRAGMA|BEGIN|VALUES|AND\ p\.)\b
    |</?[a-z!][^>]*>|\{\w*\}?;|[a-z-]+:\ ?[\w#-]+;|\\[\[\]\(\)sdwb.*+]|\(\?|^\W*$""",
    re.VERBOSE,
)
_KEYS = re.compile(r"(?:(?:Ctrl|Alt|Shift|Media)[+ ]\S|F\d+\b|Return\b|Delete\b).*|\W.{0,3}|.")
_WORD = re.compile(r"[A-Za-z]{2,}|[A-Za-z] [a-z]")
_SENTENCE = re.compile(r"[A-Za-z’'”…,.:;] ?\S* [A-Za-z“‘{(0-9]")


class Text(NamedTuple):
    """One text: its place as `viewer/app.py:12`, what it is given to, and its words."""

    place: str
    kind: str
    words: str

    def line(self) -> str:
        words = self.words.replace("\n", "\\n")
        return f"{self.place}\t{self.kind}\t{words}"


@cache
def texts(root: Path = ROOT) -> list[Text]:
    found: list[Text] = []
    for path in sorted((root / "viewer").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        found += [Text(f"{name}:{line}", kind, words) for line, kind, words in sorted(_in(tree))]
    return found


def _in(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    above: dict[ast.AST, ast.AST] = {}
    nodes: list[ast.AST] = [tree]
    for node in nodes:  # which grows meanwhile
        children = list(ast.iter_child_nodes(node))
        above.update(dict.fromkeys(children, node))
        nodes += children
    for node in nodes:
        words = _words(node)
        if words is None or isinstance(above.get(node), ast.JoinedStr | ast.FormattedValue):
            continue
        kind = _kind(node, above)
        if kind and _is_read(words, kind):
            yield node.lineno, kind, words  # type: ignore[attr-defined]


def _words(node: ast.AST) -> str | None:
    """Return what a string says, with what is put into it in braces; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else f"{{{_name(part)}}}"
            for part in node.values
        )
    return None


def _name(part: ast.expr) -> str:
    """Return how a value that is put into a text is written, if that is short."""
    written = ast.unparse(part.value) if isinstance(part, ast.FormattedValue) else ""
    return written if len(written) < 40 else "…"


def _kind(node: ast.AST, above: dict[ast.AST, ast.AST]) -> str:
    """Return the function that a text is passed to, or "" if nobody sees it."""
    child = node
    while (parent := above.get(child)) is not None:
        if isinstance(parent, ast.Call):
            if child is parent.func and isinstance(child, ast.Attribute):
                child = parent  # "…".format(…), "…".join(…): what that is given to
                continue
            return "" if _is_code(parent) else _called(parent)
        if isinstance(parent, ast.AnnAssign | ast.arg | ast.FunctionDef) and child in (
            getattr(parent, "annotation", None),
            getattr(parent, "returns", None),
        ):
            return ""
        if isinstance(parent, ast.Expr | ast.Compare | ast.Subscript):
            return ""
        if isinstance(parent, ast.stmt):
            return "text"
        child = parent
    return ""


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else "text"


def _is_code(call: ast.Call) -> bool:
    name = _called(call)
    if name in {"error", "info", "warning", "debug", "exception"}:
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        return isinstance(owner, ast.Name) and owner.id in _LOG
    return name in _CODE_OF


def _is_read(words: str, kind: str) -> bool:
    if _CODE.search(words) or not _WORD.search(words):
        return False
    if kind in _ROWS:
        return (words[0].isupper() and not _KEYS.fullmatch(words)) or " " in words
    return kind in _TRANSLATED or _SENTENCE.search(words) is not None


def main(wanted: list[str]) -> None:
    lowered = [word.casefold() for word in wanted]
    shown = [
        text
        for text in texts()
        if not lowered or any(word in text.words.casefold() for word in lowered)
    ]
    for text in shown:
        print(text.line())
    print(f"{len(shown)} texts")


if __name__ == "__main__":
    main(sys.argv[1:])
