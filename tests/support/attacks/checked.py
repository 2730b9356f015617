"""What the static check refuses before anything runs."""

from tests.support.attacks.attack import attack

_LINES = (
    "import os",
    "import ctypes",
    "from pathlib import Path",
    "open('/etc/passwd')",
    "eval('1')",
    "__import__('os')",
    "().__class__.__base__.__subclasses__()",
    "(lambda: 0).__globals__",
    "getattr(self, 'wa' + 'it')",
    "np.load('x')",
    "manim.os.system('id')",
    "config.media_dir = '/'",
    "ImageMobject('/etc/passwd')",
    "self.add_sound('/etc/passwd')",
    "'{0.__globals__}'.format(self.wait)",
)

ATTACKS = tuple(attack(line, line, refused="policy: ", policy=True) for line in _LINES)
