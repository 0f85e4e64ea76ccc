"""`pvb serve`: the pages and the API."""

import socket
from typing import Annotated

import typer
import uvicorn

from ledger.vocabulary.errors import Refused
from web.app import create_app
from web.auth.accounts import account_exists
from web.cli import demo
from web.cli.session import house, say


def serve(
    host: Annotated[str, typer.Option(help="Adres om op te luisteren.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    trusted_proxy: Annotated[
        str,
        typer.Option(
            envvar="PVB_TRUSTED_PROXY",
            help="Adres van de proxy ervoor. Alleen die mag zeggen wie er vraagt (X-Forwarded-For) en of het https is.",
        ),
    ] = "",
) -> None:
    """Start de pagina's en de API. Stoppen met Ctrl+C."""
    _check_free(host, port)
    with house() as opened:
        say(f"Pagina's:  http://{host}:{port}/")
        say(f"API:       http://{host}:{port}/api/v1/openapi.json")
        if all(account_exists(opened.engine, username) for username, _, _, _ in demo.LOGINS):
            say("Inloggen in de proefrit:")
            for line in demo.logins():
                say(line)
        uvicorn.run(
            create_app(opened),
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
            proxy_headers=bool(trusted_proxy),
            forwarded_allow_ips=trusted_proxy,
        )


def _check_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(
                "port-in-use", f"Poort {port} op {host} is bezet. Kies een andere met --port, bijvoorbeeld --port 8001."
            ) from error
