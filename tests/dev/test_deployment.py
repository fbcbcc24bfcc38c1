# SPDX-License-Identifier: EUPL-1.2
"""The container files say what the code has: roles, commands, health checks, settings."""

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy import probe
from dev import supervisor

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
CLUSTER: list[dict[str, Any]] = list(yaml.safe_load_all((ROOT / "deploy" / "kubernetes.yaml").read_text()))
DOCKERFILE = (ROOT / "Dockerfile").read_text()
NGINX = (ROOT / "deploy" / "nginx.conf").read_text()
OURS = {"migrate", "web", "live", "relay", "worker", "beat"}


def module_of(command: list[str]) -> str:
    """The Python module that a command runs or serves."""
    applications = [word.partition(":")[0] for word in command if ":application" in word]
    return applications[0] if applications else command[command.index("-m") + 1]


def test_every_role_is_there_once():
    assert set(SERVICES) == OURS | {"nginx", "postgres", "valkey"}
    assert SERVICES["postgres"]["image"] == "postgres:18"
    assert SERVICES["valkey"]["image"].startswith("valkey/valkey:8")
    assert SERVICES["beat"]["deploy"]["replicas"] == 1


@pytest.mark.parametrize("role", sorted(OURS))
def test_the_command_of_a_role_names_a_module_that_exists(role):
    module = module_of(SERVICES[role]["command"])
    assert find_spec(module), module


def test_the_roles_run_what_make_up_runs_but_for_the_split_of_web_and_live():
    commands = supervisor.commands(8000)
    for role in ("relay", "worker", "beat"):
        assert SERVICES[role]["command"][1:] == commands[role][1:]
    assert module_of(SERVICES["web"]["command"]) == "backend.config.wsgi"
    assert module_of(SERVICES["live"]["command"]) == module_of(commands["web"]) == "backend.config.asgi"


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_every_service_has_a_health_check(name):
    check = SERVICES[name]["healthcheck"]
    assert check["test"][0] == "CMD"
    assert {"interval", "timeout", "retries"} <= set(check)
    if "deploy/probe.py" in check["test"]:
        assert check["test"][-1] in probe.PROBES


def test_our_services_wait_for_migrations_and_share_one_image_and_the_data():
    for name in OURS - {"migrate"}:
        service = SERVICES[name]
        assert service["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
        assert (service["image"], service["volumes"]) == ("parvi:latest", ["data:/data"])
    assert SERVICES["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    volumes = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert {volume for volume in volumes if not volume.startswith(".")} == set(COMPOSE["volumes"])


def test_secrets_come_from_the_environment_and_have_no_default():
    environment = SERVICES["web"]["environment"]
    example = (ROOT / "deploy" / "environment.example").read_text()
    for name in ("SECRET_KEY", "PARTICIPANT_KEY", "EXPORT_KEY", "ALLOWED_HOSTS"):
        assert environment[name].startswith(f"${{{name}:?")
    for name in re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()):
        assert re.search(rf"^{name}=", example, re.MULTILINE), name


def test_the_image_runs_without_root_on_port_8000_and_takes_any_command():
    assert "\nUSER 10001\n" in DOCKERFILE
    assert "\nEXPOSE 8000\n" in DOCKERFILE
    assert re.findall(r"^FROM \S+ AS (\w+)$", DOCKERFILE, re.MULTILINE) == ["browser", "packages", "runtime"]
    assert "--require-hashes" in DOCKERFILE
    entry = (ROOT / "deploy" / "entrypoint.sh").read_text()
    assert "APPLY_MIGRATIONS" in entry
    assert entry.rstrip().endswith('exec "$@"')
    sources = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    for source in " ".join(sources).split():
        assert (ROOT / source).exists(), source


def test_the_cluster_has_the_same_roles_and_two_singletons():
    workloads = {item["metadata"]["name"]: item for item in CLUSTER if item["kind"] in {"Deployment", "Job"}}
    assert set(workloads) == {f"parvi-{role}" for role in OURS}
    for name, item in workloads.items():
        container = item["spec"]["template"]["spec"]["containers"][0]
        command = SERVICES[name.removeprefix("parvi-")]["command"]
        given = container.get("args", command)
        assert module_of(given) == module_of(command)
    for role in ("relay", "beat"):
        assert workloads[f"parvi-{role}"]["spec"]["replicas"] == 1
    assert workloads["parvi-beat"]["spec"]["strategy"] == {"type": "Recreate"}


def test_nginx_sends_sockets_to_live_and_the_rest_to_web():
    assert NGINX.count("{") == NGINX.count("}")
    statements = [line.strip() for line in NGINX.splitlines() if line.strip() and not line.strip().startswith("#")]
    assert [line for line in statements if line[-1] not in ";{}"] == []
    routes = re.findall(r"location (\S+) \{\s+proxy_pass http://(\w+);", NGINX)
    assert routes == [("/ws/", "live"), ("/", "web")]
    assert re.findall(r"server (\w+):8000", NGINX) == ["web", "live"]
    assert "proxy_set_header Upgrade $http_upgrade;" in NGINX
    assert "$proxy_add_x_forwarded_for" not in NGINX
    assert SERVICES["nginx"]["volumes"] == ["./deploy/nginx.conf:/etc/nginx/nginx.conf:ro"]
    assert SERVICES["nginx"]["ports"][0].endswith(":8080")
    assert "listen 8080" in NGINX
