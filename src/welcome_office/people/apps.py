from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "welcome_office.people"
