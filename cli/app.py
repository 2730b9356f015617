"""The command line: `chalkstream COMMAND`.

What needs the message bus is imported by its command: it costs the others half a second.
"""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import typer
from rich.console import Console

from cli import keys
from cli.client import ApiError, Client
from cli.display import display
from cli.embedded.process import DidNotStart
from cli.generate import Delivery, Order, TaskFailed, explain, generate, listing, new_folder
from cli.signals import Stopped, until_stopped
from shared.contracts.request import Quality

T = TypeVar("T")

app = typer.Typer(
    help="Prompts in, explained videos out.", no_args_is_help=True, add_completion=False
)

app.add_typer(keys.app, name="keys")

Prompt = Annotated[str, typer.Argument(help="What the video is to explain.")]
Scenes = Annotated[int, typer.Option(min=1, max=20, help="How many scenes.")]
QualityOption = Annotated[Quality, typer.Option(help="Size and frame rate of the video.")]
Out = Annotated[
    Path | None, typer.Option(help="Folder for the files.", show_default="out/<prompt>")
]
Project = Annotated[str, typer.Option(help="Project that the task belongs to.")]
Task = Annotated[str, typer.Argument(metavar="TASK", help="The id of a task.")]
Api = Annotated[str, typer.Option(envvar="CHALKSTREAM_API", help="Where the gateway is.")]
ApiKey = Annotated[str | None, typer.Option(envvar="CHALKSTREAM_API_KEY", help="An API key.")]
Token = Annotated[str | None, typer.Option(envvar="CHALKSTREAM_TOKEN", help="A bearer token.")]

LogLevel = Literal["debug", "info", "warning", "error"]

_API = "http://127.0.0.1:8000"


@app.command()
def up(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The gateway's; 0: any.")] = 8000,
    data_dir: Annotated[
        Path | None, typer.Option(help="Where data is kept.", show_default="in your home")
    ] = None,
    log_level: Annotated[
        LogLevel, typer.Option(help="What is shown; debug: of NATS and the store too.")
    ] = "info",
) -> None:
    """Run everything on this machine: NATS, an object store and the five services."""
    from cli import up as stack_up

    folder = data_dir or stack_up.default_data_dir()
    raise typer.Exit(stack_up.up(port=port, data_dir=folder.absolute(), log_level=log_level))


@app.command("generate")
def generate_video(
    prompt: Prompt,
    scenes: Scenes = 3,
    quality: QualityOption = "medium",
    out: Out = None,
    project: Project = "cli",
    api: Api = _API,
    api_key: ApiKey = None,
    token: Token = None,
) -> None:
    """Make a video of a prompt. The last line printed is the path of the video."""
    folder = out or new_folder(prompt)
    order = Order(prompt, scenes, quality, project)

    async def work() -> Delivery:
        async with Client(api, api_key=api_key, token=token) as client:
            with display(Console(stderr=True)) as shown:
                return await generate(client, order, folder, shown)

    _deliver(_run(work), folder)


@app.command()
def demo(
    prompt: Prompt,
    scenes: Scenes = 3,
    quality: QualityOption = "low",
    out: Out = None,
) -> None:
    """Run everything, make one video, stop everything. The last line is the video's path."""
    from cli.demo import demo as run_demo

    folder = out or new_folder(prompt)

    async def work() -> Delivery:
        with display(Console(stderr=True)) as shown:
            return await run_demo(Order(prompt, scenes, quality, "demo"), folder, shown)

    _deliver(_run(work), folder)


@app.command()
def status(task: Task, api: Api = _API, api_key: ApiKey = None, token: Token = None) -> None:
    """Show how far a task is. Exit code 1 when it has failed."""

    async def work() -> bool:
        async with Client(api, api_key=api_key, token=token, patience=5) as client:
            found = await client.status(task)
        with display(Console()) as shown:
            shown.show(found)
            if found.status in ("failed", "cancelled"):
                shown.say(explain(found))
        return found.status != "failed"

    if not _run(work):
        raise typer.Exit(1)


@app.command()
def cancel(task: Task, api: Api = _API, api_key: ApiKey = None, token: Token = None) -> None:
    """Stop a task."""

    async def work() -> None:
        async with Client(api, api_key=api_key, token=token, patience=5) as client:
            await client.cancel(task)

    _run(work)
    typer.echo(f"task {task}: cancellation requested")


@app.command()
def bootstrap(
    replicas: Annotated[int, typer.Option(min=1, max=5, help="Copies of every stream.")] = 1,
) -> None:
    """Declare the streams, buckets and consumers of the NATS at NATS_URL."""

    from shared.bootstrap import bootstrap as declare
    from shared.settings import BusSettings

    async def work() -> None:
        await declare(BusSettings(), replicas=replicas)

    _run(work)
    typer.echo("streams, buckets and consumers are declared")


def _run(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Errors that the user can do something about end as a sentence, not as a traceback."""
    try:
        return asyncio.run(until_stopped(work()))
    except Stopped as stopped:
        raise typer.Exit(stopped.exit_code) from None
    except (ApiError, TaskFailed, DidNotStart) as error:
        sys.stdout.flush()
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from None


def _deliver(delivery: Delivery, folder: Path) -> None:
    for line in listing(delivery.files, folder):
        typer.echo(line)
    typer.echo(delivery.combined)
