"""What can be asked about people and accounts."""

from welcome_office.people.models import User

# Nobody can receive mail there (RFC 2606), so no real account ever ends like this.
DEMO_DOMAIN = "demo.example"


def has_demo_accounts() -> bool:
    """Whether somebody can sign in with an account that the demo made up."""
    return User.objects.filter(is_active=True, email__endswith=f"@{DEMO_DOMAIN}").exists()
