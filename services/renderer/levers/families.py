"""The members of trees of objects, gathered in C."""

from collections.abc import Iterable

import manim.camera.camera
import manim.camera.three_d_camera
import manim.scene.moving_camera_scene
import manim.scene.scene
import manim.utils.family
from manim.mobject.mobject import Mobject

from services.renderer.levers.brush import helper
from services.renderer.levers.trust import Trust

_WALKED = (
    "__eq__",
    "__getattribute__",
    "__hash__",
    "_iter_family",
    "family_members_with_points",
    "get_family",
    "get_num_points",
    "points",
    "submobjects",
)
_IMPORTERS = (
    manim.camera.camera,
    manim.camera.three_d_camera,
    manim.scene.moving_camera_scene,
    manim.scene.scene,
    manim.utils.family,
)


def install() -> None:
    """Take the place of everything that walks families; what is odd is walked by Manim."""
    get_family, with_points = Mobject.get_family, Mobject.family_members_with_points
    extract = manim.utils.family.extract_mobject_family_members

    def family(self: Mobject, recurse: bool = True) -> list[Mobject]:
        found: list[Mobject] | None = helper.families([self], trusted, False)
        return get_family(self, recurse) if found is None else found

    def members_with_points(self: Mobject) -> list[Mobject]:
        found: list[Mobject] | None = helper.families([self], trusted, True)
        return with_points(self) if found is None else found

    def extract_members(
        mobjects: Iterable[Mobject],
        use_z_index: bool = False,
        only_those_with_points: bool = False,
    ) -> list[Mobject]:
        mobjects = list(mobjects)
        found: list[Mobject] | None = helper.families(mobjects, trusted, only_those_with_points)
        if found is None:
            return extract(mobjects, use_z_index, only_those_with_points)
        if use_z_index:
            found.sort(key=lambda mobject: mobject.z_index)
        return found

    Mobject.get_family = family  # type: ignore[method-assign]
    Mobject.family_members_with_points = members_with_points  # type: ignore[method-assign]
    for module in _IMPORTERS:
        vars(module)["extract_mobject_family_members"] = extract_members
    trusted = Trust(Mobject, _WALKED)
