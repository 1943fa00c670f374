"""Django's entry for the safekeeping room."""

from django.apps import AppConfig


class SafekeepingConfig(AppConfig):
    name = "commonground.safekeeping"
    label = "safekeeping"
    default_auto_field = "django.db.models.BigAutoField"
