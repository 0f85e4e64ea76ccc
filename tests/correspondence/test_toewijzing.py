"""A zorgtoewijzing (AW33): the person, the besluit, what was assigned, how care is received."""

import json
from datetime import time

import pytest

from ledger.aggregates.client import Client
from ledger.dossier.identities import born_and_sex
from ledger.messages.model import Geboortedatum
from tests.correspondence.arrivals import (
    D,
    accepted,
    assigned,
    bring,
    client_of,
    rules,
    toewijzingen_of,
    topics,
)
from tests.houses import do
from tests.messages import samples
from tests.messages.samples import DTV, MPT, OTHER_PROVIDER, PGB, VERBLIJF, geindiceerd, toewijzing
from web.composition import House

NEW = 222222222
FIRST_TOPICS = ["client.registered", "indicatie.granted", "toewijzing.assigned", "leveringsvorm.chosen"]


def on(day: str, house: House) -> str | None:
    """The leveringsvorm of a day."""
    return client_of(house).leveringsvorm_on(D(day))


class TestAnUnknownPerson:
    def test_is_registered_with_indicatie_toewijzing_and_leveringsvorm(self, house: House) -> None:
        """From nothing to what a budget can rest on."""
        (receipt,) = accepted(house, assigned())
        assert topics(receipt) == FIRST_TOPICS
        client = client_of(house)
        assert (client.region, client.id) == ("Rotterdam", receipt.clients[0].client)
        assert client.indicaties[samples.BESLUITNUMMER].zorgprofiel == "4VV"
        assert client.indicaties[samples.BESLUITNUMMER].value_eurocent is None

    def test_name_bsn_and_birth_date_are_readable_with_the_key_alone(self, house: House) -> None:
        """Nothing personal stands in the log, in any event."""
        (receipt,) = accepted(house, assigned())
        log = "".join(record.state.decode() for record in house.ledger.records(0))
        assert not [word for word in ("Voorbeeld", samples.BSN, "1943-05-02") if word in log]
        first = json.loads(house.ledger.records(0)[0].state)
        identity = house.keyring.open(Client.stream_of(str(receipt.clients[0].client)), first["identity"])
        expected = {"name": "A van der Voorbeeld", "birth_date": "1943-05-02", "bsn": samples.BSN}
        expected["sex"] = "vrouw"
        assert json.loads(identity or "") == expected

    @pytest.mark.parametrize(("code", "sex"), [("0", None), ("1", "man"), ("2", "vrouw")])
    def test_the_sex_is_that_of_the_code_list(self, house: House, code: str, sex: str | None) -> None:
        """LDT_Geslacht; 0 is unknown."""
        accepted(house, samples.aw33([samples.client_aw33(geslacht=code)]))
        assert born_and_sex(house.keyring, client_of(house)) == (D("1943-05-02"), sex)

    def test_a_birth_date_that_is_partly_unknown_is_left_out(self, house: House) -> None:
        """DatumGebruik 2: only the year is known."""
        person = samples.client_aw33(geboortedatum=Geboortedatum(datum=D("1943-01-01"), datum_gebruik="2"))
        (receipt,) = accepted(house, samples.aw33([person]))
        first = json.loads(house.ledger.records(0)[0].state)
        identity = house.keyring.open(Client.stream_of(str(receipt.clients[0].client)), first["identity"])
        assert json.loads(identity or "")["birth_date"] is None

    def test_a_client_of_the_journal_with_that_bsn_is_the_same_person(self, house: House) -> None:
        """Whoever came first."""
        do(house, {"do": "register_client", "client": "c1", "region": "Rotterdam", "bsn": samples.BSN})
        (receipt,) = accepted(house, assigned())
        assert receipt.clients[0].client == "c1"
        assert topics(receipt) == FIRST_TOPICS[1:]


