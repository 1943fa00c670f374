"""Django's entry for the api room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "commonground.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
