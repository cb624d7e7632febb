"""`rasad night`: one nightly run by hand or from cron."""

from rasad.commands.options import HomeOption, JsonOption, NowOption, open_home, print_json, read_now
from rasad.commands.progress import progress_bars
from rasad.commands.stage_table import print_stages, stages_as_json
from rasad.lock import only_crawl
from rasad.stages import run_night


def night(home: HomeOption = None, now: NowOption = None, as_json: JsonOption = False) -> None:
    """Run the stages of a night in order: crawl, learn, attribute, group."""
    office = open_home(home)
    with only_crawl(office.home.folder, wait=False), progress_bars() as tick:
        reports = run_night(office, read_now(now), tick)
    if as_json:
        print_json(stages_as_json(reports))
    else:
        print_stages(reports)
