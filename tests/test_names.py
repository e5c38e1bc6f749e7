"""Names that are found where a reader looks for them, and that mean one thing."""

import ast
import re
from collections import Counter
from pathlib import Path

import viewer
from viewer.base import errors

ROOT = Path(viewer.__file__).parent
TREES = {path: ast.parse(path.read_bytes()) for path in ROOT.rglob("*.py")}


def test_errors_lists_all_errors() -> None:
    nodes = [node for tree in TREES.values() for node in ast.walk(tree)]
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    named = {each.name: {ast.unparse(base) for base in each.bases} for each in classes}
    ours = {"Exception", "BaseException"} | {name for name in named if name.endswith("Error")}
    ours |= {each for bases in named.values() for each in bases if each.endswith("Error")}
    while more := {name for name, bases in named.items() if bases & ours} - ours:
        ours |= more
    listed = {*vars(errors), *re.findall(r"`(\w+)`", errors.__doc__ or "")}
    assert (ours & named.keys()) - listed == set()
    assert {"StaleEdit", "LinkRefused", "_Terminated"} <= ours & named.keys()


def test_documents_that_are_cited_exist() -> None:
    has = {path.name for at in (".", "resources/tour") for path in (ROOT.parent / at).glob("*.md")}
    cited = re.compile(r"\b\w+\.md\b|\bdesign\b|\bhouse rules\b", re.IGNORECASE)
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
                found = cited.findall(ast.get_docstring(node) or "")
                assert set(found) <= has, (path, found)


def test_no_two_public_classes_have_the_same_name() -> None:
    classes = (node for tree in TREES.values() for node in tree.body)
    names = Counter(node.name for node in classes if isinstance(node, ast.ClassDef))
    assert [name for name, count in names.items() if count > 1 and name[0] != "_"] == []
