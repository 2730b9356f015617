"""Updaters, groups of animations, sections, sounds, pictures."""

import wave

from manim import *


class Updaters(Scene):
    def construct(self):
        square, label = Square(), Text("here", font_size=30)
        label.add_updater(lambda m: m.next_to(square, UP))
        square.add_updater(lambda m, dt: m.rotate(dt))
        self.add(square, label)
        self.wait(0.5)
        self.play(square.animate.shift(RIGHT * 2))
        square.suspend_updating()
        self.wait(0.3)


class SceneUpdater(Scene):
    def construct(self):
        dot = Dot()
        self.add(dot)
        self.add_updater(lambda dt: dot.shift(RIGHT * dt))
        self.wait(0.5)
        self.wait_until(lambda: dot.get_x() > 1, max_time=2)


class Lagged(Scene):
    def construct(self):
        dots = VGroup(*[Dot() for _ in range(40)]).arrange_in_grid(4)
        self.play(LaggedStart(*[FadeIn(dot, scale=0.3) for dot in dots], lag_ratio=0.05))
        self.play(Succession(dots[0].animate.shift(UP), AnimationGroup(*map(Indicate, dots[1:5]))))
        self.play(LaggedStartMap(FadeOut, dots, shift=DOWN), run_time=0.7)


class Crossing(Scene):
    """Objects above and below each other, and one that is in the scene twice."""

    def construct(self):
        square = Square(3, fill_opacity=1, color=BLUE)
        circle = Circle(1.2, fill_opacity=1, color=RED, z_index=-1)
        group = VGroup(square, circle)
        self.add(square, group, Dot(z_index=3))
        self.play(circle.animate.shift(RIGHT), run_time=0.5)
        circle.set_z_index(2)
        self.play(group.animate.scale(0.8), run_time=0.5)
        self.add_foreground_mobject(square)
        self.play(FadeIn(Triangle(fill_opacity=1)), run_time=0.5)
        self.bring_to_back(square)
        self.wait(0.2)


class Static(Scene):
    """Much that stands still behind and before the one thing that moves."""

    def construct(self):
        behind = VGroup(*[Square(0.5, fill_opacity=0.5) for _ in range(30)]).arrange_in_grid(5)
        mover = Circle(0.4, fill_opacity=1, color=RED).shift(LEFT * 3)
        before = Text("still").shift(UP)
        self.add(behind, mover, before)
        self.play(mover.animate.shift(RIGHT * 6), run_time=1)
        self.wait(0.5)
        self.play(before.animate.set_opacity(0.2), run_time=0.5)


class Sections(Scene):
    def construct(self):
        self.next_section("first")
        self.play(Create(Circle()), run_time=0.5)
        self.next_section("skipped", skip_animations=True)
        self.play(FadeIn(Square()), run_time=0.5)
        self.next_section()
        self.play(FadeOut(*self.mobjects), run_time=0.5)


class Sounds(Scene):
    def construct(self):
        with wave.open("beep.wav", "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(bytes(8000))
        self.play(FadeIn(Dot()), run_time=0.3)
        self.add_sound("beep.wav")
        self.wait(0.4)


class Pictures(Scene):
    def construct(self):
        ramp = np.linspace(0, 255, 64, dtype=np.uint8)
        image = ImageMobject(np.stack([np.tile(ramp, (64, 1))] * 3, axis=2)).set_height(3)
        image.set_resampling_algorithm(RESAMPLING_ALGORITHMS["nearest"])
        cloud = PMobject(stroke_width=4).add_points(np.random.rand(50, 3) * 3 - 1.5, color=RED)
        self.add(image, Square(), cloud)
        self.play(image.animate.rotate(0.5).shift(RIGHT), run_time=0.6)
        self.play(FadeOut(image), run_time=0.4)


class Backgrounds(Scene):
    def construct(self):
        self.camera.background_color = "#22445580"
        image = np.zeros((60, 80, 4), dtype=np.uint8)
        image[:, :, 0], image[:, :, 3] = np.arange(80) * 3, 255
        coloured = Text("image inside", font_size=70)
        from PIL import Image

        coloured.color_using_background_image(Image.fromarray(image))
        self.play(Create(Circle(2)), FadeIn(coloured))


class Morphing(Scene):
    def construct(self):
        shape = RegularPolygon(5, fill_opacity=0.5)
        shape.save_state()
        self.play(shape.animate(path_arc=1).become(Star(6, color=RED)), run_time=0.6)
        self.play(ReplacementTransform(shape, Text("ABC")), run_time=0.6)
        self.play(CyclicReplace(*[Dot(p) for p in (LEFT, UP, RIGHT)]), run_time=0.6)
        self.play(FadeTransform(Square(), Circle()), MoveAlongPath(Dot(), Circle(2)), run_time=0.6)
