"""Who somebody from a provider is here, and what their groups make of them."""

from django.db import transaction

from welcome_office.partners.actions import give_role, take_role
from welcome_office.partners.models import Membership, Office, Partner
from welcome_office.partners.policy import Right, may
from welcome_office.partners.queries import membership_of
from welcome_office.people.actions import connect_identity, note_identity, open_account
from welcome_office.people.models import Identity, User
from welcome_office.web.desk.letters import queue_notice
from welcome_office.web.desk.provider.providers import Provider, providers_of
from welcome_office.web.desk.provider.refusal import Reason, RefusalError
from welcome_office.web.desk.provider.talk import Statement


def admit(statement: Statement, *, provider: Provider, office: Office) -> User:
    """The account of who signed in, with the role that the groups give today."""
    user = _known(statement, provider=provider, office=office)
    if user is None:
        raise RefusalError(Reason.NO_ROLE)
    if not user.is_active:
        raise RefusalError(Reason.CLOSED)
    return user


@transaction.atomic
def connect(user: User, statement: Statement, *, provider: Provider, office: Office) -> None:
    """Let a member who was invited by hand sign in at the provider from now on."""
    partner = _partner_in_turn(provider, office)
    member = membership_of(user.pk, office=office)
    if member is None or provider not in connectable(member):
        raise RefusalError(Reason.UNKNOWN_STATE)
    role = role_of(statement, provider)
    if role is None:
        raise RefusalError(Reason.NO_ROLE)
    if _identity_of(statement, provider) is not None:
        raise RefusalError(Reason.TAKEN)
    connect_identity(
        user, issuer=provider.issuer, subject=statement.subject, office=office.slug, by=user
    )
    _set_role(user, role, partner=partner, by=provider)
    queue_notice(user, office, event="provider_connected")


def connectable(member: Membership) -> list[Provider]:
    """The providers that a member invited by hand may change over to.

    Never an administrator: somebody must get in while a provider is silent. Nor who works in
    another office, too: one organisation would open the door to both.
    """
    is_bound = may(member, Right.MANAGE_STAFF) or member.user.memberships.count() > 1
    if is_bound or not member.user.has_usable_password():
        return []
    own = member.partner.slug if member.partner else None
    return [each for each in providers_of(member.office) if own in (None, each.partner)]


def role_of(statement: Statement, provider: Provider) -> Membership.Role | None:
    """The role of the first group in the settings that somebody belongs to."""
    roles = (role for group, role in provider.roles.items() if group in statement.groups)
    return next(roles, None)


@transaction.atomic
def _known(statement: Statement, *, provider: Provider, office: Office) -> User | None:
    """The account with its role of today; None where the groups give none."""
    partner = _partner_in_turn(provider, office)
    role = role_of(statement, provider)
    identity = _identity_of(statement, provider)
    if identity is not None and not identity.user.is_active:
        return identity.user
    if identity is not None and identity.user.ended_accesses.filter(office=office).exists():
        raise RefusalError(Reason.CLOSED)
    if role is None:
        if identity is not None:
            _take_role(identity.user, partner=partner, by=provider)
        return None
    if identity is None:
        user = open_account(email=None, name=statement.name, office=office.slug, by=provider)
        identity = connect_identity(
            user,
            issuer=provider.issuer,
            subject=statement.subject,
            office=office.slug,
            by=provider,
        )
    note_identity(identity, name=statement.name)
    _set_role(identity.user, role, partner=partner, by=provider)
    return identity.user


def _partner_in_turn(provider: Provider, office: Office) -> Partner:
    """The organisation's row, locked: two first sign-ins of one person make one account."""
    return Partner.objects.select_for_update().get(office=office, slug=provider.partner)


def _identity_of(statement: Statement, provider: Provider) -> Identity | None:
    known = Identity.objects.select_related("user")
    return known.filter(issuer=provider.issuer, subject=statement.subject).first()


def _set_role(user: User, role: Membership.Role, *, partner: Partner, by: Provider) -> None:
    member = membership_of(user.pk, office=partner.office)
    if member and (member.role, member.partner) == (role, partner):
        return
    desk = member.resource if member and member.partner == partner else None
    give_role(user.pk, office=partner.office, role=role, partner=partner, resource=desk, by=by)


def _take_role(user: User, *, partner: Partner, by: Provider) -> None:
    """Two organisations may share an issuer; neither takes what the other gave."""
    member = membership_of(user.pk, office=partner.office)
    if member is not None and member.partner == partner:
        take_role(member, by=by)
