"""Where providers send people back to: the same addresses in every language, registered there."""

from django.urls import path

from welcome_office.web.brakes.guard import guard_looking
from welcome_office.web.desk.provider import views

urlpatterns = [
    path("<slug:name>/answer/", guard_looking("sign_in")(views.answer), name="provider_answer"),
    path("<slug:name>/left/", views.left, name="provider_left"),
]
