"""The gallery's addresses, below /demo/components/."""

from django.urls import path, re_path

from . import views

app_name = "components"
ERRORS = "bad_request|forbidden|not_found|too_large|too_many|server_error|csrf_failure"

urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("desk/", views.desk, name="desk"),
    re_path(rf"^errors/(?P<kind>{ERRORS})/$", views.error, name="error"),
]
