"""Sample of the page that compares models: a form, a wait, a mistake, and an outcome of invented figures."""

from collections import Counter
from dataclasses import replace
from datetime import date

from ledger.simulation.outcome import Outcome, figures_of
from ledger.simulation.run import Asked
from ledger.simulation.scenarios import scenario_of
from ledger.simulation.tally import Tally
from ledger.vocabulary.errors import Refused
from tests.web.samples_client import AS_OF
from web.pages.region.models_view import Chosen, models_page
from web.simulations import Running

CODES = ("A", "C", "H")
NAMES = {"p1": "Thuiszorg Maas", "p2": "Zorg aan de Rotte"}
CHOSEN = Chosen("Rotterdam", 2026, (2025, 2026), CODES)
ASKED = Asked(tuple(scenario_of(code) for code in CODES), 2026, "Rotterdam", 3165)


def _tally(paid: int) -> Tally:
    tally = Tally(computed=paid + 900, paid=paid, unpaid=900, clients=60, clients_above=12, client_days=60 * 365)
    tally.providers, tally.most_providers, tally.registrations = 71, 2, 3_700
    tally.value, tally.unused, tally.on_prestatie = 2_776_000_00, 1_822_000_00, paid
    tally.per_client.extend(paid // 60 + 1_000 * place for place in range(60))
    tally.per_provider = Counter({"p1": paid * 2 // 3, "p2": paid - paid * 2 // 3})
    tally.worth_per_provider = Counter({"p1": 600_000_00, "p2": 354_000_00})
    tally.clients_per_provider = Counter({"p1": 38, "p2": 24})
    tally.pgb_known = Counter({date(2026, 1, 1): 20, date(2026, 12, 31): 40})
    return tally


def _outcome() -> Outcome:
    paid = (953_464_00, 1_515_172_00, 942_337_00)
    figures = [figures_of(one, _tally(cents), 2026) for one, cents in zip(ASKED.scenarios, paid, strict=True)]
    return Outcome(2026, "Rotterdam", ASKED.upto, 60, 2_776_000_00, 0, 954_000_00, 1, tuple(figures))


def pages() -> dict[str, object]:
    """The page in its four states."""
    refused = Refused("scenario-unknown", "'Q' is geen model om door te rekenen.", "models")
    return {
        "region/models.html": replace(models_page(CHOSEN, Running(ASKED, outcome=_outcome()), NAMES), as_of=AS_OF),
        "region/models.html#vraag": models_page(CHOSEN._replace(models=()), None, {}),
        "region/models.html#bezig": models_page(CHOSEN, Running(ASKED, done=5, all=60), {}),
        "region/models.html#fout": models_page(CHOSEN, None, {}, refused),
    }
