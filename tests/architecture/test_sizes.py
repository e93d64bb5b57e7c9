"""Files, functions and templates stay small enough to be read at a sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400
MOST_FUNCTION_LINES = 40
MOST_TEMPLATE_LINES = 150
CORE_SHARE = 0.10

# Every exception says why.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}


def _python_files() -> list[Path]:
    files = [*ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("tools/**/*.py")]
    return [path for path in files if "migrations" not in path.parts]


def _line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _long_functions(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            lines = (node.end_lineno or 0) - first.lineno + 1
            if ast.get_docstring(node) is not None:
                lines -= (first.end_lineno or 0) - first.lineno + 1
            if lines > MOST_FUNCTION_LINES:
                yield f"{path.relative_to(ROOT)}:{node.name} has {lines} lines"


def test_no_file_outgrows_a_sitting() -> None:
    found = {
        str(path.relative_to(ROOT)): _line_count(path)
        for path in _python_files()
        if _line_count(path) > MOST_LINES
    }

    assert found.keys() == LONG_FILES.keys()


def test_no_function_does_more_than_one_thing_at_length() -> None:
    found = [line for path in _python_files() for line in _long_functions(path)]

    assert [line for line in found if line.split(" ")[0] not in LONG_FUNCTIONS] == []


@pytest.mark.parametrize("suffix", ["html", "txt", "typ"])
def test_no_template_outgrows_a_page(suffix: str) -> None:
    templates = ROOT.glob(f"src/**/templates/**/*.{suffix}")

    long = {str(p.relative_to(ROOT)) for p in templates if _line_count(p) > MOST_TEMPLATE_LINES}

    assert long == set()


def test_core_stays_a_small_drawer() -> None:
    sizes = {path: _line_count(path) for path in ROOT.glob("src/**/*.py")}
    core = sum(
        size
        for path, size in sizes.items()
        if path.is_relative_to(ROOT / "src/welcome_office/core")
    )

    assert core <= CORE_SHARE * sum(sizes.values())
