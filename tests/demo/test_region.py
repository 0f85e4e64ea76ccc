"""The stream of an invented region: repeatable, in order, and never to be refused."""

import json
from collections import Counter
from datetime import UTC, date
from hashlib import sha256
from itertools import islice, pairwise
from typing import Any, cast, get_args

import msgspec
import pytest

from ledger.commands.catalogue import COMMANDS
from ledger.commands.journal import read_command
from ledger.demo.agenda import Moment
from ledger.demo.population import population
from ledger.demo.region import lives
from ledger.vocabulary.actor import Role
from ledger.vocabulary.clock import AMSTERDAM
from ledger.vocabulary.identifiers import Identifier
from tests.demo.conftest import CLIENTS, SEED
from tests.demo.tally import Line, Tally, smallest, spends

pytestmark = pytest.mark.slow


def lines(moments: list[Moment], *kinds: str) -> list[Line]:
    """All commands of these kinds, in order; of every kind if none is named."""
    every = (cast(Line, line) for moment in moments for line in moment.commands)
    return [line for line in every if not kinds or line["do"] in kinds]


def models(contract: Line) -> list[str]:
    """The letters of the models of a contract."""
    return [component["model"] for component in contract["components"]]


def fingerprint(moments: list[Moment]) -> str:
    """A digest of everything in the stream."""
    written = [[moment.at.isoformat(), moment.actor, moment.role, moment.commands] for moment in moments]
    return sha256(json.dumps(written).encode()).hexdigest()


def identifiers(value: Any) -> set[str]:
    """All the short names in a command."""
    names = {"client", "provider", "budget", "entry", "from_budget", "to_budget", "transfer", "by", "declaration"}
    names |= {"line", "credit", "from_reservation", "prestatie", "activity", "levering", "zorgplan", "goal", "score"}
    found: set[str] = set()
    for name, content in value.items():
        if name in names and isinstance(content, str):
            found.add(content)
        for inner in content if isinstance(content, list) else []:
            found |= identifiers(inner) if isinstance(inner, dict) else {inner}
    return found


class TestTheStream:
    """What a player of the demo relies on."""

    def test_the_same_seed_gives_the_same_stream(self, region: list[Moment]) -> None:
        """To the last letter."""
        assert fingerprint(list(lives(CLIENTS, SEED))) == fingerprint(region)

    def test_another_seed_gives_another_stream(self) -> None:
        """Other names, other days, other amounts."""
        assert fingerprint(list(lives(20, 1, stories=False))) != fingerprint(list(lives(20, 2, stories=False)))

    def test_is_strictly_in_order_of_time(self, region: list[Moment]) -> None:
        """No two people record at the very same instant."""
        assert all(earlier.at < later.at for earlier, later in pairwise(region))

    def test_is_in_utc(self, region: list[Moment]) -> None:
        """Each moment is aware of its zone."""
        assert {moment.at.tzinfo for moment in region} == {UTC}

    def test_ends_on_the_last_day_asked_for(self) -> None:
        """Nothing is known of tomorrow."""
        until = date(2026, 3, 31)
        last = list(lives(30, 5, today=until))[-1].at.astimezone(AMSTERDAM).date()
        assert date(2026, 3, 25) <= last <= until

    def test_starts_before_the_year(self, region: list[Moment]) -> None:
        """Providers and clients are known when the year begins."""
        assert region[0].at.astimezone(AMSTERDAM).date() == date(2025, 12, 1)

    def test_every_command_has_its_own_id(self, region: list[Moment]) -> None:
        """So that loading twice changes nothing."""
        ids = [line["command_id"] for line in lines(region)]
        assert len(set(ids)) == len(ids)

    def test_is_mostly_recorded_between_seven_and_eleven(self, region: list[Moment]) -> None:
        """Care staff write by day and in the evening."""
        hours = [moment.at.astimezone(AMSTERDAM).hour for moment in region]
        assert sum(7 <= hour < 23 for hour in hours) > 0.99 * len(hours)

    def test_is_handed_out_bit_by_bit(self) -> None:
        """The first moments are there without the whole year in memory."""
        assert len(list(islice(lives(50, 1), 5))) == 5

    def test_a_year_without_amounts_is_an_error(self) -> None:
        """Never the nearest year."""
        with pytest.raises(Exception, match="2031 geen bedrag"):
            list(lives(10, 1, 2031, today=date(2031, 2, 1)))


