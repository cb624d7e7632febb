"""The errors Rasad raises, from the general to the particular.

RasadError
├── ConfigError        the methodology or the settings in config/ do not fit together
├── InputError         a file or an argument somebody gave us cannot be used
├── StorageError       the database is absent, too old, too new, or refuses
├── CrawlError         a crawl as a whole could not run (one bad source is an Outcome)
└── RoundError         counting or scoring cannot go on without guessing

Expected trouble with a single input is an `Outcome`, not an error.
"""

from collections.abc import Sequence


class RasadError(Exception):
    """Anything Rasad itself reports: the message says what, where, and what to do next."""


class ConfigError(RasadError):
    """All problems found in config/, each naming its file and line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class InputError(RasadError):
    """A file or an argument that cannot be used as given."""


class StorageError(RasadError):
    """The database cannot be used as it is."""


class CrawlError(RasadError):
    """A crawl could not be started or did not end by itself."""


class RoundError(RasadError):
    """A round cannot be counted or scored without guessing."""
