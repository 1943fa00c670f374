"""Django's entry for the casework room."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "commonground.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to the rooms below, which do not know this one."""
        from commonground.cases.signals import moved
        from commonground.casework import reacting
        from commonground.notices.signals import notice_failed

        moved.connect(reacting.case_moved, dispatch_uid="casework.case_moved")
        notice_failed.connect(reacting.message_failed, dispatch_uid="casework.message_failed")
