"""Stories as journal lines, as a care adviser or a lawyer would tell them; each file is one story (see `teller`)."""

import pytest

from tests.ledger.stories.teller import FOLDER, told
from web.composition import House


class TestStories:
    @pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.ndjson")))
    def test_go_as_they_are_told(self, house: House, name: str) -> None:
        """Line by line, on both databases."""
        told(house, name)

    def test_there_are_some(self) -> None:
        """Else the test above would be about nothing."""
        assert len(list(FOLDER.glob("*.ndjson"))) >= 13
