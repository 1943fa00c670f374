"""Django's entry for the guidance room: no tables, but a check at start."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "commonground.guidance"
    label = "guidance"

    def ready(self) -> None:
        """Registers the check."""
        from commonground.guidance import checks  # noqa: F401
