"""Reading what is somebody else's."""

from tests.support.attacks.attack import attack

ATTACKS = (
    attack("environment of the first process", "open('/proc/1/environ').read()"),
    attack("environment of the parent", "open(f'/proc/{os.getppid()}/environ').read()"),
    attack("memory of the parent", "open(f'/proc/{os.getppid()}/mem', 'rb').read(1)"),
    attack("address map of the parent", "open(f'/proc/{os.getppid()}/maps').read()"),
    attack("environment of the service", "open(f'/proc/{T[\"service\"]}/environ').read()"),
    attack("descriptors of the service", "os.listdir(f'/proc/{T[\"service\"]}/fd')"),
    attack("process list", "os.listdir('/proc')", alone="landlock"),
    attack("password hashes", "open('/etc/shadow').read()"),
    attack("accounts", "open('/etc/passwd').read()", alone="landlock"),
    attack("a secret that anyone may read", "open(T['open_file']).read()", alone="landlock"),
    attack("the files of another job", "open(T['neighbour'] + '/secret').read()"),
    attack("the list of jobs", "os.listdir(T['workspace'])"),
    attack("the list of formulae", "os.listdir(T['shared'])", alone="landlock"),
    attack("the settings of the project", "open(T['root'] + '/pyproject.toml').read()"),
    attack("the code of other services", "os.listdir(T['root'] + '/services/assets')"),
    attack("home directories", "os.listdir('/root'); os.listdir('/home')"),
    attack("the temporary directory", "os.listdir('/tmp')", alone="landlock"),
    attack("devices", "open('/dev/full')", alone="landlock"),
    attack("the kernel's settings", "os.listdir('/sys/kernel')", alone="landlock"),
    attack("the root directory through the process", "open('/proc/self/root/etc/passwd')"),
    attack("up and away", "open('../' * 20 + 'etc/passwd')", alone="landlock"),
    attack(
        "a file by its handle",
        "call('open_by_handle_at', 304, 265, -100, ctypes.create_string_buffer(64), 0)",
    ),
    attack("an image that is none", "ImageMobject('/etc/passwd')", refused="runtime: "),
    attack("a text of someone else", "Code(code_file='/etc/passwd')", refused="runtime: "),
    attack("a drawing of someone else", "SVGMobject('/etc/passwd')", refused="runtime: "),
    attack("a sound of someone else", "self.add_sound('/etc/passwd')", refused="runtime: "),
    attack("a file in Typst", "Typst('#read(\"/etc/passwd\")')", refused="runtime: "),
    attack(
        "a file above in Typst",
        "Typst('#read(\"' + '../' * 20 + 'etc/passwd\")')",
        refused="runtime: ",
    ),
    attack(
        "a package from the network in Typst",
        "Typst('#import \"@preview/cetz:0.3.4\": *')",
        refused="runtime: ",
    ),
)
