"""Django's entry for the sign-in face."""

from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "commonground.web.signin"
    label = "signin"
    default_auto_field = "django.db.models.BigAutoField"
