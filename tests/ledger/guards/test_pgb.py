"""What was paid from a pgb is written down as it was; whether it was lawful is for the rules to say."""

import msgspec
import pytest

from ledger.events import decode, sentence
from tests.ledger.control_lines import pgb_paid, pgb_withdrawn
from tests.ledger.lines import FAMILY, client, died
from tests.ledger.story import Story, somebody
from web.composition import House

ROTTERDAM = somebody("zorgkantoor", region="Rotterdam")


def told(story: Story) -> list[str]:
    """Return what was paid for c1, in sentences."""
    return [sentence(decode(one.topic, one.state)) for one in story.house.ledger.stream("pgb-c1")]


class TestAPayment:
    def test_stands_in_the_log_until_it_is_withdrawn(self, house: House) -> None:
        """On both databases; the reason is sealed."""
        story = Story(house)
        story.tell(*FAMILY)
        story.tell(pgb_paid(provider="p2"), pgb_paid("s2", "0.01"), pgb_withdrawn(), by=ROTTERDAM)
        assert told(story) == [
            "Uit het pgb is op 4 maart 2026 € 650,00 betaald aan p2, van 1 maart 2026 tot en met 31 maart 2026.",
            "Uit het pgb is op 4 maart 2026 € 0,01 betaald, van 1 maart 2026 tot en met 31 maart 2026.",
            "De betaling uit het pgb van € 650,00 aan p2, van 1 maart 2026 tot en met 31 maart 2026, is ingetrokken: "
            "die was een vergissing.",
        ]
        stored = msgspec.json.decode(house.ledger.stream("pgb-c1")[-1].state)
        assert house.keyring.open("client-c1", stored["reason"]) == "dubbel"

    @pytest.mark.parametrize("amount", ["0.00", "-0.01"])
    def test_is_more_than_nothing(self, story: Story, amount: str) -> None:
        """A cent is."""
        assert story.refused(pgb_paid(amount=amount)) == "amount-not-positive"
        story.tell(pgb_paid(amount="0.01"))

    def test_was_made_on_a_day_that_has_been(self, story: Story) -> None:
        """Yesterday or today; without a day it was today. Tomorrow nothing was paid yet."""
        assert story.refused(pgb_paid(on="2026-03-05")) == "day-in-future"
        story.tell(pgb_paid("s1", on="2026-03-03"), pgb_paid("s2", on="2026-03-04"), pgb_paid("s3"))
        assert [one.split(" is op ")[1][:12] for one in told(story)] == ["3 maart 2026", "4 maart 2026", "4 maart 2026"]

    def test_is_in_euro(self, story: Story) -> None:
        """The SVB pays money."""
        assert story.refused(pgb_paid() | {"amount": {"UUR": "1:00"}}) == "unit-not-euro"

    def test_is_over_days_in_their_order_that_can_be_meant(self, story: Story) -> None:
        """One day is enough."""
        assert story.refused(pgb_paid(to="2026-02-28")) == "period-reversed"
        assert story.refused(pgb_paid(to="9999-12-31")) == "day-out-of-range"
        story.tell(pgb_paid(to="2026-03-01"))

    def test_has_a_number_once(self, story: Story) -> None:
        """Also after it was withdrawn; another client has numbers of its own."""
        story.tell(client("c2"), pgb_paid())
        assert story.refused(pgb_paid()) == "payment-exists"
        story.tell(pgb_withdrawn(), pgb_paid(client="c2"))
        assert story.refused(pgb_paid()) == "payment-exists"

    def test_is_written_down_whatever_the_right_to_care(self, story: Story) -> None:
        """Control can only find what is on record."""
        story.tell(died("2026-01-01"), pgb_paid())


class TestWithdrawing:
    def test_says_whether_it_was_ever_paid(self, story: Story) -> None:
        """A mistake of who wrote it down, or money that came back; nothing else."""
        story.tell(pgb_paid(), pgb_withdrawn(why="paid-back"))
        assert told(story)[-1].endswith("tot en met 31 maart 2026, is terugbetaald.")
        story.tell(pgb_paid("s2"))
        assert story.refused(pgb_withdrawn("s2", why="fraude")) == "value-invalid"
        missing = {name: value for name, value in pgb_withdrawn("s2").items() if name != "why"}
        assert story.refused(missing) == "field-missing"

    def test_what_is_not_there_is_refused(self, story: Story) -> None:
        """Never paid, another number, or withdrawn before."""
        assert story.refused(pgb_withdrawn()) == "pgb-unknown"
        story.tell(pgb_paid())
        assert story.refused(pgb_withdrawn("s9")) == "payment-unknown"
        story.tell(pgb_withdrawn())
        assert story.refused(pgb_withdrawn()) == "payment-unknown"


class TestTheMandate:
    def test_of_a_payer_is_its_own_region(self, story: Story) -> None:
        """A client of Rotterdam is not there for Utrecht."""
        story.tell(pgb_paid())
        for line in (pgb_paid("s2"), pgb_withdrawn()):
            assert story.refused(line, by=somebody("zorgkantoor", region="Utrecht")) == "client-unknown"
        story.tell(pgb_withdrawn(), by=ROTTERDAM)
