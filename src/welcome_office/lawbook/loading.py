"""Loads the values of a law folder, or says everything that is wrong with them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from welcome_office.lawbook.fields import (
    plain,
    require_day,
    require_languages,
    require_text,
    require_versions,
)
from welcome_office.lawbook.problems import Place, Problems
from welcome_office.lawbook.reading import Block, allow_only, read_folder
from welcome_office.lawbook.values import CONFIDENCES, Values

SOURCES_FILE = "sources.yaml"
_SHARED_KEYS = ("law", "source", "checked", "confidence")
_VALUE_KEYS = ("name", "unit", "share_of", "versions", "note", *_SHARED_KEYS)
_VERSION_KEYS = ("from", "to", "gap_before", "value", "share", "note", *_SHARED_KEYS)
_PERCENT = re.compile(r"(\d+)(?:\.(\d+))? ?%")
_FRACTION = re.compile(r"\d+/[1-9]\d*")


def load_values(folder: Path) -> Values:
    """All values of a folder's YAML files; LawError with every problem if one cannot be used.

    Sources named by a word stand in `sources.yaml` of the same folder.
    """
    problems = Problems()
    checked = check_values(folder, problems)
    problems.stop_if_any()
    return Values.from_plain(checked)


def check_values(folder: Path, problems: Problems) -> dict[str, Any]:
    """The plain form of a folder's values; what is wrong with them goes into the problems."""
    files = read_folder(folder, problems)
    sources = files.pop(SOURCES_FILE, Block(Place(SOURCES_FILE, 1)))
    blocks = by_name(files, problems)
    checked = {name: _check_value(block, sources, problems) for name, block in blocks.items()}
    _check_shares(blocks, problems)
    return checked


def by_name(files: Mapping[str, Block], problems: Problems) -> dict[str, Block]:
    """The entries of all files by their names; a name used twice is a problem."""
    blocks: dict[str, Block] = {}
    for file in files.values():
        for name, block in file.items():
            if not isinstance(block, Block):
                problems.add(file.at(name), f'"{name}" is no entry.', "Write its fields below it.")
            elif name in blocks:
                other = blocks[name].place
                what = f'"{name}" is also in {other.file}:{other.line}.'
                problems.add(file.at(name), what, "Remove or rename one.")
            else:
                blocks[name] = block
    return blocks


def _check_value(block: Block, sources: Block, problems: Problems) -> dict[str, Any]:
    allow_only(block, _VALUE_KEYS, problems)
    require_text(block, "unit", problems, example="EUR per year")
    if "name" in block:
        require_languages(block, "name", problems)
    versions = require_versions(block, problems)
    return {
        **{key: plain(block[key]) for key in ("name", "unit", "share_of", "note") if key in block},
        "versions": [_check_version(version, block, sources, problems) for version in versions],
    }


def _check_version(
    version: Block, block: Block, sources: Block, problems: Problems
) -> dict[str, Any]:
    allow_only(version, _VERSION_KEYS, problems)
    for key in _SHARED_KEYS:
        if key in block and key not in version:
            version[key] = block[key]
            version.places[key] = block.at(key)
    require_text(version, "law", problems, example="§ 18g Abs. 1 AufenthG")
    require_day(version, "checked", problems)
    if version.get("confidence") not in CONFIDENCES:
        remedy = f'Write "confidence:" with one of: {", ".join(CONFIDENCES)}.'
        problems.add(version.at("confidence"), "Nobody says how sure this is.", remedy)
    _check_content(version, block, problems)
    source = checked_source(version, sources, problems)
    return {**plain(version), **_share(version, problems), "source": source}


def checked_source(block: Block, sources: Block, problems: Problems) -> dict[str, str]:
    """Title and address of the source a block names, by a word of `sources` or in full."""
    named = block.get("source")
    source = sources.get(named) if isinstance(named, str) else named
    if not isinstance(source, Block):
        what = "The value has no source." if named is None else f'There is no source "{named}".'
        remedy = f'Give "source: {{title: …, url: …}}", or the word of an entry in {SOURCES_FILE}.'
        problems.add(block.at("source"), what, remedy)
        return {"title": "", "url": ""}
    title = require_text(source, "title", problems, example="Name of the publication")
    url = require_text(source, "url", problems, example="https://www.gesetze-im-internet.de/…")
    return {"title": title, "url": url}


def _check_content(version: Block, block: Block, problems: Problems) -> None:
    if ("share" in version) != ("share_of" in block):
        remedy = '"share" in each version and "share_of" in the entry go together.'
        problems.add(version.place, "Half of a share is missing.", remedy)
    elif "share" not in version and version.get("value") is None and not _is_unknown(version):
        remedy = 'Write "value:", or "confidence: unknown" where nobody could verify one.'
        problems.add(version.place, "There is no value.", remedy)


def _is_unknown(version: Block) -> bool:
    return version.get("confidence") == "unknown"


def _share(version: Block, problems: Problems) -> dict[str, str]:
    if "share" not in version:
        return {}
    text = str(version["share"])
    if match := _PERCENT.fullmatch(text):
        decimals = match[2] or ""
        return {"share": f"{match[1]}{decimals}/{100 * 10 ** len(decimals)}"}
    if not _FRACTION.fullmatch(text):
        problems.add(version.at("share"), f'"{text}" is no share.', 'Write "45.3 %" or "2/3".')
        return {"share": "0"}
    return {"share": text}


def _check_shares(blocks: dict[str, Block], problems: Problems) -> None:
    for name, block in blocks.items():
        whole = block.get("share_of")
        if whole is not None and whole not in blocks:
            remedy = f"Use one of: {', '.join(sorted(blocks))}."
            problems.add(block.at("share_of"), f'There is no value "{whole}".', remedy)
        elif _runs_in_a_circle(name, blocks):
            what = f'"{name}" is a share of itself.'
            problems.add(block.at("share_of"), what, 'Give one of the circle a "value".')


def _runs_in_a_circle(name: str, blocks: dict[str, Block]) -> bool:
    seen: set[str] = set()
    current = str(blocks[name].get("share_of"))
    while current in blocks and current not in seen:
        seen.add(current)
        current = str(blocks[current].get("share_of"))
    return name in seen
