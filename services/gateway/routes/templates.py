"""The lessons that can be asked for by name, with the schema of what each lets one choose."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel

from lessons.templates import Template, UnfitTemplate, check, template, templates
from services.gateway.problems import documented, not_found
from services.gateway.routes import PREFIX
from shared.contracts.request import TemplateChoice

router = APIRouter(prefix=f"{PREFIX}/templates", tags=["templates"])

_Name = Annotated[str, Path(description="As the list has it.", examples=["pythagoras"])]


class TemplateList(BaseModel):
    templates: list[Template]


_ALL = TemplateList(templates=templates())
"""Read at the start: the library does not change while the gateway serves."""


@router.get("", responses=documented())
async def list_templates() -> TemplateList:
    """Every template, by name. `template` in a generation request asks for one."""
    return _ALL


@router.get("/{name}", responses=documented(404))
async def show_template(name: _Name) -> Template:
    """One template: `params` is the JSON Schema of its parameters."""
    try:
        return template(name)
    except KeyError:
        raise not_found("template", "`GET /templates` lists them all.") from None


def require_fitting(choice: TemplateChoice | None) -> None:
    """Raises what is answered with 422 when there is no such template, or not with such params."""
    if choice is None:
        return
    try:
        check(choice.name, choice.params)
    except UnfitTemplate as error:
        wrong = {
            "type": "template",
            "loc": ("body", "template", *error.path),
            "msg": str(error),
            "input": error.given,
        }
        raise RequestValidationError([wrong]) from None
