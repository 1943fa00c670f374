"""Django's entry for the notices room."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "commonground.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
