"""Django's entry for the components room."""

from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    name = "commonground.web.components"
    label = "components"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers the checks that hold the doors."""
        from commonground.web.components import door_checks  # noqa: F401 - needs every app loaded
