"""The addresses of the check; the language and "residence/" stand in front of them."""

from django.urls import path

from welcome_office.web.pathways import compare, holding, kept_page, questions, result

app_name = "pathways"
urlpatterns = [
    path("", holding.start, name="start"),
    path("title/", holding.title, name="title"),
    path("held/<slug:what>/", holding.held, name="held"),
    path("not-covered/", holding.not_covered, name="not_covered"),
    path("easy/", holding.easy, name="easy"),
    path("employers/", questions.employers, name="employers"),
    path("purpose/", questions.purpose, name="purpose"),
    path("questions/", questions.go_on, name="questions"),
    path("questions/<slug:fact>/", questions.question, name="question"),
    path("result/", result.result, name="result"),
    path("result/paper/", result.paper, name="paper"),
    path("result/book/", result.book, name="book"),
    path("result/mail/", result.mail, name="mail"),
    path("result/keep/", kept_page.keep_result, name="keep"),
    path("compare/", compare.compare, name="compare"),
    path("kept/", kept_page.find, name="kept"),
    path("kept/own/", kept_page.own, name="own"),
]
