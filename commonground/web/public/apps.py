"""Django's entry for the public room."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "commonground.web.public"
    label = "public"
    default_auto_field = "django.db.models.BigAutoField"
