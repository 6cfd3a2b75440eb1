"""A machine made by docs/deploy.md: a folder stands for `/`, a supervisor for systemd."""

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

from tests import nginx, servers
from tests.deploy import guide
from tests.deploy.services import Service, Supervisor, unit_of

BASE = guide.GUIDE.parents[1]
NGINX = nginx.path()
PATIENCE_SECONDS = 60
DROP_INS = {"postgresql": "postgresql@", "redis-server": "redis-server", "nginx": "nginx"}
MAIN = """daemon off; pid {root}/nginx.pid; error_log {root}/nginx.log; worker_processes 1;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {root}/body; proxy_temp_path {root}/proxy; fastcgi_temp_path {root}/f;
    uwsgi_temp_path {root}/u; scgi_temp_path {root}/s;
    include {root}/etc/nginx/sites-enabled/*.conf;
}}
"""
FOLDERS = (
    *("etc/postgresql/15/main/conf.d", "etc/redis", "etc/systemd/system", "etc/ssl/portal"),
    *("etc/nginx/sites-enabled", "srv/portal", "var/run/postgresql", "var/log/nginx", "bin"),
)


class Machine:
    """The guide's steps, done one after the other."""

    def __init__(self, root: Path) -> None:
        self.root, self.supervisor = root, Supervisor()
        self.ports = {name: servers.free_port() for name in ("443", "80", "6379", "8001", "8002")}
        found = servers.postgresql_programs()
        assert found
        self.programs, self.who = found[0], servers.other_user()
        for name in FOLDERS:
            (root / name).mkdir(parents=True)
        for folder in (root, *(root / name for name in ("var", "var/run", "etc"))):
            folder.chmod(0o755)
        for name, text in guide.STANDS_IN.items():
            (root / "bin" / name).write_text(f"#!/bin/sh\n{text}\n")
            (root / "bin" / name).chmod(0o755)
        (root / "etc/nginx/nginx.conf").write_text(MAIN.format(root=root))
        self.check_out()
        self.certify()
        self.make_cluster()

    @property
    def socket(self) -> Path:
        """Where PostgreSQL listens."""
        return self.root / "var/run/postgresql"

    @property
    def environment(self) -> dict[str, str]:
        """What commands and services find: nothing of the test's own settings."""
        path = f"{self.root}/bin:{self.programs}:{os.environ['PATH']}:/usr/sbin"
        ours = {"ROOT": self.root, "WEB": NGINX, "TLS": self.ports["443"]}
        told = {"PATH": path, "HOME": self.root, "LANG": "C.UTF-8", "DEBUG": "0"}
        database = {"PGHOST": self.socket, "PGUSER": "postgres"}
        return {name: str(value) for name, value in (ours | told | database).items()}

    def certify(self) -> None:
        """A certificate of this test's own."""
        folder = self.root / "etc/ssl/portal"
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt"]
        command += [
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=portal.example",
        ]
        command += ["-addext", "subjectAltName=DNS:portal.example"]
        command += ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
        subprocess.run(command, check=True, capture_output=True)

    def make_cluster(self) -> None:
        """As Debian's package does when it is installed."""
        if self.who:
            self.programs = servers.within_reach(self.programs, self.root)
            for folder in (self.socket, self.root / "var"):
                os.chown(folder, self.who["user"], self.who["group"])
        cluster = self.root / "var/cluster"
        command = [self.programs / "initdb", "-D", cluster, "-U", "postgres", "--auth=trust"]
        command += ["--encoding=UTF8", "--locale=C", "--no-sync"]
        subprocess.run(command, check=True, capture_output=True, cwd=self.root, **self.who)
        with (cluster / "postgresql.conf").open("a") as file:
            file.write(f"include_dir '{self.root}/etc/postgresql/15/main/conf.d'\n")

    def do(self, block: str) -> None:
        """One block of the guide, then what it asked systemd for."""
        asked = self.root / "systemctl"
        asked.write_text("")
        done = subprocess.run(
            ["bash", "-euc", guide.settled(block, self.root, self.ports)],
            env=self.environment,
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}{done.stderr}{self.said()}"
        for line in asked.read_text().splitlines():
            verb, *names = (word for word in line.split() if not word.startswith("--"))
            for name in names if verb in ("restart", "enable") else ():
                self.supervisor.add(name, lambda name=name: self.service(name))
                if name == "postgresql":  # its unit is up once it answers
                    self.wait_for_database()

    def wait_for_database(self) -> None:
        """Until PostgreSQL takes a connection."""
        ask = [self.programs / "pg_isready", "-q", "-h", self.socket]
        deadline = time.monotonic() + PATIENCE_SECONDS
        while subprocess.run(ask, check=False).returncode:
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def check_out(self) -> None:
        """What `git clone` brings; `deploy/` with the paths and ports of this test."""
        code = self.root / "code"
        code.mkdir()
        for path in (*BASE.glob("[!.]*"), BASE / ".venv"):
            if path.name != "deploy":
                (code / path.name).symlink_to(path)
        for path in (BASE / "deploy").rglob("*.*"):
            copy = code / path.relative_to(BASE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            copy.write_text(guide.settled(text, self.root, self.ports), encoding="utf-8")

    def service(self, name: str) -> Service:
        """A service as its unit, or our drop-in for Debian's, says."""
        units, log = self.root / "etc/systemd/system", self.root / f"{name}.said"
        if name in DROP_INS:
            unit = unit_of(units / f"{DROP_INS[name]}.service.d/portal.conf")
            options: dict[str, Any] = {"cwd": self.root, "env": self.environment}
            return Service(name, self.command(name), unit, log, **options, **self.user_of(name))
        template, at, instance = name.partition("@")
        unit = unit_of(units / f"{template}{at}.service")
        command = unit["ExecStart"].replace("%i", instance).replace("%%", "%").split()
        variable, _, value = unit["Environment"].partition("=")
        environment = self.environment | {variable: value}
        cwd = unit["WorkingDirectory"]
        return Service(name, command, unit, log, cwd=cwd, env=environment)

    def command(self, name: str) -> list[str]:
        """How Debian starts what is not ours."""
        if name == "postgresql":
            flags = ["-c", f"unix_socket_directories={self.socket}"]
            return [str(self.programs / "postgres"), "-D", str(self.root / "var/cluster"), *flags]
        if name == "redis-server":
            return ["redis-server", str(self.root / "etc/redis/redis.conf")]
        return [str(NGINX), "-c", str(self.root / "etc/nginx/nginx.conf")]

    def user_of(self, name: str) -> dict[str, Any]:
        return self.who if name == "postgresql" else {}

    def said(self) -> str:
        """The last words of each service."""
        return "".join(
            f"\n--- {path.name}\n{path.read_text(errors='replace')[-1500:]}"
            for path in sorted(self.root.glob("*.said"))
        )

    def stop(self) -> None:
        """End everything; nothing is left behind."""
        self.supervisor.stop()
        shutil.rmtree(self.root, ignore_errors=True)
