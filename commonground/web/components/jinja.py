"""The one Jinja2 environment of all pages: where templates are found, what they may say, how unknown names behave.

Two environments work as one. GOV.UK's macros ask for names that were never given and expect nothing back, so they are
compiled with `ChainableUndefined`. Our own pages are compiled with `LoudUndefined`: a misspelt name raises instead of
printing nothing into a letter that somebody relies on.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.template import engines
from django.utils import translation
from markupsafe import Markup

from commonground.guidance import library

from . import filters, navigation, sayings, static
from .calm import view_of

GOVUK = "govuk_frontend_jinja/"


class LoudUndefined(jinja2.StrictUndefined):
    """A name nobody gave: false in a test, an error when printed, walked through or looked into."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]
        return False


class Environment(jinja2.Environment):
    """Our environment, with GOV.UK's templates compiled in a forgiving one of their own."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        govuk = jinja2.PrefixLoader({GOVUK.rstrip("/"): jinja2.PackageLoader("govuk_frontend_jinja")})
        self.govuk = jinja2.Environment(
            autoescape=True, loader=govuk, undefined=jinja2.ChainableUndefined, auto_reload=False
        )

    def _load_template(self, name: str, globals: Any) -> jinja2.Template:
        if name.startswith(GOVUK):
            return self.govuk.get_template(name)
        return super()._load_template(name, globals)


class Provider:
    """`settings.PROVIDER`, looked up each time, so that a macro without context can print the telephone number."""

    def __getattr__(self, name: str) -> Any:
        return getattr(settings.PROVIDER, name)


def environment(**options: Any) -> Environment:
    """The environment, for `django.template.backends.jinja2.Jinja2`. Of the options only `auto_reload` counts."""
    env = Environment(
        loader=jinja2.FileSystemLoader(template_folders()),
        autoescape=lambda name: not (name or "").endswith(".txt"),
        undefined=LoudUndefined,
        auto_reload=options.get("auto_reload", False),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_translations(translation, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(
        provider=Provider(),
        url=navigation.url,
        static=static.static,
        public_links=navigation.public_links,
        desk_links=navigation.desk_links,
        office_links=navigation.office_links,
        footer_links=navigation.footer_links,
        interpreters=library.offers,
        answers_in=sayings.answers_in,
        drawn=sayings.drawn,
        language=translation.get_language,
        right_to_left=translation.get_language_bidi,
        demo=bool(getattr(settings, "DEMO", False)),
        unchanging=unchanging,
    )
    env.filters.update(filters.FILTERS)
    return env


def template_folders() -> list[Path]:
    """The `templates` folder of each of our own rooms, components last so that a face may put its own in front."""
    ours = [Path(app.path) / "templates" for app in apps.get_app_configs() if app.name.startswith("commonground.")]
    here = Path(__file__).parent / "templates"
    return [folder for folder in ours if folder.is_dir() and folder != here] + [here]


def unchanging(template: str) -> Markup:
    """A part of the frame that is the same on every page and for everybody, rendered once for each language."""
    return _rendered(template, translation.get_language(), settings.PROVIDER)


@lru_cache(maxsize=64)
def _rendered(template: str, language: str, provider: object) -> Markup:
    return Markup(engines["jinja2"].env.get_template(template).render())  # type: ignore[attr-defined]  # noqa: S704


def page(request: HttpRequest) -> dict[str, Any]:
    """What every page knows beside its own context (a context processor)."""
    who = {name: getattr(request, name, None) for name in ("person", "roles")}
    return {**who, "here": request.path, **view_of(request)}


def render_macro(template: str, macro: str, params: Mapping[str, Any]) -> str:
    """The markup of one macro called with one mapping, as GOV.UK's are."""
    module = engines["jinja2"].env.get_template(template).module  # type: ignore[attr-defined]
    return str(getattr(module, macro)(params))
