"""`rasad serve`: the written reports and the items behind them, in a browser."""

from typing import Annotated

import typer

from rasad.commands.options import HomeOption, open_home


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port to listen on.")] = 8404,
    home: HomeOption = None,
) -> None:
    """Serve the reports and the pages of items; nothing can be changed here yet."""
    # The web framework is imported by the one command that needs it.
    import uvicorn

    from rasad.web import web_application

    office = open_home(home)
    typer.echo(f"http://{host}:{port}/")
    uvicorn.run(web_application(office), host=host, port=port, log_level="warning")