class TestEveryCommand:
    """Fit for the door."""

    def test_is_read_by_the_journal(self, region: list[Moment]) -> None:
        """No unknown command, no unknown field, nothing missing."""
        for line in lines(region):
            assert read_command(dict(line)).command.command_id == line["command_id"]

    def test_is_given_by_a_role_that_may(self, region: list[Moment]) -> None:
        """Each of the people keeps to their own work."""
        for moment in region:
            assert moment.role in get_args(Role)
            for line in moment.commands:
                assert moment.role in COMMANDS[str(line["do"])].BY, (moment.role, line["do"])

    def test_names_things_shortly(self, region: list[Moment]) -> None:
        """Every id is an identifier of the vocabulary."""
        for name in {name for line in lines(region) for name in identifiers(line)}:
            assert msgspec.convert(name, Identifier) == name

    def test_names_staff_of_one_provider_only(self, region: list[Moment]) -> None:
        """A pseudonym never works for two providers."""
        provider_of = {line["budget"]: line["provider"] for line in lines(region, "open_budget")}
        written = [*spends(lines(region)), *lines(region, "reserve")]
        pairs = {(line["by"], provider_of[line["budget"]]) for line in written}
        pairs |= {(line["by"], line["provider"]) for line in lines(region, "record_delivery")}
        assert max(Counter(by for by, _ in pairs).values()) == 1


class TestTheBudgets:
    """An independent tally counts along."""

    def test_never_go_over(self, region: list[Moment]) -> None:
        """Not over the grant, not outside the period, not after death, no line twice."""
        tally = Tally()
        tally.take_all(lines(region))
        assert tally.questions > 100
        assert tally.deaths

    def test_the_tally_sees_an_overspend(self, region: list[Moment]) -> None:
        """Otherwise the test above could not fail."""
        smaller = [
            {**line, "amount": {"EUR": "1.00"}} if line["do"] == "open_budget" and "EUR" in line["amount"] else line
            for line in lines(region)
        ]
        with pytest.raises(AssertionError, match="does not fit"):
            Tally().take_all(smaller)

    def test_the_tally_sees_care_after_death(self, region: list[Moment]) -> None:
        """A death on New Year's Day makes nearly every line wrong."""
        tally = Tally(deaths={line["client"]: date(2026, 1, 1) for line in lines(region, "register_client")})
        with pytest.raises(AssertionError, match="after death"):
            tally.take_all(lines(region))

    def test_come_in_euro_points_and_hours(self, region: list[Moment]) -> None:
        """Each provider in its own way."""
        assert {next(iter(line["amount"])) for line in lines(region, "open_budget")} == {"EUR", "PUNT", "UUR"}

    def test_have_between_forty_and_sixty_spends_on_average(self, region: list[Moment]) -> None:
        """A share in a group activity counts as one."""
        together = sum(len(line["budgets"]) for line in lines(region, "spend_together"))
        clients = len({line["client"] for line in lines(region, "open_budget") if "client" in line})
        assert 40 * clients < len(spends(lines(region))) + together < 65 * clients

    def test_are_questioned_now_and_then_and_mostly_answered(self, region: list[Moment]) -> None:
        """About three in a hundred lines; a few still wait."""
        spent, asked = len(spends(lines(region))), len(lines(region, "question_entry"))
        answered = len(lines(region, "answer_question"))
        assert 0.02 * spent < asked < 0.05 * spent
        assert 0.75 * asked < answered < asked

    def test_every_kind_of_change_happens(self, region: list[Moment]) -> None:
        """The demo shows all that the ledger can hold."""
        kinds = {line["do"] for line in lines(region)}
        assert kinds >= {
            "reserve", "release", "correct_spend", "transfer", "raise_budget", "lower_budget", "carry_over",
            "close_budget", "report_death", "amend_indicatie", "move_modules", "turn_modules_into_pgb", "set_value",
            "refuse_declaration", "credit_line", "correct_contracteerruimte", "agree_with_provider",
            "set_tarief", "conclude_contract", "record_score", "agree_zorgplan", "evaluate_zorgplan",
            "revise_zorgplan", "record_delivery", "correct_delivery", "declare",
        }  # fmt: skip


