"""Settings: where they come from, in which order, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import SettingsRefused
from service.settings import Settings, is_loopback

TOKEN = "a-secret-of-many-characters"


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """No file of the person who runs the tests."""
    monkeypatch.chdir(tmp_path)


def test_the_default_listens_on_this_machine_only():
    settings = Settings.load()
    assert (settings.host, settings.port, settings.token) == ("127.0.0.1", 8000, None)


def test_flags_beat_variables_and_variables_beat_the_file(monkeypatch, tmp_path):
    (tmp_path / "viva.toml").write_text('port = 1\nllm = "file"\nlog_level = "debug"\n')
    monkeypatch.setenv("VIVA_PORT", "2")
    monkeypatch.setenv("VIVA_LLM", "none")
    settings = Settings.load(port=3, llm=None)
    assert (settings.port, settings.llm, settings.log_level) == (3, "none", "debug")


def test_the_file_may_lie_elsewhere(monkeypatch, tmp_path):
    (tmp_path / "other.toml").write_text("max_sessions = 3\n")
    monkeypatch.setenv("VIVA_CONFIG", str(tmp_path / "other.toml"))
    assert Settings.load().max_sessions == 3


def test_a_named_file_that_is_missing_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("VIVA_CONFIG", str(tmp_path / "none.toml"))
    with pytest.raises(SettingsRefused, match=r"none\.toml"):
        Settings.load()


def test_a_broken_file_is_refused_with_its_name(tmp_path):
    (tmp_path / "viva.toml").write_text("port = = 1")
    with pytest.raises(SettingsRefused, match=r"viva\.toml"):
        Settings.load()


def test_an_unknown_name_in_the_file_is_refused_and_the_known_ones_are_named(tmp_path):
    (tmp_path / "viva.toml").write_text("prot = 1")
    with pytest.raises(SettingsRefused, match=r"'prot'.*port"):
        Settings.load()


def test_a_wrong_value_is_refused_with_the_name_of_its_variable():
    with pytest.raises(SettingsRefused, match=r"VIVA_PORT.*'x'"):
        Settings.load(port="x")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "viva.example.org"])  # noqa: S104
def test_an_address_that_others_reach_needs_the_token(host):
    with pytest.raises(SettingsRefused, match="VIVA_AUTH_TOKEN"):
        Settings.load(host=host)
    assert Settings.load(host=host, auth_token=TOKEN).token == TOKEN


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_loopback_addresses_are_known(host):
    assert is_loopback(host)


def test_a_short_token_is_refused_without_being_shown():
    with pytest.raises(SettingsRefused) as refused:
        Settings.load(auth_token="hunter2")
    assert "hunter2" not in refused.value.message


def test_the_token_is_not_shown_when_settings_are():
    assert TOKEN not in repr(Settings.load(auth_token=TOKEN))


def test_empty_variables_count_as_unset(monkeypatch):
    monkeypatch.setenv("VIVA_AUTH_TOKEN", "")
    monkeypatch.setenv("VIVA_DATABASE_URL", "")
    settings = Settings.load()
    assert settings.token is None
    assert settings.database.startswith("sqlite:///")


def test_origins_come_as_a_list_with_commas(monkeypatch):
    monkeypatch.setenv("VIVA_ALLOWED_ORIGINS", "https://Viva.example.org, http://box:9000")
    assert Settings.load().allowed_origins == ("https://viva.example.org", "http://box:9000")


@pytest.mark.parametrize("origin", ["viva.example.org", "ftp://x", "https://x/y", "https://"])
def test_what_is_no_origin_is_refused(origin):
    with pytest.raises(SettingsRefused, match="origin"):
        Settings.load(allowed_origins=origin)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_gets_its_driver(scheme):
    assert Settings.load(database_url=f"{scheme}://u@h/d").database == "postgresql+psycopg://u@h/d"


def test_everything_kept_lies_in_the_data_folder(tmp_path):
    settings = Settings.load(data_dir=tmp_path / "d")
    assert settings.recordings_dir.is_relative_to(tmp_path / "d")
    assert settings.models_dir.is_relative_to(tmp_path / "d")
    assert str(tmp_path / "d") in settings.database


def test_every_setting_is_described():
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith((".", ").")), name


def test_the_data_folder_is_the_users(monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")
    assert Settings.load().data_dir.name == "viva"
    assert isinstance(Settings.load().data_dir, Path)


def test_turn_taking_is_set_by_name(monkeypatch, tmp_path):
    (tmp_path / "viva.toml").write_text("[turns]\nunfinished_ms = 3000\n")
    monkeypatch.setenv("VIVA_TURNS__COMPLETE_MS", "700")
    turns = Settings.load().turns
    assert (turns.complete_ms, turns.unfinished_ms, turns.eager_ms) == (700, 3000, 200)


@pytest.mark.parametrize(("name", "value"), [("COMPLETE_MS", "x"), ("COMPLETE_MS", "10"), ("NOTHING", "1")])
def test_turn_taking_that_cannot_be_is_refused(monkeypatch, name, value):
    monkeypatch.setenv(f"VIVA_TURNS__{name}", value)
    with pytest.raises(SettingsRefused, match="turns"):
        Settings.load()
