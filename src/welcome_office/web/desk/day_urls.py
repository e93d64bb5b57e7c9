"""The addresses of the day: the front desk, and how steps go."""

from welcome_office.partners.policy import Right
from welcome_office.web.desk import arrivals, numbers, papers, steps, walk_in
from welcome_office.web.desk.access import desk_page

day_pages = [
    desk_page("numbers/", numbers.numbers, name="numbers", needs=Right.COUNT),
    desk_page("numbers/<str:day>/", numbers.numbers, name="numbers_on", needs=Right.COUNT),
    desk_page("day/<str:day>/paper/", papers.paper, name="day_paper", needs=Right.SEE_DAY),
    desk_page("visits/<int:pk>/here/", arrivals.arrive, name="arrive", needs=Right.RECEIVE),
    desk_page("visits/<int:pk>/slip/", arrivals.slip, name="slip", needs=Right.RECEIVE),
    desk_page("arrivals/", arrivals.index, name="arrivals", needs=Right.RECEIVE),
    desk_page("walk-in/", walk_in.choose, name="walk_in", needs=Right.RECEIVE),
    desk_page("walk-in/<slug:service>/", walk_in.book, name="walk_in_times", needs=Right.RECEIVE),
    desk_page("steps/<int:pk>/", steps.note, name="note", needs=Right.NOTE_STEPS),
    desk_page("steps/<int:pk>/continue/", steps.continues, name="continue", needs=Right.NOTE_STEPS),
    desk_page("open/", steps.open_steps, name="open_steps", needs=Right.NOTE_STEPS),
    desk_page(
        "open/<int:pk>/done/",
        steps.finish_open_step,
        name="finish_open_step",
        needs=Right.NOTE_STEPS,
    ),
]
