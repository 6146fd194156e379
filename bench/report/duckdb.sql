-- The report's figures in DuckDB: the record's JSON in, one JSON text out. Prepared beforehand and not measured: the tables numbers, places,
-- months and kinds, and the variables (duckdb.ts). Spared what our report does besides: see single_pass.py.
-- The text is read whole and then taken apart, for read_json takes three times as long over one document of nine megabytes.

create or replace temp table judged as
select c.call_from, c.call_time, c.call_tel, c.call_method,
  case when length(c.call_time) = 10 then try_cast(c.call_time as bigint) end as moment,
  try_cast(c.call_duration as bigint) as length,
  case c.call_method when '主叫' then 0 when '被叫' then 1 end as incoming,
  n.tel, n.callable, n.tags, p.province as place
from (
  select unnest(from_json(content::json -> 'data' -> 'call_log', '[{"call_from": "VARCHAR", "call_time": "VARCHAR", "call_tel": "VARCHAR",
    "call_method": "VARCHAR", "call_duration": "VARCHAR"}]')) as c
  from read_text(getvariable('record_path'))
)
join numbers n on n.raw = c.call_tel
join places p on p.printed = c.call_from;

create or replace temp table valid as
select tel, moment, length, incoming, any_value(place) as place
from judged
where callable and length is not null and incoming is not null
  and moment between getvariable('window_start') and getvariable('now')
group by tel, moment, length, incoming;

create or replace temp table per_number as
select v.*, f.region, f.itag_ids, f.tags,
  case
    when f.list = 'dunning' or list_contains(f.itag_ids, 13) then 'confirmed'
    when f.list = 'suspected_dunning' or (list_has_any(f.itag_ids, getvariable('lending_tags')) and v.in_times > 0) then 'suspected'
  end as dunning
from (
  select tel, count(*) as times, sum(length)::bigint as length,
    count(*) filter (incoming = 1) as in_times, coalesce(sum(length) filter (incoming = 1), 0)::bigint as in_length,
    count(*) filter (incoming = 0) as out_times, coalesce(sum(length) filter (incoming = 0), 0)::bigint as out_length,
    min(moment) as first, max(moment) as last,
    bit_or(
      case when getvariable('now') - moment < 15 * 86400 then 1 when getvariable('now') - moment < 30 * 86400 then 2 else 0 end
      | case when getvariable('now') - moment < 45 * 86400 then 4 when getvariable('now') - moment < 90 * 86400 then 8 else 0 end
      | case when getvariable('now') - moment < 90 * 86400 then 16 when getvariable('now') - moment < 180 * 86400 then 32 else 0 end
    ) as halves
  from valid group by tel
) v
join facts f using (tel);

create or replace temp table regions as
select region, count(*) as numbers, sum(times)::bigint as times, sum(length)::bigint as length, sum(in_times)::bigint as in_times,
  sum(out_times)::bigint as out_times, sum(in_length)::bigint as in_length, sum(out_length)::bigint as out_length
from per_number group by region;

