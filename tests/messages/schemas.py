"""The published XSDs, from beside the repository: the measure that our own data and code are held against."""

from functools import cache

from lxml import etree

from tests.messages.derived import SHARED


@cache
def schema(message: str) -> etree.XMLSchema:
    """The XSD of one message ("AW33" … "AW310"); its absence is a failure, never a skip."""
    path = SHARED / "xsd" / "iwlz_2_2" / f"{message}.xsd"
    assert path.is_file(), f"the published schema {path} is missing: these tests need it beside the repository"
    return etree.XMLSchema(etree.parse(str(path)))


def assert_valid(data: bytes, message: str) -> None:
    """Fail with the validator's own words where a file does not meet the XSD."""
    checked = schema(message)
    valid = checked.validate(etree.fromstring(data))
    assert valid, f"{checked.error_log}\n{data.decode()}"
