"""Systems at the door of the API: a client with a key of its own."""

from fastapi import FastAPI

from tests.web.client import TestClient
from web.auth.api_keys import create_key
from web.composition import House


def system(app: FastAPI, house: House, role: str, **scope: str) -> TestClient:
    """Return a client whose key has this role and scope; its name is the role with its scope."""
    name = "-".join([role, *scope.values()]).lower()
    secret = create_key(house.engine, name, role, **scope)
    return TestClient(app, headers={"Authorization": f"Bearer {secret}"})
