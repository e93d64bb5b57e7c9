"""The addresses of the arrival plan; the language and "arrival/" stand in front of them."""

from django.urls import path

from welcome_office.web.arrival import keeping, one_visit, pages, papers

app_name = "arrival"
urlpatterns = [
    path("", pages.start, name="start"),
    path("questions/<slug:slug>/", pages.question, name="question"),
    path("plan/", pages.plan, name="plan"),
    path("plan/seen/", pages.seen, name="seen"),
    path("plan/done/<slug:errand>/", pages.tick, name="tick"),
    path("plan/visit/", one_visit.book, name="book"),
    path("plan/paper/", papers.paper, name="paper"),
    path("plan/calendar/", papers.calendar, name="calendar"),
    path("keep/", keeping.keep_it, name="keep"),
    path("open/", keeping.open_with_code, name="open"),
    path("open/<token>/", keeping.open_with_link, name="open_link"),
    path("delete/", keeping.delete, name="delete"),
]
