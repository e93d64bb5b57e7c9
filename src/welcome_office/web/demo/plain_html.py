"""Shows a mail's HTML inside a page of ours: only what carries meaning stays, the rest is dropped.

No styles, no tables, nothing that loads or runs; so the page keeps its strict content policy.
"""

from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# The page has its own first heading, so the letter's begin one level below.
KEPT = {
    "p": "p", "br": "br", "strong": "strong", "bdi": "bdi", "span": "span", "a": "a", "ul": "ul",
    "ol": "ol", "li": "li", "hr": "hr", "h1": "h2", "h2": "h3", "h3": "h4",
}  # fmt: skip
EMPTY = {"br", "hr"}
DROPPED_WHOLE = {"head", "style", "script", "title"}
ATTRIBUTES = {"lang", "dir"}
LINKS = ("https://", "http://", "mailto:")


@dataclass(frozen=True)
class LetterHtml:
    """A letter's content, safe to show, with its language and direction."""

    content: SafeString
    language: str
    direction: str


def plain_html(html: str) -> LetterHtml:
    """Keep headings, paragraphs, lists, links and emphasis of a letter."""
    keeper = _Keeper()
    keeper.feed(html)
    keeper.close()
    return LetterHtml(
        content=mark_safe("".join(keeper.kept)),  # noqa: S308 - built from escaped parts alone
        language=keeper.root.get("lang", ""),
        direction=keeper.root.get("dir", "auto"),
    )


class _Keeper(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []
        self.root: dict[str, str] = {}
        self.dropping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.root = values
        if tag in DROPPED_WHOLE:
            self.dropping += 1
        if tag in KEPT and not self.dropping:
            self.kept.append(f"<{KEPT[tag]}{_attributes(tag, values)}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in DROPPED_WHOLE and self.dropping:
            self.dropping -= 1
        if tag in KEPT and tag not in EMPTY and not self.dropping:
            self.kept.append(f"</{KEPT[tag]}>")

    def handle_data(self, data: str) -> None:
        if not self.dropping:
            self.kept.append(escape(data))


def _attributes(tag: str, values: dict[str, str]) -> str:
    kept = {name: value for name, value in values.items() if name in ATTRIBUTES}
    address = values.get("href", "")
    if tag == "a" and address.startswith(LINKS):
        kept |= {"href": address, "class": "link"}
    return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
