"""A shaded surface over its axes, seen from a camera that goes around it."""

from manim import *


class Solid(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes(x_range=[-3, 3], y_range=[-3, 3], z_range=[-2, 2], x_length=7, y_length=7)
        surface = Surface(
            lambda u, v: axes.c2p(u, v, np.sin(u) * np.cos(v)),
            u_range=[-3, 3],
            v_range=[-3, 3],
            resolution=(20, 20),
            checkerboard_colors=[BLUE_D, BLUE_E],
        )
        self.set_camera_orientation(phi=65 * DEGREES, theta=-60 * DEGREES)
        self.add(axes)
        self.play(FadeIn(surface), run_time=1)
        self.begin_ambient_camera_rotation(rate=0.4)
        self.wait(1.5)
        self.stop_ambient_camera_rotation()
        self.move_camera(phi=30 * DEGREES, run_time=1)
