"""The addresses of the house's days."""

from welcome_office.partners.policy import Right
from welcome_office.web.desk.access import desk_page
from welcome_office.web.desk.house import views

house_pages = [
    desk_page("house/", views.index, name="house", needs=Right.KEEP_CALENDAR),
    desk_page("house/new/<slug:kind>/", views.enter, name="enter", needs=Right.KEEP_CALENDAR),
    desk_page(
        "house/<int:pk>/withdraw/", views.withdraw, name="withdraw", needs=Right.KEEP_CALENDAR
    ),
]
