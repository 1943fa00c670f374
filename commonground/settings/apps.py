"""Django's entry for the top of the house: its commands and the cache's table."""

from django.apps import AppConfig


class SettingsConfig(AppConfig):
    """Settings, addresses, server start."""

    name = "commonground.settings"
    label = "settings"
    default_auto_field = "django.db.models.BigAutoField"
