"""Blocks as HTML with the classes of GOV.UK Frontend. Everything from a file is escaped."""

from collections.abc import Iterable, Mapping
from datetime import date, time

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from commonground.guidance.markdown import FILLED_IN
from commonground.guidance.schema import (
    Block,
    Bullets,
    DateExample,
    Heading,
    Line,
    Paragraph,
    Span,
    Way,
    Ways,
)

Words = Mapping[str, str]
"""What the braces stand for: provider, telephone, email, hours, text_relay, address."""


def html(blocks: Iterable[Block], words: Words) -> Markup:
    """The blocks one after another. KeyError names a word of FILLED_IN that `words` lacks."""
    return Markup("\n").join(block_html(block, words) for block in blocks)


def block_html(block: Block, words: Words) -> Markup:
    """One block."""
    match block:
        case Heading(level=level, text=text, anchor=anchor):
            size = {2: "l", 3: "m"}[level]
            return Markup('<h{0} class="govuk-heading-{1}" id="{2}">{3}</h{0}>').format(level, size, anchor, text)
        case Paragraph(line=line, inset=True):
            return Markup('<div class="govuk-inset-text">{}</div>').format(line_html(line, words))
        case Paragraph(line=line):
            return Markup('<p class="govuk-body">{}</p>').format(line_html(line, words))
        case Bullets(lines=lines, numbered=numbered):
            return _list(lines, words, numbered=numbered)
        case DateExample():
            return _dates(block)
        case Ways(ways=ways):
            return Markup("\n").join(_way(way, words) for way in ways)


def line_html(line: Line, words: Words) -> Markup:
    """The inside of a paragraph or list item."""
    return Markup("").join(_span(span, words) for span in line.spans)


def said(day: date) -> str:
    """A day as every page says it: "Tuesday 1 September 2026"."""
    return formatted(day, "l j F Y")


def _hour(at: str) -> str:
    hour = time.fromisoformat(at)
    return formatted(hour, "ga" if hour.minute == 0 else "g:ia").replace(".", "")


def said_at(day: date, at: str) -> str:
    """The same with the hour behind it, where one counts: "Tuesday 1 September 2026 by 5pm"."""
    return f"{said(day)} {_by(at)}" if at else said(day)


def _by(at: str) -> str:
    return _("by %(hour)s") % {"hour": _hour(at)}


def filled(text: str, words: Words) -> str:
    """The text with its braces filled in. KeyError names a word that `words` lacks."""
    for name in FILLED_IN:
        if f"{{{name}}}" in text:
            text = text.replace(f"{{{name}}}", words[name])
    return text


def _span(span: Span, words: Words) -> Markup:
    shown = escape(filled(span.text, words))
    if span.strong:
        shown = Markup("<strong>{}</strong>").format(shown)
    if span.href:
        shown = Markup('<a class="govuk-link" href="{}">{}</a>').format(span.href, shown)
    return shown


def _list(lines: Iterable[Line], words: Words, *, numbered: bool = False) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(line_html(line, words)) for line in lines)
    tag, kind = ("ol", "number") if numbered else ("ul", "bullet")
    return Markup('<{0} class="govuk-list govuk-list--{1}">{2}</{0}>').format(tag, kind, items)


def _rows(rows: Iterable[tuple[str, Markup]]) -> Markup:
    shown = Markup("").join(
        Markup(
            '<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{}</dt>'
            '<dd class="govuk-summary-list__value">{}</dd></div>'
        ).format(key, value)
        for key, value in rows
    )
    return Markup('<dl class="govuk-summary-list">{}</dl>').format(shown)


def _dates(example: DateExample) -> Markup:
    def when(day: date, at: str) -> Markup:
        shown = Markup('<time datetime="{}">{}</time>').format(day.isoformat(), said(day))
        return Markup("{} {}").format(shown, _by(at)) if at else shown

    return _rows((str(row.label), when(row.on, row.at)) for row in example.rows)


def _way(way: Way, words: Words) -> Markup:
    body = [
        Markup('<h2 class="govuk-heading-l" id="{}">{}</h2>').format(way.key, way.title),
        Markup('<p class="govuk-body">{}</p>').format(line_html(way.what, words)),
        Markup('<h3 class="govuk-heading-s">{}</h3>').format(_("What it can give")),
        _list(way.can, words),
        Markup('<h3 class="govuk-heading-s">{}</h3>').format(_("What it cannot give")),
        _list(way.cannot, words),
        _rows(
            [
                (_("Cost to you"), line_html(way.cost, words)),
                (_("Your last dates"), line_html(way.dates, words)),
            ]
        ),
        Markup('<p class="govuk-body"><a class="govuk-link" href="{}">{}</a></p>').format(way.href, way.action),
    ]
    return Markup("\n").join(body)
