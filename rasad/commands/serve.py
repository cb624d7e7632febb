"""`rasad serve`: the review application, and the written reports, in a browser."""

from typing import Annotated

import typer

from rasad.commands.options import HomeOption, open_home


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port to listen on.")] = 8404,
    home: HomeOption = None,
) -> None:
    """Serve the review application to people with an account (`rasad user add`)."""
    # The web framework is imported by the one command that needs it.
    import uvicorn

    from rasad.serving.web import web_application

    office = open_home(home)
    typer.echo(f"http://{host}:{port}/")
    uvicorn.run(web_application(office), host=host, port=port, log_level="warning", server_header=False)
