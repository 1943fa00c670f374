"""Logs as data, one JSON line each; plain lines in the demo. Nothing personal is logged: ids and our own words alone.

Django names the address of a request, and some addresses are secrets: whoever has one reads a conversation. Exceptions
quote what somebody typed, and PostgreSQL's a whole row. Both are taken out here, whoever logs them.
"""

import logging
import re
import traceback
from typing import Any

import structlog
from django.http import HttpRequest

_QUOTED = re.compile(r"""("[^"]*"|'[^']*'|“[^”]*”|<[^>]*>|\([^()]*\)|\S*@\S*)""")
LEFT_OUT = "…"


class WithoutAddresses(logging.Filter):
    """In what Django says of a request, the pattern of its address stands for the address itself."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keeps every record, changed where it is about a request."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            found = request.resolver_match
            route = f"/{found.route}" if found is not None else "an address of no page"
            told = record.args if isinstance(record.args, tuple) else ()
            record.args = tuple(route if arg in {request.path, request.get_full_path()} else arg for arg in told)
        return True


def unquoted(said: str) -> str:
    """What an exception says, on its first line and without what it quotes."""
    return _QUOTED.sub(LEFT_OUT, said.strip().partition("\n")[0])


def told(exc_info: Any) -> str:
    """An exception as the places in the code that it passed, with its kind and its own words unquoted."""
    fault = exc_info if isinstance(exc_info, BaseException) else exc_info[1]
    return "".join(_told(fault)).rstrip() if fault is not None else ""


def _told(fault: BaseException) -> list[str]:
    """The fault and what led to it, the first first."""
    earlier = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    before = _told(earlier) if earlier is not None else []
    places = traceback.format_list(traceback.extract_tb(fault.__traceback__))
    return [*before, *places, f"{type(fault).__module__}.{type(fault).__qualname__}: {unquoted(str(fault))}\n"]


def configuration(level: str, *, plain: bool) -> dict[str, Any]:
    """The logging configuration for Django's LOGGING, and structlog set up to go through it."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    last = structlog.dev.ConsoleRenderer(colors=False) if plain else structlog.processors.JSONRenderer()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.ExceptionRenderer(told),
                    last,
                ],
            }
        },
        "filters": {"without_addresses": {"()": WithoutAddresses}},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "lines", "filters": ["without_addresses"]}},
        "root": {"handlers": ["out"], "level": level},
        # Procrastinate names each job at INFO, every minute; what matters is in our own rows.
        "loggers": {"procrastinate": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
    }
