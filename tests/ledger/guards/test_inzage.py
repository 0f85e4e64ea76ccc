"""The four steps of access: in this order and no other, within bounds, until a day, the last by a second person."""

from typing import Any

import pytest

from ledger.aggregates.inzage import Inzage
from ledger.events import decode, sentence
from ledger.vocabulary.actor import Actor, Mandate
from ledger.vocabulary.clock import SetClock
from ledger.vocabulary.errors import LedgerError
from tests.ledger.lines import Line, line
from tests.ledger.story import Story, somebody

RUUD = somebody("auditor")
SABA = Mandate(Actor("auditor-2", "auditor"))
PAYER = somebody("zorgkantoor", region="Rotterdam")
TODAY, LAST, TOO_LATE, YESTERDAY = "2026-03-04", "2026-06-04", "2026-06-05", "2026-03-03"
"""The tests' day, 92 and 93 days later, and the day before."""


def asked(inzage: str, step: str, previous: str | None = None, **more: Any) -> Line:
    """Ask for a step, on the one before it."""
    usual = {"inzage": inzage, "step": step, "purpose": "materiële controle 2026", "ground": "Wlz artikel 9.1.2"}
    return line("request_inzage", {**usual, "until": "2026-03-31", "previous": previous}, more)


def seen(inzage: str, step: str = "lines", **more: Any) -> Line:
    """Write down a page that was shown."""
    return line("record_view", {"inzage": inzage, "step": step, "page": "/controle/client/c1"}, more)


def grant(inzage: str = "i4") -> Line:
    """Let it be."""
    return line("grant_inzage", {"inzage": inzage}, {})


def refuse(inzage: str = "i4") -> Line:
    """Say no."""
    return line("refuse_inzage", {"inzage": inzage, "reason": "De steekproef is nog niet beoordeeld."}, {})


TOTALS = asked("i1", "totals")
LINES = asked("i2", "lines", "i1", region="Rotterdam")
SAMPLE = asked("i3", "sample", "i2", region="Rotterdam", sample="s1")
DETAIL = asked("i4", "detail", "i3", region="Rotterdam", sample="s1", clients=["c1"])


@pytest.fixture
def lined(story: Story) -> Story:
    """Ruud has totals of everything and the lines of Rotterdam."""
    story.tell(line("register_provider", {"provider": "p1", "name": "Zorggroep De Linde"}, {}))
    story.tell(TOTALS, LINES, by=RUUD)
    return story


