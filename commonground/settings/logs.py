"""Logs as data, one JSON line each; plain lines in the demo. Nothing personal is logged: ids and codes alone."""

from typing import Any

import structlog


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
                    structlog.processors.format_exc_info,
                    last,
                ],
            }
        },
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["out"], "level": level},
        # Procrastinate names each job at INFO, every minute; what matters is in our own rows.
        "loggers": {"procrastinate": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
    }
