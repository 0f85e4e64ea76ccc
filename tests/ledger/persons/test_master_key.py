"""The master key: made once, for its owner only; a ledger is never opened with another one."""

import base64
import stat
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier

import pytest

from ledger.application import Ledger
from ledger.persons.master_key import MasterKey
from ledger.vocabulary.errors import Refused
from tests.houses import KEY
from tests.ledger.lines import client
from tests.ledger.story import Story
from web.composition import House, open_house

OTHER = base64.b64encode(bytes(range(32))).decode()


def fingerprint_of(database_url: str) -> str:
    """Open the house with the key beside the database; return the fingerprint of the key."""
    house = open_house({"PVB_DATABASE_URL": database_url})
    try:
        return house.keyring.master.fingerprint
    finally:
        house.close()


class TestTheKeyFile:
    def test_is_made_once_and_only_its_owner_may_read_it(self, tmp_path: Path) -> None:
        """The second time it is the same key; nothing else is left in the folder."""
        path = tmp_path / "pvb.key"
        first, second = MasterKey.find({}, path), MasterKey.find({}, path)
        assert (first.made_at, second.made_at) == (path, None)
        assert first.secret == second.secret
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert [file.name for file in tmp_path.iterdir()] == ["pvb.key"]

    def test_is_made_beside_a_new_database_and_said(self, tmp_path: Path) -> None:
        """Whoever runs it has to keep it."""
        said: list[str] = []
        open_house({"PVB_DATABASE_URL": f"sqlite:///{tmp_path}/zorg.sqlite"}, said.append).close()
        assert any(f"{tmp_path}/zorg.sqlite.key" in sentence for sentence in said)
        assert stat.S_IMODE((tmp_path / "zorg.sqlite.key").stat().st_mode) == 0o600

    def test_of_many_that_make_it_at_once_is_one(self, tmp_path: Path) -> None:
        """Nobody reads a file that is not whole, and nobody keeps a key that is not in it."""
        start = Barrier(16)

        def find(_: int) -> bytes:
            start.wait()
            return MasterKey.find({}, tmp_path / "new" / "pvb.key").secret

        with ThreadPoolExecutor(16) as threads:
            assert len(set(threads.map(find, range(16)))) == 1

    @pytest.mark.parametrize("content", ["", "kort", base64.b64encode(b"x" * 31).decode(), "é" * 44, KEY + "A"])
    def test_that_is_none_is_refused_and_left_alone(self, tmp_path: Path, content: str) -> None:
        """It may be a key that was damaged: it is not overwritten."""
        path = tmp_path / "pvb.key"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(Refused) as refused:
            MasterKey.find({}, path)
        assert refused.value.code == "master-key-invalid"
        assert str(path) in refused.value.message
        assert path.read_text(encoding="utf-8") == content

    def test_that_cannot_be_read_is_told(self, tmp_path: Path) -> None:
        """A folder stands where the file should be."""
        with pytest.raises(Refused) as refused:
            MasterKey.find({}, tmp_path)
        assert refused.value.code == "master-key-unreadable"

    def test_is_passed_over_for_the_key_of_the_settings(self, tmp_path: Path) -> None:
        """PVB_MASTER_KEY first, then the file of PVB_KEY_FILE; then no file is made."""
        named = tmp_path / "named.key"
        named.write_text(OTHER, encoding="utf-8")
        settings = {"PVB_KEY_FILE": str(named)}
        assert MasterKey.find(settings, tmp_path / "default.key").secret == bytes(range(32))
        assert MasterKey.find(settings | {"PVB_MASTER_KEY": KEY}, tmp_path / "default.key").secret == base64.b64decode(
            KEY
        )
        assert not (tmp_path / "default.key").exists()


class TestALedger:
    def test_is_not_opened_with_another_key(self, house: House) -> None:
        """It would write what nobody can read together with what was there."""
        Story(house).tell(client("c1", name="Anna"))
        for key, code in ((OTHER, "master-key-differs"), ("kort", "master-key-invalid")):
            with pytest.raises(Refused) as refused:
                open_house({"PVB_DATABASE_URL": house.settings.database_url, "PVB_MASTER_KEY": key})
            assert refused.value.code == code

    @pytest.mark.slow
    def test_that_is_new_is_opened_by_several_processes_at_once(self, tmp_path: Path) -> None:
        """One makes the tables and the key; the others wait and find them."""
        url = f"sqlite:///{tmp_path}/new.sqlite"
        with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as processes:
            assert len(set(processes.map(fingerprint_of, [url] * 4))) == 1

    @pytest.mark.parametrize(
        ("url", "code"),
        [
            ("mysql://localhost/pvb", "database-url-invalid"),
            ("sqlite://pvb.sqlite", "database-url-invalid"),
            ("", "database-url-invalid"),
            ("postgresql://localhost/pvb?sslmode=require", "database-url-parameter"),
        ],
    )
    def test_has_an_address_that_it_understands(self, sqlite_house: House, url: str, code: str) -> None:
        """Two databases; a part of the address that would be passed over is refused."""
        with pytest.raises(Refused) as refused:
            Ledger(url, sqlite_house.keyring)
        assert refused.value.code == code