create or replace temp table by_week_hour as
select ((moment + 28800) // 3600 + 72) % 168 as slot, count(*) as times, sum(length)::bigint as length from valid group by slot;

create or replace temp table by_month_place as
select m.idx, v.place, count(*) as times, sum(v.length)::bigint as length, max(v.moment) as last
from valid v join months m on v.moment >= m.start and v.moment < m.stop group by m.idx, v.place;

create or replace temp table stays as
with tops as (
  select (moment + 28800) // 86400 as day, place, count(*) as times from valid where place <> '' group by day, place
  qualify row_number() over (partition by day order by times desc, place) = 1
), marked as (
  select *, case when place = lag(place) over w and day - lag(day) over w <= 3 then 0 else 1 end as begins from tops window w as (order by day)
), numbered as (
  select *, sum(begins) over (order by day) as stay from marked
)
select any_value(place) as place, min(day) as first, max(day) as last, sum(times)::bigint as times from numbered group by stay;

create or replace temp table dunning_figures as
select s.dunning,
  count(distinct c.tel) as nums_tel, count(*) filter (c.tel is not null) as times,
  count(*) filter (incoming = 1) as call_in_times, coalesce(sum(length) filter (incoming = 1), 0)::bigint as call_in_length,
  count(*) filter (incoming = 1 and length < 15) as call_in_less_15,
  coalesce((select max(in_times) from per_number p where p.dunning = s.dunning), 0) as most_times_by_tel,
  (select count(*) from per_number p where p.dunning = s.dunning and in_times >= 2) as up_2_times_by_tel,
  count(*) filter (incoming = 0) as call_out_times, coalesce(sum(length) filter (incoming = 0), 0)::bigint as call_out_length,
  count(*) filter (incoming = 1 and days < 7) as d7, count(*) filter (incoming = 1 and days >= 7 and days < 30) as d30,
  count(*) filter (incoming = 1 and days >= 30 and days < 60) as d60, count(*) filter (incoming = 1 and days >= 60 and days < 90) as d90,
  count(*) filter (incoming = 1 and days >= 90 and days < 120) as d120
from (values ('confirmed'), ('suspected')) s (dunning)
left join (
  select p.dunning, v.tel, v.length, v.incoming, (getvariable('now') - v.moment) / 86400 as days
  from valid v join per_number p using (tel) where p.dunning is not null
) c using (dunning)
group by s.dunning;

create or replace temp table kind_rows as
select k.idx, k.name,
  coalesce(sum(p.times)::bigint::varchar, '') as call_times, coalesce(sum(p.length)::bigint::varchar, '') as call_length,
  coalesce(strftime(make_timestamp((max(p.last) + 28800) * 1000000), '%Y/%m/%d %H:%M:%S'), '') as contact_last_time,
  coalesce(list({
    format_tel: case
      when regexp_full_match(p.tel, '1[3-9]\d{9}') then p.tel[1:3] || '****' || p.tel[-4:]
      else p.tel[1:length(p.tel) - 2 - least(case when length(p.tel) < 8 then 2 else 4 end, greatest(0, length(p.tel) - 2))]
        || repeat('*', least(case when length(p.tel) < 8 then 2 else 4 end, greatest(0, length(p.tel) - 2))) || p.tel[-2:]
    end,
    tags_yellow_page: p.tags.tags_yellow_page, call_out_times: p.out_times, call_out_length: p.out_length,
    call_in_times: p.in_times, call_in_length: p.in_length
  } order by p.times desc, p.length desc, p.last desc, p.tel) filter (p.tel is not null), []) as contact_detail
from kinds k
left join (select * from per_number where len(itag_ids) > 0 or dunning is not null or length(tel) = 3) p
  on list_has_any(p.itag_ids, k.tags) or p.tel = k.number or (k.number = 'dunning' and p.dunning = 'confirmed')
group by k.idx, k.name;

create or replace temp table top_times as
select * from per_number order by times desc, length desc, last desc, tel limit 10;

create or replace temp table top_length as
select * from per_number order by length desc, times desc, last desc, tel limit 10;

select to_json({
  overview: {
    most_active_region: coalesce((select place from by_month_place where place <> '' group by place order by sum(times) desc, sum(length) desc, max(last) desc, place limit 1), ''),
    most_contacted_region: coalesce((select region from regions where region not in ('全国', '未知') order by times desc, numbers desc, length desc, region limit 1), ''),
    blank_times_list: (select coalesce(list(json_array(a::varchar, b::varchar, (b - a) // 3600) order by a desc), []) from (
      select lag(moment) over (order by moment) as a, moment as b from (
        select moment from valid union all select getvariable('window_start') union all select getvariable('now')
      )) where b - a >= 259200),
    night_calls_length: (select coalesce(sum(length), 0)::bigint from by_week_hour where slot % 24 in (2, 3, 4, 5)),
    evening_calls_length: (select coalesce(sum(length), 0)::bigint from by_week_hour where slot % 24 in (23, 0, 1)),
    both_side_calls_count: (select count(*) from per_number where in_times > 0 and out_times > 0),
    call_region_sum: (select count(*) from regions where region not in ('全国', '未知')),
    call_tel_sum: (select count(*) from per_number),
    call_times_sum: (select count(*) from valid)
  },
  cuishou: (select {nums_tel: nums_tel, call_times: times::varchar, call_in_times: call_in_times, call_in_length: call_in_length,
    call_in_less_15: call_in_less_15, most_times_by_tel: most_times_by_tel, up_2_times_by_tel: up_2_times_by_tel,
    call_out_times: call_out_times, call_out_length: call_out_length, '7day_times': d7, '30day_times': d30, '60day_times': d60,
    '90day_times': d90, '120day_times': d120} from dunning_figures where dunning = 'confirmed'),
  yisicuishou: (select {nums_tel: nums_tel, call_times: times::varchar, call_in_times: call_in_times, call_in_length: call_in_length,
    call_in_less_15: call_in_less_15, most_times_by_tel: most_times_by_tel, up_2_times_by_tel: up_2_times_by_tel,
    call_out_times: call_out_times, call_out_length: call_out_length, '7day_times': d7, '30day_times': d30, '60day_times': d60,
    '90day_times': d90, '120day_times': d120} from dunning_figures where dunning = 'suspected'),
  tags: (select list({tags_name: name, call_times: call_times, call_length: call_length, contact_last_time: contact_last_time,
    contact_detail: contact_detail} order by idx) from kind_rows),
  by_times: (select list(json_array(tel, times, length) order by times desc, length desc, last desc, tel) from top_times),
  by_length: (select list(json_array(tel, times, length) order by length desc, times desc, last desc, tel) from top_length),
  major: (select coalesce(list(tel order by times desc, length desc, last desc, tel), []) from (
    select * from top_times order by times desc, length desc, last desc, tel limit 3) where length >= 60
    and tel in (select tel from (select * from top_length order by length desc, times desc, last desc, tel limit 3))),
  regions: (select list(json_array(region, numbers, times, length, in_times, out_times, in_length, out_length)
    order by case region when '全国' then 1 when '未知' then 2 else 0 end, numbers desc, times desc, length desc, region) from regions),
  months: (select list(json_array(name, times, length, active) order by idx) from (
    select m.idx, m.name, coalesce(sum(b.times), 0)::bigint as times, coalesce(sum(b.length), 0)::bigint as length,
      coalesce(list(b.place order by b.times desc, b.length desc, b.last desc, b.place) filter (b.place <> '')[1], '') as active
    from months m left join by_month_place b using (idx) group by m.idx, m.name)),
  by_tel: (select list({format_tel: tel, call_times: times::varchar, call_length: length::varchar, call_out_times: out_times, call_in_times: in_times,
    recent_call_time: last::varchar, first_call_time: case when times = 1 then '' else first::varchar end,
    tags_label: tags.tags_label, tags_label_times: tags.tags_label_times, tags_yellow_page: tags.tags_yellow_page,
    tags_financial: tags.tags_financial, fancha_telloc: tags.fancha_telloc}
    order by times desc, length desc, last desc, tel) from per_number),
  invalid: (select coalesce(list({call_tel: call_tel, call_from: call_from, call_time: call_time, call_duration: coalesce(length, 0), call_method: call_method,
    format_tel: tel, tags_label: tags.tags_label, tags_label_times: tags.tags_label_times, tags_yellow_page: tags.tags_yellow_page,
    tags_financial: tags.tags_financial, fancha_telloc: tags.fancha_telloc}
    order by call_time desc, call_from desc, call_tel desc, call_method desc, length desc), []) from judged
    where (moment is null or moment >= getvariable('window_start'))
      and (moment is null or length is null or incoming is null or not callable or moment > getvariable('now'))),
  hours: (select list(hours order by day) from (
    select slot // 24 as day, list(coalesce(times, 0) order by slot) as hours
    from range(168) r (slot) left join by_week_hour using (slot) group by day)),
  circle: (select list(json_array(region, numbers, times, length) order by numbers desc, times desc, region) from (
    select region, count(*) as numbers, sum(times)::bigint as times, sum(length)::bigint as length
    from per_number where region <> '全国' and in_times > 0 and out_times > 0 group by region)),
  travel: (select coalesce(list(json_array(place, strftime(make_timestamp(first * 86400000000), '%Y-%m-%d'),
    strftime(make_timestamp(last * 86400000000), '%Y-%m-%d'), last - first + 1, times) order by first desc), [])
    from stays where place <> getvariable('home')),
  trend: (select list(json_array(months, new, kept, lost) order by months) from (
    select t.months, count(*) filter (halves >> t.shift & 3 = 1) as new, count(*) filter (halves >> t.shift & 3 = 3) as kept,
      count(*) filter (halves >> t.shift & 3 = 2) as lost
    from per_number, (values (1, 0), (3, 2), (6, 4)) t (months, shift) group by t.months))
})::varchar as made;
