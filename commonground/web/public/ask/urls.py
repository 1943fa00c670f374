"""The addresses of the request, for the public face's own list."""

from django.urls import path

from commonground.web.public.ask import calling, coming_back, letters, stopping, views

urlpatterns = [
    path("ask/", views.start, name="ask"),
    path("ask/check/", views.check, name="ask_check"),
    path("ask/sent/", views.sent, name="ask_sent"),
    path("ask/sent/call.ics", calling.calendar, name="ask_call_calendar"),
    path("ask/none/", views.gone, name="ask_gone"),
    path("ask/saved/", coming_back.saved, name="ask_saved"),
    path("ask/close/", coming_back.close, name="ask_close"),
    path("ask/delete/", coming_back.delete, name="ask_delete"),
    path("ask/come-back/", coming_back.come_back, name="ask_come_back"),
    path("ask/come-back/<str:code>/", coming_back.come_back, name="ask_come_back_link"),
    path("ask/stop/<str:code>/", stopping.stop, name="ask_stop"),
    path("ask/letter-copy/", letters.letter_copy, name="ask_letter_copy"),
    path("ask/<slug:slug>/", views.question, name="ask_question"),
]
