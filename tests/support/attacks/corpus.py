"""All attacks, by name."""

from tests.support.attacks import checked, network, processes, reading, resources, writing
from tests.support.attacks.attack import Attack

ATTACKS: dict[str, Attack] = {
    f"{module.__name__.rpartition('.')[2]}: {attack.name}": attack
    for module in (reading, writing, network, processes, resources, checked)
    for attack in module.ATTACKS
}
