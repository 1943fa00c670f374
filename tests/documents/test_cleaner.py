"""The cleaner's process can take nothing with it, and whatever becomes of it is an answer."""

import json
import subprocess
import sys
import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground.documents import pdfs, photos, recordings, sandbox
from commonground.documents.kinds import CannotTake, Content, Media, Why, content_of
from tests.documents import made

LOCKED_IN = """
import os, socket, subprocess, sys
from commonground.documents import cleaning
cleaning._lock_in()
def tried(deed):
    try:
        deed()
    except BaseException as error:
        return type(error).__name__
    return "done"
print(tried(lambda: open("/etc/passwd")))
print(tried(lambda: socket.create_connection(("127.0.0.1", 9))))
print(tried(lambda: subprocess.run(["true"])))
print(tried(lambda: bytearray(2_000_000_000)))
"""


def test_once_locked_in_it_can_open_nothing_reach_nobody_and_start_no_program() -> None:
    done = subprocess.run([sys.executable, "-c", LOCKED_IN], capture_output=True, text=True, env={}, check=True)
    assert done.stdout.split() == ["OSError", "OSError", "OSError", "MemoryError"]


def test_it_is_told_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}
    real = subprocess.Popen

    def watched(command: list[str], **options: object) -> object:
        asked.update(options, command=command)
        return real(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(sandbox.subprocess, "Popen", watched)
    sandbox.clean(made.photo(), Content.PHOTO)
    assert (asked["env"], asked["cwd"]) == ({}, "/")
    assert "-I" in asked["command"]  # type: ignore[operator]


def instead(monkeypatch: pytest.MonkeyPatch, program: str) -> CannotTake:
    """What is answered when the cleaner does this instead."""
    real = subprocess.Popen

    def other(_command: list[str], **options: object) -> object:
        return real([sys.executable, "-c", textwrap.dedent(program)], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(sandbox.subprocess, "Popen", other)
    with pytest.raises(CannotTake) as answer:
        sandbox.clean(made.photo(), Content.PHOTO)
    return answer.value


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", Why.TOO_MUCH_INSIDE),
        ("import time; time.sleep(60)", Why.TOO_MUCH_INSIDE),
        ("import sys\nwhile True: sys.stdout.buffer.write(bytes(1_000_000))", Why.TOO_MUCH_INSIDE),
        ("raise SystemExit(1)", Why.UNREADABLE),
        ("print('nonsense')", Why.UNREADABLE),
        ("", Why.UNREADABLE),
        ('print(\'{"media": "text/html", "pages": 1, "text": ""}\\n<script>\')', Why.UNREADABLE),
        ('print(\'{"media": "image/jpeg", "pages": 1, "text": ""}\\n<script>\')', Why.UNREADABLE),
        ('print(\'{"why": "locked"}\')', Why.LOCKED),
    ],
)
def test_whatever_the_cleaner_does_is_an_answer(monkeypatch: pytest.MonkeyPatch, program: str, why: Why) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 1)
    assert instead(monkeypatch, program).why == why


def test_when_many_send_at_once_the_last_are_asked_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "WAIT_SECONDS", 0.01)
    for _place in range(sandbox.AT_ONCE):
        assert sandbox._places.acquire(timeout=1)
    try:
        with pytest.raises(CannotTake) as answer:
            sandbox.clean(made.photo(), Content.PHOTO)
    finally:
        for _place in range(sandbox.AT_ONCE):
            sandbox._places.release()
    assert answer.value.why == Why.BUSY


def cleaned_here(data: bytes) -> tuple[Media, bytes] | Why:
    """What the cleaner would make of it, without a process for each."""
    try:
        content = content_of(data)
        if content == Content.PHOTO:
            return Media.JPEG, photos.clean(data)
        if content == Content.PDF:
            return Media.PDF, pdfs.clean(data)[0]
        if content == Content.RECORDING:
            return Media.WAV, recordings.clean(data)
    except CannotTake as answer:
        return answer.why
    return Why.OTHER


WHOLE = [made.pdf("Dear Sam, 1 September 2026"), made.scripted_pdf(), made.photo(turned=True), made.photo("PNG"),
         made.photo("WEBP"), made.word_file(), made.program(), made.recording(), made.talking_recording()]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A whole file with pieces of it taken out, changed or doubled."""
    data = draw(st.sampled_from(WHOLE))
    for _change in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.integers(0, 40)))
        data = data[:at] + draw(st.one_of(st.binary(max_size=20), st.just(data[at:to] * 2))) + data[to:]
    return data


@pytest.mark.filterwarnings("ignore")
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(damaged(), st.binary(max_size=300), st.binary(max_size=300).map(lambda rest: b"%PDF-1.7\n" + rest)))
def test_any_bytes_are_refused_or_come_back_as_our_own_kind(data: bytes) -> None:
    match cleaned_here(data):
        case (Media.JPEG, made_anew):
            assert content_of(made_anew) == Content.PHOTO
            assert b"Telephone" not in made_anew
        case (Media.PDF, made_anew):
            assert content_of(made_anew) == Content.PDF
            assert not any(acting in made_anew for acting in (b"/JavaScript", b"/OpenAction", b"/AA ", b"/Launch"))
        case (Media.WAV, made_anew):
            assert content_of(made_anew) == Content.RECORDING
            assert b"script" not in made_anew[:60]
        case why:
            assert why in Why


def test_its_answer_is_one_line_and_the_file() -> None:
    command = [sys.executable, "-I", "-m", "commonground.documents.cleaning", "pdf"]
    done = subprocess.run(command, input=made.pdf("Dear Sam"), capture_output=True, check=True, env={})
    line, data = done.stdout.split(b"\n", 1)
    assert json.loads(line) == {"media": "application/pdf", "pages": 1, "text": "Dear Sam"}
    assert data.startswith(b"%PDF-")
