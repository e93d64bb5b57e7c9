from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "welcome_office.pathways"
