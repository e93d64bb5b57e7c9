"""A small calculation instead of a puzzle: a device does it in a second, without its owner.

Who cannot calculate (no JavaScript) waits instead. Both cost a program that sends thousands of
forms what they cost nobody who sends a few. Hashcash: A. Back, "Hashcash - a denial of service
counter-measure" (2002).
"""

import hashlib
import math
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.utils import timezone

from welcome_office.core.counting import Counted, count

SALT = "challenge"
# A phone tries some hundred thousand numbers a second: 2^16 of them are needed on average.
FEWEST_BITS, MOST_BITS = 16, 20
SHORTEST_WAIT, LONGEST_WAIT = 15, 90
LIFE = timedelta(minutes=30)
SEED_LENGTH = 32


@dataclass(frozen=True, kw_only=True)
class Challenge:
    """What is asked of a device: so many zero bits; or of a person: so many seconds."""

    id: str
    bits: int
    # Seconds since 1970 from which on waiting was enough.
    waited_from: int
    # All of it, signed, as the form carries it.
    token: str

    @property
    def seconds_left(self) -> int:
        """How long to wait from now on."""
        return max(0, self.waited_from - _now())

    @property
    def seed(self) -> str:
        """What is hashed with each number: short, so that one block of the hash is enough."""
        return hashlib.sha256(self.token.encode()).hexdigest()[:SEED_LENGTH]


def new_challenge(*, load: float) -> Challenge:
    """Ask for more the further the usual is exceeded; a load of 1 is just still usual."""
    above = max(load, 1.0)
    wait = min(LONGEST_WAIT, round(SHORTEST_WAIT * above))
    bits = min(MOST_BITS, FEWEST_BITS + int(math.log2(above)))
    name, waited_from = secrets.token_urlsafe(12), _now() + wait
    token = signing.dumps([name, bits, waited_from], salt=SALT)
    return Challenge(id=name, bits=bits, waited_from=waited_from, token=token)


def read_challenge(token: str) -> Challenge | None:
    """The challenge that we gave out not long ago, or None."""
    try:
        name, bits, waited_from = signing.loads(token, salt=SALT, max_age=LIFE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Challenge(id=name, bits=bits, waited_from=waited_from, token=token)


def is_met(challenge: Challenge, *, answer: str) -> bool:
    """Whether the calculation is right, or the time is over; each challenge counts once."""
    if challenge.seconds_left > 0 and not is_answer(challenge, answer):
        return False
    return count(Counted(what="challenge", who=challenge.id, within=timedelta(days=1))) == [1]


def is_answer(challenge: Challenge, answer: str) -> bool:
    """Whether the hash of seed and answer begins with so many zero bits."""
    if not answer.isascii() or not answer.isdigit():
        return False
    digest = hashlib.sha256(f"{challenge.seed}:{answer}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - challenge.bits) == 0


def _now() -> int:
    return int(timezone.now().timestamp())
