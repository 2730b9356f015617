"""Programs that override what the levers replace, and objects that are not quite regular."""

from manim import *


class Blinking(Square):
    def get_fill_rgbas(self):
        return np.array([[1, 0, 0, 0.5]])

    def get_stroke_width(self, background=False):
        return 12.0


class Hidden(VGroup):
    """Shows only the first of its members."""

    def get_family(self, recurse=True):
        return [self, *self.submobjects[:1]]


class Late(Dot):
    def update(self, dt=0, recursive=True):
        return self.shift(RIGHT * dt)


class ThickCamera(Camera):
    def apply_stroke(self, ctx, vmobject, background=False):
        vmobject.stroke_width += 1
        return super().apply_stroke(ctx, vmobject, background)


class TiltedCamera(ThreeDCamera):
    def project_points(self, points):
        return super().project_points(points) + RIGHT


class Overridden(Scene):
    def construct(self):
        own = Circle(0.5).shift(UP * 2)
        own.get_stroke_width = lambda background=False: 30.0
        hidden = Hidden(Dot(LEFT), Dot(RIGHT)).shift(DOWN * 2)
        self.add(Blinking(), own, hidden, Late(UP))
        self.play(FadeIn(Triangle()), run_time=0.5)
        self.wait(0.3)


class Thick(Scene):
    def __init__(self, **kwargs):
        super().__init__(camera_class=ThickCamera, **kwargs)

    def construct(self):
        self.play(Create(Circle()), FadeIn(Text("thick")), run_time=0.6)


class Tilted(ThreeDScene):
    def __init__(self, **kwargs):
        super().__init__(camera_class=TiltedCamera, **kwargs)

    def construct(self):
        self.set_camera_orientation(phi=1)
        self.add(Cube())
        self.wait(0.2)


class Patched(Scene):
    """Changes Manim's own class while it runs."""

    def construct(self):
        VMobject.get_stroke_rgbas = lambda self, background=False: np.array([[0, 1, 0, 1.0]])
        self.play(Create(Square()), run_time=0.5)


class Irregular(Scene):
    def construct(self):
        whole = VMobject().set_points(np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [2, 1, 0]]))
        gone = Square()
        gone.points = gone.points * np.nan
        endless = VMobject().set_points(np.array([[0, 0, 0], [0, np.inf, 0]] * 2, dtype=float))
        cut = Circle()
        cut.points = cut.points[:-2]
        single = VMobject().set_points(np.zeros((1, 3)))
        nested = VGroup(VGroup(), VGroup(Dot(DOWN)), VGroup(VGroup(Square(0.2))))
        striped = Square(2, fill_opacity=1).set_points(Square().points[:, [1, 0, 2]])
        self.add(whole, gone, endless, cut, single, nested, striped.shift(LEFT * 3))
        self.add(Square(stroke_width=-3), Dot(fill_opacity=1.7), Dot(UP, fill_opacity=-0.5))
        self.wait(0.2)
        self.play(nested.animate.shift(RIGHT), run_time=0.4)


class Method:
    def __init__(self):
        self.seen = 0.0

    def step(self, mobject, dt):
        self.seen += dt
        mobject.set_x(self.seen)

    def follow(self, mobject):
        mobject.set_y(self.seen)


class Callables(Scene):
    """Updaters of every kind that can be called."""

    def construct(self):
        from functools import partial

        method, dot = Method(), Dot()
        dot.add_updater(method.step).add_updater(method.follow)
        square = Square().add_updater(partial(lambda k, m: m.rotate(k), 0.1))
        star = Star().add_updater(lambda m, **rest: m.shift(UP * 0.05))
        turning = Triangle().add_updater(lambda m, dt=0.2: m.rotate(dt))
        self.add(dot, VGroup(square, VGroup(star)), turning)
        self.wait(0.6)
        self.play(FadeOut(square), run_time=0.4)
