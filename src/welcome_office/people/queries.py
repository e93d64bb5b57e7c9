"""What can be asked about people and accounts."""

from welcome_office.people.models import User

# Nobody can receive mail there (RFC 2606), so no real account ever ends like this.
DEMO_DOMAIN = "demo.example"


def has_demo_accounts() -> bool:
    """Whether somebody can sign in with an account that the demo made up."""
    return User.objects.filter(is_active=True, email__endswith=f"@{DEMO_DOMAIN}").exists()


def account_called(what: str) -> User | None:
    """The account with this mail address, or with the number that the records show: "user:12"."""
    number = what.removeprefix("user:")
    is_number = number != what and number.isascii() and number.isdecimal()
    found = User.objects.filter(pk=number) if is_number else User.objects.filter(email__iexact=what)
    return found.first()
