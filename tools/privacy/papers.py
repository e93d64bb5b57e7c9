"""Writes the papers about data protection from what the code declares."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from tools.privacy.declared import (
    HERE,
    fields_of,
    models_of,
    read_list,
    rules_of,
    say,
    say_keep,
    start_types,
)
from welcome_office.core.retention import Rule, all_rules
from welcome_office.web.personal.notices import common_words, forms

MADE = "<!-- Made by `python -m tools.privacy` from what the code declares; do not edit here. -->"
TEMPLATES = HERE / "templates"
ROLES_THAT_ANSWER = "Koordination des Welcome Office"


def all_papers() -> dict[str, str]:
    """Every paper by the name of its file."""
    tables = {
        "{{verzeichnis}}": "\n".join(_register()),
        "{{loeschregeln}}": "\n".join(_deletion_plan()),
        "{{loeschklassen}}": "\n".join(_classes()),
        "{{taetigkeiten}}": "\n".join(_activities()),
    }
    papers = {path.name: _filled(path.read_text("utf-8"), tables) for path in _templates()}
    for language, words in common_words().items():
        papers[f"information.{language}.md"] = "\n".join(_information(language, words))
    return papers


def _templates() -> list[Any]:
    return sorted(TEMPLATES.glob("*.md"))


def _filled(text: str, tables: dict[str, str]) -> str:
    for mark, table in tables.items():
        text = text.replace(mark, table)
    return f"{MADE}\n\n{text}"


def _register() -> Iterator[str]:
    words = common_words()["de"]
    for number, activity in enumerate(read_list("activities.yaml"), start=1):
        yield f"## {number}. {activity['name']}\n"
        yield "| | |"
        yield "|---|---|"
        yield f"| Zweck | {activity['purpose']} |"
        yield f"| Betroffene | {activity['persons']} |"
        yield f"| Kategorien von Daten | {activity['data']} |"
        yield f"| Rechtsgrundlage | {activity['basis']} |"
        yield f"| Empfänger | {activity['recipients']} |"
        yield "| Drittländer | keine |"
        for rule in rules_of(activity):
            said = say_keep(rule.keep, words, "de")
            yield f"| Löschung: {say(rule.kind, 'de')} | {said} (Regel `{rule.name}`) |"
        yield ""
        yield from _fields(activity)


def _fields(activity: dict[str, Any]) -> Iterator[str]:
    asked = fields_of(models_of(activity))
    if asked:
        yield "| Angabe | wofür |"
        yield "|---|---|"
        rows = {f"| {say(each.name, 'de')} | {say(each.purpose.why, 'de')} |": 0 for each in asked}
        yield from rows
        yield ""


def _deletion_plan() -> Iterator[str]:
    starts = start_types()
    yield "| Regel | Art der Daten | Frist | Beginn der Frist | Art des Beginns | Lauf |"
    yield "|---|---|---|---|---|---|"
    for rule in all_rules():
        run = "stündlich" if rule.hourly else "jede Nacht"
        start = say(rule.keep.after, "de")
        kind, period = say(rule.kind, "de"), _period(rule)
        yield f"| `{rule.name}` | {kind} | {period} | {start} | {starts[rule.name]} | {run} |"


def _classes() -> Iterator[str]:
    """The matrix of DIN 66398: periods against kinds of start."""
    starts = start_types()
    kinds = list(dict.fromkeys(starts.values()))
    rules = sorted(all_rules(), key=lambda rule: rule.keep.days)
    yield f"| Frist | {' | '.join(kinds)} |"
    yield f"|---|{'---|' * len(kinds)}"
    for period, group in groupby(rules, key=_period):
        names = [(starts[rule.name], f"`{rule.name}`") for rule in group]
        cells = [", ".join(name for kind, name in names if kind == each) or "–" for each in kinds]
        yield f"| {period} | {' | '.join(cells)} |"


def _period(rule: Rule) -> str:
    days = rule.keep.days
    return "sofort" if days == 0 else "1 Tag" if days == 1 else f"{days} Tage"


def _activities() -> Iterator[str]:
    yield "| Tätigkeit | Betroffene | Rechtsgrundlage |"
    yield "|---|---|---|"
    for each in read_list("activities.yaml"):
        yield f"| {each['name']} | {each['persons']} | {each['basis']} |"


def _information(language: str, words: dict[str, Any]) -> Iterator[str]:
    yield MADE
    yield ""
    yield f"# {words['title']}\n"
    yield f"*{words['draft']}*\n"
    for form in forms():
        yield f"## {form['title'][language]}\n"
        who = words[form.get("controller", "city")].format(operator=words["operator"])
        yield f"**{words['controller']}:** {who}\n"
        yield f"**{words['asked']}**\n"
        yield from _asked(form, language)
        yield ""
        for name in ("basis", "need", "recipients"):
            yield f"**{words[name]}:** {form[name][language]}\n"
        keeps = dict.fromkeys(each.purpose.keep for each in fields_of(form["models"]))
        yield f"**{words['kept']}:** {'; '.join(say_keep(k, words, language) for k in keeps)}\n"
    yield f"## {words['everywhere']}\n"
    yield f"- {words['officer']}: {words['officer_is']}"
    yield from (f"- {line}" for line in words["common"])
    yield ""


def _asked(form: dict[str, Any], language: str) -> Iterator[str]:
    """One line for each purpose, with what is asked for it."""
    names = dict[str, list[str]]()
    for asked in fields_of(form["models"]):
        known = names.setdefault(asked.purpose.why, [])
        name = say(asked.name, language)
        if name not in known:
            known.append(name)
    comma = "، " if language == "ar" else ", "
    for why, fields in names.items():
        yield f"- {comma.join(fields)}: {say(why, language)}"
