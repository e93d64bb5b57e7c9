"""The little Markdown that an office's text pages use: headings, paragraphs, lists, links, bold."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString

from welcome_office.core.wording import current_language
from welcome_office.law.errands import Text
from welcome_office.law.errands.care.blocks import sections_of
from welcome_office.web.wording import newer, plain

HEADING = re.compile(r"(#{2,4}) +(.+)")
ITEM = re.compile(r"[-*] +(.+)")
LINK = re.compile(r"\[([^\]]+)\]\(((?:https?://|mailto:|tel:|/)[^)\s]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")


def prose(text: Text) -> SafeString:
    """Render a text of the office in the current language; a missing one in German, marked."""
    language = current_language().code
    if language not in text.languages:
        mark = f"<p>{newer()}</p>" if language in text.outdated else ""
        return plain(f"{mark}{_in_german(text.in_language('de'))}")
    old = {name for name in text.outdated if name.startswith(f"{language}#")}
    if not old:
        return render_markdown(text.in_language(language))
    german = sections_of(text.in_language("de"))
    return plain(
        "\n".join(
            f"<p>{newer()}</p>{_in_german(german[number])}"
            if f"{language}#{number}" in old
            else render_markdown(section)
            for number, section in enumerate(sections_of(text.in_language(language)))
        )
    )


def _in_german(text: str) -> str:
    return f'<div lang="de" dir="ltr">{render_markdown(text)}</div>'


def render_markdown(text: str) -> SafeString:
    """Render a text; whatever is no Markdown stays as it was written, escaped."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return plain("\n".join(_block(block) for block in blocks if block.strip()))


def _block(block: str) -> str:
    lines = [line.strip() for line in block.strip().splitlines()]
    heading = HEADING.fullmatch(lines[0])
    if heading:
        level = len(heading[1])
        rest = f"\n{_block(chr(10).join(lines[1:]))}" if lines[1:] else ""
        return f"<h{level}>{_inline(heading[2])}</h{level}>{rest}"
    if ITEM.match(lines[0]):
        return f"<ul>{''.join(f'<li>{_inline(item)}</li>' for item in _items(lines))}</ul>"
    return f"<p>{'<br>'.join(_inline(line) for line in lines)}</p>"


def _items(lines: list[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        item = ITEM.match(line)
        if item:
            items.append(item[1])
        else:
            items[-1] += f" {line}"
    return items


def _inline(text: str) -> str:
    linked = LINK.sub(r'<a class="link" href="\2">\1</a>', escape(text))
    return BOLD.sub(r"<strong>\1</strong>", linked)
