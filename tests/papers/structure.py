"""What PDF/UA-1 (ISO 14289-1) asks of a PDF, as far as a program can tell without judging sense.

The numbers are those of the Matterhorn protocol 1.1, which lists the ways to fail.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

PAINTING = frozenset({"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"})
HEADINGS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")
# Which elements may stand directly inside which.
CHILDREN = {
    "/L": {"/LI", "/L", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TR": {"/TH", "/TD"},
}
PARENTS = {"/LI": {"/L"}, "/LBody": {"/LI"}, "/TR": {"/Table", "/THead", "/TBody", "/TFoot"}}
PARENTS |= {"/TH": {"/TR"}, "/TD": {"/TR"}}


def problems_in(pdf: pikepdf.Pdf, *, language: str) -> list[str]:
    """Everything that keeps a screen reader from reading this as it is meant."""
    elements = list(walk(pdf))
    return [
        *_of_document(pdf, language=language),
        *_of_elements(elements),
        *_of_headings([element for element, _ in elements]),
        *(problem for page in pdf.pages for problem in _of_page(pdf, page)),
    ]


def walk(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, str]]:
    """Every element of the structure in reading order, with the type of its parent."""
    tree = pdf.Root.get(Name.StructTreeRoot)
    if tree is not None:
        yield from _below(tree, "")


def _below(parent: Any, kind: str) -> Iterator[tuple[Any, str]]:
    for child in kids(parent):
        if isinstance(child, Dictionary) and Name.S in child:
            yield child, kind
            yield from _below(child, str(child.S))


def kids(element: Any) -> list[Any]:
    """What stands inside an element."""
    found = element.get(Name.K)
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _of_document(pdf: pikepdf.Pdf, *, language: str) -> Iterator[str]:
    root: Any = pdf.Root
    with pdf.open_metadata(set_pikepdf_as_editor=False) as said:
        marks = {
            "05-001 no PDF/UA mark": said.get("pdfuaid:part") == "1",
            "06-003 no title in the metadata": bool(said.get("dc:title")),
        }
    shown, marked = (root.get(name, Dictionary()) for name in ("/ViewerPreferences", "/MarkInfo"))
    marks |= {
        "06-001 not marked as tagged": marked.get(Name.Marked) is True,
        "07-001 the window does not show the title": shown.get(Name.DisplayDocTitle) is True,
        f"11-006 the language is not {language}": str(root.get(Name.Lang, "")) == language,
        "01-007 suspects": marked.get(Name.Suspects) is not True,
        "28-005 forms": Name.AcroForm not in root,
        "25-001 XFA or scripts": Name.OpenAction not in root and Name.AA not in root,
    }
    return (name for name, is_good in marks.items() if not is_good)


def _of_elements(elements: list[tuple[Any, str]]) -> Iterator[str]:
    for element, parent in elements:
        kind = str(element.S)
        inside = {str(child.S) for child in kids(element) if _is_element(child)}
        wrong = inside - CHILDREN.get(kind, inside)
        if wrong:
            yield f"09-004 {sorted(wrong)} stands in {kind}"
        if parent not in PARENTS.get(kind, {parent}):
            yield f"09-004 {kind} stands in {parent}"
        if kind in {"/Figure", "/Formula"} and not str(element.get(Name.Alt, "")):
            yield f"13-004 {kind} without words"
        if kind == "/TH" and not _has_scope(element):
            yield "15-003 a heading of a table says not for what"
        if kind == "/Link" and not any(_is_annotation(child) for child in kids(element)):
            yield "28-011 a link without its annotation"


def _is_element(child: Any) -> bool:
    return isinstance(child, Dictionary) and Name.S in child


def _is_annotation(child: Any) -> bool:
    return isinstance(child, Dictionary) and child.get(Name.Type) == Name.OBJR


def _has_scope(element: Any) -> bool:
    said = element.get(Name.A)
    ones = list(said) if isinstance(said, pikepdf.Array) else [said]
    return any(isinstance(one, Dictionary) and Name.Scope in one for one in ones)


def _of_headings(elements: list[Any]) -> Iterator[str]:
    levels = [HEADINGS.index(str(each.S)) + 1 for each in elements if str(each.S) in HEADINGS]
    if levels[:1] != [1]:
        yield f"14-002 the first heading is not of level 1: {levels[:1]}"
    for before, level in pairwise(levels):
        if level > before + 1:
            yield f"14-003 a heading of level {level} follows one of level {before}"


def _of_page(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Iterator[str]:
    if page.obj.get(Name.Tabs) != Name.S and page.obj.get(Name.Annots):
        yield "28-002 the Tab key does not follow the structure"
    for note in page.obj.get(Name.Annots, []):
        if note.Subtype == Name.Link and not str(note.get(Name.Contents, "")):
            yield "28-010 a link does not say where it leads"
        if Name.StructParent not in note:
            yield "28-001 a link stands outside of the structure"
    yield from _of_content(page.obj, _marks(pdf, page), page)
    yield from (f"31 {problem}" for problem in sorted(set(_of_fonts(page.obj.Resources))))


def _marks(pdf: pikepdf.Pdf, page: pikepdf.Page) -> list[Any]:
    """What the numbers of the page's marked parts stand for."""
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    return list(tree[int(page.obj.StructParents)])


def _of_content(content: Any, marks: list[Any], page: pikepdf.Page) -> Iterator[str]:
    """Whatever is painted is an artifact or belongs to an element."""
    open_parts: list[bool] = []
    for each in pikepdf.parse_content_stream(content):
        operands, name = each.operands, str(each.operator)
        if name in {"BDC", "BMC"}:
            open_parts.append(_is_accounted_for(operands, marks))
        elif name == "EMC":
            open_parts.pop()
        elif name in PAINTING and not any(open_parts):
            yield f"01-003 painted outside of the structure: {name}"
        elif name == "Do" and not any(open_parts):
            inner = page.obj.Resources.XObject[str(operands[0])]
            if inner.Subtype == Name.Image:
                yield "01-003 an image outside of the structure"
            else:
                yield from _of_content(inner, marks, page)
    if open_parts:
        yield "01-000 a marked part that never ends"


def _is_accounted_for(operands: Any, marks: list[Any]) -> bool:
    if operands[0] == Name.Artifact:
        return True
    about = operands[1] if len(operands) > 1 else None
    if not isinstance(about, Dictionary) or Name.MCID not in about:
        return False
    number = int(about.MCID)
    return number < len(marks) and isinstance(marks[number], Dictionary)


def _of_fonts(resources: Any) -> Iterator[str]:
    for font in resources.get(Name.Font, {}).values():
        inner = font.DescendantFonts[0] if Name.DescendantFonts in font else font
        about = inner.get(Name.FontDescriptor, {})
        if not any(name in about for name in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"{font.get(Name.BaseFont)} is not embedded"
        if Name.ToUnicode not in font:
            yield f"{font.get(Name.BaseFont)} does not say its letters"
    for drawing in resources.get(Name.XObject, {}).values():
        yield from _of_fonts(drawing.get(Name.Resources, {}))
