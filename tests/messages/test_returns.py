"""The return message: what the sender of a message is told of it, in the form the standard prescribes."""

from datetime import date

import pytest
from lxml import etree

from ledger.messages import iwlz
from ledger.messages.model import Message
from tests.messages import generated, samples
from tests.messages.schemas import assert_valid

ANSWERED = date(2026, 1, 13)
CLIENT = "Bericht/Clienten/Client[1]"
TOEWIJZING = f"{CLIENT}/Indicatie/ToegewezenZorgzwaartepakketten/ToegewezenZorgzwaartepakket[1]"
TOLD = "Dit klopt niet."


def answer(message: Message, *findings: iwlz.Finding) -> etree._Element:
    data = iwlz.write_return(message, findings, dagtekening=ANSWERED, identificatie="RET0001")
    assert_valid(data, iwlz.INCOMING[message.soort])
    return etree.fromstring(data)


def codes(root: etree._Element) -> dict[str, list[str]]:
    """The retourcodes by the element that carries them, numbered where it repeats."""
    found: dict[str, list[str]] = {}
    for carrier in root.iter("{*}RetourCodes"):
        parent = carrier.getparent()
        assert parent is not None
        name = etree.QName(parent).localname
        number = sum(1 for other in found if other.split("#")[0] == name)
        found[f"{name}#{number}" if number else name] = [code.text or "" for code in carrier]
    return found


def texts(root: etree._Element, name: str) -> list[str]:
    return [element.text or "" for element in root.iter(f"{{*}}{name}")]


class TestEverythingRight:
    @pytest.mark.parametrize("message", [samples.aw33(), samples.aw35(), samples.aw39()], ids=lambda m: m.soort)
    def test_header_alone_with_0200(self, message: Message) -> None:
        root = answer(message)
        assert codes(root) == {"Header": ["0200"]}
        assert texts(root, "Bsn") == []

    def test_the_header_names_message_and_answer(self) -> None:
        root = answer(samples.aw33(identificatie="TW4711"))
        assert texts(root, "BerichtCode") == ["353"]
        assert texts(root, "Identificatie") == ["TW4711"]
        assert texts(root, "Dagtekening") == ["2026-01-12"]
        assert texts(root, "IdentificatieRetour") == ["RET0001"]
        assert texts(root, "DagtekeningRetour") == ["2026-01-13"]
        assert texts(root, "Afzender") == [samples.ZORGKANTOOR]
        assert texts(root, "Ontvanger") == [samples.PROVIDER]


