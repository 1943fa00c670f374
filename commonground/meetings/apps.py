"""Django's entry for the meetings room."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "commonground.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"
