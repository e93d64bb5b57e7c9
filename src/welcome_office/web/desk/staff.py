"""The accounts of the office's staff: who there is, inviting, ending."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from welcome_office.core.audit import Actor
from welcome_office.partners.actions import give_role, take_role
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
    """Give somebody a role in the office; who has no account yet gets one, and a mail to begin."""
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = open_account(email=email, name=name, office=office.slug, by=by)
    elif not user.is_active:
        reopen_account(user, office=office.slug, by=by)
    # Invited by hand is signed in by hand.
    disconnect_identities(user, office=office.slug, by=by)
    if not user.has_usable_password():
        queue_password_link(user, office)
    partner = desk.partner if desk else None
    return give_role(user.pk, office=office, role=role, partner=partner, resource=desk, by=by)


@transaction.atomic
def end_membership(member: Membership, *, by: Actor) -> None:
    """Take the role, and close the account of somebody who works in no other office."""
    user, office = member.user, member.office
    take_role(member, by=by)
    if not user.memberships.exists():
        close_account(user, office=office.slug, by=by)


def index(request: StaffRequest) -> HttpResponse:
    """List the members, and invite another."""
    form = InvitationForm(request.POST or None, office=request.office)
    if form.is_valid():
        invite_member(request.office, by=request.user, **form.cleaned_data)
        return redirect("desk:staff")
    members = members_of(request.office)
    with_factor = Authenticator.objects.filter(type__in=FACTORS).values_list("user_id", flat=True)
    context = {
        "form": form,
        "members": members,
        "with_factor": set(with_factor),
        "with_identity": set(Identity.objects.values_list("user_id", flat=True)),
        "closed": _closed_at_providers(request.office),
    }
    return render(request, "desk/staff.html", context)


@require_POST
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """End somebody's access; nobody locks themselves out."""
    member = get_object_or_404(members_of(request.office).exclude(user=request.user), pk=pk)
    end_membership(member, by=request.user)
    return redirect("desk:staff")


@require_POST
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Let somebody in again whom their organisation signs in; the role follows at the sign-in."""
    user = get_object_or_404(_closed_at_providers(request.office), pk=pk)
    reopen_account(user, office=request.office.slug, by=request.user)
    return redirect("desk:staff")


def _closed_at_providers(office: Office) -> QuerySet[User]:
    """Closed accounts of this office's providers; all others are invited anew."""
    issuers = [each.issuer for each in providers_of(office)]
    closed = User.objects.filter(is_active=False, identities__issuer__in=issuers)
    return closed.order_by("name").distinct()
