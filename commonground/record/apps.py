"""Django's entry for the record room."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "commonground.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"
