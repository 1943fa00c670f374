"""Django's entry for the calls room."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "commonground.calls"
    label = "calls"
    default_auto_field = "django.db.models.BigAutoField"
