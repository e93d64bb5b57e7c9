"""The accounts of the office's staff: who there is, inviting, ending."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from welcome_office.core.audit import Actor
from welcome_office.partners.actions import allow_access, end_access, give_role
from welcome_office.partners.models import Membership, Office, Resource
from welcome_office.partners.queries import members_of
from welcome_office.people.actions import (
    close_account,
    disconnect_identities,
    open_account,
    reopen_account,
)
from welcome_office.people.models import Identity, User
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.forms import InvitationForm
from welcome_office.web.desk.letters import queue_password_link
from welcome_office.web.desk.provider.providers import providers_of
from welcome_office.web.desk.second_factor import FACTORS

SIGNS_IN_ELSEWHERE = _(
    "This person works in another office, too, and signs in at an organisation there."
    " Ask that office to invite them by hand first."
)


class SignsInElsewhereError(Exception):
    """The account works in another office, too, and an organisation there signs it in."""


@transaction.atomic
def invite_member(
    office: Office,
    *,
    email: str,
    name: str,
    role: Membership.Role,
    by: Actor,
    desk: Resource | None = None,
) -> Membership:
    """Give somebody a role in the office; who has no account yet gets one, and a mail to begin.

    Raises SignsInElsewhereError rather than end the sign-in that another office relies on.
    """
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = open_account(email=email, name=name, office=office.slug, by=by)
    elif not user.is_active:
        reopen_account(user, office=office.slug, by=by)
    elif user.identities.exists() and user.memberships.exclude(office=office).exists():
        raise SignsInElsewhereError
    # Invited by hand is signed in by hand.
    disconnect_identities(user, office=office.slug, by=by)
    if not user.has_usable_password():
        queue_password_link(user, office)
    allow_access(user.pk, office=office)
    partner = desk.partner if desk else None
    return give_role(user.pk, office=office, role=role, partner=partner, resource=desk, by=by)


@transaction.atomic
def end_membership(member: Membership, *, by: Actor) -> None:
    """Take the role, and close the account of somebody who works in no other office."""
    user, office = member.user, member.office
    end_access(member, by=by)
    if not user.memberships.exists():
        close_account(user, office=office.slug, by=by)


def index(request: StaffRequest) -> HttpResponse:
    """List the members, and invite another."""
    form = InvitationForm(request.POST or None, office=request.office)
    if form.is_valid() and _invite(request, form):
        return redirect("desk:staff")
    members = members_of(request.office)
    with_factor = Authenticator.objects.filter(type__in=FACTORS).values_list("user_id", flat=True)
    context = {
        "form": form,
        "members": members,
        "with_factor": set(with_factor),
        "with_identity": set(Identity.objects.values_list("user_id", flat=True)),
        "closed": _ended_at_providers(request.office),
    }
    return render(request, "desk/staff.html", context)


def _invite(request: StaffRequest, form: InvitationForm) -> bool:
    try:
        invite_member(request.office, by=request.user, **form.cleaned_data)
    except SignsInElsewhereError:
        form.add_error("email", SIGNS_IN_ELSEWHERE)
        return False
    return True


@require_POST
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """End somebody's access; nobody locks themselves out."""
    member = get_object_or_404(members_of(request.office).exclude(user=request.user), pk=pk)
    end_membership(member, by=request.user)
    return redirect("desk:staff")


@require_POST
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Let somebody in again whom their organisation signs in; the role follows at the sign-in."""
    user = get_object_or_404(_ended_at_providers(request.office), pk=pk)
    with transaction.atomic():
        allow_access(user.pk, office=request.office)
        reopen_account(user, office=request.office.slug, by=request.user)
    return redirect("desk:staff")


def _ended_at_providers(office: Office) -> QuerySet[User]:
    """Whose access this office ended and its providers would open; others are invited anew."""
    issuers = [each.issuer for each in providers_of(office)]
    ended = User.objects.filter(ended_accesses__office=office, identities__issuer__in=issuers)
    return ended.order_by("name").distinct()
