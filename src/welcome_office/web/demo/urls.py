"""The addresses of the demonstration's own pages."""

from django.urls import path

from welcome_office.web.demo import mailbox

app_name = "demo"
urlpatterns = [
    path("mail/", mailbox.mails, name="mails"),
    path("mail/<name>/", mailbox.mail, name="mail"),
    path("mail/<name>/<int:index>/", mailbox.attachment, name="attachment"),
]
