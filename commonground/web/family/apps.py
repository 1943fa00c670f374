"""Django's entry for the family room."""

from django.apps import AppConfig


class FamilyConfig(AppConfig):
    name = "commonground.web.family"
    label = "family"
    default_auto_field = "django.db.models.BigAutoField"
