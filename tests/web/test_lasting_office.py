"""The pages of the office, looking back: the same bytes after care was corrected, judged and declared anew."""

from datetime import timedelta

import pytest

from ledger.vocabulary.clock import SetClock
from tests.houses import do
from tests.web.client import TestClient, errors, main_text, texts
from tests.web.conftest import LogIn
from tests.web.declaring_desk import SUBMITTED, approved, office, sentence, told
from tests.web.declaring_story import K1, K3, redelivered
from tests.web.test_lasting_pages import LINK, lasting, of_the_ledger
from web.composition import House

__all__ = ["approved", "office", "told"]

PAGES = ["/declareren", K1, f"{K1}/ingediend", K3]


class TestLookingBack:
    def test_gives_the_same_bytes_after_care_was_corrected_and_declared_anew(
        self, approved: House, as_user: LogIn, clock: SetClock
    ) -> None:
        addresses = [lasting(as_user("kantoor-1"), address) for address in PAGES]
        before = {address: of_the_ledger(as_user("kantoor-1"), address) for address in addresses}
        clock.moment += timedelta(days=40)
        do(approved, redelivered("b1", "c2", "0:30"))
        do(approved, SUBMITTED, {"do": "register_provider", "provider": "p9", "name": "De Nieuwe Maas"})
        do(approved, {"do": "register_provider", "provider": "p1", "name": "De Nieuwe Linde"})
        for address in addresses:
            assert of_the_ledger(as_user("kantoor-1"), address) == before[address], address

    @pytest.mark.usefixtures("approved")
    def test_says_so_and_offers_nothing_to_submit(self, office: TestClient) -> None:
        for address in PAGES:
            now, then = office.get(address), office.get(lasting(office, address))
            assert "U kijkt terug." in main_text(then)
            assert texts(then, "//main//form[@method='post']") == []
            assert texts(now, LINK) == texts(then, LINK)
            assert sentence(now) == sentence(then) if address != "/declareren" else True

    def test_shows_what_was_to_declare_before_it_was(self, approved: House, office: TestClient) -> None:
        first = next(r.position for r in approved.ledger.stream("declaration-p1-k1-2026-03"))
        assert "kunt u" in sentence(office.get(f"{K1}?position={first - 1}"))
        assert office.get(f"{K1}/ingediend?position={first - 1}").status_code == 404

    @pytest.mark.usefixtures("approved")
    @pytest.mark.parametrize("address", PAGES)
    def test_tells_what_cannot_be_shown(self, office: TestClient, address: str) -> None:
        answer = office.get(f"{address}?position=99999")
        assert answer.status_code == 422
        assert "het grootboek loopt tot en met" in errors(answer)[0]
