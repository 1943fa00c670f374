"""Django's entry for the casework room."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "commonground.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"
