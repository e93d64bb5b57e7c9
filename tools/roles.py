"""Writes docs/roles.md: what each role may do, and which page of the desk asks for which right.

    python -m tools.roles

Both come from the code that decides (`partners/policy.py` and the desk's addresses), so the table
cannot say anything else than the pages do; a test compares it with the file.
"""

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welcome_office.config.settings")
django.setup()

from welcome_office.partners.models import Membership  # noqa: E402 - models load only after setup
from welcome_office.partners.policy import RIGHTS, Right  # noqa: E402
from welcome_office.web.desk.access import right_needed  # noqa: E402
from welcome_office.web.desk.urls import urlpatterns  # noqa: E402

FILE = Path(__file__).resolve().parents[1] / "docs" / "roles.md"
ROLES = tuple(Membership.Role)
HEAD = """# Who may do what

Made by `python -m tools.roles` from `src/welcome_office/partners/policy.py`, where roles and
rights are declared, and from the addresses of the desk (`src/welcome_office/web/desk/**/urls.py`),
each of which names the right that it needs. What nobody declared is refused, and refused is "not
found" (404): whoever may not see something does not learn that it exists.

*Own* means: a counsellor sees the steps at the desks of the own organisation, and nothing of a
visit without one. Who may see every desk reaches every visit of the own office, nobody a visit of
another office. What a page shows is reduced once more to what the member may see
([decision 501](decisions/0501-what-a-desk-sees.md)). Pages of the recognition advice are open only
to organisations that advise on recognition.
"""


def roles_document() -> str:
    """The whole document."""
    rights = [(str(right), [right in RIGHTS[role] for role in ROLES]) for right in Right]
    pages = [
        (f"`desk/{page.pattern}`", [_opens(right_needed(page), role) for role in ROLES])
        for page in urlpatterns
    ]
    return "\n".join(
        [HEAD, "## Rights", "", *_table("may", rights), "", "## Pages", "",
         *_table("page", sorted(pages)), ""]
    )  # fmt: skip


def _opens(right: Right | None, role: Membership.Role) -> bool:
    return right is None or right in RIGHTS[role]


def _table(title: str, rows: list[tuple[str, list[bool]]]) -> list[str]:
    names = [role.value.replace("_", " ") for role in ROLES]
    return [
        f"| {title} | {' | '.join(names)} |",
        f"|---|{':-:|' * len(names)}",
        *(
            f"| {name} | {' | '.join('yes' if may else '–' for may in cells)} |"
            for name, cells in rows
        ),
    ]


if __name__ == "__main__":
    FILE.write_text(roles_document(), encoding="utf-8")
