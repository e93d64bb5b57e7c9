"""Folds words so that spellings of one word meet: umlauts, gender, script, vowel signs, digits."""

import re
import unicodedata

_CYRILLIC = dict(
    zip(
        "абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя",
        (
            *("a", "b", "v", "g", "g", "d", "e", "e", "e", "zh", "z", "i", "i", "i", "i", "k"),
            *("l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "c", "ch", "sh", "sh"),
            *("", "i", "", "e", "u", "a"),
        ),
        strict=True,
    )
)
# One form for the letters that Arabic and Persian keyboards write differently.
_ARABIC = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیئ", "ي"),
    **dict.fromkeys("ةۀ", "ه"),
    "ک": "ك",
    "ؤ": "و",
    "ـ": "",
    "‌": " ",
    "ء": "",
}
_OTHERS = {"ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "a", "œ": "o"}
_TABLE = str.maketrans({**_CYRILLIC, **_ARABIC, **_OTHERS})
# "koechin" is written for "köchin", "ue" for "ü": both fold to the plain vowel.
_LATIN_PAIRS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("kh", "h"), ("ph", "f"), ("y", "i"))
_WORD = re.compile(r"\w+")
# Accents of the Latin script, and the vowel signs of the Arabic one.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")
# "Erzieher/in", "Erzieher:in", "Erzieher*innen" and "Kaufmann/-frau" name one occupation.
_GENDER_MARK = re.compile(r"(?<=\w)(?:[/:*_]-?|\()(?:in(?:nen)?|r|frau|n)\b\)?", re.IGNORECASE)
_ARABIC_WORD = re.compile(r"[؀-ۿ]")
# Consonants of the Arabic script as people type them in Latin letters; vowels fall away.
_SKELETON = str.maketrans(
    {
        **dict.fromkeys("اويهحخعء", ""),
        **dict.fromkeys("تط", "t"),
        **dict.fromkeys("ثسص", "s"),
        **dict.fromkeys("دض", "d"),
        **dict.fromkeys("ذزظ", "z"),
        **dict.fromkeys("كق", "k"),
        **dict(zip("بپجچرژشغفگلمن", "bpjjrjsgfglmn", strict=True)),
    }
)
_LATIN_SKELETON = str.maketrans(
    {**dict.fromkeys("aeiouywh", ""), "q": "k", "c": "k", "v": "f", "x": "ks"}
)

# Words around an occupation that say nothing about it, folded.
_FILLERS = frozenset(
    """
    ich bin als in im am an der die das den dem des und oder mit fur von zu zum zur ein eine einen
    einem einer habe hatte war arbeite arbeitete gearbeitet beruf mein meine wir man ganzen tag
    i a an the of as and or for to from at by aus bei auf with work worked job was were my me
    have had did do all day
    ve bir ile olarak icin v vo na s so do dla po ia u rabotal rabotala robota prachuvav
    في من على عن مع انا كنت عملت اعمل و او الى در از با به را كار ميكنم بودم
    """.split()  # noqa: SIM905 (sixty words read better in lines than in a list)
)


def fold(text: str) -> tuple[str, ...]:
    """The words of a text in the form in which all spellings of a word are equal."""
    lowered = unicodedata.normalize("NFKC", text).casefold()
    plain = _GENDER_MARK.sub("", lowered)
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFD", plain.translate(_TABLE)))
    return tuple(_stem(word) for word in _WORD.findall(plain))


def without_fillers(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that say something; all of them where none does."""
    return tuple(word for word in words if word not in _FILLERS) or words


def is_arabic(word: str) -> bool:
    """Whether a word is written in the Arabic script."""
    return _ARABIC_WORD.match(word) is not None


def skeleton(word: str) -> str:
    """The consonants of a word, the same for an Arabic word and its spelling in Latin letters."""
    if is_arabic(word):
        consonants = word.translate(_SKELETON)
    else:
        consonants = word.replace("sh", "s").replace("ch", "j").translate(_LATIN_SKELETON)
    return re.sub(r"(.)\1+", r"\1", consonants)


def _stem(word: str) -> str:
    if is_arabic(word):
        return _arabic_stem(word)
    for pair, vowel in _LATIN_PAIRS:
        word = word.replace(pair, vowel)
    return _latin_stem(word)


def _arabic_stem(word: str) -> str:
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
    return word[:-1] if word.endswith("ه") and len(word) > 3 else word


def _latin_stem(word: str) -> str:
    """The word without the endings that only tell woman from man, or one from many."""
    for ending in ("innen", "in"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    if word.endswith(("frau", "mann")) and len(word) > 6:
        return word[:-4] + "mann"
    for ending in ("sha", "ka"):
        if word.endswith(ending) and len(word) - len(ending) >= 5:
            return word[: -len(ending)]
    if word.endswith("ing") and len(word) > 5:
        # "cutting" and "cut", "engineering" and "engineer" are one word to a searcher.
        word = word[:-3]
        return word[:-1] if word[-1] == word[-2] else word
    return word[:-1] if word.endswith("s") and len(word) > 5 else word
