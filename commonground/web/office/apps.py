"""Django's entry for the office room."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "commonground.web.office"
    label = "office"
    default_auto_field = "django.db.models.BigAutoField"
