"""The bekostigingsmodellen by their letter. A new model is one class and one line here."""

from ledger.funding.abonnement import Abonnement
from ledger.funding.activiteiten import Activiteiten
from ledger.funding.arrangement import Arrangement
from ledger.funding.inspanning import Inspanning
from ledger.funding.lumpsum import Lumpsum
from ledger.funding.model import Model
from ledger.funding.modules import Modules
from ledger.funding.populatie import Populatie
from ledger.funding.uitkomst import Uitkomst
from ledger.vocabulary.errors import NotFound

MODELS: dict[str, type[Model]] = {
    "A": Inspanning,
    "B": Activiteiten,
    "C": Arrangement,
    "D": Modules,
    "E": Uitkomst,
    "F": Populatie,
    "G": Abonnement,
    "H": Lumpsum,
}


def model_of(code: str) -> type[Model]:
    """Return the model of a letter. A letter without a model is `NotFound`."""
    found = MODELS.get(code)
    if found is None:
        told = ", ".join(f"{letter} ({model.NAME})" for letter, model in MODELS.items())
        raise NotFound("model-unknown", f"Er is geen model {code!r}. Kies uit: {told}.", "model")
    return found
