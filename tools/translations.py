"""Keeps the translations in step with the code, without the gettext programs.

    python -m tools.translations update    take over new messages, drop old ones (`make messages`)
    python -m tools.translations check     say what is missing or wrong (`make check`)

Messages are written in English, so English needs no file. The files are sorted and carry no line
numbers: two people who add messages seldom meet, and where they do, `.gitattributes` keeps both
sides and `update` tidies up.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "welcome_office"
LOCALE = PACKAGE / "locale"
SOURCE_LANGUAGE = "en"
FUNCTIONS = ("_", "gettext", "gettext_lazy", "gettext_noop")
PLURAL_FUNCTIONS = ("ngettext", "ngettext_lazy")
CONTEXT_FUNCTIONS = ("pgettext", "pgettext_lazy")
PLURAL_FORMS = {
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
}
TWO_FORMS = "nplurals=2; plural=(n != 1);"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sdn]|\{(\w*)\}")


@dataclass(frozen=True, order=True)
class Message:
    """Something that the product says."""

    context: str
    singular: str
    plural: str = ""


def main(command: str) -> None:
    """Update or check all languages."""
    messages = set(find_messages(PACKAGE))
    if command == "update":
        for path in translation_files():
            update(path, messages)
        return
    problems = [*untrimmed(messages)]
    for path in translation_files():
        problems += check(path, messages)
    if problems:
        sys.exit("\n".join([*problems, f"{len(problems)} problems. Begin with `make messages`."]))


def translation_files(locale: Path = LOCALE) -> list[Path]:
    """One file for each language but English."""
    folders = [path.parent for path in sorted(locale.glob("*/language.yaml"))]
    return [
        folder / "LC_MESSAGES" / "django.po" for folder in folders if folder.name != SOURCE_LANGUAGE
    ]


def find_messages(package: Path) -> Iterator[Message]:
    """Everything that code and templates mark for translation."""
    for path in sorted(package.rglob("*.py")):
        yield from _messages_in(path.read_bytes())
    for suffix in ("html", "txt", "typ"):
        for path in sorted(package.rglob(f"templates/**/*.{suffix}")):
            code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            yield from _messages_in(code.encode())


def _messages_in(code: bytes) -> Iterator[Message]:
    keywords = dict.fromkeys((*FUNCTIONS, *PLURAL_FUNCTIONS, *CONTEXT_FUNCTIONS))
    found = extract_python(BytesIO(code), keywords, (), {"encoding": "utf-8"})
    for _line, function, said, _comments in found:
        if said is None:
            # A text that is looked up by a variable: it stands elsewhere, marked by gettext_noop.
            continue
        parts = [said] if isinstance(said, str) else [part or "" for part in said]
        if not parts[0]:
            continue
        if function in PLURAL_FUNCTIONS:
            yield Message("", parts[0], parts[1])
        elif function in CONTEXT_FUNCTIONS:
            yield Message(parts[0], parts[1])
        else:
            yield Message("", parts[0])


def update(path: Path, messages: set[Message]) -> None:
    """Rewrite a language's file: all messages, sorted, with the translations there are."""
    known = _translations(path)
    file = polib.POFile(wrapwidth=0)
    language = path.parents[1].name
    file.header = _read_header(path)
    file.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS.get(language, TWO_FORMS),
    }
    for message in sorted(messages):
        file.append(known.get(message) or _untranslated(message, language))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{file}\n", encoding="utf-8")


def _read_header(path: Path) -> str:
    return polib.pofile(str(path)).header if path.exists() else ""


def _translations(path: Path) -> dict[Message, polib.POEntry]:
    """What is translated; of two translations after a merge the first that says something."""
    found: dict[Message, polib.POEntry] = {}
    for entry in polib.pofile(str(path), wrapwidth=0) if path.exists() else []:
        message = Message(entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")
        if not entry.obsolete and (message not in found or not found[message].translated()):
            found[message] = entry
    return found


def _untranslated(message: Message, language: str) -> polib.POEntry:
    forms = PLURAL_FORMS.get(language, TWO_FORMS).split(";")[0].removeprefix("nplurals=")
    return polib.POEntry(
        msgid=message.singular,
        msgctxt=message.context or None,
        msgid_plural=message.plural,
        msgstr_plural=dict.fromkeys(range(int(forms)), "") if message.plural else {},
    )


def untrimmed(messages: set[Message]) -> Iterator[str]:
    """Texts that carry the template's line breaks along."""
    for message in sorted(messages):
        # With a context it is a message of code, not of a template's block.
        text = message.singular
        if not message.context and (text != text.strip() or "\n" in text):
            yield f"Write `blocktranslate trimmed`: {text!r}"


def check(path: Path, messages: set[Message]) -> Iterator[str]:
    """What is missing or wrong in one language."""
    known, language = _translations(path), path.parents[1].name
    for message in sorted(messages - known.keys()):
        yield f"{language}: missing: {message.singular!r}"
    for message, entry in known.items():
        if message not in messages:
            yield f"{language}: nobody says this any more: {message.singular!r}"
        elif entry.fuzzy or not entry.translated():
            yield f"{language}: not translated: {message.singular!r}"
        elif not _same_placeholders(message, entry):
            yield f"{language}: other placeholders than the English text: {message.singular!r}"


def _same_placeholders(message: Message, entry: polib.POEntry) -> bool:
    wanted = _placeholders(message.plural or message.singular)
    if not message.plural:
        return _placeholders(entry.msgstr) == wanted
    # "One", "two" may stand as a word instead of the number.
    return all(_placeholders(form) <= wanted for form in entry.msgstr_plural.values())


def _placeholders(text: str) -> set[str]:
    return {found.group(0) for found in PLACEHOLDER.finditer(text)}


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    main(sys.argv[1])
