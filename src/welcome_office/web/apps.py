from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "welcome_office.web"
