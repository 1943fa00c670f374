"""Django's entry for the voice room."""

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "commonground.voice"
    label = "voice"
    default_auto_field = "django.db.models.BigAutoField"
