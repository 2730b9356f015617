"""Who asks."""

from dataclasses import dataclass
from typing import Literal

from services.gateway.problems import Problem
from shared.api_keys import ALL_PROJECTS, SCOPES

PERSONAL_PROJECT = "personal"


@dataclass(frozen=True)
class Principal:
    """`name` is unique among all principals; limits and idempotency keys are counted under it."""

    name: str
    project_ids: frozenset[str] | Literal["*"]
    scopes: frozenset[str]

    def owns(self, project_id: str) -> bool:
        return self.project_ids == ALL_PROJECTS or project_id in self.project_ids

    def require_project(self, project_id: str) -> None:
        """Raises a 404: whether another's project exists is not for strangers to know."""
        if not self.owns(project_id):
            raise Problem(
                404,
                "PROJECT_NOT_FOUND",
                "Your credentials know no such project. Use one of the projects they are for.",
            )

    @property
    def default_project(self) -> str:
        """Where work goes that names no project."""
        if self.project_ids == ALL_PROJECTS or not self.project_ids:
            return PERSONAL_PROJECT
        return min(self.project_ids)


ANYONE = Principal("anyone", ALL_PROJECTS, frozenset(SCOPES))
"""Everybody on this machine, when no access is configured."""
