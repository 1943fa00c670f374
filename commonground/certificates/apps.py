"""Django's entry for the certificates room."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "commonground.certificates"
    label = "certificates"
    default_auto_field = "django.db.models.BigAutoField"
