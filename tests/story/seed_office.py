"""A copy of the demo's installation that scores by another scheme, and tables that an office fills in."""

import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from typer.testing import CliRunner

from core.calendar import JalaliMonth
from core.observations import Observation
from core.scores import TOTAL, Score
from newsroom.overlay import PROFILE
from rasad.commands import app
from rasad.home import SHIPPED_CONFIG, Home
from rasad.wiring import Office, open_office
from storage.observations import observations_of
from storage.rounds import latest_round
from storage.scores import scores_of

DEMO_SCHEME = "scheme: media-activity-sample"
NINE = tuple(f"group-{n}" for n in range(1, 10))


class SeedOffice:
    """One installation; `rasad` runs on it in this process."""

    def __init__(
        self, folder: Path, demo: Path, scheme: str, now: str, *, in_nine_groups: bool = False
    ) -> None:
        shutil.copytree(demo, folder)
        self.folder, self.scheme, self.now = folder, scheme, now
        self._tables = 0
        self.overlay("profile.yaml", lambda text: text.replace(DEMO_SCHEME, f"scheme: {scheme}"))
        if in_nine_groups:
            self._deal_out()
        self.rasad("user", "add", "niloofar")

    def overlay(self, name: str, change: Callable[[str], str]) -> None:
        """Change a file of the sample profile for this installation alone."""
        path = self.folder / "config" / "provinces" / PROFILE / name
        source = path if path.exists() else SHIPPED_CONFIG / "provinces" / PROFILE / name
        text = change(source.read_text(encoding="utf-8"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _deal_out(self) -> None:
        """The demo's agencies dealt out to nine groups."""
        dealt = iter(NINE * 10)
        self.overlay(
            "agencies.yaml", lambda text: re.sub(r"group: \S+", lambda _: f"group: {next(dealt)}", text)
        )
        groups = "groups:\n" + "".join(f"  {group}: گروه {n}\n" for n, group in enumerate(NINE, start=1))
        self.overlay("profile.yaml", lambda text: re.sub(r"groups:\n(  .*\n)+", groups, text))

    def rasad(self, *words: str) -> str:
        """Run a command; what it printed."""
        clocked = () if words[:2] == ("user", "add") else ("--now", self.now)
        result = CliRunner().invoke(app, [*words, "--home", str(self.folder), *clocked])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.output

    def hand_in(self, form: str, rows: Iterable[Mapping[str, str]]) -> str:
        """A table with these rows, imported."""
        self._tables += 1
        given = list(rows)
        heads = list(dict.fromkeys(head for row in given for head in row))
        path = self.folder / f"{form}-{self._tables}.csv"
        lines = [",".join(heads), *(",".join(f'"{row.get(head, "")}"' for head in heads) for row in given)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return self.rasad(form, "import", str(path), "--by", "niloofar")

    def open(self) -> Office:
        return open_office(Home(folder=self.folder, database_url=f"sqlite:///{self.folder / 'rasad.sqlite'}"))

    def round(self, month: JalaliMonth) -> "SeedRound":
        """Count and score a round, and read it back."""
        self.rasad("score", str(month))
        with self.open().database.read() as connection:
            made = latest_round(connection, PROFILE, month, self.scheme)
            assert made is not None
            return SeedRound(scores_of(connection, made.id), observations_of(connection, made.id))


class SeedRound:
    """A round's scores and observations, by agency type and name."""

    def __init__(self, scores: Iterable[Score], observations: Iterable[Observation]) -> None:
        self.scores = {(str(s.agency), s.subject): s for s in scores}
        self.observations = {(str(o.agency), o.measure): o for o in observations}

    def points(self, agency: str, subject: str = TOTAL) -> float | None:
        return self.scores[agency, subject].points

    def totals(self) -> dict[str, Score]:
        return {agency: score for (agency, subject), score in self.scores.items() if subject == TOTAL}

    def subjects(self) -> list[str]:
        return list(dict.fromkeys(subject for _, subject in self.scores))
