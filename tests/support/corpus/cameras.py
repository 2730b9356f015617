"""Cameras that move, zoom or see in three dimensions."""

from manim import *


class Following(MovingCameraScene):
    def construct(self):
        self.camera.frame.save_state()
        dot = Dot(color=ORANGE)
        self.add(NumberPlane(), dot)
        self.camera.frame.add_updater(lambda frame: frame.move_to(dot))
        self.play(self.camera.frame.animate.scale(0.4))
        self.play(dot.animate.shift(RIGHT * 2), run_time=0.7)
        self.camera.frame.clear_updaters()
        self.play(Restore(self.camera.frame), run_time=0.5)


class AutoZoom(MovingCameraScene):
    def construct(self):
        squares = VGroup(*[Square(0.5, color=c, fill_opacity=1) for c in (RED, BLUE)]).arrange(
            buff=4
        )
        self.add(squares)
        for square in squares:
            self.play(self.camera.auto_zoom([square], margin=1), run_time=0.5)


class Zoomed(ZoomedScene):
    def __init__(self, **kwargs):
        super().__init__(zoom_factor=0.3, zoomed_display_height=2, zoomed_display_width=4, **kwargs)

    def construct(self):
        dot = Dot(radius=0.1).shift(UL)
        self.add(dot, ImageMobject(np.uint8([[0, 100, 200], [250, 50, 90]])).set_height(3))
        self.activate_zooming(animate=False)
        self.play(dot.animate.shift(LEFT), run_time=0.6)
        self.play(self.zoomed_camera.frame.animate.scale(0.5), run_time=0.6)


class Solids(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=75 * DEGREES, theta=30 * DEGREES)
        self.add(ThreeDAxes(), Sphere(radius=0.8, resolution=(8, 8)).shift(LEFT * 2))
        self.play(FadeIn(Cube(1.2, fill_opacity=0.8)), run_time=0.5)
        self.play(Create(Torus(0.9, 0.3, resolution=(8, 6)).shift(RIGHT * 2)), run_time=0.7)


class Turning(ThreeDScene):
    def construct(self):
        surface = Surface(
            lambda u, v: np.array([u, v, np.sin(u) * np.cos(v)]),
            u_range=[-2, 2],
            v_range=[-2, 2],
            resolution=(10, 10),
        )
        surface.set_fill_by_value(axes=ThreeDAxes(), colorscale=[(RED, -0.5), (GREEN, 0.5)], axis=2)
        self.set_camera_orientation(phi=60 * DEGREES)
        self.add(surface)
        self.begin_ambient_camera_rotation(rate=0.6)
        self.wait(0.7)
        self.stop_ambient_camera_rotation()
        self.move_camera(phi=20 * DEGREES, zoom=1.3, run_time=0.6)
        self.play(surface.animate.apply_function(lambda p: p + 0.2 * np.sin(p)), run_time=0.6)


class Labelled(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=70 * DEGREES, theta=-45 * DEGREES, gamma=0.1)
        title, tag = Text("fixed").to_corner(UL), Text("turned").shift(RIGHT * 2)
        self.add_fixed_in_frame_mobjects(title)
        self.add_fixed_orientation_mobjects(tag)
        self.add(Prism([1, 2, 0.5]), Arrow3D(ORIGIN, [1, 1, 2], resolution=4), Dot3D(LEFT))
        self.add(Cone(resolution=8).shift(UP * 2), Cylinder(0.4, 1, resolution=8).shift(DOWN * 2))
        self.move_camera(theta=0, run_time=0.7)
        self.begin_3dillusion_camera_rotation(rate=2)
        self.wait(0.4)


class Grouped(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=1, theta=0.5)
        self.camera.light_source.move_to(3 * OUT)
        cubes = VGroup(*[Cube(0.8).set_shade_in_3d(True, z_index_as_group=True) for _ in range(3)])
        self.add(cubes.arrange(buff=0.1))
        self.play(Rotate(cubes, PI / 2, axis=UP), run_time=0.7)
        self.camera.should_apply_shading = False
        self.play(cubes.animate.set_opacity(0.3), run_time=0.5)


class Exponential(ThreeDScene):
    def construct(self):
        self.camera.exponential_projection = True
        self.set_camera_orientation(phi=1.2, theta=0.4)
        self.add(Cube(3), Octahedron().shift(OUT * 2))
        self.wait(0.2)


class Flat(Scene):
    """Solids in front of an ordinary camera."""

    def construct(self):
        self.play(Rotate(Cube(2), 0.7, axis=RIGHT + UP), Create(Line3D(LEFT * 3, RIGHT)))
