"""What people do with their budgets, and what they say about it, in common Dutch words."""

from typing import NamedTuple


class Activity(NamedTuple):
    """What is written down, the usual minutes of one to one attention, and the material in cents."""

    what: str
    minutes: int
    material: int


_BOTH = (
    Activity("wandelen in het park", 60, 0),
    Activity("wandelen en koffie drinken", 75, 350),
    Activity("samen koken", 75, 650),
    Activity("samen boodschappen doen", 60, 0),
    Activity("bezoek aan de markt", 90, 200),
    Activity("muziek luisteren", 45, 0),
    Activity("zingen met begeleiding", 45, 250),
    Activity("zwemmen", 90, 525),
    Activity("naar de kapper", 45, 2450),
    Activity("nagels verzorgen", 30, 300),
    Activity("taart bakken", 60, 475),
    Activity("fietsen op de duofiets", 60, 400),
    Activity("plantjes verzorgen", 45, 150),
    Activity("schilderen", 60, 350),
    Activity("samen een brief schrijven", 30, 0),
    Activity("beeldbellen met familie", 30, 0),
    Activity("uitje naar de dierentuin", 180, 1950),
    Activity("mee naar het ziekenhuis", 120, 600),
)
_VV = (
    Activity("voorlezen uit de krant", 30, 0),
    Activity("oude foto's bekijken", 45, 0),
    Activity("een spelletje doen", 45, 0),
    Activity("bezoek aan de kerk", 90, 0),
    Activity("handmassage", 30, 150),
    Activity("samen de was vouwen", 30, 0),
    Activity("bezoek aan het graf", 90, 400),
    Activity("extra hulp bij het eten", 30, 0),
    Activity("rondje met de rolstoel", 45, 0),
    Activity("kaarten met de buren", 60, 150),
)
_GHZ = (
    Activity("voetbal kijken bij de club", 120, 500),
    Activity("gamen met begeleiding", 60, 0),
    Activity("werken in de moestuin", 90, 200),
    Activity("paardrijden", 60, 2250),
    Activity("naar de bioscoop", 150, 1250),
    Activity("kleren kopen", 90, 0),
    Activity("bowlen", 90, 950),
    Activity("drummen", 45, 800),
    Activity("oefenen met de bus", 75, 300),
    Activity("discoavond", 120, 450),
)
ACTIVITIES = {"vv": _BOTH + _VV, "ghz": _BOTH + _GHZ}

TOGETHER = (
    Activity("koken met de groep", 120, 2800),
    Activity("bingomiddag", 90, 1500),
    Activity("muziekmiddag met accordeon", 90, 9500),
    Activity("uitje naar het strand", 240, 6500),
    Activity("schilderen met de groep", 90, 2400),
    Activity("bewegen op muziek", 60, 1800),
    Activity("wandelclub", 75, 0),
    Activity("pannenkoeken bakken", 90, 2100),
    Activity("filmavond", 120, 900),
    Activity("bloemschikken", 75, 5200),
)
FROM_THE_POT = (
    Activity("zomerfeest in de tuin", 240, 14500),
    Activity("nieuwe spelletjes voor de huiskamer", 30, 6500),
    Activity("koor op bezoek", 120, 17500),
    Activity("planten voor de binnentuin", 60, 8000),
    Activity("huur van een bus", 180, 16000),
    Activity("feestelijke maaltijd", 180, 12000),
)

LESS = (
    "het duurde korter dan geschreven",
    "een deel was met iemand anders",
    "verkeerde duur gekozen",
    "we waren eerder terug door de regen",
)
MORE = ("het duurde langer dan geschreven", "reistijd vergeten", "materiaal nog niet meegerekend")
WITHDRAWN = ("dubbel geschreven", "bij de verkeerde cliënt geschreven", "ging niet door")
RELEASED = (
    "cliënt was ziek",
    "cliënt had geen zin",
    "medewerker was ziek",
    "het regende te hard",
    "familie kwam op bezoek",
)

FAMILY = (
    "dochter",
    "zoon",
    "partner",
    "zus",
    "broer",
    "schoonzoon",
    "schoondochter",
    "kleindochter",
    "mentor",
)
QUESTIONS = (
    "Mijn {who} was die dag bij mij. Klopt deze regel wel?",
    "Was dit echt zo lang? Ik was er zelf ook even bij.",
    "Wat is hier precies gedaan?",
    "Waarom kost dit meer dan de vorige keer?",
    "Wie is er toen meegegaan?",
    "Ik dacht dat dit uit de groepspot kwam. Hoe zit dat?",
    "Staat dit er niet twee keer in?",
)
ABOUT = {"vv": ("moeder", "vader"), "ghz": ("broer", "zus")}
ANSWERS = (
    "Wij hebben het nagekeken met de collega. De regel klopt. Bel gerust als u meer wilt weten.",
    "Dit was met één begeleider, van deur tot deur. De reistijd telt mee.",
    "Er was deze keer ook materiaal nodig. Dat zit in het bedrag.",
    "Goed dat u het vraagt. Het was in de ochtend, voordat u kwam.",
    "Dit is voor uw familielid alleen. De groepspot betaalt alleen dingen voor iedereen.",
)
ANSWERS_WITH_CORRECTION = "U heeft gelijk. Wij hebben de regel verbeterd. Dank u wel dat u het meldde."

RAISED = (
    "evaluatie van het zorgplan: meer tijd nodig na een val",
    "evaluatie van het zorgplan: meer behoefte aan begeleiding",
    "herziening van het persoonlijk plan",
)
LOWERED = ("evaluatie van het zorgplan: de familie doet meer zelf", "minder dagen in zorg dan gepland")
TO_THE_POT = "houdt over en deelt graag met de groep"
FROM_POT = "heeft dit jaar meer nodig dan het gemiddelde van het profiel"
AMENDED = (
    "herindicatie CIZ: de zorgvraag is zwaarder geworden",
    "herindicatie CIZ na opname in het ziekenhuis",
)
MOVED = (
    "cliënt wil meer hulp van deze zorgaanbieder",
    "andere zorgaanbieder heeft plek op de gewenste dagen",
)

_GOALS = (
    "Ik wil thuis blijven wonen.",
    "Ik wil elke week iemand spreken buiten de familie.",
    "Ik wil zelf mijn boodschappen blijven doen.",
    "Ik wil 's ochtends fris en aangekleed zijn.",
)
GOALS = {
    "vv": (
        *_GOALS,
        "Ik wil weer een stukje lopen buiten.",
        "Ik wil dat mijn partner af en toe rust heeft.",
        "Ik wil veilig kunnen douchen.",
    ),
    "ghz": (
        *_GOALS,
        "Ik wil met de bus naar mijn werk.",
        "Ik wil leren koken.",
        "Ik wil mijn eigen geld bijhouden.",
    ),
}
"""What clients want to reach, by sector."""
EVALUATED = (
    "Samen met de familie gekeken. Het gaat zoals we hadden gehoopt.",
    "Het lopen gaat minder. We houden de afspraken nu zo.",
    "Meer rust in de ochtend helpt. We gaan zo door.",
    "De dagbesteding bevalt goed.",
    "Het lukt nog niet alleen. We oefenen verder.",
)

EXPLAINED = (
    "De zorg is gegeven; de administratie liep achter.",
    "Door een storing is dit later verstuurd.",
    "Dit is met het zorgkantoor besproken voordat wij declareerden.",
)
ACCEPTED = ("toelichting en stukken gezien", "afspraak in het dossier gevonden")
DISMISSED = ("de stukken laten zien dat het klopt", "dubbel bekeken: er is niets te veel betaald")
