"""The addresses of the finder; the language and "recognition/" stand in front of them."""

from django.urls import path

from welcome_office.web.recognition import adviser, pages, search, sending

app_name = "recognition"
urlpatterns = [
    path("", search.search, name="search"),
    path("visit/<token>/", adviser.withdraw, name="withdraw"),
    path("papers/<secret>/", sending.send, name="send"),
    path("<slug:occupation>/", pages.begin, name="begin"),
    path("<slug:occupation>/questions/<slug:fact>/", pages.question, name="question"),
    path("<slug:occupation>/answer/", pages.answer, name="answer"),
    path("<slug:occupation>/answer/paper/", pages.paper, name="paper"),
    path("<slug:occupation>/adviser/", adviser.adviser, name="adviser"),
]
