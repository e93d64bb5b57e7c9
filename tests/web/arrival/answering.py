"""Walks through the questions by Django's own client."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from tests.web.public.answers import day

from welcome_office.web.arrival.questions import QUESTIONS

PLAN = "/en/arrival"
MOVES_IN = date.today() + timedelta(days=7)  # noqa: DTZ011 - any day ahead will do

# A couple with a child of seven and a visa, who have already arrived.
FAMILY: dict[str, dict[str, Any]] = {
    "purpose": {"purpose": "work"},
    "citizenship": {"citizenship": "third_country"},
    "family": {"partner": "yes_married", "small": "0", "child": "1", "teen": "0"},
    "arrival": {"arrival": "here", "from_abroad": "yes"},
    "home": {"home": "day", **day("moves_in_on", MOVES_IN)},
    "work": {"work": "soon"},
    "title": {"held": "visa", **day("title_until", MOVES_IN + timedelta(days=80))},
    "more": {"true_for_me": ["insured"]},
}


def answer(client: Client, **changed: dict[str, Any]) -> str:
    """Answer every page that is asked, as the family does unless said otherwise."""
    said = FAMILY | changed
    place = f"{PLAN}/questions/{next(iter(QUESTIONS))}/"
    while "/questions/" in place:
        slug = place.strip("/").split("/")[-1]
        place = client.post(place, said[slug]).headers["Location"]
    return place
