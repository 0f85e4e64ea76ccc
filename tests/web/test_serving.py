"""Whom the server believes about where a request comes from."""

from typing import Any

import pytest
from typer.testing import CliRunner

from tests.databases import Databases
from tests.houses import KEY
from web.cli.main import app


@pytest.mark.parametrize(
    ("options", "environment", "trusted"),
    [
        ([], {}, (False, "")),
        (["--trusted-proxy", "192.0.2.1"], {}, (True, "192.0.2.1")),
        ([], {"PVB_TRUSTED_PROXY": "192.0.2.2"}, (True, "192.0.2.2")),
    ],
)
def test_believes_only_the_proxy_that_was_named(
    databases: Databases,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    environment: dict[str, str],
    trusted: tuple[bool, str],
) -> None:
    """Otherwise anybody could write down an address for each guess of a password."""
    asked: dict[str, Any] = {}
    monkeypatch.setattr("uvicorn.run", lambda app, **options: asked.update(options))
    monkeypatch.setattr("web.cli.serving._check_free", lambda host, port: None)
    url = databases.fresh_database()
    try:
        runner = CliRunner(env={"PVB_DATABASE_URL": url, "PVB_MASTER_KEY": KEY, **environment})
        answer = runner.invoke(app, ["serve", *options])
    finally:
        databases.drop(url)
    assert answer.exit_code == 0, answer.output
    assert (asked["proxy_headers"], asked["forwarded_allow_ips"]) == trusted