class TestTheBesluit:
    def test_that_is_known_and_the_same_adds_nothing(self, house: House) -> None:
        """The zorgkantoor sends the whole every time (OP087)."""
        _, again = accepted(house, assigned(), assigned())
        assert topics(again) == []

    def test_two_profiles_one_after_the_other(self, house: House) -> None:
        """Granted with the first, amended from the day of the second."""
        parts = (
            geindiceerd(einddatum=D("2026-06-30")),
            geindiceerd(zzp_code="754", ingangsdatum=D("2026-07-01")),
        )
        message = assigned(geindiceerde_zorgzwaartepakketten=parts)
        (receipt,) = accepted(house, message)
        assert topics(receipt)[1:3] == ["indicatie.granted", "indicatie.amended"]
        assert client_of(house).indicaties[samples.BESLUITNUMMER].zorgprofiel == "5VV"
        assert topics(accepted(house, assigned(geindiceerde_zorgzwaartepakketten=parts))[0]) == []

    @pytest.mark.parametrize(
        ("before", "after", "topic"),
        [
            (None, "2026-12-31", "indicatie.ended"),
            ("2026-12-31", None, "indicatie.amended"),
            ("2026-11-30", "2026-12-31", "indicatie.amended"),
            ("2026-12-31", "2026-11-30", "indicatie.ended"),
        ],
    )
    def test_with_another_last_day(self, house: House, before: str | None, after: str | None, topic: str) -> None:
        """Shorter is an end, longer an amendment."""
        first, last = (D(end) if end else None for end in (before, after))
        part = toewijzing(einddatum=D("2026-10-31"))
        _, receipt = accepted(house, assigned(part, einddatum=first), assigned(part, einddatum=last))
        assert topics(receipt) == [topic]
        assert client_of(house).indicaties[samples.BESLUITNUMMER].period.last == last

    def test_a_new_one_ends_the_one_before_on_the_day_before(self, house: House) -> None:
        """OP021."""
        later = toewijzing(VERBLIJF, ingangsdatum=D("2026-04-01"))
        _, receipt = accepted(house, assigned(), assigned(later, besluitnummer=NEW, ingangsdatum=D("2026-04-01")))
        assert topics(receipt) == ["indicatie.ended", "indicatie.granted", "toewijzing.assigned", FIRST_TOPICS[3]]
        indicaties = client_of(house).indicaties
        assert indicaties[samples.BESLUITNUMMER].period.last == D("2026-03-31")
        assert (on("2026-03-31", house), on("2026-04-01", house)) == ("mpt", "verblijf")

    def test_an_old_one_that_comes_in_later_holds_until_the_day_before_the_new_one(self, house: House) -> None:
        """The order in which messages come in means nothing (OP080)."""
        later = toewijzing(VERBLIJF, ingangsdatum=D("2026-04-01"))
        accepted(house, assigned(later, besluitnummer=NEW, ingangsdatum=D("2026-04-01")), assigned())
        indicaties = client_of(house).indicaties
        assert indicaties[samples.BESLUITNUMMER].period.last == D("2026-03-31")
        assert (on("2026-03-31", house), on("2026-04-01", house)) == ("mpt", "verblijf")

    def test_under_a_known_number_with_another_first_day_is_rejected(self, house: House) -> None:
        """A besluit does not move."""
        accepted(house, assigned())
        receipt = bring(house, assigned(toewijzing(ingangsdatum=D("2026-02-01")), ingangsdatum=D("2026-01-02")))
        assert rules(receipt) == [("besluit-differs", "Ingangsdatum")]
        assert receipt.clients[0].retourcodes == ("0001",)

    def test_that_never_held_is_rejected(self, house: House) -> None:
        """It starts on the day of a besluit with a higher number."""
        accepted(house, assigned(besluitnummer=NEW))
        assert rules(bring(house, assigned())) == [("besluit-superseded", "Besluitnummer")]

    def test_without_a_profile_that_has_a_name_is_rejected(self, house: House) -> None:
        """ZzpCode 996, Wlz-indiceerbaar, is no profile."""
        without = geindiceerd(zzp_code="996")
        receipt = bring(house, assigned(toewijzing(zzp_code="996"), geindiceerde_zorgzwaartepakketten=(without,)))
        assert rules(receipt) == [("no-zorgprofiel", "ZzpCode")]
        assert receipt.clients[0].client is None


