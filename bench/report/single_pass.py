"""The report's figures with nothing but Python's standard library: json.loads, one pass over the calls, json.dumps.

Takes the record and the table of peer-input.ts as files. On each line `round` of stdin it prints milliseconds, on `result` what it made.
Spared what our report does besides: normalising numbers and looking them up (the table holds every number as it is printed), degrees,
verdicts, labels, contacts, bills. Written as one would who cares for speed: locals, lists for sums, each number looked at once.
"""

import json
import sys
import time as clock

HOUR, DAY, OFFSET = 3600, 86400, 8 * 3600
SHORTEST_SILENCE = 3 * DAY
KINDS = [
    ("赌博", {7}), ("律师", {12}), ("信用卡热线", {17, 34}),
    ("贷款", {5, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 31, 32, 33}), ("公检法", {10, 11}), ("银行", {1}),
    ("互联网金融", {4}), ("典当", {8}), ("保险", {2}), ("理财", {6}), ("小号", {16}), ("证券", {3}),
]
WINDOWS = [("7day_times", 0, 7), ("30day_times", 7, 30), ("60day_times", 30, 60), ("90day_times", 60, 90), ("120day_times", 90, 120)]

with open(sys.argv[1], "rb") as file:
    data = file.read()
with open(sys.argv[2], "rb") as file:
    known = json.load(file)

# Places in the list of a number's sums.
TIMES, LENGTH, IN_TIMES, IN_LENGTH, OUT_TIMES, OUT_LENGTH, FIRST, LAST, FACTS, CALLS, HALVES = range(11)


def local_date(day):
    return clock.strftime("%Y-%m-%d", clock.gmtime(day * DAY))


