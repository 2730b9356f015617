"""Talking to anybody: every kind of socket is refused when it is made."""

from tests.support.attacks.attack import attack

ATTACKS = (
    attack("TCP to the bus", "socket.create_connection(('127.0.0.1', T['tcp']), 1)"),
    attack(
        "HTTP to the store",
        "import urllib.request as r",
        "try: r.urlopen(f'http://127.0.0.1:{T[\"tcp\"]}/', timeout=1)",
        "except OSError as e: raise e.reason if hasattr(e, 'reason') else e",
    ),
    attack(
        "UDP",
        "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
        "s.sendto(b'x', ('127.0.0.1', T['udp']))",
        alone="seccomp",
    ),
    attack("TCP over IPv6", "socket.socket(socket.AF_INET6, socket.SOCK_STREAM)", alone="seccomp"),
    attack("a door for others", "socket.create_server(('127.0.0.1', 0))"),
    attack("a unix socket", "socket.socket(socket.AF_UNIX).connect(T['unix'])", alone="seccomp"),
    attack("an abstract socket", "socket.socket(socket.AF_UNIX).connect('\\0' + T['abstract'])"),
    attack("netlink", "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)", alone="seccomp"),
    attack("raw packets", "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)"),
    attack("a pair of sockets", "socket.socketpair()", alone="seccomp"),
    attack("the resolver", "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('::1', 53))"),
    attack("a socket without Python", "call('socket', 41, 198, 2, 1, 0)", alone="seccomp"),
    attack(
        "rings of the kernel",
        "call('io_uring_setup', 425, 425, 1, ctypes.create_string_buffer(120))",
    ),
    attack(
        "a socket by another table of calls",
        "if os.uname().machine != 'x86_64': in_vain()",
        "check(libc.syscall(0x40000000 | 41, 2, 1, 0), 'x32')",
        refused=r"runtime: (PermissionError|OSError: \[Errno 38\])",
    ),
    attack(
        "a socket by the calls of 32 bits",
        "if os.uname().machine != 'x86_64': os.abort()",
        # mov eax, 359 (socket); mov ebx, 2; mov ecx, 1; xor edx, edx; int 0x80; ret
        "page = mmap.mmap(-1, 4096, prot=7)",
        "page.write(bytes.fromhex('53b867010000bb02000000b90100000031d2cd805bc3'))",
        "at = ctypes.addressof(ctypes.c_char.from_buffer(page))",
        "check(ctypes.CFUNCTYPE(ctypes.c_int)(at)(), 'int 0x80')",
        refused=r"crashed: .*(SIGSYS|SIGABRT|SIGSEGV)",
    ),
)
