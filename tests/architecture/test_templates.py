"""Every template is used, and none carries a style or a script of its own."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

SOURCE = Path(__file__).resolve().parents[2] / "src" / "welcome_office"
TEMPLATES = SOURCE / "web" / "templates"
# Django and allauth ask for these by name.
ASKED_FOR_BY_OTHERS = ("django/", "account/", "mfa/", "allauth/", "socialaccount/")
INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", re.IGNORECASE
)


def _names() -> list[str]:
    files = (path for suffix in ("html", "txt") for path in TEMPLATES.rglob(f"*.{suffix}"))
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in files)


def _everything_written() -> str:
    files = [*SOURCE.rglob("*.py"), *TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def _kind_of_mail(stem: str) -> str:
    return f'"{Path(stem).name.removesuffix("_as_text_message")}"'


def test_no_template_is_left_over() -> None:
    written = _everything_written()
    # Mails are named by their kind, with one file per format.
    stems = {name: name.rpartition(".")[0] for name in _names()}

    unused = [
        name
        for name, stem in stems.items()
        if not name.startswith(ASKED_FOR_BY_OTHERS)
        and f'"{name}"' not in written
        and not (name.startswith("mail/") and _kind_of_mail(stem) in written)
    ]

    assert unused == []


@pytest.mark.parametrize("name", _names())
def test_every_template_can_be_read(name: str) -> None:
    assert get_template(name).origin.name.endswith(name)  # type: ignore[attr-defined] # Django sets it


@pytest.mark.parametrize("name", [each for each in _names() if not each.startswith("mail/")])
def test_no_template_carries_styles_or_scripts(name: str) -> None:
    text = (TEMPLATES / name).read_text(encoding="utf-8")

    assert INLINE.findall(text) == []
