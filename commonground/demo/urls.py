"""Addresses of the demo's own pages, which are there in the demo alone."""

from django.urls import path

from commonground.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.home, name="home"),
    path("messages/<uuid:notice>/", views.message, name="message"),
    path("messages/<uuid:notice>/page/", views.page, name="page"),
]