@pytest.fixture
def waiting(lined: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """He saw a sample, and asks for the personal detail of one client in it."""
    monkeypatch.setattr("ledger.commands.inzage.is_drawn", lambda desk, sample: sample == "s1")
    lined.tell(SAMPLE, DETAIL, by=RUUD)
    return lined


def code(story: Story, asked: Line, by: Mandate = RUUD) -> tuple[str, str | None]:
    """Return why not, and at which field."""
    error: LedgerError = story.refusal(asked, by=by)
    return error.code, error.field


class TestTheOrder:
    def test_is_totals_lines_sample_detail(self, waiting: Story) -> None:
        """Each after the one before; the last waits for a second person."""
        waiting.tell(grant(), by=SABA)
        waiting.tell(seen("i4", "detail", client="c1"), by=RUUD)

    @pytest.mark.parametrize("step", ["lines", "sample", "detail"])
    def test_begins_with_totals(self, story: Story, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """A control may not start at the detail."""
        monkeypatch.setattr("ledger.commands.inzage.is_drawn", lambda desk, sample: True)
        assert code(story, asked("i9", step, region="Rotterdam", sample="s1")) == ("inzage-step-skipped", "previous")

    @pytest.mark.parametrize(
        ("step", "previous"), [("sample", "i1"), ("detail", "i1"), ("detail", "i2"), ("lines", "i2")]
    )
    def test_skips_no_step(self, waiting: Story, step: str, previous: str) -> None:
        """Neither from the totals to a sample, nor from the lines to the person; nor twice the same."""
        wanted = asked("i9", step, previous, region="Rotterdam", sample="s1")
        assert code(waiting, wanted) == ("inzage-step-skipped", "previous")

    def test_has_nothing_before_totals(self, lined: Story) -> None:
        """They are the first."""
        assert code(lined, asked("i9", "totals", "i1")) == ("inzage-step-skipped", "previous")

    def test_is_walked_by_one_person(self, lined: Story) -> None:
        """The access of a colleague opens nothing."""
        assert code(lined, asked("i9", "lines", "i1", region="Rotterdam"), SABA) == ("inzage-not-yours", "inzage")

    def test_goes_on_from_what_is_still_in_force(self, story: Story, clock: SetClock) -> None:
        """On the last day of the totals the lines may be asked, on the day after not."""
        story.tell(asked("i1", "totals", until=TODAY), by=RUUD)
        story.tell(LINES | {"until": TODAY}, by=RUUD)
        clock.moment = clock.moment.replace(day=5)
        assert code(story, LINES | {"inzage": "i9"}) == ("inzage-expired", "inzage")

    def test_goes_on_from_what_was_granted(self, waiting: Story) -> None:
        """What waits, was refused or was ended is no step to stand on; nothing comes after the detail."""
        waiting.tell(line("end_inzage", {"inzage": "i2"}, {}), by=RUUD)
        assert code(waiting, SAMPLE | {"inzage": "i9"}) == ("inzage-over", "inzage")
        assert code(waiting, asked("i9", "lines", "i7", region="Rotterdam")) == ("inzage-unknown", "previous")


class TestBounds:
    def test_are_not_needed_for_totals_only(self, lined: Story) -> None:
        """Lines of everybody are not for anybody."""
        assert code(lined, asked("i9", "lines", "i1")) == ("inzage-scope-missing", "region")

    @pytest.mark.parametrize("bound", [{"region": "Rotterdam"}, {"provider": "p1"}, {"clients": ["c1"]}])
    def test_are_one_at_least(self, lined: Story, bound: dict[str, Any]) -> None:
        """A region, a provider, or clients."""
        lined.tell(asked("i9", "lines", "i1", **bound), by=RUUD)

    @pytest.mark.parametrize(
        "wider",
        [{"provider": "p1"}, {"region": "Utrecht"}, {"clients": ["c1"]}],
    )
    def test_are_those_of_the_step_before_or_narrower(self, waiting: Story, wider: dict[str, Any]) -> None:
        """What is left out once stays left out; one bound more is fine."""
        refused = waiting.refused(asked("i9", "sample", "i2", sample="s1", **wider), by=RUUD)
        assert refused == "inzage-scope-wider"
        waiting.tell(asked("i9", "sample", "i2", sample="s1", region="Rotterdam", provider="p1"), by=RUUD)

    def test_of_clients_are_some_of_those_clients(self, lined: Story) -> None:
        """Another client, or all of them, is wider."""
        lined.tell(line("register_client", {"client": "c2", "region": "Rotterdam"}, {}))
        lined.tell(asked("t1", "totals", clients=["c1", "c2"]), by=RUUD)
        lined.tell(asked("k1", "lines", "t1", clients=["c2"]), by=RUUD)
        lined.tell(asked("t2", "totals", clients=["c1"]), by=RUUD)
        assert code(lined, asked("k2", "lines", "t2", clients=["c1", "c2"])) == ("inzage-scope-wider", "region")
        assert code(lined, asked("k2", "lines", "t2", region="Rotterdam")) == ("inzage-scope-wider", "region")

    def test_name_what_is_there(self, waiting: Story) -> None:
        """A client, a provider, a sample that nobody knows is not found; nor a client of elsewhere."""
        assert code(waiting, asked("i9", "lines", "i1", clients=["c77"])) == ("client-unknown", "client")
        assert code(waiting, asked("i9", "lines", "i1", provider="p77")) == ("provider-unknown", "provider")
        wanted = asked("i9", "sample", "i2", region="Rotterdam", sample="s2")
        assert code(waiting, wanted) == ("inzage-sample-unknown", "sample")
        wanted = asked("i9", "lines", "i1", region="Utrecht", clients=["c1"])
        assert code(waiting, wanted) == ("inzage-client-outside", "clients")

    def test_of_a_sample_are_a_sample(self, waiting: Story) -> None:
        """The step looks at what was drawn, not at what was chosen."""
        wanted = asked("i9", "sample", "i2", region="Rotterdam")
        assert code(waiting, wanted) == ("inzage-sample-missing", "sample")


class TestWhyItWasRefused:
    def test_is_sealed_under_the_key_of_the_access(self, waiting: Story) -> None:
        """It may say something of a person; the sentence in the log does not tell it."""
        waiting.tell(refuse(), by=SABA)
        stored = waiting.house.ledger.stream("inzage-i4")[-1]
        event = decode(stored.topic, stored.state)
        assert isinstance(event, Inzage.Refused)
        assert sentence(event) == "Inzage i4 is geweigerd door auditor-2."
        assert b"beoordeeld" not in stored.state
        keyring = waiting.house.keyring
        assert keyring.open("inzage-i4", event.reason) == "De steekproef is nog niet beoordeeld."
        assert keyring.open("client-c1", event.reason) is None


class TestASampleThatWasNotDrawn:
    def test_is_no_scope(self, lined: Story) -> None:
        """It is looked for in the log."""
        assert code(lined, SAMPLE) == ("inzage-sample-unknown", "sample")


class TestAGround:
    @pytest.mark.parametrize("name", ["ground", "purpose", "until", "step"])
    def test_is_given(self, story: Story, name: str) -> None:
        """A scope without ground is refused, and so is one without purpose or end."""
        assert story.refused({key: value for key, value in TOTALS.items() if key != name}, by=RUUD) == "field-missing"

    @pytest.mark.parametrize("name", ["ground", "purpose"])
    def test_is_more_than_blanks(self, story: Story, name: str) -> None:
        """A space is no ground."""
        assert story.refused(TOTALS | {name: " "}, by=RUUD) == "value-invalid"


class TestTheLastDay:
    def test_is_today_at_the_earliest(self, story: Story) -> None:
        """Yesterday is over."""
        assert code(story, TOTALS | {"until": YESTERDAY}) == ("inzage-until-past", "until")
        story.tell(TOTALS | {"until": TODAY}, by=RUUD)

    def test_is_ninety_two_days_ahead_at_the_latest(self, story: Story) -> None:
        """A quarter, and not a day more."""
        assert code(story, TOTALS | {"until": TOO_LATE}) == ("inzage-too-long", "until")
        story.tell(TOTALS | {"until": LAST}, by=RUUD)

    def test_counts_and_the_day_after_does_not(self, lined: Story, clock: SetClock) -> None:
        """It is in force until and including 31 March."""
        clock.moment = clock.moment.replace(day=31)
        lined.tell(seen("i2"), by=RUUD)
        clock.moment = clock.moment.replace(month=4, day=1)
        error = lined.refusal(seen("i2"), by=RUUD)
        assert (error.code, "31 maart 2026" in error.message) == ("inzage-expired", True)

    def test_is_not_after_that_of_the_step_before(self, lined: Story) -> None:
        """The lines end with the totals they came from, on 31 March, or before; never a day later."""
        error = lined.refusal(LINES | {"inzage": "i9", "until": "2026-04-01"}, by=RUUD)
        assert (error.code, error.field) == ("inzage-outlasts", "until")
        assert "31 maart 2026" in error.message
        lined.tell(LINES | {"inzage": "i9", "until": "2026-03-31"}, by=RUUD)

    def test_is_over_for_who_decides_late(self, waiting: Story, clock: SetClock) -> None:
        """On the day after, there is nothing to grant."""
        clock.moment = clock.moment.replace(month=4, day=1)
        assert code(waiting, grant(), SABA) == ("inzage-expired", "inzage")


class TestAView:
    def test_is_written_down(self, lined: Story) -> None:
        """Which page, about whom, on which day, in which step; who is in the header."""
        lined.tell(seen("i2", client="c1", provider="p1"), by=RUUD)
        record = lined.house.ledger.head()
        assert record is not None
        event = decode(record.topic, record.state)
        assert isinstance(event, Inzage.Viewed)
        assert (event.page, event.client, event.provider, event.step) == ("/controle/client/c1", "c1", "p1", "lines")
        assert (event.on.isoformat(), b'"auditor-1"' in record.state) == (TODAY, True)

    def test_is_of_the_step_or_an_earlier_one(self, lined: Story) -> None:
        """With lines one sees totals; with totals no lines."""
        lined.tell(seen("i2", "totals"), seen("i1", "totals"), by=RUUD)
        assert code(lined, seen("i1", "lines")) == ("inzage-step-too-low", "step")
        assert code(lined, seen("i2", "sample")) == ("inzage-step-too-low", "step")

    def test_is_ones_own(self, lined: Story) -> None:
        """Nobody looks in the name of another."""
        assert code(lined, seen("i2"), SABA) == ("inzage-not-yours", "inzage")

    def test_waits_for_the_second_person(self, waiting: Story) -> None:
        """Asked is not granted; refused never is."""
        assert code(waiting, seen("i4", "detail")) == ("inzage-not-granted", "inzage")
        waiting.tell(refuse(), by=SABA)
        assert code(waiting, seen("i4", "detail")) == ("inzage-was-refused", "inzage")

    def test_is_over_once_it_was_ended(self, lined: Story) -> None:
        """By who asked."""
        lined.tell(line("end_inzage", {"inzage": "i2"}, {}), by=RUUD)
        assert code(lined, seen("i2")) == ("inzage-over", "inzage")


class TestAnAccountant:
    def test_looks_under_an_access_of_their_own(self, story: Story) -> None:
        """They ask as an auditor does, and end what they asked."""
        els = somebody("accountant")
        story.tell(TOTALS, seen("i1", "totals"), line("end_inzage", {"inzage": "i1"}, {}), by=els)

    def test_decides_about_nobody(self, waiting: Story) -> None:
        """Neither yes nor no, nor the end of what another asked."""
        els = somebody("accountant")
        assert waiting.refused(grant(), by=els) == "role-may-not"
        assert waiting.refused(refuse(), by=els) == "role-may-not"
        assert code(waiting, line("end_inzage", {"inzage": "i2"}, {}), els) == ("inzage-unknown", "inzage")


class TestANumber:
    def test_is_given_once(self, lined: Story) -> None:
        """Another access has another number."""
        assert code(lined, TOTALS) == ("inzage-exists", "inzage")

    def test_is_asked_for_by_auditors_only(self, story: Story) -> None:
        """The payer and the provider have pages of their own."""
        for role in ("zorgkantoor", "medewerker", "beheerder"):
            assert story.refused(TOTALS, by=somebody(role)) == "role-may-not"
