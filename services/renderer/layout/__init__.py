"""What a viewer sees of a scene at the end of every play, and what is wrong with it.

The rehearsal's process observes (`lettering`, `tracing`, `observer`) and leaves a `Record`; the
service judges it (`judge`). A program may forge its record: what follows from one is advice on its
own scene, and it is read as data only.
"""
