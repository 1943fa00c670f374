"""Django's entry for the conversations room."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "commonground.conversations"
    label = "conversations"
    default_auto_field = "django.db.models.BigAutoField"
