"""Every setting of the service: flags over ``VIVA_*`` variables over ``viva.toml`` over defaults.

The table of settings in the README is made from the descriptions here (``scripts/settings_table.py``).
"""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from service.errors import SettingsRefused
from service.session.turn_settings import TurnSettings
from service.speech.tuning import TranscriptionSettings

CONFIG_VARIABLE = "VIVA_CONFIG"
CONFIG_NAME = "viva.toml"
LOOPBACK_NAMES = frozenset({"localhost"})
MIN_TOKEN_CHARS = 16


def is_loopback(host: str) -> bool:
    """Whether a listening address is reachable from this machine only."""
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def config_file() -> Path:
    """The file that settings are read from: ``VIVA_CONFIG``, else ``viva.toml`` in the working folder."""
    return Path(os.environ.get(CONFIG_VARIABLE) or CONFIG_NAME)


class Settings(BaseSettings):
    """All settings, checked. Make one with ``Settings.load``."""

    model_config = SettingsConfigDict(
        env_prefix="VIVA_",
        env_ignore_empty=True,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
    )

    # ---- where it listens ----------------------------------------------------------------------------------
    host: str = Field(
        default="127.0.0.1",
        description="Address to listen on. Any other than a loopback address needs `auth_token`.",
    )
    port: int = Field(default=8000, ge=0, le=65_535, description="Port to listen on; 0 takes a free one.")
    auth_token: SecretStr | None = Field(
        default=None,
        description=f"Secret that every request must carry, {MIN_TOKEN_CHARS} characters or more. "
        "Unset: none is asked for.",
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Further web origins that may use the service, separated by commas "
        "(`https://viva.example.org`). Their host names are accepted too.",
    )

    # ---- what it keeps -------------------------------------------------------------------------------------
    data_dir: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("viva", appauthor=False),
        description="Folder for database, recordings and weights. Default: the data folder of the user.",
    )
    database_url: str | None = Field(
        default=None,
        description="Database. Unset: an SQLite file in `data_dir`. PostgreSQL: `postgresql://user:secret@host/name`.",
    )
    record_audio: bool = Field(default=True, description="Keep the recording of both voices.")
    retention_days: int = Field(
        default=0, ge=0, description="Delete interviews older than this many days; 0 keeps them."
    )
    restore_minutes: float = Field(
        default=10.0, ge=0, le=1_440, description="How long a deleted interview can be restored."
    )

    # ---- engines -------------------------------------------------------------------------------------------
    recognizer: str = Field(
        default="auto",
        description="Speech to text: `auto`, `faster-whisper`, `pocketsphinx` or `scripted`.",
    )
    whisper_model: str | None = Field(
        default=None,
        description="Whisper weights: a model's name (`small.en`, `large-v3-turbo`) or a folder. "
        "Unset: chosen by device when already downloaded.",
    )
    whisper_device: Literal["auto", "cpu", "cuda"] = Field(
        default="auto", description="Where Whisper runs; `auto` takes a CUDA device when there is one."
    )
    whisper_compute: str = Field(
        default="auto", description="CTranslate2 compute type (`int8`, `float16`, `int8_float16`, ...)."
    )
    transcription: TranscriptionSettings = Field(
        default_factory=TranscriptionSettings,
        description="How Whisper is run: batches, lengths, captions, each by its name: a table "
        "`[transcription]` in the file or `VIVA_TRANSCRIPTION__REPLICAS=2`. What is unset is chosen for the "
        "device. Names and defaults: `service/speech/tuning.py`.",
    )
    synthesizer: str = Field(
        default="auto", description="Text to speech: `auto`, `piper`, `espeak-ng` or `scripted`."
    )
    voice: Path | None = Field(
        default=None, description="A Piper voice: path of its `.onnx` file, with the `.onnx.json` beside it."
    )
    downloads: bool = Field(
        default=True,
        description="Whether engines may fetch missing weights. `false`: never touch the network.",
    )
    llm: str = Field(
        default="auto",
        description="Who words the questions: `auto` (a local Ollama server when one answers), `none` "
        "(built in), `provider:model` (`ollama:qwen3:8b`, `openai:gpt-4.1-mini`, `anthropic:...`), or "
        "`http://host:port/v1#model` for a server with OpenAI's protocol.",
    )
    llm_judges: bool = Field(
        default=False,
        description="Whether the language model also judges the criteria of reports, held by code to what "
        "was said. Reports then take minutes.",
    )
    rubrics_dir: Path | None = Field(
        default=None,
        description="Folder with your own loops, personas, problems and lexicon, over the shipped ones.",
    )

    turns: TurnSettings = Field(
        default_factory=TurnSettings,
        description="Waits and thresholds of turn-taking, each by its name: a table `[turns]` in the file or "
        "`VIVA_TURNS__COMPLETE_MS=700`. Names and defaults: `service/session/turn_settings.py`.",
    )

    # ---- limits --------------------------------------------------------------------------------------------
    max_sessions: int = Field(default=8, ge=1, le=1_000, description="Live interviews at the same time.")
    max_body_bytes: int = Field(
        default=1_000_000, ge=1_000, description="Largest body of a REST request, in bytes."
    )
    max_upload_bytes: int = Field(
        default=8_000_000,
        ge=1_000,
        description="Largest clip to recognise, or file to read the words of, in bytes.",
    )
    ticket_s: float = Field(
        default=60.0, gt=0, le=3_600, description="Seconds for which a ticket admits to the live socket."
    )

    # ---- logs ----------------------------------------------------------------------------------------------
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least severe log lines shown. Logs never hold a candidate's words."
    )
    log_format: Literal["auto", "console", "json"] = Field(
        default="auto", description="`auto`: readable lines on a terminal, JSON otherwise."
    )

    file: ClassVar[str] = CONFIG_NAME

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - part of the signature; .env is not read
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then variables, then secret files, then ``viva.toml``."""
        toml = TomlConfigSettingsSource(settings_cls, config_file())
        return init_settings, env_settings, file_secret_settings, toml

    @classmethod
    def load(cls, **flags: Any) -> Self:
        """Read all sources. A flag that is None was not given.

        Raises:
            SettingsRefused: a value cannot be used, a name is unknown, or the file cannot be read.
        """
        named = os.environ.get(CONFIG_VARIABLE)
        if named and not Path(named).is_file():
            raise SettingsRefused(f"{CONFIG_VARIABLE} names {named}, and there is no such file.")
        given = {name: value for name, value in flags.items() if value is not None}
        try:
            return cls(**given)
        except ValidationError as error:
            raise SettingsRefused(_sentence(error, cls)) from error
        except (SettingsError, ValueError, OSError) as error:
            raise SettingsRefused(f"The settings in {config_file()} cannot be read: {error}.") from error

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @field_validator("allowed_origins")
    @classmethod
    def _origins_are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            scheme, separator, rest = origin.partition("://")
            if scheme not in {"http", "https"} or not separator or not rest or "/" in rest:
                raise ValueError(
                    f"{origin!r} is no origin; write scheme and host, like https://viva.example.org"
                )
        return tuple(origin.lower() for origin in value)

    @field_validator("auth_token")
    @classmethod
    def _token_is_long(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or not value.get_secret_value():
            return None
        if len(value.get_secret_value()) < MIN_TOKEN_CHARS:
            raise ValueError(f"the token needs {MIN_TOKEN_CHARS} characters or more")
        return value

    @model_validator(mode="after")
    def _others_need_the_token(self) -> Self:
        if not is_loopback(self.host) and self.auth_token is None:
            raise ValueError(
                f"Viva does not listen on {self.host} without a secret: "
                "set VIVA_AUTH_TOKEN, or listen on 127.0.0.1"
            )
        return self

    @property
    def rubrics_folders(self) -> tuple[Path, ...]:
        """Folders of rubrics beside the shipped ones, for ``rubrics.loader.load``."""
        return (self.rubrics_dir,) if self.rubrics_dir else ()

    @property
    def chosen_llm(self) -> str:
        """For commands whose result must not hang on what runs here: none, unless one was named."""
        return self.llm if "llm" in self.model_fields_set else "none"

    @property
    def token(self) -> str | None:
        """The secret in the clear, or None."""
        return self.auth_token.get_secret_value() if self.auth_token else None

    @property
    def database(self) -> str:
        """The database as an SQLAlchemy URL; plain PostgreSQL URLs get the psycopg driver."""
        url = self.database_url or f"sqlite:///{self.data_dir.absolute() / 'viva.db'}"
        for plain in ("postgresql://", "postgres://"):
            if url.startswith(plain):
                return "postgresql+psycopg://" + url.removeprefix(plain)
        return url

    @property
    def recordings_dir(self) -> Path:
        """Where recorded audio lies, one folder for each interview."""
        return self.data_dir / "recordings"

    @property
    def models_dir(self) -> Path:
        """Where downloaded weights lie."""
        return self.data_dir / "models"


def _sentence(error: ValidationError, settings: type[Settings]) -> str:
    """The first mistake as a sentence that names the setting as the user wrote it."""
    first = error.errors(include_url=False)[0]
    message = str(first["msg"]).removeprefix("Value error, ")
    if not first["loc"]:
        return f"{message}."
    name = str(first["loc"][0])
    if first["type"] == "extra_forbidden":
        return f"There is no setting {name!r}; known are {', '.join(sorted(settings.model_fields))}."
    given = "" if name == "auth_token" else f" (got {first['input']!r})"
    return f"The setting {name} (VIVA_{name.upper()}) cannot be used: {message}{given}."
