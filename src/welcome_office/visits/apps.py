from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "welcome_office.visits"
