"""Writing where nothing is one's own, and leaving traps in what is."""

from tests.support.attacks.attack import attack

ATTACKS = (
    attack(
        "a file in a folder that anyone may write to",
        "open(T['open_folder'] + '/x', 'w')",
        alone="landlock",
    ),
    attack(
        "shared memory as a file",
        "open('/dev/shm/chalkstream', 'w'); os.unlink('/dev/shm/chalkstream')",
        alone="landlock",
    ),
    attack("a module beside Python's", "open(os.path.dirname(np.__file__) + '/x.py', 'w')"),
    attack("a module of Manim", "import manim; open(manim.__file__, 'a')"),
    attack("our own code", "open(T['root'] + '/services/renderer/child.py', 'a')"),
    attack("the directory of another job", "open(T['neighbour'] + '/x', 'w')"),
    attack("the formulae of others", "open(T['shared'] + '/x.svg', 'w')"),
    attack("above the job", "open('../../x', 'w')"),
    attack("a symbolic link", "os.symlink('/etc/passwd', 'video.mp4')"),
    attack("a hard link", "os.link(T['open_file'], 'video.mp4')"),
    attack("a pipe where a video should be", "os.mkfifo('video.mp4')"),
    attack("a device", "os.mknod('zero', 0o600 | stat.S_IFCHR, os.makedev(1, 5))"),
    attack("a socket as a file", "os.mknod('s', 0o600 | stat.S_IFSOCK)"),
    attack(
        "moving a file out",
        "open('a', 'w').close()",
        "os.rename('a', T['open_folder'] + '/a')",
        refused=r"runtime: (PermissionError|OSError: \[Errno 18\])",
        alone="landlock",
    ),
    attack("moving another job's file", "os.rename(T['neighbour'] + '/secret', 'mine')"),
    attack("removing a stranger's file", "os.unlink(T['open_file'])"),
    attack("cutting a stranger's file off", "os.truncate(T['open_file'], 0)"),
    attack("opening a stranger's file to cut it off", "open(T['open_file'], 'w')"),
    attack("a directory outside", "os.mkdir(T['open_folder'] + '/d')", alone="landlock"),
    attack(
        "a program for another user",
        "open('a', 'w').close(); os.chmod('a', 0o4755)",
        "if not os.stat('a').st_mode & stat.S_ISUID: in_vain()",
        alone="seccomp",
    ),
    attack(
        "a program for another user at once",
        "os.close(os.open('a', os.O_CREAT | os.O_WRONLY, 0o6755))",
        alone="seccomp",
    ),
    attack("a directory for another group", "os.mkdir('d', 0o2777)", alone="seccomp"),
    attack(
        "the mode of a stranger's file",
        "mode = os.stat(T['open_file']).st_mode; os.chmod(T['open_file'], 0)",
        "if os.stat(T['open_file']).st_mode == mode: in_vain()",
    ),
    attack(
        "the times of a stranger's file",
        "os.utime(T['open_file'], (1, 1))",
        "if os.stat(T['open_file']).st_mtime > 1: in_vain()",
    ),
    attack("an owner", "open('a', 'w').close(); os.chown('a', 0, 0)"),
    attack("an attribute", "open('a', 'w').close(); os.setxattr('a', 'user.x', b'')"),
    attack("a mount", "check(libc.mount(b'none', b'.', b'tmpfs', 0, None), 'mount')"),
    attack("a root of one's own", "os.chroot('.')"),
    attack(
        "a file without a name or a directory",
        "call('memfd_create', 319, 279, b'x', 0)",
        alone="seccomp",
    ),
)
