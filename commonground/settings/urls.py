"""Every address of the service."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from commonground.api.service import api
from commonground.api.texts import report_arrives, text_arrives
from commonground.settings import health
from commonground.web.components import doors

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("", include("commonground.web.public.urls")),
    path("", include("commonground.web.signin.urls")),
    path("case/", include("commonground.web.family.urls")),
    path("desk/", include("commonground.web.desk.urls")),
    path("office/", include("commonground.web.office.urls")),
    path("texts/in/<str:key>/", doors.door(doors.EVERYONE)(text_arrives), name="text_arrives"),
    path("texts/reports/<str:key>/", doors.door(doors.EVERYONE)(report_arrives), name="report_arrives"),
    path("api/v1/", doors.behind(doors.EVERYONE, api.urls)),
]
if settings.DEMO:
    urlpatterns += [
        path("demo/components/", include("commonground.web.components.urls")),
        path("demo/", include("commonground.demo.urls")),
    ]

handler400 = "commonground.web.components.errors.bad_request"
handler403 = "commonground.web.components.errors.forbidden"
handler404 = "commonground.web.components.errors.not_found"
handler500 = "commonground.web.components.errors.server_error"
