"""Where people are counted together, the amount is of all of them: whoever is named, and whoever asks."""

import pytest

from ledger.commands.declare import Prepared
from ledger.vocabulary.actor import SYSTEM, Actor, Mandate
from ledger.vocabulary.clock import SetClock
from tests.houses import do
from tests.ledger.care_lines import chosen, delivered, enrolled, tarief, unenrolled
from tests.ledger.contract_lines import concluded
from tests.ledger.declare_lines import APRIL, declare, judged, lines_of, paid, prepared
from tests.ledger.lines import Line, client, indicatie
from tests.ledger.stories.agreements import activity, euros, model, per_year
from tests.ledger.story import Story
from web import declaring

CLIENTS = ("c1", "c2", "c3")
TERMS: Line = {"leveringsvormen": ["mpt"], "rate": "100.00", "acknowledged": True}

SUBSCRIBED = (
    concluded("k1", components=[model("G", prestatie="G001", amounts=per_year("365.00"))], **TERMS),
    *(enrolled(contract="k1", client=one) for one in CLIENTS),
)


@pytest.fixture
def three(empty_story: Story, clock: SetClock) -> Story:
    """Three clients at home; it is April."""
    for number, one in enumerate(CLIENTS, start=1):
        empty_story.tell(client(one), indicatie(number, client=one, last=None, value=euros("100.00"), per="week"))
        empty_story.tell(chosen("mpt", client=one))
    clock.moment = APRIL
    return empty_story


@pytest.fixture
def members(three: Story) -> Story:
    """A subscription for all three, of € 31,00 each in March."""
    three.tell(*SUBSCRIBED)
    return three


@pytest.fixture
def shared(three: Story) -> Story:
    """A ceiling for all clients together: c1 is above its own, c2 leaves room, c3 had no care."""
    three.tell(tarief("H126", "uur", "300.00"))
    shower = model("B", activities=[activity(price="100.00")])
    three.tell(concluded("k1", components=[shower], ceiling="provider", **TERMS))
    about = {"prestatie": None, "activity": "douchen"}
    three.tell(*(delivered(f"l{day}", "0:30", on=f"2026-03-{day:02}", **about) for day in range(1, 8)))
    three.tell(delivered("l1", "0:30", client="c2", on="2026-03-01", **about))
    return three


class TestASubscription:
    @pytest.mark.parametrize("named", [(), ("c1",), CLIENTS])
    def test_counts_everybody_who_is_enrolled(self, members: Story, named: tuple[str, ...]) -> None:
        """Named or not."""
        members.tell(declare(clients=list(named)))
        assert [one["eurocent"] for one in lines_of(members)] == [93_00]

    def test_is_not_taken_back_for_want_of_a_name(self, members: Story) -> None:
        """€ 93,00 was paid; asked for one client it is still right."""
        members.tell(declare(clients=list(CLIENTS)), judged("approve"))
        assert members.refused(declare(clients=["c1"])) == "nothing-to-declare"
        assert paid(members) == 93_00

    def test_is_lower_for_who_left_whoever_is_named(self, members: Story) -> None:
        """Until the fifteenth is fifteen days."""
        members.tell(declare(), judged("approve"), unenrolled("2026-03-15", contract="k1", client="c3"), declare())
        assert [one["eurocent"] for one in lines_of(members, "p1-k1-2026-03-2")] == [77_00]

    def test_counts_who_was_enrolled_in_the_same_act(self, three: Story) -> None:
        """What is recorded together is seen together."""
        do(three.house, *SUBSCRIBED, declare(clients=[]))
        assert [one["eurocent"] for one in lines_of(three)] == [93_00]


class TestACeilingPerProvider:
    @pytest.mark.parametrize("named", [("c1",), ("c2",), ("c3",), CLIENTS])
    def test_is_that_of_all_clients(self, shared: Story, named: tuple[str, ...]) -> None:
        """€ 442,86 each: c1 asks € 700,00 and c2 € 100,00 of € 885,72 together."""
        shared.tell(declare(clients=list(named)))
        assert sorted(one["eurocent"] for one in lines_of(shared)) == [100_00, 700_00]

    def test_is_not_taken_back_after_a_refusal_of_another(self, shared: Story) -> None:
        """The line of c2 does not stand; its room still counts, and it is asked for again."""
        shared.tell(declare(), judged("approve"), judged("refuse", number="2"))
        found = prepared(shared, declare(clients=["c1"]))
        assert not found.changes.credits
        assert [new.line.computed.client for new in found.changes.lines] == ["c2"]


class TestAPreview:
    @pytest.mark.parametrize("region", [None, "Rotterdam", "Utrecht"])
    def test_is_the_same_with_a_narrowed_mandate_and_a_caseload_that_lags(
        self, members: Story, monkeypatch: pytest.MonkeyPatch, region: str | None
    ) -> None:
        """Nobody is in the caseload yet, and the visitor sees clients of one region only."""
        members.tell(declare(clients=list(CLIENTS)), judged("approve"))
        monkeypatch.setattr(declaring, "clients_of", lambda connection, provider: [])
        mandate = Mandate(Actor("administratie", "zorgaanbieder"), provider="p1", region=region)
        for asking in (SYSTEM, mandate):
            found = declaring.preview(members.house, asking, "k1", "p1", "2026-03")
            assert not _takes_back(found.prepared)
            assert found.refusal is not None
            assert found.refusal.code == "nothing-to-declare"


def _takes_back(found: Prepared) -> bool:
    return bool(found.changes.credits)
