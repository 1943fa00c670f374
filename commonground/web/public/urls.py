"""Addresses of the pages for everybody."""

from django.urls import URLPattern, path

from commonground.web.public import check_certificate, councils, dates, home, reading, writing
from commonground.web.public.ask import urls as ask

app_name = "public"

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    *ask.urlpatterns,
    *check_certificate.urlpatterns,
    *councils.urlpatterns,
    *dates.urlpatterns,
    *reading.urlpatterns,
    *writing.urlpatterns,
]
