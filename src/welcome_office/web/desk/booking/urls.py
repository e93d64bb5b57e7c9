"""The addresses of booking at the desk."""

from welcome_office.partners.policy import Right
from welcome_office.web.desk.access import desk_page
from welcome_office.web.desk.booking import book, change

booking_pages = [
    desk_page("book/", book.order, name="book", needs=Right.BOOK_VISITS),
    desk_page("book/times/", book.times, name="book_times", needs=Right.BOOK_VISITS),
    desk_page("book/done/", book.booked, name="booked", needs=Right.BOOK_VISITS),
    desk_page("book/done/paper/", book.booked_paper, name="booked_paper", needs=Right.BOOK_VISITS),
    desk_page("visits/<int:pk>/move/", change.move, name="move", needs=Right.CHANGE_VISITS),
    desk_page("visits/<int:pk>/cancel/", change.cancel, name="cancel", needs=Right.CHANGE_VISITS),
    desk_page("visits/<int:pk>/paper/", change.paper, name="paper", needs=Right.CHANGE_VISITS),
]
