"""The desk's addresses, each with the right that opens it."""

from welcome_office.partners.policy import Right
from welcome_office.web.desk import (
    corrections,
    day,
    promises,
    received,
    requests,
    restrictions,
    shared_checks,
    staff,
    texts,
    visit,
    waiting,
)
from welcome_office.web.desk.access import desk_page
from welcome_office.web.desk.booking.urls import booking_pages
from welcome_office.web.desk.codes.urls import code_pages
from welcome_office.web.desk.day_urls import day_pages
from welcome_office.web.desk.house.urls import house_pages
from welcome_office.web.desk.recognition.urls import recognition_pages

app_name = "desk"
urlpatterns = [
    *booking_pages,
    *code_pages,
    *day_pages,
    *house_pages,
    *recognition_pages,
    desk_page("", day.home, name="home", needs=None),
    desk_page("day/", day.show_day, name="day", needs=Right.SEE_DAY),
    desk_page("day/<str:day>/", day.show_day, name="day_on", needs=Right.SEE_DAY),
    desk_page("visits/", visit.find, name="find", needs=Right.SEE_DAY),
    desk_page("checks/", shared_checks.shared_check, name="shared_check", needs=Right.SEE_DAY),
    desk_page("visits/<int:pk>/", visit.show, name="visit", needs=Right.SEE_DAY),
    desk_page(
        "visits/<int:pk>/confirm/", visit.confirm, name="confirm", needs=Right.CONFIRM_VISITS
    ),
    desk_page("tasks/", promises.index, name="promises", needs=Right.DO_TASKS),
    desk_page("tasks/<int:pk>/", promises.show, name="promise", needs=Right.DO_TASKS),
    desk_page("tasks/<int:pk>/done/", promises.finish, name="finish", needs=Right.DO_TASKS),
    desk_page("tasks/<int:pk>/answer/", promises.answer, name="answer", needs=Right.DO_TASKS),
    desk_page("waiting/", waiting.index, name="waiting", needs=Right.SEE_WAITING),
    desk_page("requests/", requests.ask, name="requests", needs=Right.ANSWER_REQUESTS),
    desk_page("requests/new/", received.note, name="note_request", needs=Right.ANSWER_REQUESTS),
    desk_page("requests/<int:pk>/", received.show, name="received", needs=Right.ANSWER_REQUESTS),
    desk_page(
        "requests/<int:pk>/letter/",
        received.letter,
        name="request_letter",
        needs=Right.ANSWER_REQUESTS,
    ),
    desk_page(
        "visits/<int:pk>/correct/",
        corrections.correct,
        name="correct",
        needs=Right.ANSWER_REQUESTS,
    ),
    desk_page("requests/copy/", requests.show, name="data_copy", needs=Right.ANSWER_REQUESTS),
    desk_page("requests/delete/", requests.delete, name="erase", needs=Right.ANSWER_REQUESTS),
    desk_page("restrictions/", restrictions.begin, name="restrict", needs=Right.RESTRICT),
    desk_page(
        "restrictions/<int:pk>/", restrictions.show, name="restriction", needs=Right.RESTRICT
    ),
    desk_page("texts/", texts.index, name="texts", needs=Right.CARE_FOR_TEXTS),
    desk_page("staff/", staff.index, name="staff", needs=Right.MANAGE_STAFF),
    desk_page("staff/<int:pk>/end/", staff.end, name="end", needs=Right.MANAGE_STAFF),
    desk_page("staff/<int:pk>/reopen/", staff.reopen, name="reopen", needs=Right.MANAGE_STAFF),
]
