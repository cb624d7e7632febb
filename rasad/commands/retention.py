"""`rasad retention`: removes raw pages that are old and that no published round stands on."""

from typing import Annotated

import typer

from rasad.commands.options import HomeOption, NowOption, open_home, read_now
from rasad.operating.retention import forget_old


def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    home: HomeOption = None,
    now: NowOption = None,
) -> None:
    """Remove old raw pages by the rules of config/operations.yaml; items and texts always stay."""
    gone = forget_old(open_home(home), read_now(now), dry_run=dry_run)
    typer.echo(
        f"{gone.pages} page(s) {'would go' if dry_run else 'removed'}, {gone.bytes_freed / 1024**2:.1f} MiB; "
        f"{gone.evidence_kept} old page(s) stay as evidence of rounds; {gone.job_runs} old run(s) forgotten"
    )
