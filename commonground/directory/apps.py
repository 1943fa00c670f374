"""Django's entry for the directory room."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "commonground.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"
