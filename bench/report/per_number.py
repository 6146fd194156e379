"""The per-number group of a record with nothing but Python's standard library, one pass: prints milliseconds, one line a round."""

import json
import sys
import time

path, rounds = sys.argv[1], int(sys.argv[2])

with open(path, "rb") as file:
    data = file.read()

for _ in range(rounds):
    start = time.perf_counter()
    groups = {}
    for row in json.loads(data)["data"]["call_log"]:
        group = groups.get(row["call_tel"])
        if group is None:
            group = groups[row["call_tel"]] = [0, 0, 0, 0, 0, 0]
        length = int(row["call_duration"])
        at = int(row["call_time"])
        outgoing = row["call_method"] == "主叫"
        group[0] += 1
        group[1] += length
        group[2] += outgoing
        group[3] += not outgoing
        group[4] = max(group[4], at)
        group[5] = min(group[5] or at, at)
    rows = sorted(groups.items(), key=lambda item: (-item[1][0], -item[1][1], -item[1][4], item[0]))
    json.dumps([{"format_tel": tel, "sums": sums} for tel, sums in rows])
    print((time.perf_counter() - start) * 1000)
