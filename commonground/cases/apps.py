"""Django's entry for the cases room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The case: facts, participants, issues, stages, duties, and who may see it."""

    name = "commonground.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
