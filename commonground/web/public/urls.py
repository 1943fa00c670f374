"""Addresses of the pages for everybody."""

from django.urls import URLPattern

from commonground.web.public import check_certificate, reading
from commonground.web.public.ask import urls as ask

app_name = "public"

urlpatterns: list[URLPattern] = [
    *ask.urlpatterns,
    *check_certificate.urlpatterns,
    *reading.urlpatterns,
]
