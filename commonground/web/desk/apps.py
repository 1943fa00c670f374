"""Django's entry for the desk room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "commonground.web.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