def make(data):
    now, open_date, numbers, places = known["now"], known["open_date"], known["numbers"], known["places"]
    starts = [month["start"] for month in known["months"]]
    earliest, window_start = open_date - DAY, starts[-1]
    half1, half3, half6 = 15 * DAY, 45 * DAY, 90 * DAY

    groups, seen, invalid = {}, set(), []
    week_counts, week_lengths = [0] * 168, [0] * 168
    month_sums = [[0, 0, {}] for _ in starts]
    days, day_places = {}, {}
    month = 0

    for row in json.loads(data)["data"]["call_log"]:
        text = row["call_time"]
        at = int(text) if len(text) == 10 and text.isdecimal() else None
        if at is not None and earliest <= at < window_start:
            continue
        text = row["call_duration"]
        length = int(text) if text.isdecimal() else None
        method = row["call_method"]
        incoming = 0 if method == "主叫" else 1 if method == "被叫" else None
        facts = numbers[row["call_tel"]]
        if at is None or length is None or incoming is None or not facts["callable"] or at > now or at < earliest:
            invalid.append({**facts["tags"], "call_tel": row["call_tel"], "call_from": row["call_from"], "call_time": row["call_time"],
                            "call_duration": length or 0, "call_method": method, "format_tel": facts["tel"]})
            continue
        tel = facts["tel"]
        call = (at, length, incoming, tel)
        if call in seen:
            continue
        seen.add(call)

        sums = groups.get(tel)
        if sums is None:
            sums = groups[tel] = [0, 0, 0, 0, 0, 0, at, at, facts, [] if facts["special"] else None, 0]
        sums[TIMES] += 1
        sums[LENGTH] += length
        if incoming:
            sums[IN_TIMES] += 1
            sums[IN_LENGTH] += length
        else:
            sums[OUT_TIMES] += 1
            sums[OUT_LENGTH] += length
        if at < sums[FIRST]:
            sums[FIRST] = at
        if at > sums[LAST]:
            sums[LAST] = at
        if sums[CALLS] is not None:
            sums[CALLS].append((at, length, incoming))
        age = now - at
        if age < 2 * half6:
            halves = 16 if age < half6 else 32
            if age < 2 * half3:
                halves |= 4 if age < half3 else 8
                if age < 2 * half1:
                    halves |= 1 if age < half1 else 2
            sums[HALVES] |= halves

        hour = ((at + OFFSET) // HOUR + 72) % 168
        week_counts[hour] += 1
        week_lengths[hour] += length
        while month > 0 and at >= starts[month - 1]:
            month -= 1
        while month < len(starts) - 1 and at < starts[month]:
            month += 1
        of_month = month_sums[month]
        of_month[0] += 1
        of_month[1] += length
        place = places[row["call_from"]]
        of_place = of_month[2].get(place)
        if of_place is None:
            of_month[2][place] = [1, length, at]
        else:
            of_place[0] += 1
            of_place[1] += length
            if at > of_place[2]:
                of_place[2] = at
        day = at // DAY
        ends = days.get(day)
        if ends is None:
            days[day] = [at, at]
        elif at < ends[0]:
            ends[0] = at
        elif at > ends[1]:
            ends[1] = at
        local_day = (at + OFFSET) // DAY
        day_places[local_day, place] = day_places.get((local_day, place), 0) + 1

    by_times = sorted(groups.items(), key=lambda item: (-item[1][TIMES], -item[1][LENGTH], -item[1][LAST], item[0]))
    by_length = sorted(groups.items(), key=lambda item: (-item[1][LENGTH], -item[1][TIMES], -item[1][LAST], item[0]))
    longest = {tel for tel, _ in by_length[:3]}

    confirmed, suspected = [], []
    lending = set(known["lending_tags"])
    special = [item for item in by_times if item[1][CALLS] is not None]
    for item in special:
        facts, tags = item[1][FACTS], set(item[1][FACTS]["itag_ids"])
        if facts["list"] == "dunning" or 13 in tags:
            confirmed.append(item)
        elif facts["list"] == "suspected_dunning" or (tags & lending and item[1][IN_TIMES] > 0):
            suspected.append(item)
    kinds = [("催收", confirmed)]
    kinds += [(name, [item for item in special if tags.intersection(item[1][FACTS]["itag_ids"])]) for name, tags in KINDS]
    kinds += [(tel, [item for item in special if item[0] == tel]) for tel in ("110", "120")]

    regions = region_rows(by_times)
    regions.sort(key=lambda row: (["全国", "未知"].index(row[0]) if row[0] in ("全国", "未知") else -1, -row[1], -row[2], -row[3], row[0]))
    provinces = [row for row in regions if row[0] not in ("全国", "未知")]
    circle = [item for item in by_times if item[1][FACTS]["region"] != "全国" and item[1][IN_TIMES] and item[1][OUT_TIMES]]
    all_places = {}
    for _, _, of_month in month_sums:
        for place, (times, length, last) in of_month.items():
            of_place = all_places.setdefault(place, [0, 0, 0])
            of_place[0] += times
            of_place[1] += length
            of_place[2] = max(of_place[2], last)
    by_hour = [sum(week_lengths[day * 24 + hour] for day in range(7)) for hour in range(24)]
    invalid.sort(key=lambda row: (row["call_time"], row["call_from"], row["call_tel"], row["call_method"], row["call_duration"]), reverse=True)

    return json.dumps({
        "overview": {
            "most_active_region": most_active(all_places),
            "most_contacted_region": min(provinces, key=lambda row: (-row[2], -row[1], -row[3], row[0]))[0] if provinces else "",
            "blank_times_list": silences(days, max(open_date, window_start), now),
            "night_calls_length": sum(by_hour[2:6]),
            "evening_calls_length": by_hour[23] + by_hour[0] + by_hour[1],
            "both_side_calls_count": sum(1 for _, sums in by_times if sums[IN_TIMES] and sums[OUT_TIMES]),
            "call_region_sum": len(provinces),
            "call_tel_sum": len(groups),
            "call_times_sum": len(seen),
        },
        "cuishou": dunning(confirmed, now),
        "yisicuishou": dunning(suspected, now),
        "tags": [tag_row(name, members) for name, members in kinds],
        "by_times": [[tel, s[TIMES], s[LENGTH]] for tel, s in by_times[:10]],
        "by_length": [[tel, s[TIMES], s[LENGTH]] for tel, s in by_length[:10]],
        "major": [tel for tel, s in by_times[:3] if tel in longest and s[LENGTH] >= 60],
        "regions": regions,
        "months": [[known["months"][at]["name"], times, length, most_active(of_month)] for at, (times, length, of_month) in enumerate(month_sums)],
        "by_tel": [
            {"format_tel": tel, "call_times": str(s[TIMES]), "call_length": str(s[LENGTH]), "call_out_times": s[OUT_TIMES],
             "call_in_times": s[IN_TIMES], "recent_call_time": str(s[LAST]),
             "first_call_time": "" if s[TIMES] == 1 else str(s[FIRST]), **s[FACTS]["tags"]}
            for tel, s in by_times
        ],
        "invalid": invalid,
        "hours": [week_counts[day * 24:day * 24 + 24] for day in range(7)],
        "circle": sorted(([row[0], row[1], row[2], row[3]] for row in region_rows(circle)), key=lambda row: (-row[1], -row[2], row[0])),
        "travel": travel(day_places, known["home"]),
        "trend": [[months, *(sum(1 for _, s in by_times if s[HALVES] >> shift & 3 == bits) for bits in (1, 3, 2))]
                  for months, shift in ((1, 0), (3, 2), (6, 4))],
    }, ensure_ascii=False, separators=(",", ":"))


def region_rows(items):
    regions = {}
    for _, s in items:
        region = s[FACTS]["region"]
        row = regions.get(region)
        if row is None:
            row = regions[region] = [region, 0, 0, 0, 0, 0, 0, 0]
        row[1] += 1
        row[2] += s[TIMES]
        row[3] += s[LENGTH]
        row[4] += s[IN_TIMES]
        row[5] += s[OUT_TIMES]
        row[6] += s[IN_LENGTH]
        row[7] += s[OUT_LENGTH]
    return list(regions.values())


def most_active(places):
    named = [(-times, -length, -last, place) for place, (times, length, last) in places.items() if place]
    return min(named)[3] if named else ""


def silences(days, start, now):
    for at in (start, now):
        ends = days.setdefault(int(at // DAY), [at, at])
        ends[0], ends[1] = min(ends[0], at), max(ends[1], at)
    ordered = [days[day] for day in sorted(days)]
    gaps = [(before[1], after[0]) for before, after in zip(ordered, ordered[1:])]
    return [[str(int(a)), str(int(b)), int((b - a) // HOUR)] for a, b in reversed(gaps) if b - a >= SHORTEST_SILENCE]


def dunning(items, now):
    ins = [s[IN_TIMES] for _, s in items]
    figures = {
        "nums_tel": len(items),
        "call_times": str(sum(s[TIMES] for _, s in items)),
        "call_in_times": sum(ins),
        "call_in_length": sum(s[IN_LENGTH] for _, s in items),
        "call_in_less_15": 0,
        "most_times_by_tel": max(ins, default=0),
        "up_2_times_by_tel": sum(1 for times in ins if times >= 2),
        "call_out_times": sum(s[OUT_TIMES] for _, s in items),
        "call_out_length": sum(s[OUT_LENGTH] for _, s in items),
        **{name: 0 for name, _, _ in WINDOWS},
    }
    for _, s in items:
        for at, length, incoming in s[CALLS]:
            if not incoming:
                continue
            if length < 15:
                figures["call_in_less_15"] += 1
            age = (now - at) / DAY
            for name, since, until in WINDOWS:
                if since <= age < until:
                    figures[name] += 1
                    break
    return figures


def masked(tel):
    if len(tel) == 11 and tel[0] == "1" and tel[1] in "3456789" and tel.isdecimal():
        return tel[:3] + "****" + tel[-4:]
    hidden = min(2 if len(tel) < 8 else 4, max(0, len(tel) - 2))
    return tel[:len(tel) - 2 - hidden] + "*" * hidden + tel[-2:]


def tag_row(name, items):
    if not items:
        return {"tags_name": name, "call_times": "", "call_length": "", "contact_last_time": "", "contact_detail": []}
    last = max(s[LAST] for _, s in items)
    return {
        "tags_name": name,
        "call_times": str(sum(s[TIMES] for _, s in items)),
        "call_length": str(sum(s[LENGTH] for _, s in items)),
        "contact_last_time": clock.strftime("%Y/%m/%d %H:%M:%S", clock.gmtime(last + OFFSET)),
        "contact_detail": [
            {"format_tel": masked(tel), "tags_yellow_page": s[FACTS]["tags"]["tags_yellow_page"], "call_out_times": s[OUT_TIMES],
             "call_out_length": s[OUT_LENGTH], "call_in_times": s[IN_TIMES], "call_in_length": s[IN_LENGTH]}
            for tel, s in items
        ],
    }


def travel(day_places, home):
    tops = {}
    for (day, place), times in day_places.items():
        if place and (day not in tops or (-times, place) < tops[day]):
            tops[day] = (-times, place)
    stays = []
    for day in sorted(tops):
        minus_times, place = tops[day]
        if stays and stays[-1][0] == place and day - stays[-1][2] <= 3:
            stays[-1][2] = day
            stays[-1][3] -= minus_times
        else:
            stays.append([place, day, day, -minus_times])
    return [[place, local_date(first), local_date(last), last - first + 1, times]
            for place, first, last, times in reversed(stays) if place != home]


for line in sys.stdin:
    start = clock.perf_counter()
    result = make(data)
    took = (clock.perf_counter() - start) * 1000
    print(result if line.strip() == "result" else took, flush=True)
