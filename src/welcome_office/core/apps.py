from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "welcome_office.core"
