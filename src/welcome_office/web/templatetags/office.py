"""What templates say about the office, available in every template without loading."""

from django import template
from django.utils.safestring import SafeString

from welcome_office.core import time_zones
from welcome_office.core import wording as core_wording
from welcome_office.partners.office_files import Partner
from welcome_office.visits.reference import show_reference
from welcome_office.visits.route import Route
from welcome_office.web import drawing, wording
from welcome_office.web.brakes import tickets
from welcome_office.web.footer import write_footer
from welcome_office.web.icons import icon
from welcome_office.web.markdown import prose, render_markdown

register = template.Library()
register.filter("wording", wording.wording)
register.filter("long_day", wording.long_day)
register.filter("short_day", wording.short_day)
register.filter("clock", core_wording.clock_time)
register.filter("duration", core_wording.duration)
register.filter("clock_range", core_wording.clock_range)
register.filter("opening", wording.opening)
register.filter("reference", show_reference)
register.filter("prose", prose)
register.filter("markdown", render_markdown)
register.simple_tag(icon)


@register.simple_tag(takes_context=True)
def route(context: template.Context, stations: Route, size: drawing.Size) -> SafeString:
    """Draw a visit's route, `small` or `large`."""
    return drawing.draw_route(stations, size, context["definition"])


@register.simple_tag
def your_time(stations: Route) -> str:
    """Say when a visit is on the clock of people who are elsewhere; nothing where it is ours."""
    return time_zones.your_time(stations.start, stations.end, zone=stations.time_zone)


@register.simple_tag(takes_context=True)
def footer(context: template.Context) -> SafeString:
    """Write the foot of the page, which is the same on all pages of a language."""
    return write_footer(context["definition"], context["language"].code)


@register.simple_tag(takes_context=True)
def badge(context: template.Context, partner: Partner) -> SafeString:
    """Draw a partner's symbol on the partner's colour."""
    return drawing.draw_badge(partner, context["definition"])


@register.simple_tag(takes_context=True)
def tone(context: template.Context, partner: Partner) -> int:
    """Which of the calm colours stands for a partner."""
    return drawing.tone(partner, context["definition"])


@register.simple_tag(takes_context=True)
def form_fields(context: template.Context, form: str) -> SafeString:
    """Write what a form of a guarded kind carries beside its questions."""
    return tickets.form_fields(context["request"], form)
