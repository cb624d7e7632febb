"""`rasad probe`: looks at a site once and prints its entry for the configuration."""

from typing import Annotated

import typer

from core.errors import InputError
from rasad.commands.options import HomeOption, JsonOption, NowOption, read_now
from rasad.home import home_of
from rasad.load_config import load_methodology


def probe(
    url: Annotated[str, typer.Argument(metavar="URL", help="A site's front page or its page of news.")],
    delay: Annotated[
        float, typer.Option("--delay", min=0, help="Seconds between requests; robots.txt may ask for more.")
    ] = 2.0,
    home: HomeOption = None,
    now: NowOption = None,
    as_json: JsonOption = False,
) -> None:
    """Look at a site once, politely, and print the YAML of its outlet: feeds, lists, selectors, dates."""
    # The extractors and the validator take a second to import, which the other commands can spare.
    from crawler.probe.probed import site_adapter
    from rasad.collecting.probe import probe_site
    from rasad.collecting.probe_yaml import probe_yaml

    methodology = load_methodology(home_of(folder=home).config_folders)
    site = probe_site(methodology, url, read_now(now), delay_seconds=delay)
    if as_json:
        typer.echo(site_adapter().dump_json(site, indent=1).decode())
    elif not site.trouble:
        typer.echo(probe_yaml(site, methodology), nl=False)
    if site.trouble:
        raise InputError(f"{site.address}: could not be looked at: {site.trouble}")
