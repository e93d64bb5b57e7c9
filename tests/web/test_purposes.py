"""Whoever asks who looked at their data reads why in their own language."""

import ast
from collections.abc import Iterator

from welcome_office.launch.places import PACKAGE
from welcome_office.web.public.own.data import LOOKED_FOR

DESK = PACKAGE / "web" / "desk"


def purposes() -> Iterator[str]:
    """Every purpose that a desk's page names when it records a look."""
    for file in DESK.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                named = [each.value for each in node.keywords if each.arg == "purpose"]
                yield from (text for each in named for text in _texts(each))
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "PURPOSE":
                yield from _texts(node.value)


def _texts(node: ast.expr) -> list[str]:
    """What can be chosen there."""
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_every_purpose_of_a_look_has_words() -> None:
    named = set(purposes())

    assert len(named) > 8
    assert named - set(LOOKED_FOR) == set()
