# SPDX-License-Identifier: EUPL-1.2
"""Logs: one line an event, JSON in production, with the request's name; nothing that anybody typed.

An exception is told by its kind and the lines of code on the way to it: its words may quote a text, an address or
a row of the database.
"""

import logging.config
import re
import sys
from collections.abc import Mapping
from typing import Any, TypedDict

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from backend.common.faults import kind_of, trace_of


class LogSettings(TypedDict):
    """What settings.LOGGING says: the level, and whether lines are JSON."""

    level: str
    json: bool


_LONG_PIECE = re.compile(r"(?<=/)[\w=:.~%-]{24,}")
"""A piece of an address that may be a token of a letter, an invitation or a session."""


def set_up(settings: LogSettings) -> None:
    """Configure structlog and the standard library's loggers alike."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": {"()": lambda: formatter(json=settings["json"])}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"handlers": ["stderr"], "level": settings["level"]},
            "loggers": {
                "django.request": {"level": "ERROR"},
                "django.server": {"level": "WARNING"},
                # the server's own handlers would tell an exception with its words
                "uvicorn": {"handlers": [], "propagate": True},
                "uvicorn.error": {"handlers": [], "propagate": True},
            },
        }
    )
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def formatter(*, json: bool) -> logging.Formatter:
    """What makes a line of an event of ours or of a library."""
    renderer: Processor = structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer()
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_without_words, *_shared()],
        pass_foreign_args=True,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _tell_exception, renderer],
    )


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _tell_exception(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The kind and the way of an exception, in the place of its words."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["exception"] = trace_of(error)
    return event


def _without_words(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A library's message, with exceptions in it told by their kind, and Django's without tokens."""
    record: logging.LogRecord = event["_record"]
    error = record.exc_info[1] if record.exc_info else None
    details = _told(event.pop("positional_args", ()), error)
    if details is not None:
        event["event"] = record.msg % details
    if error is not None and str(error):
        event["event"] = str(event["event"]).replace(str(error), kind_of(error))
    if record.name.startswith("django"):
        event["event"] = _LONG_PIECE.sub("…", str(event["event"]))
    return event


def _told(details: Any, error: BaseException | None) -> Any:
    """The details of a message without an exception's words; None where there is nothing to change."""
    if isinstance(details, Mapping) and "exc" in details:  # Celery's, which has made them text already
        return {**details, "exc": kind_of(error) if error else "", "traceback": ""}
    if isinstance(details, tuple) and any(isinstance(one, BaseException) for one in details):
        return tuple(_Kind(kind_of(one)) if isinstance(one, BaseException) else one for one in details)
    return None


class _Kind(str):
    """The kind of an exception, the same also where a message asks for its repr."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)
