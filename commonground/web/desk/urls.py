"""The desk's addresses."""

from django.urls import path

from commonground.web.desk import (
    call_hours,
    calls,
    case_papers,
    cases,
    doing,
    enquiries,
    files,
    papers,
    post,
    shared_views,
    work_list,
)

app_name = "desk"

urlpatterns = [
    path("", work_list.work_list, name="home"),
    path("search/", work_list.search, name="search"),
    path("enquiries/", enquiries.listed, name="enquiries"),
    path("enquiries/new/", enquiries.new, name="new_enquiry"),
    path("enquiries/<str:enquiry>/", enquiries.shown, name="enquiry"),
    path("enquiries/<str:enquiry>/open/", enquiries.opened, name="open_case"),
    path("enquiries/<str:enquiry>/put-aside/", enquiries.put_aside, name="put_aside"),
    path("enquiries/<str:enquiry>/files/<uuid:file>/", files.of_enquiry, name="enquiry_file"),
    path("cases/<str:reference>/", cases.shown, name="case"),
    path("cases/<str:reference>/who-looked/", cases.who_looked, name="who_looked"),
    path("cases/<str:reference>/do/<slug:deed>/", doing.do, name="do"),
    path(
        "cases/<str:reference>/certificates/<str:number>/<str:paper>.pdf",
        papers.certificate,
        name="certificate",
    ),
    path("cases/<str:reference>/papers/", case_papers.listed, name="case_papers"),
    path("cases/<str:reference>/papers/<uuid:paper>/", case_papers.file, name="case_paper"),
    path("calls/", calls.listed, name="calls"),
    path("calls/new/", calls.new, name="new_call"),
    path("calls/hours/", call_hours.everybody, name="call_hours"),
    path("calls/hours/<uuid:adviser>/", call_hours.hours_of, name="hours_of"),
    path("calls/hours/<uuid:adviser>/away/", call_hours.away, name="hours_away"),
    path("calls/hours/<uuid:adviser>/end/<int:hours>/", call_hours.end, name="hours_end"),
    path("calls/hours/<uuid:adviser>/back/<int:away>/", call_hours.back, name="away_back"),
    path("calls/<int:call>/", calls.shown, name="call"),
    path("calls/<int:call>/move/", calls.move, name="call_move"),
    path("calls/<int:call>/cancel/", calls.cancel, name="call_cancel"),
    path("calls/<int:call>/hand-over/", calls.hand_over, name="call_hand_over"),
    path("cases/<str:reference>/views/", shared_views.listed, name="shared_views"),
    path("cases/<str:reference>/views/<uuid:saying>/file/", shared_views.file, name="shared_view_file"),
    path("cases/<str:reference>/views/<uuid:saying>/stop/", shared_views.stop, name="stop_reading"),
    path("post/", post.listed, name="post"),
    path("post/letters.pdf", post.letters_pdf, name="letters_pdf"),
    path("post/<uuid:notice>/", post.message, name="message"),
    path("post/<uuid:notice>/letter.pdf", post.letter_pdf, name="letter"),
    path("post/<uuid:notice>/seen-to/", post.seen_to, name="seen_to"),
    path("post/<uuid:notice>/send-again/", post.again, name="send_again"),
    path("register/", papers.register, name="register"),
    path("register/blank-pack/", papers.blank_pack, name="blank_pack"),
    path("register/void/", papers.void, name="void"),
    path("work-list.pdf", papers.work_list, name="work_list_pdf"),
]
