"""How much more than usual is sent, from one address and by all together."""

from collections import Counter
from datetime import timedelta
from threading import Lock

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from welcome_office.core.counting import Counted, address_key, count
from welcome_office.web.brakes.visitor import address_of

WITHIN = timedelta(minutes=10)
_lock = Lock()
_looked: Counter[str] = Counter()
_stretch = 0


def load_of(request: HttpRequest, what: str) -> float:
    """Count a form that was sent; how often the usual that is, for the address or for all."""
    of_address, of_all = count(
        Counted(what=what, who=address_of(request) or "unknown", within=WITHIN),
        Counted(what=what, who="", within=WITHIN),
    )
    usual: tuple[float, float] = (settings.FAIR_USE_PER_ADDRESS, settings.FAIR_USE_OVERALL)
    return max(of_address / usual[0], of_all / usual[1])


def load_of_looking(request: HttpRequest, what: str) -> float:
    """Count a question that changes nothing: each process for itself, without the database."""
    global _stretch  # noqa: PLW0603 - one number for the whole process
    usual: float = settings.FAIR_USE_PER_ADDRESS
    key = f"{what}|{address_key(address_of(request))}"
    stretch = int(timezone.now().timestamp() // WITHIN.total_seconds())
    with _lock:
        if stretch != _stretch:
            _looked.clear()
            _stretch = stretch
        _looked[key] += 1
        return _looked[key] / usual
