"""Care at home (mpt): a plan, deliveries, a contract per provider, and what the ledger derives from them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TypeVar

import pytest

from ledger.aggregates.contracteerruimte import Contracteerruimte
from ledger.aggregates.declaration import Declaration
from ledger.demo.agenda import Moment
from ledger.demo.care import kinds_of_care, prestaties
from ledger.demo.contracts import BESIDE, catalogue
from ledger.tariffs.table import DEMO, read
from tests.demo.conftest import Played
from tests.demo.tally import Line, Tally, smallest
from tests.demo.test_region import lines, models

pytestmark = pytest.mark.slow

T = TypeVar("T")


def of_kind(played: Played, kind: type[T]) -> list[T]:
    """All events of a kind, in order."""
    return [event for event in played.events if isinstance(event, kind)]


def at_home(moments: list[Moment]) -> set[str]:
    """Everybody who chose care at home at some time: with an mpt, or as a package (vpt)."""
    chosen = lines(moments, "choose_leveringsvorm")
    return with_mpt(moments) | {line["client"] for line in chosen if line["leveringsvorm"] == "vpt"}


def with_mpt(moments: list[Moment]) -> set[str]:
    """Everybody who chose care at home at some time."""
    chosen = lines(moments, "choose_leveringsvorm")
    return {line["client"] for line in chosen if line["leveringsvorm"].startswith("mpt")}


def derived(played: Played) -> list[Declaration.LineSubmitted]:
    """The lines that came from a contract."""
    return [line for line in of_kind(played, Declaration.LineSubmitted) if line.derivation is not None]


def declared_by(played: Played, contract: str) -> list[Declaration.LineSubmitted]:
    """The lines of one contract."""
    return [line for line in derived(played) if line.derivation and line.derivation.contract == contract]


class TestTheRegister:
    """What care at home costs at most."""

    def test_holds_every_prestatie_of_care_at_home(self, region: list[Moment]) -> None:
        """Before the year begins, and it says that it is for the demo."""
        told = lines(region, "set_tarief")
        packages = {line["code"] for line in told if line["name"].startswith(("zzp ", "vpt "))}
        assert {line["code"] for line in told} - packages == {*prestaties(), *BESIDE}
        assert packages >= {one["prestatie"] for line in lines(region, "submit_declaration") for one in line["lines"]}
        assert all(line["source"].startswith("demo") for line in told)
        assert all(
            moment.at.date() < date(2026, 1, 1) and moment.role == "zorgkantoor"
            for moment in region
            if lines([moment], "set_tarief")
        )

    def test_says_what_the_table_says(self, region: list[Moment]) -> None:
        """To the cent."""
        cents = {one.name: one.cents for one in read(DEMO).values() if one.unit == "dag"}
        for line in lines(region, "set_tarief"):
            known = cents.get(line["code"])
            assert smallest(line["tariff"]) == (known or read(DEMO).in_year(2026, line["code"]).cents)

    def test_no_activity_costs_more_than_the_maximum_of_its_norm_time(self) -> None:
        """The catalogue of model B."""
        assert len(catalogue(2026)) == len({care.activity for care in kinds_of_care()})


class TestTheContracts:
    """One per provider that gives care at home."""

    def test_are_there_for_everyone_who_serves_it(self, region: list[Moment]) -> None:
        """Nobody gives care at home without one."""
        contracted = {line["provider"] for line in lines(region, "conclude_contract")}
        planned = {
            one["provider"]
            for line in lines(region, "agree_zorgplan", "revise_zorgplan")
            for one in line["lines"]
            if "provider" in one
        }
        assert planned <= contracted

    def test_are_of_different_models_most_of_them_a(self, region: list[Moment]) -> None:
        """And one is a hybrid, acknowledged."""
        yearly = [line for line in lines(region, "conclude_contract") if line["contract"].endswith("-mpt")]
        kinds = Counter("+".join(models(line)) for line in yearly)
        assert set(kinds) == {"A", "B", "C", "D", "E", "H+A"}
        assert kinds.most_common(1)[0][0] == "A"
        assert all(line["acknowledged"] for line in yearly if "H" in models(line))

    def test_of_model_e_has_scores_of_last_year_and_of_this(self, region: list[Moment]) -> None:
        """Known from January and July."""
        assert [line["from"] for line in lines(region, "record_score")] == ["2025-01-01", "2026-01-01"]


class TestThePlans:
    """One per client with care at home."""

    def test_everybody_with_care_at_home_has_one(self, region: list[Moment]) -> None:
        """From the first day of care; who still waits for the first budget waits for the plan."""
        begun = {line["client"] for line in lines(region, "open_budget") if "client" in line}
        agreed = Counter(line["client"] for line in lines(region, "agree_zorgplan"))
        assert set(agreed) == at_home(region) & begun
        assert set(agreed.values()) == {1}
        assert len(agreed) > 50

    def test_most_are_looked_back_on(self, region: list[Moment]) -> None:
        """Half way."""
        agreed, evaluated = len(lines(region, "agree_zorgplan")), len(lines(region, "evaluate_zorgplan"))
        assert 0.6 * agreed < evaluated < agreed

    def test_end_when_the_client_died(self, played: Played) -> None:
        """On the day of death; after the year it had ended by itself."""
        reported = {line["client"]: line["on"] for line in lines(played.moments, "report_death")}
        deaths = {client: on for client, on in reported.items() if on < "2027"}
        ended = {line["client"]: line["on"] for line in lines(played.moments, "end_zorgplan")}
        assert ended
        assert ended == {client: deaths[client] for client in deaths.keys() & at_home(played.moments)}

    def test_keep_the_pgb_of_modules_as_large_as_the_modules(self, region: list[Moment]) -> None:
        """Where some modules are a pgb, the plan says so too."""
        pgb = {
            line["client"]
            for line in lines(region, "allocate_modules")
            for part in line["parts"]
            if part.get("pgb") and part["modules"]
        }
        told = {
            line["client"] for line in lines(region, "agree_zorgplan") if any(one.get("pgb") for one in line["lines"])
        }
        assert pgb <= told


class TestTheDeliveries:
    """Entered once."""

    def test_are_mostly_the_same_act_as_a_spend(self, region: list[Moment]) -> None:
        """The others are with a second provider, where the client has no budget, or with a group."""
        given = lines(region, "record_delivery")
        assert 0.6 * len(given) < sum("spend" in line for line in given) < len(given)
        assert any("clients" in line for line in given)

    def test_nobody_with_care_at_home_spends_without_one(self, region: list[Moment]) -> None:
        """Apart from points of one's own, and what is done with a group."""
        clients = {line["budget"]: line.get("client") for line in lines(region, "open_budget")}
        apart = {clients[line["budget"]] for line in lines(region, "spend")} & with_mpt(region)
        assert apart <= {"c-de-vries"}

    def test_are_counted_by_the_tally(self, region: list[Moment]) -> None:
        """Once each, entitled, alive."""
        tally = Tally()
        tally.take_all(lines(region))
        assert len(tally.given) > 1000


