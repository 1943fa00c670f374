"""Django's entry for the api room."""

import os

from django.apps import AppConfig

from commonground import law


class ApiConfig(AppConfig):
    name = "commonground.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every process of the service counts with the installation's own file of proclaimed days.

        Raises `law.DaysFileError`, which names the file and the line, so that a bad file stops the start.
        """
        law.use_days_file_of(os.environ)
