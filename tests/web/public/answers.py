"""Walks the path by Django's own client, for tests that need somebody far along it."""

from datetime import date
from typing import Any

from django.test import Client
from tests.web.tickets import ticket

from welcome_office.visits.models import Visit

FAR = "/en/visit"


def choose(client: Client, *services: str) -> None:
    """Alone, already here, moved in, speaks English."""
    client.post(f"{FAR}/errands/", {"services": services})
    client.post(f"{FAR}/people/", {"count": "1", "age_0": "adult"})
    client.post(f"{FAR}/way/", {"channel": "on_site", "time_zone": "Europe/Berlin"})
    client.post(
        f"{FAR}/arrival/",
        {"arrival": "here", "move_in": "day", **day("moves_in_on", date(2026, 11, 2))},
    )
    client.post(
        f"{FAR}/languages/",
        {"languages": ["en"], "language_help": "shared_or_interpreter"},
    )


def day(name: str, value: date) -> dict[str, Any]:
    """How a form sends a day."""
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def hold(client: Client, start: str) -> Visit:
    """Take a time."""
    client.post(f"{FAR}/hold/", {"start": start} | ticket(client, "hold"))
    return Visit.objects.latest("pk")


def book(client: Client, start: str, *, way: str = "mail") -> Visit:
    """Go on until the code is asked for."""
    visit = hold(client, start)
    contact = {"name": "Amal Example", "way": way, "email": "amal@example.org"}
    client.post(f"{FAR}/contact/", contact | ticket(client, "contact"))
    client.post(f"{FAR}/check/", ticket(client, "message"))
    visit.refresh_from_db()
    return visit
