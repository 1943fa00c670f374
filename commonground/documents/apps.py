"""Django's entry for the documents room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "commonground.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
