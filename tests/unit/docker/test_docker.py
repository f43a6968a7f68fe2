"""The images cannot be built without an engine, so what they copy and run is checked against the tree."""

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[3]
DOCKERFILE = ROOT / "docker" / "Dockerfile"
COMPOSE = ROOT / "docker" / "compose.yaml"
BASE_PROGRAMS = {"pip", "npm", "python", "useradd", "install"}


def instructions() -> list[tuple[str, str]]:
    """Each Dockerfile instruction with its arguments, continuation lines joined."""
    text = re.sub(r"^\s*#.*\n", "", DOCKERFILE.read_text(), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines if line.strip()]


def of(name: str) -> list[str]:
    return [arguments for instruction, arguments in instructions() if instruction == name]


def scripts() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return set(project["scripts"])


def npm_scripts() -> set[str]:
    return set(json.loads((ROOT / "web" / "package.json").read_text())["scripts"])


def compose() -> dict:
    return yaml.safe_load(COMPOSE.read_text())


def test_each_file_copied_from_the_tree_exists_and_is_not_ignored():
    ignored = set((ROOT / ".dockerignore").read_text().split())
    copies = [shlex.split(arguments) for arguments in of("COPY") if not arguments.startswith("--from")]
    assert copies
    for *sources, _destination in copies:
        for source in sources:
            assert (ROOT / source).exists(), source
            assert source.strip("/") not in ignored


def test_what_is_copied_between_stages_is_made_by_the_stage_named():
    stages = {arguments.split()[-1] for arguments in of("FROM")}
    between = [arguments for arguments in of("COPY") if arguments.startswith("--from")]
    assert between == ["--from=page /src/service/static/ ./service/static/"]
    assert "page" in stages
    config = (ROOT / "web" / "vite.config.ts").read_text()
    assert "../service/static" in config


def test_each_program_run_exists():
    for arguments in of("RUN"):
        for command in arguments.split("&&"):
            words = shlex.split(command)
            assert words[0] in BASE_PROGRAMS, words
            if words[:2] == ["npm", "run"]:
                assert words[2] in npm_scripts()


def test_the_container_starts_a_command_this_package_installs_with_flags_it_knows():
    (command,) = (json.loads(arguments) for arguments in of("CMD"))
    assert command[0] in scripts()
    from typer.main import get_command

    from service.cli.app import app

    serve = get_command(app).commands[command[1]]
    known = {name for option in serve.params for name in (*option.opts, *option.secondary_opts)}
    assert set(command[2:]) <= known


def test_there_is_a_cpu_and_a_cuda_target_and_neither_runs_as_root():
    targets = {arguments.split()[-1] for arguments in of("FROM")}
    assert {"cpu", "cuda"} <= targets
    assert of("USER")[-1] == "viva"
    last_before_cuda = [i for i in instructions() if i[0] in {"USER", "FROM"}]
    cuda = last_before_cuda.index(("FROM", "cpu AS cuda"))
    assert last_before_cuda[cuda - 1] == ("USER", "viva")


def test_there_is_a_health_check_on_a_path_the_service_serves():
    (check,) = of("HEALTHCHECK")
    assert "/healthz" in check


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-cuda.lock"])
def test_the_images_lock_the_versions_that_the_clone_locks(lock):
    def versions(path: Path) -> set[str]:
        return set(re.findall(r"^[a-z0-9][a-z0-9._-]*==[^ ]+", path.read_text(), re.MULTILINE))

    assert versions(ROOT / "requirements.lock") <= versions(ROOT / "docker" / lock)


def test_compose_offers_the_profiles_and_builds_targets_that_exist():
    services = compose()["services"]
    profiles = {profile for service in services.values() for profile in service.get("profiles", [])}
    assert profiles == {"gpu", "ollama", "postgres"}
    targets = {arguments.split()[-1] for arguments in of("FROM")}
    for service in services.values():
        if "build" in service:
            assert service["build"]["target"] in targets
            assert (COMPOSE.parent / service["build"]["context"] / service["build"]["dockerfile"]).exists()


def test_compose_sets_only_settings_that_exist():
    from service.settings import Settings

    known = {f"VIVA_{name.upper()}" for name in Settings.model_fields} | {"OLLAMA_HOST"}
    for name in ("viva", "viva-gpu"):
        assert set(compose()["services"][name]["environment"]) <= known


def test_every_volume_used_is_declared():
    document = compose()
    for service in document["services"].values():
        for volume in service.get("volumes", []):
            assert volume.split(":")[0] in document["volumes"]
