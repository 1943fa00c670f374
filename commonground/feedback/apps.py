"""Django's entry for the feedback room."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "commonground.feedback"
    label = "feedback"
    default_auto_field = "django.db.models.BigAutoField"
