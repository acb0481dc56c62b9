"""Programs that tests look at from the doctor's inside: as a file of their own, for a bounded time."""

from __future__ import annotations

from pathlib import Path

from handgrad.doctor.proof.trial import Subject

SECONDS = 60.0


def subject_of(text: str, folder: Path) -> Subject:
    """A program as a file."""
    file = folder / "net.py"
    file.write_text(text)
    return Subject(str(file), {str(file): text}, seconds=SECONDS)
