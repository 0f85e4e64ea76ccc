"""What is written can be read back, byte for byte, and meets the published XSD."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ledger.messages
from ledger.messages import iwlz
from ledger.messages.model import Message
from tests.messages import generated, samples
from tests.messages.schemas import assert_valid

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent / "data" / "aw33_voorbeeld.xml"
MODULES = [module.name for module in pkgutil.walk_packages(ledger.messages.__path__, "ledger.messages.")]


def assert_round_trip(message: Message) -> None:
    data = iwlz.write(message)
    assert_valid(data, message.soort)
    reading = iwlz.read(data)
    assert reading.problems == ()
    assert reading.message == message
    assert reading.header == message.header
    assert iwlz.write(reading.message) == data


class TestRoundTrip:
    @pytest.mark.parametrize("message", [samples.aw33(), samples.aw35(), samples.aw39()], ids=lambda m: m.soort)
    def test_samples(self, message: Message) -> None:
        assert_round_trip(message)
        assert iwlz.check(message) == []

    @pytest.mark.parametrize("soort", ["AW33", "AW35", "AW39"])
    def test_a_message_with_every_element(self, soort: str) -> None:
        assert_round_trip(generated.complete(soort))

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def test_any_message_the_structure_allows(self, data: st.DataObject) -> None:
        soort = data.draw(st.sampled_from(["AW33", "AW35", "AW39"]))
        assert_round_trip(data.draw(generated.messages(soort)))

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def test_rules_and_returns_cope_with_any_message(self, data: st.DataObject) -> None:
        soort = data.draw(st.sampled_from(["AW33", "AW35", "AW39"]))
        message = data.draw(generated.messages(soort))
        found = iwlz.check(message)
        answer = iwlz.write_return(message, found, dagtekening=samples.DAGTEKENING, identificatie="R1")
        assert_valid(answer, iwlz.INCOMING[soort])

    def test_every_leveringsvorm_meets_the_rules(self) -> None:
        for vorm in (samples.VERBLIJF, samples.VPT, samples.MPT, samples.DTV):
            message = samples.aw33([samples.client_aw33(toewijzingen=[samples.toewijzing(vorm)])])
            assert_round_trip(message)
            assert iwlz.check(message) == []

    def test_mpt_beside_pgb_meets_the_rules(self) -> None:
        both = [samples.toewijzing(toewijzing_percentage=60), samples.toewijzing(samples.PGB)]
        message = samples.aw33([samples.client_aw33(toewijzingen=both)])
        assert_round_trip(message)
        assert iwlz.check(message) == []


class TestUnwritable:
    def test_a_value_that_the_standard_does_not_allow(self) -> None:
        with pytest.raises(iwlz.UnwritableMessage) as raised:
            iwlz.write(samples.edit(samples.aw33(), "clienten.0.bsn", "12"))
        assert raised.value.problems[0].path == "Bericht/Clienten/Client[1]/Bsn"

    def test_a_character_that_xml_does_not_have(self) -> None:
        with pytest.raises(iwlz.UnwritableMessage, match="tekens die in XML niet kunnen"):
            iwlz.write(samples.edit(samples.aw33(), "clienten.0.commentaar", "\x00"))

    def test_a_message_without_clients(self) -> None:
        with pytest.raises(iwlz.UnwritableMessage, match="Clienten ontbreekt"):
            iwlz.write(samples.aw33([]))


class TestCommittedSample:
    def test_it_is_the_default_zorgtoewijzing(self) -> None:
        assert SAMPLE.read_bytes() == iwlz.write(samples.aw33())

    def test_it_is_valid_and_breaks_no_rule(self) -> None:
        data = SAMPLE.read_bytes()
        assert_valid(data, "AW33")
        message = iwlz.read(data).message
        assert isinstance(message, iwlz.AW33)
        assert iwlz.check(message) == []
        (client,) = message.clienten
        (toewijzing,) = client.indicatie.toegewezen_zorgzwaartepakketten
        assert client.volledige_naam == "A van der Voorbeeld"
        assert iwlz.zorgprofiel(toewijzing.zzp_code) == "4VV"
        assert iwlz.leveringsvorm(toewijzing.leveringsvorm) == "mpt"
        assert toewijzing.toewijzing_percentage == 100


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
