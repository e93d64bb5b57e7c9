"""The languages that people speak, by their own names."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml


@cache
def spoken_languages() -> Mapping[str, str]:
    """Every language that a counsellor or an interpreter can have: code and own name."""
    path = Path(__file__).with_name("spoken.yaml")
    return MappingProxyType(yaml.safe_load(path.read_text(encoding="utf-8")))
