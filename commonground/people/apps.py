"""Django's entry for the people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "commonground.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
