"""A real PostgreSQL for each run of the tests.

The first run for a set of migrations makes a data folder with a migrated template database in it, under a lock. Every
run copies that folder, runs the copy, gives each worker a clone of the template, and takes everything away again.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from psycopg import sql

from commonground.settings import postgres, prepared
from commonground.settings.databases import PORT, ROLES
from commonground.settings.postgres import Cluster

TEMPLATE = "commonground_template"
KEPT = Path(tempfile.gettempdir()) / "commonground-tests"


def _kept_folder() -> Path:
    """Where migrated data folders are kept between runs: one for each set of migrations."""
    return KEPT / f"{os.geteuid()}-{prepared.wanted()[:16]}"


def template_cluster() -> Cluster:
    """A stopped cluster with the template database, made if this set of migrations is new."""
    KEPT.mkdir(exist_ok=True)
    KEPT.chmod(0o755)
    kept = _kept_folder()
    with open(KEPT / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (kept / "prepared").exists():
            shutil.rmtree(kept, ignore_errors=True)
            _build(Cluster(kept, quick=True))
    return Cluster(kept, quick=True)


def _build(cluster: Cluster) -> None:
    with postgres.running(cluster):
        postgres.prepare_database(cluster, name=TEMPLATE)
        environment = {**os.environ, **environment_of(cluster, TEMPLATE), "COMMONGROUND_DB_ROLE": "owner"}
        environment["DJANGO_SETTINGS_MODULE"] = "commonground.settings.base"
        made = subprocess.run(
            [sys.executable, "-m", "django", "prepare"], env=environment, capture_output=True, text=True, check=False
        )
        if made.returncode != 0:
            raise RuntimeError(f"The test database could not be made:\n{made.stdout}\n{made.stderr}")


def environment_of(cluster: Cluster, database: str) -> dict[str, str]:
    """The settings with which the program uses a database of this cluster."""
    url = "postgresql://{user}:{password}@/{database}?host={host}"
    values = {"database": database, "host": str(cluster.socket)}
    return {
        "COMMONGROUND_DATA_DIR": str(cluster.data_dir),
        "DATABASE_URL": url.format(user=ROLES["app"], password=cluster.password("app"), **values) + f"&port={PORT}",
        "OWNER_DATABASE_URL": url.format(user=ROLES["owner"], password=cluster.password("owner"), **values)
        + f"&port={PORT}",
    }


@contextmanager
def run_copy(folder: Path) -> Iterator[Cluster]:
    """A running copy of the template cluster in `folder`, which keeps its passwords."""
    kept = template_cluster()
    for name in ("postgresql", "keys"):
        subprocess.run(["cp", "-a", str(kept.data_dir / name), str(folder / name)], check=True)
    cluster = Cluster(folder, quick=True)
    with postgres.running(cluster):
        yield cluster


def clone(cluster: Cluster, template: str = TEMPLATE, *, name: str = "") -> str:
    """A new database with everything the template has, owned and used by the same roles. Gives its name."""
    name = name or f"test_{uuid4().hex[:12]}"
    with cluster.connect() as server:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY")
        owner = sql.Identifier(ROLES["owner"])
        server.execute(statement.format(sql.Identifier(name), sql.Identifier(template), owner))
    return name


def once(cluster: Cluster, name: str, fill: Callable[[str], None]) -> str:
    """The template `name` of this run. The first worker that asks for it fills a clone; the others wait for it."""
    with open(cluster.data_dir / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with cluster.connect() as server:
            there = server.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount
        if not there:
            made = clone(cluster)
            fill(made)
            with cluster.connect() as server:
                server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (made, name))))
    return name


def drop(cluster: Cluster, name: str) -> None:
    """Take a clone away, whoever is still connected."""
    with cluster.connect() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def settings_of(cluster: Cluster, name: str, *, role: str = "app") -> dict[str, Any]:
    """What Django's settings say of this database in this role."""
    return {
        "NAME": name, "USER": ROLES[role], "PASSWORD": cluster.password(role), "HOST": str(cluster.socket),
        "PORT": str(PORT), "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False,
    }  # fmt: skip
