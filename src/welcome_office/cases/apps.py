from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "welcome_office.cases"
