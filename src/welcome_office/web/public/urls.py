"""The addresses of the public pages; the language stands in front of them."""

from django.urls import URLPattern, URLResolver, include, path

from welcome_office.web.public import (
    accessibility,
    arrival,
    codes,
    confirmation,
    contact,
    documents,
    errands,
    information,
    languages,
    notice,
    people,
    start,
    suggestions,
    times,
    visit_page,
    waiting,
    way,
)
from welcome_office.web.public.own import urls as own_pages
from welcome_office.web.public.own.contact import answer
from welcome_office.web.public.own.data import deleted

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.welcome, name="start"),
    path("visit/errands/", errands.errands, name="errands"),
    path("visit/errands/suggestions/", suggestions.suggestions, name="suggestions"),
    path("visit/people/", people.people, name="people"),
    path("visit/people/needs/", people.needs, name="needs"),
    path("visit/arrival/", arrival.arrival, name="arrival"),
    path("visit/arrival/later/", arrival.later, name="later"),
    path("visit/way/", way.way, name="way"),
    path("visit/languages/", languages.languages, name="languages"),
    path("visit/times/", times.times, name="times"),
    path("visit/times/<day:day>/", times.times_of_day, name="times_of_day"),
    path("visit/booking-code/", codes.booking_code, name="booking_code"),
    path("visit/hold/", times.hold, name="hold"),
    path("visit/wait/", waiting.wait, name="wait"),
    path("visit/wait/asked/", waiting.asked, name="wait_asked"),
    path("w/left/", waiting.left, name="wait_left"),
    path("w/<token>/", waiting.waiting, name="waiting"),
    path("visit/contact/", contact.contact, name="contact"),
    path("visit/check/", contact.check, name="check"),
    path("visit/code/", confirmation.code, name="code"),
    path("visit/done/", confirmation.done, name="done"),
    path("v/<token>/", visit_page.visit, name="visit"),
    path("v/<token>/cancel/", visit_page.cancel, name="visit_cancel"),
    path("v/<token>/", include(own_pages.urlpatterns)),
    path("c/<token>/", answer, name="contact_answer"),
    path("deleted/", deleted, name="deleted"),
    path("v/<token>/calendar/", documents.visit_ics, name="visit_ics"),
    path("v/<token>/paper/", documents.visit_pdf, name="visit_pdf"),
    path("hours/", information.opening_hours, name="opening_hours"),
    path("partners/", information.partners, name="partners"),
    path("assumptions/", information.assumptions, name="assumptions"),
    path("privacy/<slug:form>/", notice.notice, name="notice"),
    path("accessibility/", accessibility.statement, name="accessibility"),
    path("accessibility/report/", accessibility.report, name="barrier"),
    path("accessibility/report/sent/", accessibility.sent, name="barrier_sent"),
    *(
        path(f"{name.replace('_', '-')}/", information.text_page(name), name=name)
        for name in information.TEXT_PAGES
    ),
]
