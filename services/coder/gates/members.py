"""Methods and attributes that Manim's objects do not have."""

import ast
from collections.abc import Iterator

from authors.reference.removed import REMOVED_MEMBERS
from services.coder.gates.finding import Finding
from services.coder.gates.names import suggestion
from services.coder.gates.types import Types, types_of
from services.coder.gates.view import View


def check(view: View) -> Iterator[Finding]:
    types = types_of(view)
    for node in view.nodes:
        if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Load):
            continue
        if _is_cameras_frame(view, types, node):
            message = "only a MovingCameraScene has self.camera.frame: derive the scene from it"
            yield Finding(node.lineno, "name", message)
            continue
        cls = types.of(node.value) or types.animated(node.value)
        if cls is not None and not _has(view, types, cls, node.attr):
            members = view.index.members(cls) or frozenset()
            advice = REMOVED_MEMBERS.get(node.attr)
            shown = f": {advice}" if advice else suggestion(node.attr, members)
            yield Finding(node.lineno, "name", f"{cls} has no {node.attr!r}{shown}")


def _has(view: View, types: Types, cls: str, name: str) -> bool:
    """Also where it cannot be told."""
    members = view.index.members(cls)
    if members is None or name.startswith("_") or name in view.stored | types.own_methods:
        return True
    if name in members:
        return True
    if view.index.derives(cls, "Mobject"):
        # Manim makes get_x() and set_x() for whatever attribute there is.
        return name.startswith("set_") or name.removeprefix("get_") in members | view.stored
    return not view.index.derives(cls, "Scene")


def _is_cameras_frame(view: View, types: Types, node: ast.Attribute) -> bool:
    match node:
        case ast.Attribute(attr="frame", value=ast.Attribute(attr="camera", value=owner)):
            scene = types.of(owner)
            return (
                scene is not None
                and view.index.derives(scene, "Scene")
                and not view.index.derives(scene, "MovingCameraScene")
                and not {"camera", "camera_class", "frame"} & view.stored
            )
    return False