class TestATOewijzing:
    def test_assigned_anew_is_a_change(self, house: House) -> None:
        """The same key, a later moment."""
        newer = toewijzing(toewijzing_percentage=60, toewijzingsdatum=D("2026-02-10"))
        _, receipt = accepted(house, assigned(), assigned(newer))
        assert topics(receipt) == ["toewijzing.changed"]

    def test_of_an_earlier_moment_changes_nothing(self, house: House) -> None:
        """The latest moment counts, also within a day (IV013)."""
        latest = toewijzing(einddatum=D("2026-06-30"), toewijzingstijd=time(9, 31))
        _, receipt = accepted(house, assigned(latest), assigned())
        assert topics(receipt) == []
        (known,) = toewijzingen_of(house).known.values()
        assert known.assigned.last == D("2026-06-30")

    def test_withdrawn_holds_until_its_last_day(self, house: House) -> None:
        """RedenIntrekking 5: another leveringsvorm, which the same message brings."""
        gone = toewijzing(einddatum=D("2026-03-31"), reden_intrekking="5", toewijzingsdatum=D("2026-03-02"))
        instead = toewijzing(VERBLIJF, ingangsdatum=D("2026-04-01"), toewijzingsdatum=D("2026-03-02"))
        _, receipt = accepted(house, assigned(), assigned(gone, instead))
        assert topics(receipt) == ["toewijzing.withdrawn", "toewijzing.assigned", "leveringsvorm.chosen"]
        assert (on("2026-03-31", house), on("2026-04-01", house)) == ("mpt", "verblijf")
        again = assigned(gone, instead)
        assert topics(accepted(house, again)[0]) == []

    def test_withdrawn_before_it_was_known_is_both(self, house: House) -> None:
        """And what was said earlier, but comes in later, changes nothing."""
        gone = toewijzing(einddatum=D("2026-03-31"), reden_intrekking="4", toewijzingsdatum=D("2026-03-02"))
        receipt, late = accepted(house, assigned(gone), assigned())
        assert topics(receipt)[2:4] == ["toewijzing.assigned", "toewijzing.withdrawn"]
        assert topics(late) == []

    @pytest.mark.parametrize(("klasse", "found"), [("KE6", [("TR076", "Klasse")]), ("KE7", [])])
    def test_does_not_become_smaller(self, house: House, klasse: str, found: list[tuple[str, str]]) -> None:
        """TR076, at the boundary."""
        accepted(house, assigned(toewijzing(VERBLIJF)))
        newer = toewijzing(VERBLIJF, klasse=klasse, toewijzingsdatum=D("2026-02-10"))
        assert rules(bring(house, assigned(newer))) == found


class TestTheLeveringsvorm:
    def test_mpt_with_pgb(self, house: House) -> None:
        """OP318: the pgb stands beside it in the message; when it stops, mpt alone is left."""
        mpt, pgb = toewijzing(toewijzing_percentage=75), toewijzing(PGB, einddatum=D("2026-05-31"))
        accepted(house, assigned(mpt, pgb))
        assert (on("2026-01-01", house), on("2026-05-31", house), on("2026-06-01", house)) == (
            "mpt_pgb",
            "mpt_pgb",
            "mpt",
        )

    def test_bridging_care_goes_before_what_is_waited_for(self, house: House) -> None:
        """Soort 3 with mpt, until the place for stay is there."""
        bridge = toewijzing(MPT, soort="3", einddatum=D("2026-04-30"))
        stay = toewijzing(VERBLIJF, instelling=OTHER_PROVIDER, dossierhouder=OTHER_PROVIDER)
        accepted(house, assigned(bridge, stay))
        assert (on("2026-04-30", house), on("2026-05-01", house)) == ("mpt", "verblijf")

    def test_an_administrative_toewijzing_is_no_care(self, house: House) -> None:
        """Soort 5 keeps a dossier, no more."""
        kept = toewijzing(VERBLIJF, soort="5")
        care = toewijzing(MPT, instelling=OTHER_PROVIDER, coordinator_zorg_thuis=OTHER_PROVIDER)
        accepted(house, assigned(kept, care))
        assert on("2026-01-01", house) == "mpt"

    def test_part_time_stay(self, house: House) -> None:
        """With its nights as assigned."""
        accepted(house, assigned(toewijzing(DTV)))
        (known,) = toewijzingen_of(house).known.values()
        assert (on("2026-01-01", house), known.terms.etmalen) == ("dtv", "3,5")

    def test_nothing_is_chosen_after_death(self, house: House) -> None:
        """What was assigned is recorded all the same."""
        (receipt,) = accepted(house, assigned())
        do(house, {"do": "report_death", "client": receipt.clients[0].client, "on": "2026-02-01"})
        stay = toewijzing(VERBLIJF, ingangsdatum=D("2026-03-01"), toewijzingsdatum=D("2026-02-20"))
        (after,) = accepted(house, assigned(toewijzing(), stay))
        assert topics(after) == ["toewijzing.assigned"]
