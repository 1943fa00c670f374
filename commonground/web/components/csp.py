"""The headers that tell a browser what our pages may do: nothing but what we built ourselves."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# The one inline script there is, GOV.UK Frontend's: it marks the body as able to run modules, before anything is
# painted. tests/components/test_csp.py holds this hash against the template in the installed package.
GOVUK_SCRIPT = "sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw="

POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'self' '{GOVUK_SCRIPT}'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",  # Django's CSRF check needs it from our own pages; nobody else gets it
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def lets_record(response: HttpResponse) -> HttpResponse:
    """The answer of the one page that records a voice: it may ask for the microphone, and play what it recorded."""
    response["Content-Security-Policy"] = POLICY.replace("media-src 'self'", "media-src 'self' blob:")
    response["Permissions-Policy"] = HEADERS["Permissions-Policy"].replace("microphone=()", "microphone=(self)")
    return response


class SecurityHeaders:
    """Middleware: every answer carries the headers above, unless its view set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
