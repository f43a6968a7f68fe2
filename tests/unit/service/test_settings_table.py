"""The README's table of settings is what the settings say."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from service.settings import Settings

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def script():
    spec = importlib.util.spec_from_file_location("settings_table", ROOT / "scripts" / "settings_table.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readme_is_up_to_date(script):
    readme = script.README.read_text(encoding="utf-8")
    assert script.renewed(readme) == readme, "run scripts/settings_table.py"


def test_every_setting_has_a_row(script):
    for name in Settings.model_fields:
        assert f"`VIVA_{name.upper()}`" in script.table()


def test_a_readme_without_marks_is_refused(script):
    with pytest.raises(ValueError, match="settings:begin"):
        script.renewed("no marks")
