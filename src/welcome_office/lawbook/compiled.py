"""Keeps a checked law as one JSON file beside its YAML, so that a command starts in no time.

The file carries a digest of the YAML it was made from. Where the two do not agree, because
somebody changed the law, the YAML is read and checked again; nothing is ever written on the way.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

COMPILED_FILE = "compiled.json"
CASES = "cases"  # worked examples stand beside the law and are no part of it


def law_digest(folder: Path) -> str:
    """A digest of all YAML below a folder; the same law has the same digest everywhere."""
    digest = hashlib.sha256()
    paths = (path for path in folder.rglob("*.yaml") if CASES not in path.parts)
    for path in sorted(paths):
        digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def kept_law(folder: Path, read: Callable[[Path], dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    """Digest and plain law of a folder: the kept form if it is fresh, else read from the YAML."""
    digest = law_digest(folder)
    try:
        kept = json.loads((folder / COMPILED_FILE).read_bytes())
    except (FileNotFoundError, ValueError):
        kept = {}
    return digest, kept["law"] if kept.get("digest") == digest else read(folder)


def keep_law(folder: Path, read: Callable[[Path], dict[str, Any]]) -> Path:
    """Read and check the YAML of a folder, and keep the result beside it."""
    kept = {"digest": law_digest(folder), "law": read(folder)}
    path = folder / COMPILED_FILE
    path.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return path
