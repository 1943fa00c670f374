"""Django's entry for the notices room."""

from django.apps import AppConfig
from django.core.checks import register


class NoticesConfig(AppConfig):
    name = "commonground.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The messages are tried out at every start."""
        from commonground.notices.checks import check_templates

        register(check_templates, "notices")
