"""Cuts the two type families down to the scripts we show, for pages (WOFF2) and for PDFs (TTF)."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Unhinted: hints make every file half as large again and matter on no screen of today.
# tnum: times stand below each other.
FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk", "liga", "rlig", "calt", "tnum"]
JOINING = ["init", "medi", "fina", "isol"]
# Copyright, names, licence: the Open Font Licence asks that they travel along.
NAMES = [0, 1, 2, 3, 4, 6, 13, 14, 16, 17]

# German, English, Polish, Turkish, Czech …: what a first visit in Latin letters loads.
LATIN = (
    "0020-007E 00A0-017F 0192 01A0-01A1 01AF-01B0 0218-021B 02C6 02DA 02DC 0300-0304 0308 1E9E "
    "2002-200B 2010-2015 2018-201A 201C-201E 2020-2022 2026 202F 2030 2039-203A 2044 20AC 2116 "
    "2122 2190-2193 2212 2215"
)
# The same without what Noto Sans Arabic has in Arabic letters' company; a third of the bytes.
ASCII = (
    "0021-007E 00A7 00AB 00B0 00B7 00BB 00C4 00D6 00DC 00DF 00E4 00E9 00F6 00FC "
    "2013-2014 2018-201A 201C-201E 2022 2026 20AC"
)
# Arabic, Persian, Urdu, Sorani, Pashto: letters of one word must come from one file to join.
ARABIC = (
    "0020 00A0 060C 061B-061C 061F 0621-063A 0640-0655 0660-066D 0670-0671 0679 067C 067E 0681 "
    "0685-0686 0688-0689 0691 0693 0695-0696 0698 069A 06A9 06AB 06AF 06B5 06BA 06BC 06BE "
    "06C0-06C3 06C6 06CC-06CE 06D0 06D2-06D5 06F0-06F9 200C-200F 2010-2011"
)
ALL_ARABIC = "0600-06FF 0750-077F 08A0-08FF"
CYRILLIC = "0400-045F 0490-0491"
ALL_CYRILLIC = "0400-052F"
GREEK = "0370-03FF"
# Vietnamese, and letters of African and Caucasian languages written in Latin.
ALL_LATIN = "0180-02AF 0306-0307 0309-030C 031B 0323 0326 1E00-1EFF 20AB"


@dataclass(frozen=True)
class Cut:
    """One file for pages: a part of a family that browsers fetch only where its letters occur."""

    family: str
    part: str
    letters: str
    # Letters that another cut brings: a browser must find each in one file only.
    without: str = ""

    @property
    def codepoints(self) -> frozenset[int]:
        return parse(self.letters) - parse(self.without)


FIRA, NOTO = "Fira Sans", "Noto Sans Arabic"
WEIGHTS = (400, 600)
CUTS = (
    Cut(FIRA, "latin", LATIN),
    Cut(FIRA, "latin-more", ALL_LATIN, without=LATIN),
    Cut(FIRA, "cyrillic", CYRILLIC),
    Cut(FIRA, "cyrillic-more", ALL_CYRILLIC, without=CYRILLIC),
    Cut(FIRA, "greek", GREEK),
    Cut(NOTO, "latin", ASCII),
    Cut(NOTO, "arabic", ARABIC),
    Cut(NOTO, "arabic-more", ALL_ARABIC, without=ARABIC),
)


def write_page_fonts(node_modules: Path, target: Path) -> None:
    """Write fonts.css and the WOFF2 files that it names into a folder that we serve."""
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    rules = []
    for cut in CUTS:
        for weight in WEIGHTS:
            path = source(node_modules, cut.family, cut.part, weight)
            name = f"fonts/{cut.family.lower().replace(' ', '-')}-{cut.part}-{weight}.woff2"
            covered = subset(path, target / name, cut.codepoints)
            rules.append(font_face(cut.family, weight, name, covered))
    (target / "fonts.css").write_text("\n".join(rules))


def write_pdf_fonts(node_modules: Path, target: Path) -> None:
    """Write whole families as TTF into a folder that is not served: typst reads no WOFF2."""
    target.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        latin = source(node_modules, FIRA, "latin", weight)
        letters = f"{LATIN} {ALL_LATIN} {ALL_CYRILLIC} {GREEK}"
        subset(latin, target / f"FiraSans-{weight}.ttf", parse(letters))
        arabic = source(node_modules, NOTO, "arabic", weight)
        # Digits and punctuation between Arabic words come from Fira Sans: name it second.
        subset(arabic, target / f"NotoSansArabic-{weight}.ttf", parse(f"{ARABIC} {ALL_ARABIC}"))


def source(node_modules: Path, family: str, part: str, weight: int) -> Path:
    """Where the packages keep the uncut font."""
    if family == FIRA:
        style = {400: "Regular", 600: "SemiBold"}[weight]
        return node_modules / f"@kern-ux/native/dist/fonts/fira-sans/FiraSans-{style}.woff2"
    script = "latin" if part == "latin" else "arabic"
    folder = node_modules / "@fontsource/noto-sans-arabic/files"
    return folder / f"noto-sans-arabic-{script}-{weight}-normal.woff2"


def subset(path: Path, target: Path, codepoints: frozenset[int]) -> frozenset[int]:
    """Write a font with these letters only; returns those of them that it has."""
    # Imported here: only a machine that builds assets has fontTools installed.
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    with TTFont(path) as font:
        covered = codepoints & font.getBestCmap().keys()
        options = Options(
            layout_features=FEATURES + JOINING,
            name_IDs=NAMES,
            hinting=False,
            notdef_outline=True,
        )
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=covered)
        subsetter.subset(font)
        font.flavor = "woff2" if target.suffix == ".woff2" else None
        font.save(target)
    return frozenset(covered)


def font_face(family: str, weight: int, name: str, covered: frozenset[int]) -> str:
    return (
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:normal;"
        f"font-display:swap;src:url('{name}') format('woff2');"
        f"unicode-range:{','.join(ranges(covered))}}}"
    )


def parse(letters: str) -> frozenset[int]:
    """Code points of a list such as "0020-007E 00A0"."""
    points: set[int] = set()
    for entry in letters.split():
        first, _, last = entry.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def ranges(codepoints: frozenset[int]) -> Iterator[str]:
    """The shortest way to name these letters in a style sheet."""
    first = last = None
    for point in [*sorted(codepoints), None]:
        if first is not None and last is not None and point != last + 1:
            yield f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}"
            first = None
        first = point if first is None else first
        last = point
