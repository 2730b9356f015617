"""A network, and a camera that goes from node to node."""

import networkx as nx
from manim import *


class Journey(MovingCameraScene):
    def construct(self):
        graph = Graph.from_networkx(
            nx.petersen_graph(),
            layout="shell",
            layout_scale=3,
            labels=False,
            vertex_config={"radius": 0.22, "color": BLUE},
            edge_config={"stroke_color": GREY},
        )
        names = VGroup(*[Text(str(v), font_size=22).move_to(graph[v]) for v in graph.vertices])
        self.play(Create(graph), run_time=1.2)
        self.play(FadeIn(names, lag_ratio=0.1), run_time=0.6)
        self.camera.frame.save_state()
        for vertex in (0, 3, 7):
            self.play(
                self.camera.frame.animate.scale_to_fit_width(5).move_to(graph[vertex]),
                graph[vertex].animate.set_color(YELLOW),
                run_time=0.7,
            )
            self.wait(0.2)
        self.play(Restore(self.camera.frame), run_time=0.7)
