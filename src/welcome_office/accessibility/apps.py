from django.apps import AppConfig


class AccessibilityConfig(AppConfig):
    name = "welcome_office.accessibility"