class TestTheClients:
    """As many of each kind as there really are."""

    def test_a_thousand_have_the_real_shares(self) -> None:
        """What is registered and chosen is what the population says."""
        drawn = Counter((kind.zorgprofiel, kind.leveringsvorm) for kind in population(1000))
        profiles: dict[str, str] = {}
        forms: dict[str, str] = {}
        for line in lines(list(lives(1000, 4, today=date(2026, 10, 31), stories=False))):
            if line["do"] == "grant_indicatie":
                profiles[line["client"]] = line["zorgprofiel"]
            if line["do"] == "choose_leveringsvorm":
                forms.setdefault(line["client"], line["leveringsvorm"].replace("mpt_pgb", "mpt"))
        assert Counter((profiles[client], forms[client]) for client in profiles) == drawn

    def test_one_in_five_lives_in_the_second_region(self, region: list[Moment]) -> None:
        """The others in Rotterdam."""
        regions = Counter(line["region"] for line in lines(region, "register_client"))
        assert set(regions) == {"Rotterdam", "Midden-Brabant"}
        assert 0.15 < regions["Midden-Brabant"] / regions.total() < 0.21

    def test_modules_are_ten_in_whole_numbers(self, region: list[Moment]) -> None:
        """Placed, as pgb, or unused; only with providers whose contract pays modules."""
        allocated = lines(region, "allocate_modules")
        assert len(allocated) > 10
        paid = {line["provider"] for line in lines(region, "conclude_contract") if "D" in models(line)}
        assert {part["provider"] for line in allocated for part in line["parts"] if "provider" in part} <= paid
        assert all(line["of"] == 10 == sum(part["modules"] for part in line["parts"]) for line in allocated)


class TestTheEnvelope:
    """The contracteerruimte fits the clients."""

    def test_is_corrected_twice_once_down(self, region: list[Moment]) -> None:
        """Each with its ground in law, and with why in this case; the amounts are told to be invented."""
        corrections = [line for line in lines(region, "correct_contracteerruimte") if line["region"] == "Rotterdam"]
        assert [smallest(line["amount"]) > 0 for line in corrections] == [True, False]
        assert {line["ground"] for line in corrections} == {"artikel 49e Wmg"}
        assert ["herschikking" in line["motivation"] for line in corrections] == [False, True]
        assert all(line["source"].startswith("demo") for line in corrections)

    def test_agreements_stay_within_it(self, region: list[Moment]) -> None:
        """The zorgkantoor never promises more than there is."""
        agreed = sum(smallest(line["amount"]) for line in lines(region, "agree_with_provider"))
        assert agreed < sum(smallest(line["amount"]) for line in lines(region, "set_contracteerruimte"))


class TestTheDeclarations:
    """Of stays and vpt, per provider, per month."""

    def test_have_at_most_two_hundred_lines(self) -> None:
        """A large provider sends several at once."""
        moments = list(lives(3000, 8, today=date(2026, 2, 20), stories=False))
        sizes = [len(line["lines"]) for line in lines(moments, "submit_declaration")]
        assert max(sizes) == 200

    def test_are_submitted_in_the_month_after(self, region: list[Moment]) -> None:
        """Around the tenth working day; apart from a few lines by themselves, which come once more, or months late."""
        apart = 0
        for moment in region:
            for line in lines([moment], "submit_declaration"):
                last = date.fromisoformat(line["period"][1])
                late = (moment.at.date() - last).days
                assert 10 <= late <= 40 or (len(line["lines"]) == 1 and late < 140)
                apart += late > 40
        assert 0 < apart < 10

    def test_are_approved_except_for_a_few_lines(self, region: list[Moment]) -> None:
        """Refused with the code for a prestatie outside the toewijzing."""
        refused = lines(region, "refuse_declaration")
        assert {line["retourcode"] for line in refused} == {"0553"}
        lines_refused = sum(len(line["lines"]) for line in refused)
        assert 0 < lines_refused < 0.02 * sum(len(line["lines"]) for line in lines(region, "approve_declaration"))

    def test_a_code_that_is_not_in_the_list_is_recognisably_invented(self, region: list[Moment]) -> None:
        """X and Y stand for what could not be had."""
        codes = {one["prestatie"] for line in lines(region, "submit_declaration") for one in line["lines"]}
        real = {"Z071", "Z073", "Z081", "Z083", "Z455", "Z457", "Z471", "Z473", "Z481", "Z483"}
        assert {code for code in codes if code[0] not in "XY"} <= real