class TestFindings:
    def test_in_the_header_rejects_the_whole_message(self) -> None:
        root = answer(
            samples.aw33(),
            iwlz.finding("TR056", "Bericht/Header/BerichtIdentificatie/Identificatie", TOLD),
            iwlz.finding("TR016", TOEWIJZING, TOLD),
        )
        assert codes(root) == {"Header": ["9056"]}
        assert texts(root, "Bsn") == []

    @pytest.mark.parametrize(
        ("path", "carrier"),
        [
            (CLIENT, "Client"),
            (f"{CLIENT}/Bsn", "Client"),
            (f"{CLIENT}/Naam/Geslachtsnaam/Achternaam", "Client"),
            (f"{CLIENT}/Contactgegevens", "Client"),
            (f"{CLIENT}/Contactgegevens/Contact[1]/Adres/Postcode", "Contact"),
            (f"{CLIENT}/Indicatie/Einddatum", "Indicatie"),
            (f"{CLIENT}/Indicatie/ToegewezenFuncties", "Indicatie"),
            (f"{TOEWIJZING}/Einddatum", "ToegewezenZorgzwaartepakket"),
            (f"{CLIENT}/Bestaat/Niet", "Client"),
        ],
    )
    def test_count_for_the_class_around_them_and_the_others_are_fine(self, path: str, carrier: str) -> None:
        root = answer(samples.aw33(), iwlz.finding("TR016", path, TOLD))
        classes = ["Client", "Contact", "Indicatie", "GeindiceerdZorgzwaartepakket", "ToegewezenZorgzwaartepakket"]
        expected = {name: ["0200"] for name in ["Header", *classes]}
        assert codes(root) == {**expected, carrier: ["9016"]}

    def test_several_on_one_class_are_told_once_each(self) -> None:
        twice = [iwlz.finding(rule, TOEWIJZING, TOLD) for rule in ("TR016", "CD050", "TR016")]
        assert codes(answer(samples.aw33(), *twice))["ToegewezenZorgzwaartepakket"] == ["9016", "D050"]

    def test_a_code_that_the_list_lacks_is_told_as_0001(self) -> None:
        own = iwlz.Finding(rule="PVB001", retourcode="7777", path=CLIENT, sentence=TOLD)
        assert codes(answer(samples.aw33(), own))["Client"] == ["0001"]

    def test_only_rejected_clients_go_back_and_whole(self) -> None:
        bsns = samples.bsns(3)
        message = samples.aw33([samples.client_aw33(bsn=bsn) for bsn in bsns])
        root = answer(message, iwlz.finding("TR016", TOEWIJZING.replace("Client[1]", "Client[3]"), TOLD))
        assert texts(root, "Bsn") == [bsns[2]]
        assert codes(root)["ToegewezenZorgzwaartepakket"] == ["9016"]
        assert texts(root, "Straatnaam") == ["Voorbeeldstraat"]

    def test_two_rejected_clients_keep_their_own_codes(self) -> None:
        bsns = samples.bsns(3)
        message = samples.aw33([samples.client_aw33(bsn=bsn) for bsn in bsns])
        found = [
            iwlz.finding("CS002", "Bericht/Clienten/Client[3]/Bsn", TOLD),
            iwlz.finding("TR016", "Bericht/Clienten/Client[1]/Indicatie", TOLD),
        ]
        root = answer(message, *found)
        assert texts(root, "Bsn") == [bsns[0], bsns[2]]
        told = codes(root)
        assert (told["Indicatie"], told["Client"]) == (["9016"], ["0200"])
        assert (told["Indicatie#1"], told["Client#1"]) == (["0200"], ["S002"])

    def test_on_a_client_that_is_not_there(self) -> None:
        with pytest.raises(ValueError, match="client 2 of 1"):
            answer(samples.aw33(), iwlz.finding("CS002", "Bericht/Clienten/Client[2]/Bsn", TOLD))

    @pytest.mark.parametrize("soort", ["AW33", "AW35", "AW39"])
    def test_every_class_of_a_complete_message_carries_a_code(self, soort: str) -> None:
        root = answer(generated.complete(soort), iwlz.finding("CS002", f"{CLIENT}/Bsn", TOLD))
        told = codes(root)
        assert told.pop("Client") == ["S002"]
        assert set(map(tuple, told.values())) == {("0200",)}
        assert len(told) >= 5

    def test_what_check_finds_can_be_answered(self) -> None:
        message = samples.edit(samples.aw33(), "clienten.0.indicatie.toegewezen_zorgzwaartepakketten.0.opname", True)
        assert codes(answer(message, *iwlz.check(message)))["ToegewezenZorgzwaartepakket"] == ["D052"]


class TestRejection:
    @pytest.mark.parametrize("soort", ["AW33", "AW35", "AW39"])
    def test_of_a_structure_is_the_header_alone_with_0001(self, soort: str) -> None:
        data = iwlz.write_rejection(samples.header(soort), soort, dagtekening=ANSWERED, identificatie="RET0001")
        assert_valid(data, iwlz.INCOMING[soort])
        assert codes(etree.fromstring(data)) == {"Header": ["0001"]}

    def test_an_identification_that_is_too_long(self) -> None:
        with pytest.raises(iwlz.UnwritableMessage, match="IdentificatieRetour"):
            iwlz.write_return(samples.aw33(), [], dagtekening=ANSWERED, identificatie="RETOUR-0000000001")
