"""What a look needs of whoever fetches and reads for it."""

from typing import Protocol

from core.outlets import Selectors
from core.pages import Page
from crawler.engine.robots import RobotsFile
from crawler.engine.troubles import Trouble
from crawler.extracted import Extracted


class Eyes(Protocol):
    """Pages by address, each asked for once; item pages read outside this process."""

    @property
    def robots(self) -> dict[str, RobotsFile]: ...

    async def page(self, address: str) -> Page | Trouble: ...

    async def read(self, page: Page, selectors: Selectors) -> Extracted | Trouble: ...
