"""Where on the screen a camera puts a point."""

from dataclasses import dataclass

import numpy as np
from manim import Mobject, ThreeDCamera, config
from manim.camera.camera import Camera

from services.renderer.layout.tracing import Points


@dataclass(frozen=True)
class View:
    """A camera as it stands now. `scale` turns its units into those of the frame."""

    camera: Camera
    center: tuple[float, float]
    scale: float
    in_space: bool

    @classmethod
    def of(cls, camera: Camera) -> "View":
        in_space = isinstance(camera, ThreeDCamera)
        if isinstance(camera, ThreeDCamera):
            camera.reset_rotation_matrix()
        x, y = (float(value) for value in camera.frame_center[:2])
        scale = float(config["frame_height"]) / float(camera.frame_height)
        return cls(camera, (x, y), scale, in_space)

    @property
    def key(self) -> object:
        """Equal for views that show everything at the same place."""
        matrix = getattr(self.camera, "rotation_matrix", None) if self.in_space else None
        return self.center, self.scale, matrix.tobytes() if matrix is not None else b""

    def is_fixed(self, mobject: Mobject) -> bool:
        """Whether it lies in the plane of the screen."""
        camera = self.camera
        return not isinstance(camera, ThreeDCamera) or mobject in camera.fixed_in_frame_mobjects

    def project(self, mobject: Mobject, points: Points) -> Points:
        """n x 3 of the scene -> n x 2 of the screen."""
        if self.in_space:
            points = self.camera.transform_points_pre_display(mobject, points)
        flat = np.asarray(points, dtype=np.float64)[:, :2]
        if self.center != (0, 0) or self.scale != 1:
            flat = (flat - self.center) * self.scale
        return np.clip(np.nan_to_num(flat, posinf=9e3, neginf=-9e3), -9e3, 9e3)
