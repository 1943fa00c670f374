"""The office's addresses."""

from django.urls import path

from commonground.web.office import contracts, councils, facts, services

app_name = "office"
one = "councils/<str:code>/"

urlpatterns = [
    path("", councils.home, name="home"),
    path("councils/", councils.listed, name="councils"),
    path(one, councils.shown, name="council"),
    path(f"{one}sendiass/", facts.advice_service, name="advice_service"),
    path(f"{one}sendiass/take-away/", facts.advice_service_away, name="advice_service_away"),
    path(f"{one}messages/<str:purpose>/", facts.notice_address, name="notice_address"),
    path(f"{one}messages/<str:purpose>/take-away/", facts.notice_address_away, name="notice_address_away"),
    path(f"{one}contact/", facts.contact, name="contact"),
    path(f"{one}contact/take-away/", facts.contact_away, name="contact_away"),
    path(f"{one}nhs/<str:board>/", facts.care_board, name="care_board"),
    path(f"{one}services/add/", services.add, name="add_service"),
    path(f"{one}services/<int:service>/", services.changed, name="service"),
    path(f"{one}services/<int:service>/end/", services.end, name="end_service"),
    path(f"{one}contracts/add/", contracts.add, name="add_contract"),
    path(f"{one}contracts/<int:contract>/end/", contracts.end, name="end_contract"),
]
