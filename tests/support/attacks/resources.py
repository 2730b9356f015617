"""Using everything up."""

from dataclasses import replace

from tests.support.attacks.attack import LIMITS, MEMORY, attack

_SHORT = replace(LIMITS, wall=0.7)

ATTACKS = (
    attack("fifty gigabytes", "bytearray(50 * 10**9)", refused=MEMORY),
    attack(
        "room that is never used", "x = np.empty(3 * 10**9, 'u1')", refused=MEMORY, alone="limits"
    ),
    attack("a thousand million points", "Dot().points = np.zeros((10**9, 3))", refused=MEMORY),
    attack(
        "memory bit by bit",
        "kept = []",
        "while True: kept.append(bytearray(10**7))",
        refused=MEMORY,
    ),
    attack(
        "a hundred gigabytes in a file",
        "open('a', 'wb').truncate(100 * 2**30)",
        refused=r"runtime: OSError: \[Errno 27\]",
        alone="limits",
    ),
    attack(
        "many files",
        "for n in range(10**6): open(f'{n}', 'w').write('x'); time.sleep(1e-4)",
        refused="directory: ",
    ),
    attack(
        "many empty files",
        "for n in range(10**6): open(f'{n}', 'w'); time.sleep(1e-4)",
        refused="directory: ",
    ),
    attack(
        "many directories in each other",
        "for n in range(10**6): os.mkdir('d'); os.chdir('d'); time.sleep(1e-4)",
        refused="directory: ",
    ),
    attack(
        "a flood of words",
        "while True: print('x' * 10_000)",
        refused="directory: |runtime: OSError",
    ),
    attack(
        "a thousand descriptors",
        "kept = [open('/dev/null') for _ in range(1000)]",
        refused=r"runtime: OSError: \[Errno 24\]",
        alone="limits",
    ),
    attack(
        "threads without end",
        "threading.stack_size(32768)",
        "for _ in range(3000): threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
        refused="runtime: RuntimeError: can't start new thread|memory: ",
        alone="limits",
    ),
    attack("a loop without end", "while True: pass", refused="timeout: ", limits=_SHORT),
    attack("a sleep without end", "time.sleep(10**6)", refused="timeout: ", limits=_SHORT),
    attack(
        "a sleep that hears no signal",
        "for s in set(signal.Signals) - {9, 19}: signal.signal(s, signal.SIG_IGN)",
        "while True: time.sleep(1)",
        refused="timeout: ",
        limits=_SHORT,
    ),
    attack(
        "a stop of oneself",
        "os.kill(os.getpid(), signal.SIGSTOP)",
    ),
    attack(
        "a stack without end",
        "sys.setrecursionlimit(10**9)",
        "def down(): return down()",
        "class C:",
        "    def __getattr__(self, name): return getattr(C(), name + 'x')",
        "getattr(C(), 'x')",
        refused="crashed: .*SIGSEGV|memory: |runtime: |timeout: ",
    ),
    attack("a video without end", "while True: self.wait(1)", refused="too_long: "),
    attack("a million plays", "for _ in range(10**6): self.wait(0.1)", refused="too_long: "),
    attack("a wait of thirty years", "self.wait(10**9)", refused="too_long: "),
    attack(
        "a flood in the pipe",
        "while True: os.write(3, b'x' * 60_000)",
        refused="crashed: ",
    ),
    attack(
        "a flood of lines in the pipe",
        "while True: os.write(3, b'{\"progress\": {}}\\n' * 1000)",
        refused="crashed: ",
    ),
    attack("leaving without a word", "os._exit(0)", refused="crashed: "),
    attack("a crash", "ctypes.string_at(0)", refused="crashed: .*SIGSEGV"),
)
