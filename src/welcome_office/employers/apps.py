from django.apps import AppConfig


class EmployersConfig(AppConfig):
    name = "welcome_office.employers"
