"""`chalkstream keys`: API keys, kept on the message bus at NATS_URL."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from cli.display import printable
from shared.api_keys import ALL_PROJECTS, SCOPES, ApiKey, id_of, is_project

if TYPE_CHECKING:
    from shared.key_ring import KeyRing

T = TypeVar("T")

app = typer.Typer(help="Create, list and revoke API keys.", no_args_is_help=True)

WORDS = ", ".join(SCOPES)

_CONNECT_SECONDS = 5.0


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="Whom or what the key is for.")],
    project: Annotated[
        list[str] | None, typer.Option(help="A project it may use; repeat it for more.")
    ] = None,
    all_projects: Annotated[bool, typer.Option(help="It may use every project.")] = False,
    scope: Annotated[
        list[str] | None,
        typer.Option(help=f"What it may do, all by default; repeat it for more: {WORDS}."),
    ] = None,
    days: Annotated[int | None, typer.Option(min=1, help="It expires after so long.")] = None,
) -> None:
    """Make a key and print it. It is shown this once: only a hash of it is kept."""
    if bool(project) == all_projects:
        raise typer.BadParameter("name projects with --project, or use --all-projects")
    if wrong := [each for each in project or () if not is_project(each)]:
        raise typer.BadParameter(f"{wrong[0]!r} is no project id: use letters, digits, - and _")
    if unknown := set(scope or ()) - set(SCOPES):
        raise typer.BadParameter(f"there is no scope {', '.join(unknown)}, only {WORDS}")
    scopes = tuple(each for each in SCOPES if not scope or each in scope)
    expires_at = datetime.now(UTC) + timedelta(days=days) if days else None
    projects: tuple[str, ...] | Literal["*"] = tuple(project) if project else ALL_PROJECTS

    async def work(ring: "KeyRing") -> str:
        _, text = await ring.create(
            name, project_ids=projects, scopes=scopes, expires_at=expires_at
        )
        return text

    # Alone on standard output, so that a script can keep it.
    typer.echo(_with_ring(work))
    typer.echo("Send it as the header X-API-Key. It is not shown again.", err=True)


@app.command("list")
def list_keys() -> None:
    """Show all keys, revoked ones too."""

    async def work(ring: "KeyRing") -> list[tuple[ApiKey, datetime | None]]:
        return [(key, await ring.last_used(key.id)) for key in await ring.all()]

    rows = [("id", "name", "state", "projects", "scopes", "created", "last used")]
    for key, used in _with_ring(work):
        projects = [key.project_ids] if isinstance(key.project_ids, str) else key.project_ids
        rows.append(
            (
                *(key.id, key.name, _state(key), ",".join(projects), ",".join(key.scopes)),
                *(_day(key.created_at), _day(used) if used else "never"),
            )
        )
    # Not a table of rich's: in a pipe it would cut ids.
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        typer.echo(printable("  ".join(cells).rstrip()))


@app.command()
def revoke(key: Annotated[str, typer.Argument(metavar="ID", help="The id of a key.")]) -> None:
    """End a key; gateways notice within seconds."""

    async def work(ring: "KeyRing") -> ApiKey:
        # Who has the whole key at hand may give that.
        return await ring.revoke(id_of(key) or key)

    revoked = _with_ring(work)
    typer.echo(f"key {revoked.id} ({revoked.name}) is revoked")


def _with_ring(work: Callable[["KeyRing"], Coroutine[Any, Any, T]]) -> T:
    from nats.errors import Error as NatsError

    from shared.bus import connect
    from shared.key_ring import KeyRing, NoSuchKey
    from shared.settings import BusSettings

    # It would tell every attempt to connect, with a traceback.
    logging.getLogger("nats").setLevel(logging.CRITICAL)

    async def connected() -> T:
        async with asyncio.timeout(_CONNECT_SECONDS):
            client = await connect(BusSettings(), name="keys")
        try:
            return await work(KeyRing(client.jetstream(timeout=_CONNECT_SECONDS)))
        finally:
            await client.close()

    try:
        return asyncio.run(connected())
    except NoSuchKey:
        reason = "there is no such key: `chalkstream keys list` shows them"
    except (NatsError, OSError, TimeoutError) as error:
        reason = f"the bus at NATS_URL does not answer ({type(error).__name__})"
    typer.echo(f"error: {reason}", err=True)
    raise typer.Exit(1)


def _state(key: ApiKey) -> str:
    if key.revoked_at is not None:
        return f"revoked {_day(key.revoked_at)}"
    if key.expires_at is None:
        return "active"
    ended = key.expires_at <= datetime.now(UTC)
    return f"{'expired' if ended else 'active until'} {_day(key.expires_at)}"


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
