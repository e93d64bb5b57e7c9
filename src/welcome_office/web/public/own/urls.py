"""The addresses below a booked visit's link."""

from django.urls import URLPattern, path

from welcome_office.web.public import converters  # noqa: F401 - makes <day:…> known
from welcome_office.web.public.own import (
    attend,
    contact,
    data,
    data_paper,
    earlier,
    errands,
    papers,
    people,
    times,
)

MOVE, CHANGE = {"what": "move"}, {"what": "change"}
urlpatterns: list[URLPattern] = [
    path("move/", times.times, MOVE, name="own_move_times"),
    path("move/<day:day>/", times.times_of_day, MOVE, name="own_move_day"),
    path("move/check/", times.check, MOVE, name="own_move"),
    path("errands/", errands.errands, name="own_errands"),
    path("errands/<slug:service>/", errands.who, name="own_who"),
    path("people/", people.people, name="own_people"),
    path("change/", times.check, CHANGE, name="own_change"),
    path("change/times/", times.times, CHANGE, name="own_change_times"),
    path("change/times/<day:day>/", times.times_of_day, CHANGE, name="own_change_day"),
    path("earlier/", earlier.earlier, name="own_earlier"),
    path("papers/", papers.papers, name="own_papers"),
    path("late/", attend.late, name="own_late"),
    path("coming/", attend.coming, name="own_coming"),
    path("contact/", contact.contact, name="own_contact"),
    path("contact/code/", contact.contact_code, name="own_contact_code"),
    path("data/", data.data, name="own_data"),
    path("data/copy/", data.data_file, name="own_data_file"),
    path("data/paper/", data_paper.data_paper, name="own_data_paper"),
    path("delete/", data.delete, name="own_delete"),
]