class TestTheDeclarations:
    """Derived from the contracts by the ledger itself."""

    def test_come_from_at_least_five_models(self, played: Played) -> None:
        """Every letter that was agreed."""
        assert {line.derivation.model for line in derived(played) if line.derivation} == set("ABCDEH")

    def test_are_paid_up_to_what_was_agreed(self, played: Played) -> None:
        """Who gives more than its part of the plan does so at its own risk, to the cent; that is seldom so."""
        found = [(line, line.derivation) for line in derived(played) if line.derivation]
        assert len(found) == len(derived(played)) > 500
        for line, derivation in found:
            assert derivation.above_eurocent == derivation.unpaid_eurocent
            assert derivation.computed_eurocent == line.eurocent + derivation.unpaid_eurocent
        assert sum(derivation.unpaid_eurocent > 0 for _, derivation in found) < 0.02 * len(found)

    def test_by_the_hour_are_what_an_independent_count_says(self, played: Played) -> None:
        """Minutes by client and prestatie, as they were known when the month was first declared."""
        compared = 0
        known = {(line.declaration, line.client, line.prestatie): line for line in derived(played)}
        for command, minutes in counted(played.moments, {"lindeboog-mpt", "kadeluwe-mpt"}):
            declaration = f"{command['provider']}-{command['contract']}-{command['period']}"
            for (client, prestatie), total in minutes.items():
                line = known[declaration, client, prestatie]
                assert line.quantity == (total + 2) // 5 * 5
                cents = line.quantity * ((read(DEMO).in_year(2026, prestatie).cents * 9450 + 5000) // 10000)
                assert line.derivation is not None
                assert line.derivation.computed_eurocent == (2 * cents + 60) // 120
                compared += 1
        assert compared > 50

    def test_are_approved_with_a_refusal_now_and_then(self, played: Played) -> None:
        """Nothing is left to judge at the end."""
        numbers = {line.declaration for line in derived(played)}
        approved = [one for one in of_kind(played, Declaration.LineApproved) if one.declaration in numbers]
        refused = [one for one in of_kind(played, Declaration.LineRefused) if one.declaration in numbers]
        assert len(approved) + len(refused) == len(derived(played))
        assert 0 < len(refused) < 0.03 * len(approved)

    def test_of_an_earlier_month_are_sometimes_done_again(self, played: Played) -> None:
        """With credits, and lines that say which one they replace."""
        replacing = [one for line in derived(played) if (one := line.replaces)]
        credited = {(one.declaration, one.line) for one in of_kind(played, Declaration.LineCredited)}
        assert replacing
        assert {(one.declaration, one.line) for one in replacing} <= credited


def counted(moments: list[Moment], contracts: set[str]) -> Iterator[tuple[Line, dict[tuple[str, str], int]]]:
    """Yield every first declaration of a month under these contracts, with the minutes that were known then."""
    given: dict[tuple[str, str], tuple[Line, int]] = {}
    seen: set[tuple[str, str]] = set()
    for line in lines(moments, "record_delivery", "correct_delivery", "declare"):
        if line["do"] == "declare":
            if line["contract"] not in contracts or (line["contract"], line["period"]) in seen:
                continue
            seen.add((line["contract"], line["period"]))
            totals: dict[tuple[str, str], int] = defaultdict(int)
            for (client, _), (delivery, minutes) in given.items():
                mine = f"{delivery['provider']}-mpt" == line["contract"] and delivery["prestatie"] in prestaties()
                if minutes and mine and delivery["on"].startswith(line["period"]):
                    totals[client, delivery["prestatie"]] += minutes
            yield line, totals
        elif line["do"] == "record_delivery":
            clients = line.get("clients", [line.get("client")])
            share, rest = divmod(smallest(line["minutes"]), len(clients))
            for place, client in enumerate(clients):
                given[client, line["levering"]] = (line, share + (place < rest))
        else:
            key = line["client"], line["levering"]
            given[key] = (given[key][0], smallest(line["minutes"]))


class TestTheFamilies:
    """Their figures as the ledger derives them."""

    def test_mevrouw_de_vries_450_euro_every_week(self, played: Played) -> None:
        """Arrangement 'middel', of which the care farm is owed 30 %; the week of the flu too."""
        mine = declared_by(played, "lindeboog-arrangement")
        assert [line.eurocent for line in mine] == [45000] * 51
        assert {(due.provider, due.eurocent) for line in mine for due in line.owed} == {("paarse-bever", 13500)}

    def test_de_heer_yilmaz_727_euro_every_week(self, played: Played) -> None:
        """Ten modules of 72.70 with three providers."""
        weeks: dict[date, int] = defaultdict(int)
        for provider, modules in (("lindeboog", 5), ("dubbelgroen", 3), ("paarse-bever", 2)):
            mine = declared_by(played, f"{provider}-modules")
            assert {(line.quantity, line.eurocent) for line in mine} == {(modules, modules * 7270)}
            for line in mine:
                weeks[line.first] += line.eurocent
        assert len(weeks) == 48
        assert set(weeks.values()) == {72700}


class TestTheEnvelope:
    """The contracteerruimte fits the clients, those with care at home too."""

    def test_is_about_ninety_two_percent_used_at_the_end_of_the_year(self, played: Played) -> None:
        """All months declared, refusals left out, credits taken off; the two families come on top."""
        envelope = sum(event.eurocent for event in of_kind(played, Contracteerruimte.Set))
        envelope += sum(event.change_eurocent for event in of_kind(played, Contracteerruimte.Corrected))
        families = ("c-de-vries", "c-yilmaz")
        approved = [one for one in of_kind(played, Declaration.LineApproved) if one.client not in families]
        paid = sum(one.eurocent for one in approved)
        paid -= sum(one.eurocent for one in of_kind(played, Declaration.LineCredited))
        assert 0.90 < paid / envelope < 0.93
