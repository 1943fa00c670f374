"""Django's entry for the demo room."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "commonground.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
