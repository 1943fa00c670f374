"""The addresses of a family's own cases. Messages to families lead to `/case/<reference>/`."""

from django.urls import URLPattern, path

from commonground.web.family import asking, calendars, cases, certificates, choices, contact, history, letters, people

app_name = "family"

urlpatterns: list[URLPattern] = [
    path("", cases.home, name="home"),
    path("<str:reference>/", cases.case, name="case"),
    path("<str:reference>/choose/", choices.choose, name="choose"),
    path("<str:reference>/stop/", choices.withdraw, name="withdraw"),
    path("<str:reference>/after-30-days/", choices.day_30, name="day_30"),
    path("<str:reference>/about-an-appeal/", choices.appeal, name="appeal"),
    path("<str:reference>/appealed/", choices.appealed, name="appealed"),
    path("<str:reference>/ask/", asking.ask, name="ask"),
    path("<str:reference>/contact/", contact.contact, name="contact"),
    path("<str:reference>/stop-contact/", contact.stop_contact, name="stop_contact"),
    path("<str:reference>/people/", people.people, name="people"),
    path("<str:reference>/what-happened/", history.history, name="history"),
    path("<str:reference>/messages/", letters.letters, name="letters"),
    path("<str:reference>/certificates/<str:number>/<str:paper>.pdf", certificates.paper, name="paper"),
    path("<str:reference>/certificates/<str:number>/arrived/", certificates.arrived, name="arrived"),
    path("<str:reference>/dates/<slug:slug>.ics", calendars.calendar, name="calendar"),
]
