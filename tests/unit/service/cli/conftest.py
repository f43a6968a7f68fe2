"""``viva(*arguments)`` runs a command in this process."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass

import pytest
import structlog

from service.cli.app import main


@dataclass
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def viva(monkeypatch, capsys, tmp_path):
    """Runs a command in an empty folder, with its own data folder; leaves logging as it was."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VIVA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["viva", *map(str, arguments)])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    yield run
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)
