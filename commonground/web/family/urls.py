"""The addresses of a family's own cases. Messages to families lead to `/case/<reference>/`."""

from django.urls import URLPattern, path

from commonground.web.family import (
    asking,
    calendars,
    cases,
    certificates,
    choices,
    contact,
    everything,
    history,
    information,
    issues,
    letters,
    papers,
    people,
    supporters,
)

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
    path("<str:reference>/information/", information.start, name="information"),
    path("<str:reference>/information/read/", information.finish, name="information_read"),
    path("<str:reference>/information/<slug:key>/", information.part, name="information_part"),
    path("<str:reference>/contact/", contact.contact, name="contact"),
    path("<str:reference>/stop-contact/", contact.stop_contact, name="stop_contact"),
    path("<str:reference>/people/", people.people, name="people"),
    path("<str:reference>/people/add/", supporters.add, name="supporter_add"),
    path("<str:reference>/people/<int:supporter>/", supporters.change, name="supporter"),
    path("<str:reference>/people/<int:supporter>/end/", supporters.end, name="supporter_end"),
    path("<str:reference>/people/<int:parent>/may-see/", supporters.decide, name="decide"),
    path("<str:reference>/stop-helping/", supporters.stop_helping, name="stop_helping"),
    path("<str:reference>/issues/", issues.listed, name="issues"),
    path("<str:reference>/issues/add/", issues.add, name="issue_add"),
    path("<str:reference>/issues/<int:issue>/", issues.change, name="issue"),
    path("<str:reference>/issues/<int:issue>/off/", issues.drop, name="issue_drop"),
    path("<str:reference>/what-happened/", history.history, name="history"),
    path("<str:reference>/messages/", letters.letters, name="letters"),
    path("<str:reference>/papers/", papers.papers, name="papers"),
    path("<str:reference>/papers/add/", papers.add, name="paper_add"),
    path("<str:reference>/papers/<uuid:paper>/", papers.paper, name="paper_readers"),
    path("<str:reference>/papers/<uuid:paper>/file/", papers.file, name="paper_file"),
    path("<str:reference>/papers/<uuid:paper>/take-back/", papers.take_back, name="paper_take_back"),
    path("<str:reference>/everything/", everything.everything, name="everything"),
    path("<str:reference>/certificates/<str:number>/<str:paper>.pdf", certificates.paper, name="paper"),
    path("<str:reference>/certificates/<str:number>/arrived/", certificates.arrived, name="arrived"),
    path("<str:reference>/dates/<slug:slug>.ics", calendars.calendar, name="calendar"),
]
