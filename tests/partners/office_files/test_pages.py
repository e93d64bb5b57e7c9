"""Text pages are plain Markdown: headings, lists, paragraphs and links, nothing else."""

from welcome_office.partners.office_files.pages import PageBlock, Piece, blocks_of

BODY = """First line
goes on.

## A heading

- one
- two with [a link](https://example.org/a) and more

[Only a link](https://example.org/b)

1 - 2 is no list
"""


def test_page_is_taken_apart_into_headings_lists_and_paragraphs() -> None:
    assert blocks_of(BODY) == (
        PageBlock("paragraph", ((Piece("First line goes on."),),)),
        PageBlock("heading", ((Piece("A heading"),),)),
        PageBlock(
            "list",
            (
                (Piece("one"),),
                (Piece("two with "), Piece("a link", "https://example.org/a"), Piece(" and more")),
            ),
        ),
        PageBlock("paragraph", ((Piece("Only a link", "https://example.org/b"),),)),
        PageBlock("paragraph", ((Piece("1 - 2 is no list"),),)),
    )


def test_square_brackets_without_a_target_stay_as_they_are() -> None:
    assert blocks_of("Phone: [to be filled in]") == (
        PageBlock("paragraph", ((Piece("Phone: [to be filled in]"),),)),
    )
