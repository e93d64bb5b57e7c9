"""What browsers saw becomes a few lines about each page."""

from tools.accessibility.pages import all_pages, no_pages
from tools.accessibility.summary import page_at, summary


def look(path: str, language: str, width: int, *problems: str) -> dict[str, object]:
    return {"path": path, "language": language, "width": width, "problems": list(problems)}


def test_looks_are_counted_page_by_page() -> None:
    looks = [
        look("/de/", "de", 360),
        look("/ar/", "ar", 1440, "color-contrast"),
        look("/de/no-such-page/", "de", 360),
    ]

    made = summary(looks, pages=frozenset({"public:start", "public:imprint"}))

    assert made["pages"] == {
        "public:start": {
            "looks": 2,
            "languages": ["ar", "de"],
            "widths": [360, 1440],
            "problems": ["color-contrast"],
        }
    }
    assert made["not_looked_at"] == ["public:imprint"]


def test_address_tells_its_page_in_every_language() -> None:
    assert page_at("/en/accessibility/") == page_at("/ar/accessibility/") == "public:accessibility"


def test_what_is_no_page_exists() -> None:
    assert "public:accessibility" in all_pages()
    assert no_pages() & all_pages() == frozenset()
