"""The two mails about a plan: that it is kept, and that a change of law concerns it."""

from typing import Any, Literal

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from welcome_office.core.languages import Language
from welcome_office.core.mail import Letter
from welcome_office.core.wording import demo_notice, demo_title, left_to_right, speaking
from welcome_office.partners.queries import definition_of
from welcome_office.pathways.arrival.changes import changes_in_words
from welcome_office.pathways.arrival.keeping import news_of, plan_token
from welcome_office.pathways.models import KeptPlan

Kind = Literal["plan_kept", "plan_changed"]


def plan_letter(kept: KeptPlan, *, kind: Kind) -> Letter:
    """Write it in the person's language; the link opens the plan without the code."""
    office = definition_of(kept.office).office
    with speaking(kept.language) as language:
        subject = demo_title(_subject(kind))
        content = _content(kept, language) | {"subject": subject}
        return Letter(
            to=kept.email,
            sender=office.name.in_language(language.code),
            reply_to=office.email,
            subject=subject,
            text=render_to_string(f"mail/{kind}.txt", content),
            html=render_to_string(f"mail/{kind}.html", content),
            language=language.code,
            key=f"{kind}:{kept.pk}:{kept.law_version}",
        )


def _subject(kind: Kind) -> str:
    if kind == "plan_kept":
        return _("Your plan for the first weeks")
    return _("The law has changed: please look at your plan")


def _content(kept: KeptPlan, language: Language) -> dict[str, Any]:
    office = definition_of(kept.office).office
    address = office.address
    return {
        "words": {
            "demo_notice": demo_notice(office.town.in_language(language.code)),
            "office": office.name.in_language(language.code),
            "where": f"{address.street}, {address.postal_code} {address.town}",
            "phone": office.phone,
        },
        "language": language,
        "phone": left_to_right(office.phone),
        "link": f"{settings.SITE_URL}/{language.code}/arrival/open/{plan_token(kept)}/",
        "news": changes_in_words(news_of(kept)),
    }
