"""The addresses of the employers' door."""

from django.urls import URLPattern

app_name = "employer"
urlpatterns: list[URLPattern] = []
