"""Every rule of AW319 broken once: what is changed in the base file, and the one problem that is told of it."""

from tests.messages.aw319.edits import (
    COMMENTAAR,
    CREDIT,
    PRESTATIE,
    SECOND,
    SLUIT,
    VERZEKERDE,
    VOORLOOP,
    Change,
    again,
    drop,
    insert,
    move,
    put,
)

Breach = tuple[str, tuple[Change, ...], int, str | None, str | None]
"""Code, changes, and where it is told: record, field, retourcode."""

OTHER_BSN = "999900018"
BSN_EVERYWHERE = (("0203", VERZEKERDE), ("0403", PRESTATIE), ("0403", SECOND), ("0403", CREDIT))


def bsn(text: str) -> tuple[Change, ...]:
    """Another BSN wherever it stands."""
    return tuple(put(record, number, text) for number, record in BSN_EVERYWHERE)


RECORD: tuple[Breach, ...] = (
    ("message-other-law", (put(VOORLOOP, "0102", "428"),), VOORLOOP, "0102", None),
    ("software-version-alone", (put(VOORLOOP, "0107", "2.1"),), VOORLOOP, "0107", None),
    ("uzovi-missing", (put(VOORLOOP, "0108", "0000"),), VOORLOOP, "0108", None),
    ("zorgverlener-and-instelling", (put(VOORLOOP, "0110", "91000001"),), VOORLOOP, "0110", None),
    ("period-reversed", (put(VOORLOOP, "0115", "20251231"),), VOORLOOP, "0115", None),
    ("period-two-years", (put(VOORLOOP, "0114", "20251231"),), VOORLOOP, "0115", None),
    ("bsn-invalid", bsn("123456789"), VERZEKERDE, "0203", "0435"),
    ("birth-after-dagtekening", (put(VERZEKERDE, "0207", "20260211"),), VERZEKERDE, "0207", None),
    ("partner-name-alone", (put(VERZEKERDE, "0213", "Bakker"),), VERZEKERDE, "0213", None),
    ("country-missing", (put(VERZEKERDE, "0217", ""),), VERZEKERDE, "0221", None),
    ("prestatie-other-law", (put(PRESTATIE, "0416", "065"),), PRESTATIE, "0416", None),
    ("tijdseenheid-other-law", (put(PRESTATIE, "0419", "31"),), PRESTATIE, "0419", None),
    ("dates-reversed", (put(PRESTATIE, "0415", "20260104"),), PRESTATIE, "0415", "8007"),
    ("begin-outside-period", (put(PRESTATIE, "0414", "20251231"),), PRESTATIE, "0414", "8007"),
    ("end-outside-period", (put(PRESTATIE, "0415", "20260201"),), PRESTATIE, "0415", "8007"),
    (
        "end-after-dagtekening",
        (put(PRESTATIE, "0415", "20260115"), put(VOORLOOP, "0117", "20260114")),
        *(PRESTATIE, "0415", "8178"),
    ),
    ("berekend-not-aantal-times-tarief", (put(PRESTATIE, "0426", "00024001"),), PRESTATIE, "0426", None),
    (
        "declared-above-berekend",
        (put(PRESTATIE, "0429", "00024001"), put(SLUIT, "9907", "00000042001")),
        *(PRESTATIE, "0429", None),
    ),
    ("debet-credit-differs", (put(PRESTATIE, "0427", "C"),), PRESTATIE, "0430", "0631"),
    ("credit-without-reference", (put(CREDIT, "0432", ""),), CREDIT, "0432", None),
    ("reference-to-itself", (put(PRESTATIE, "0432", "D1-1"),), PRESTATIE, "0432", None),
    ("debiteurrecords-not-zero", (put(SLUIT, "9903", "000001"),), SLUIT, "9903", None),
)

REPEATED: tuple[Breach, ...] = (
    ("differs-from-verzekerde", (put(PRESTATIE, "0403", OTHER_BSN),), PRESTATIE, "0403", "0435"),
    ("differs-from-verzekerde", (put(PRESTATIE, "0404", "5522"),), PRESTATIE, "0404", None),
    ("differs-from-verzekerde", (put(PRESTATIE, "0405", "A1"),), PRESTATIE, "0405", None),
    ("differs-from-verzekerde", (put(PRESTATIE, "0408", "0001"),), PRESTATIE, "0408", None),
    ("differs-from-verzekerde", (put(PRESTATIE, "0409", "A1"),), PRESTATIE, "0409", None),
)


RENUMBERED = put(4, "0402", f"{3:012}"), put(5, "9802", f"{4:012}")
"""The prestatie and commentaar after a record was moved to the front."""

