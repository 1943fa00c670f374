"""Django's entry for the components room."""

from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    name = "commonground.web.components"
    label = "components"
    default_auto_field = "django.db.models.BigAutoField"
