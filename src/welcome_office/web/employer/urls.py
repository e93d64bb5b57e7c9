"""The addresses of the employers' door."""

from django.urls import path

from welcome_office.web.employer import advice, group, start

app_name = "employer"
urlpatterns = [
    path("", start.start, name="start"),
    path("advice/", advice.advice, name="advice"),
    path("group/", group.group, name="group"),
    path("group/done/", group.done, name="group_done"),
]
