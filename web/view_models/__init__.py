"""What each page expects, as frozen dataclasses: display text is ready to show, links and field names are
given.

Every template gets two names: `shell` (`shell.Shell`, the same on each page) and `page` (one class of
this package, named at the top of the template). Sentences live in the templates; numbers and dates come
from `web.dutch`.
"""
