"""Reads the YAML files of a law folder and remembers the line of everything in them."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from welcome_office.lawbook.problems import Place, Problems

# The one in C is ten times faster, but not in every build of PyYAML.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CONSTANTS = {"": None, "null": None, "true": True, "false": False}


class Block(dict[str, Any]):
    """A mapping of a law file that knows where its keys stand."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}

    def at(self, key: str) -> Place:
        return self.places.get(key, self.place)


def read_folder(folder: Path, problems: Problems) -> dict[str, Block]:
    """All `*.yaml` files directly in a folder, by file name, each as a block."""
    return {path.name: read_file(path, problems) for path in sorted(folder.glob("*.yaml"))}


def read_file(path: Path, problems: Problems) -> Block:
    """One law file as a block; an unreadable one is an empty block and a problem."""
    start = Place(_short_name(path), 1)
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.add(Place(start.file, line), f"This is not YAML: {error.problem}.", "Correct it.")
        return Block(start)
    content = _Builder(start.file, problems).build(root) if root is not None else None
    if isinstance(content, Block):
        return content
    problems.add(start, "The file has no named entries.", 'Begin it with "name:".')
    return Block(start)


def allow_only(block: Block, keys: Iterable[str], problems: Problems) -> None:
    """Note every key of the block that nobody would read: mostly a typing mistake."""
    known = sorted(keys)
    for key in block:
        if key not in known:
            remedy = f"Use one of: {', '.join(known)}."
            problems.add(block.at(key), f'"{key}" is not known here.', remedy)


def _short_name(path: Path) -> str:
    """Name as an author of the law knows it: the file with the folder it lies in."""
    return f"{path.parent.name}/{path.name}"


class _Builder:
    """Turns YAML nodes into plain values; words stay words (Norway is NO, not false)."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems

    def build(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self._block(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item) for item in node.value]
        return self._scalar(node)

    def _block(self, node: yaml.MappingNode) -> Block:
        block = Block(self._place(node))
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in block:
                self.problems.add(
                    self._place(key_node), f'"{key}" stands here twice.', "Remove or rename one."
                )
            block[key] = self.build(value_node)
            block.places[key] = self._place(key_node)
        return block

    def _scalar(self, node: yaml.Node) -> Any:
        text = str(node.value)
        if getattr(node, "style", ""):  # quoted
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _DAY.fullmatch(text):
            return self._day(text, node)
        if match := _NUMBER.fullmatch(text):
            return float(text) if match[2] else int(text)
        return text

    def _day(self, text: str, node: yaml.Node) -> date | str:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.problems.add(
                self._place(node), f"{text} is no day of the calendar.", "Correct it."
            )
            return text

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.file, node.start_mark.line + 1)
