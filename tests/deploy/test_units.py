"""What deploy/ says twice says the same: units, compose file, nginx, settings; and it is closed."""

import re

import pytest
import yaml

from tests.deploy import guide
from tests.deploy.services import unit_of

DEPLOY = guide.GUIDE.parents[1] / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
OF = {"web1": "portal-web@", "worker1": "portal-worker@", "clock": "portal-clock"}
CLOSED = {
    "User": "portal",
    "Restart": "always",
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "ReadWritePaths": "/srv/portal/data",
    "CapabilityBoundingSet": "",
}
OWN = re.compile(r"--(bind|hostname)=\S+ ?")  # ports and names are each machine's own


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_a_unit_is_closed_and_comes_back(path):
    unit = unit_of(path)
    assert {name: unit[name] for name in CLOSED} == CLOSED


@pytest.mark.parametrize(("container", "unit"), OF.items())
def test_a_container_runs_what_the_unit_runs(container, unit):
    services = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))["services"]
    command = unit_of(DEPLOY / f"systemd/{unit}.service")["ExecStart"]
    ours = command.partition("/bin/")[2]
    assert OWN.sub("", services[container]["command"]) == OWN.sub("", ours)


def test_the_guide_starts_every_unit_and_each_node_stands_behind_nginx():
    commands = "\n".join(guide.blocks())
    started = set(re.findall(r"\b(portal-\w+@?)\d*", commands.partition("enable --now")[2]))
    assert started == {path.stem for path in UNITS}
    nodes = re.findall(r"portal-web@(\d+)", commands)
    nginx = (DEPLOY / "nginx/portal.conf").read_text(encoding="utf-8")
    assert re.findall(r"server 127\.0\.0\.1:(\d+)", nginx) == nodes


def test_the_guide_uses_all_that_stands_in():
    text = "\n".join(guide.blocks())
    assert [name for name in guide.STANDS_IN if name not in text] == []
    assert [words for words in guide.LEFT_OUT if words not in text] == []
