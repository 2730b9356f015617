"""The workflow as a pure state machine: no I/O, no clock, no bus.

`reduce(state, event, at) -> state` says what has become of a task; `outstanding(state)` says which
commands it waits for. Commands are derived from the state, never remembered beside it: after a
crash they are derived again and the bus keeps the first of each.
"""
