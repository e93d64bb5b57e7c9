"""The addresses of the booking codes."""

from welcome_office.partners.policy import Right
from welcome_office.web.desk.access import desk_page
from welcome_office.web.desk.codes import views

code_pages = [
    desk_page("codes/", views.index, name="codes", needs=Right.GIVE_CODES),
    desk_page("codes/<int:pk>/withdraw/", views.withdraw, name="end_code", needs=Right.GIVE_CODES),
]
