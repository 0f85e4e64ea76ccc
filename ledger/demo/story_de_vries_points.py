"""The points of mevrouw De Vries: what she spends as she likes, and what her daughter asks about it."""

from collections.abc import Iterator
from datetime import date

from ledger.demo.agenda import FAMILY, STAFF, JournalLine
from ledger.demo.telling import WEEKS, Told, day_of

CLIENT = "c-de-vries"
POINTS = "b-de-vries-punten"
HOME_CARE = "lindeboog"
NURSE = "medewerker-17"
COLLEAGUE = "medewerker-4"
DAUGHTER = "familie-c-de-vries"
FLU_WEEK = 9


def by_nurse(day: date, hour: float, comment: str, command: JournalLine) -> Told:
    """Tell what the nurse who knows her best writes down."""
    return Told(day, hour, NURSE, STAFF, comment, command)


def points(monday: date) -> Iterator[Told]:
    """A walk every week, music every other week, the hairdresser every fourth."""
    for week in range(1, WEEKS - 1):
        if week == FLU_WEEK:
            continue
        yield _used(day_of(monday, week, 1), 15.5, NURSE, f"wandelen-{week:02}", "2.00", "wandelen in het park")
        if week % 2 == 0:
            yield _used(
                day_of(monday, week, 3),
                20,
                COLLEAGUE,
                f"muziek-{week:02}",
                "3.00",
                "muziek luisteren en zingen",
            )
        if week % 4 == 3:
            yield _used(day_of(monday, week, 2), 11.5, NURSE, f"kapper-{week:02}", "4.50", "kapper aan huis")
    yield _used(day_of(monday, 19, 3), 13, NURSE, "markt-2", "6.00", "bezoek aan de markt")
    yield Told(
        day_of(monday, 14),
        9,
        COLLEAGUE,
        STAFF,
        "Ten days later the colleague sees that the music was shorter.",
        {
            "do": "correct_spend",
            "budget": POINTS,
            "entry": "muziek-12",
            "amount": {"PUNT": "2.00"},
            "reason": "de muzikant ging eerder weg",
            "by": COLLEAGUE,
        },
    )


def _used(day: date, hour: float, by: str, entry: str, points: str, what: str) -> Told:
    spent: JournalLine = {"do": "spend", "budget": POINTS, "entry": entry, "on": day.isoformat()}
    command = {**spent, "amount": {"PUNT": points}, "what": what, "by": by}
    return Told(day, hour, by, STAFF, "Her own choice, from her own points.", command)


def questions(monday: date) -> list[Told]:
    """The daughter asks three times: one line is right, one is wrong, one still waits for its answer."""

    def daughter(day: date, comment: str, entry: str, text: str) -> Told:
        question: JournalLine = {"do": "question_entry", "budget": POINTS, "entry": entry, "by": "dochter"}
        return Told(day, 20.5, DAUGHTER, FAMILY, comment, {**question, "text": text})

    def answer(day: date, hour: float, comment: str, entry: str, text: str) -> Told:
        answered: JournalLine = {"do": "answer_question", "budget": POINTS, "entry": entry, "by": NURSE}
        return by_nurse(day, hour, comment, {**answered, "text": text})

    withdrawn: JournalLine = {"do": "correct_spend", "budget": POINTS, "entry": "wandelen-35", "by": NURSE}
    withdrawn |= {"amount": {"PUNT": "0.00"}, "reason": "mevrouw was die dag bij haar dochter"}
    return [
        daughter(
            day_of(monday, 16),
            "She wonders about the price.",
            "kapper-15",
            "Waarom kost de kapper 4,50 punten?",
        ),
        answer(
            day_of(monday, 16, 2),
            9,
            "The answer shows the sum.",
            "kapper-15",
            "De kapper komt aan huis. De rekening van de kapper en drie kwartier hulp zijn samen € 56,25. "
            "Een punt is € 12,50 waard. Dat is 4,50 punten.",
        ),
        daughter(
            day_of(monday, 36),
            "Her mother was with her.",
            "wandelen-35",
            "Moeder was die dinsdag bij mij. Klopt dit wel?",
        ),
        by_nurse(day_of(monday, 36, 1), 8.5, "The walk was never walked.", withdrawn),
        answer(
            day_of(monday, 36, 1),
            8.6,
            "And she is told so.",
            "wandelen-35",
            "U heeft gelijk. De wandeling ging niet door. De twee punten staan er weer bij.",
        ),
        daughter(
            day_of(monday, 46, 4),
            "This one is still open.",
            "wandelen-46",
            "Is er deze keer ook koffie gedronken?",
        ),
    ]


def end_of_year(monday: date) -> list[Told]:
    """The Christmas lunch is planned weeks ahead."""
    lunch = day_of(monday, 50, 3)
    planned: JournalLine = {"do": "reserve", "budget": POINTS, "entry": "kerst", "on": lunch.isoformat()}
    command = {**planned, "amount": {"PUNT": "8.00"}, "what": "kerstlunch met de buren", "by": NURSE}
    return [by_nurse(day_of(monday, 45, 1), 10, "Eight points are kept for Christmas.", command)]