FILE: tuple[Breach, ...] = (
    ("voorlooprecord-not-first", (drop(VOORLOOP),), 1, None, None),
    ("voorlooprecord-not-first", (again(VOORLOOP, at=5),), 5, None, None),
    (
        "prestatie-without-verzekerde",
        (move(SECOND, to=2), put(2, "0402", f"{1:012}"), put(3, "0202", f"{2:012}"), *RENUMBERED),
        *(2, None, None),
    ),
    (
        "commentaar-out-of-place",
        (move(COMMENTAAR, to=2), put(2, "9802", f"{1:012}"), put(3, "0202", f"{2:012}"), RENUMBERED[0]),
        *(2, None, None),
    ),
    ("sluitrecord-missing", (drop(SLUIT),), 0, None, None),
    ("sluitrecord-not-last", (move(SLUIT, to=SLUIT - 1),), SLUIT - 1, None, None),
    ("sluitrecord-not-last", (again(SLUIT, at=SLUIT),), SLUIT, None, None),
    ("identificatie-not-ascending", (put(SECOND, "0402", f"{3:012}"),), SECOND, "0402", "0801"),
    ("identificatie-not-ascending", (put(COMMENTAAR, "9802", f"{1:012}"),), COMMENTAAR, "9802", "0801"),
    ("reference-twice", (put(SECOND, "0431", "D1-1"),), SECOND, "0431", None),
    ("total-wrong", (put(SLUIT, "9902", "000002"),), SLUIT, "9902", None),
    ("total-wrong", (put(SLUIT, "9904", "000002"),), SLUIT, "9904", None),
    ("total-wrong", (put(SLUIT, "9905", "000000"),), SLUIT, "9905", None),
    ("total-wrong", (put(SLUIT, "9906", "0000006"),), SLUIT, "9906", None),
    ("total-amount-wrong", (put(SLUIT, "9907", "00000042001"),), SLUIT, "9907", None),
    ("total-side-wrong", (put(SLUIT, "9908", "C"),), SLUIT, "9908", "0631"),
)

LINES: tuple[Breach, ...] = (
    ("unknown-record", (insert(SECOND, b"03".ljust(310)),), SECOND, None, None),
    ("record-length", (insert(SECOND, b"04".ljust(309)), drop(SECOND + 1)), SECOND, None, "0804"),
    ("record-length", (insert(SECOND, b"04".ljust(311)), drop(SECOND + 1)), SECOND, None, "0804"),
    ("empty-record", (insert(SECOND, b""),), SECOND, None, "8095"),
    ("charset", (put(VERZEKERDE, "0210", "Vri\x80s"),), VERZEKERDE, "0210", None),
    ("charset", (put(VERZEKERDE, "0210", "Vri\x00s"),), VERZEKERDE, "0210", None),
    ("charset", (put(PRESTATIE, "0418", "00\t4"),), PRESTATIE, "0418", None),
    ("field-required", (put(VOORLOOP, "0116", ""),), VOORLOOP, "0116", None),
    ("field-required", (put(VERZEKERDE, "0210", ""),), VERZEKERDE, "0210", None),
    ("field-required", (put(PRESTATIE, "0418", "0000"),), PRESTATIE, "0418", None),
    ("field-required", (put(PRESTATIE, "0425", ""),), PRESTATIE, "0425", "0611"),
    ("field-required", (put(SLUIT, "9904", "000000"),), SLUIT, "9904", None),
    ("field-not-numeric", (put(PRESTATIE, "0429", "00024.00"),), PRESTATIE, "0429", None),
    ("field-not-numeric", (put(PRESTATIE, "0413", ""),), PRESTATIE, "0413", "1113"),
    ("field-date", (put(PRESTATIE, "0414", "20260230"),), PRESTATIE, "0414", "8007"),
    ("field-date", (put(PRESTATIE, "0415", "00000000"),), PRESTATIE, "0415", "8007"),
    ("field-date", (put(VERZEKERDE, "0207", "19410732"),), VERZEKERDE, "0207", None),
    ("field-code", (put(PRESTATIE, "0419", "05"),), PRESTATIE, "0419", None),
    ("field-code", (put(PRESTATIE, "0430", "X"),), PRESTATIE, "0430", "0631"),
    ("field-code", (put(VOORLOOP, "0104", "03"),), VOORLOOP, "0104", None),
    ("field-code", (put(VERZEKERDE, "0216", "5"),), VERZEKERDE, "0216", None),
    ("field-code", (put(PRESTATIE, "0424", "00100"),), PRESTATIE, "0424", None),
    ("field-form", (put(VOORLOOP, "0112", "00123456"),), VOORLOOP, "0112", None),
    ("field-form", (put(PRESTATIE, "0417", " H126"),), PRESTATIE, "0417", None),
    ("field-form", (put(VERZEKERDE, "0215", "A.E."),), VERZEKERDE, "0215", None),
    ("field-form", (put(SLUIT, "9906", "0000001"),), SLUIT, "9906", None),
    ("field-reserve", (put(PRESTATIE, "0406", "M1"),), PRESTATIE, "0406", None),
    ("field-reserve", (put(VOORLOOP, "0180", " x"),), VOORLOOP, "0180", None),
)

ALL = (*RECORD, *REPEATED, *FILE, *LINES)
