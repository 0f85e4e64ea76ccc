"""Who lets somebody see personal detail: a second person, who is no key of anybody and not the machine."""

from typing import Any

import pytest

from ledger.vocabulary.actor import SYSTEM, Actor, Mandate
from tests.ledger.guards.test_inzage import PAYER, RUUD, SABA, asked, code, grant, lined, refuse, waiting
from tests.ledger.lines import line
from tests.ledger.story import Story, somebody

__all__ = ["lined", "waiting"]


class TestASecondPerson:
    def test_is_somebody_else(self, waiting: Story) -> None:
        """Nobody lets himself in, nor out."""
        assert code(waiting, grant(), RUUD) == ("inzage-own", "inzage")
        assert code(waiting, refuse(), RUUD) == ("inzage-own", "inzage")

    @pytest.mark.parametrize("by", [SABA, PAYER])
    def test_is_an_auditor_or_the_payer(self, waiting: Story, by: Mandate) -> None:
        """Of the region it is about."""
        waiting.tell(grant(), by=by)

    def test_is_of_the_region(self, waiting: Story) -> None:
        """Another region does not know it."""
        utrecht = somebody("zorgkantoor", region="Utrecht")
        for one in (grant(), refuse(), line("end_inzage", {"inzage": "i4"}, {})):
            assert code(waiting, one, utrecht) == ("inzage-unknown", "inzage")

    @pytest.mark.parametrize("role", ["beheerder", "zorgaanbieder", "medewerker", "familie"])
    def test_is_nobody_else(self, waiting: Story, role: Any) -> None:
        """An operator sees no clients, and care staff do not control themselves."""
        assert waiting.refused(grant(), by=somebody(role)) == "role-may-not"

    def test_is_no_key_of_a_system(self, waiting: Story) -> None:
        """The asker might have one."""
        assert code(waiting, grant(), Mandate(Actor("api:controle", "auditor"))) == ("inzage-not-by-key", "inzage")

    def test_is_not_needed_by_a_key_as_it_may_not_ask(self, lined: Story, monkeypatch: pytest.MonkeyPatch) -> None:
        """Else a person would ask by a key of their own, and let it in themselves. The steps before are open."""
        monkeypatch.setattr("ledger.commands.inzage.is_drawn", lambda desk, sample: sample == "s1")
        key = Mandate(Actor("api:auditor", "auditor"))
        lined.tell(asked("k1", "totals"), asked("k2", "lines", "k1", region="Rotterdam"), by=key)
        lined.tell(asked("k3", "sample", "k2", region="Rotterdam", sample="s1"), by=key)
        wanted = asked("k4", "detail", "k3", region="Rotterdam", sample="s1")
        assert code(lined, wanted, key) == ("inzage-not-by-key", "step")

    def test_is_not_the_machine(self, waiting: Story) -> None:
        """Who works at it may be the asker."""
        for one in (grant(), refuse()):
            assert code(waiting, one, SYSTEM) == ("inzage-not-by-system", "inzage")

    def test_decides_once(self, waiting: Story) -> None:
        """What was granted is not refused after all: it can be ended."""
        waiting.tell(grant(), by=SABA)
        assert code(waiting, refuse(), SABA) == ("inzage-decided", "inzage")
        waiting.tell(line("end_inzage", {"inzage": "i4"}, {}), by=SABA)
        assert code(waiting, line("end_inzage", {"inzage": "i4"}, {}), SABA) == ("inzage-over", "inzage")

    def test_is_for_personal_detail_only(self, lined: Story) -> None:
        """The other steps are in force as they are asked."""
        assert code(lined, grant("i2"), SABA) == ("inzage-needs-no-grant", "inzage")
