from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "welcome_office.partners"
