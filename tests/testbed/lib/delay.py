#!/usr/bin/python3
"""delay.py TAP BRIDGE TAP BRIDGE MS [JITTER_MS [LOSS_PERCENT]]

Join two bridges by two tap interfaces of these names and pass each frame on after MS +- JITTER_MS
milliseconds, in order, losing LOSS_PERCENT of them. Runs until it is killed; the
interfaces go with it. Stands in for tc-netem where the kernel has none.
"""
import collections
import fcntl
import os
import random
import select
import struct
import subprocess
import sys
import time

TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 0x0002, 0x1000
QUEUE = 20000  # frames under way in one direction; more are dropped, as a full link would


def tap(name, bridge):
    fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TAP | IFF_NO_PI))
    subprocess.run(["ip", "link", "set", name, "master", bridge, "up"], check=True)
    return fd


def main():
    near, far = sys.argv[1:3], sys.argv[3:5]
    delay, jitter, loss = [float(x) for x in (sys.argv[5:8] + ["0", "0"])[:3]]
    delay, jitter, loss = delay / 1000, jitter / 1000, loss / 100
    a, b = tap(*near), tap(*far)
    waiting = {a: collections.deque(), b: collections.deque()}  # by where they go
    print("ready", flush=True)
    poll = select.epoll()
    poll.register(a, select.EPOLLIN)
    poll.register(b, select.EPOLLIN)
    while True:
        due = [q[0][0] for q in waiting.values() if q]
        ready = poll.poll(max(0.0, min(due) - time.monotonic()) if due else -1)
        now = time.monotonic()
        for fd, _ in ready:
            queue = waiting[b if fd == a else a]
            for _ in range(64):
                try:
                    frame = os.read(fd, 65536)
                except BlockingIOError:
                    break
                if len(queue) < QUEUE and random.random() >= loss:
                    when = now + delay + random.uniform(-jitter, jitter)
                    queue.append((max(when, queue[-1][0] if queue else 0.0), frame))
        for fd, queue in waiting.items():
            while queue and queue[0][0] <= now:
                try:
                    os.write(fd, queue.popleft()[1])
                except OSError:
                    pass  # the interface is down: the frame is lost


main()
