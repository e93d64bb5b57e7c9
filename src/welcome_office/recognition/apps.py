from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "welcome_office.recognition"
