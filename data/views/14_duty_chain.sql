-- Gaps and doubles in who answers for what: 网中有格, 格中有人, 人在格上, 事在格中. A row a finding, with the place to fly to.
-- These read with their owner's rights; duty_findings(), the only one that may be called, keeps to where the caller arranges.

-- 网中有格: children cover their parent, none covers another, every area but the lowest has some.
create or replace function duty_ground_findings(below text)
returns table (code text, area_code text, kind text, id int, name text, centre float8[], detail jsonb)
language sql stable as $$
  with inside as materialized (
    select a.area_code, a.name, a.label_point, a.level from area a
    where a.area_code >= below and a.area_code < below || ':'
  )
  select 'area_' || f.kind, f.area_code, 'area', 0, min(i.name), lon_lat((array_agg(f.piece order by f.m2 desc))[1]),
    case f.kind when 'overlap'
      then jsonb_build_object('area_m2', round(sum(f.m2)), 'other_code', f.other_code, 'other_name', min(o.name))
      else jsonb_build_object('area_m2', round(sum(f.m2)), 'part_count', count(*)) end
  from area_faults(array(select inside.area_code from inside)) f join inside i on i.area_code = f.area_code
    left join inside o on o.area_code = f.other_code
  group by f.kind, f.area_code, f.other_code
  union all
  select 'area_without_children', p.area_code, 'area', 0, p.name, lon_lat(p.label_point), '{}'
  from inside p where p.level <> (select level from area_level order by position desc limit 1)
    and not exists (select from area c where c.parent_code = p.area_code)
$$;

-- Who is in office on a day, deputies too.
create or replace function duty_in_office(below text, today date) returns setof duty_holder language sql stable as $$
  select * from duty_holder h
  where h.area_code >= below and h.area_code < below || ':' and h.starts_on <= today and (h.ends_on is null or h.ends_on > today)
$$;

-- 格中有人: every grid has a worker and one head, every community its secretary.
create or replace function duty_staff_findings(below text, today date)
returns table (code text, area_code text, kind text, id int, name text, centre float8[], detail jsonb)
language sql stable as $$
  with wanted as (
    select level, unnest(array['grid_head', 'grid_worker']) as role
    from (select level from area_level order by position desc limit 1) lowest
    union all values ('community', 'community_secretary')
  ), posts as (
    select a.area_code, a.name, a.label_point, w.role from area a join wanted w using (level)
    where a.area_code >= below and a.area_code < below || ':'
  ), held as (
    select h.area_code, h.role, count(*) as holder_count, jsonb_agg(h.name order by h.starts_on, h.id) as names
    from duty_in_office(below, today) h where h.building_id is null and h.deputy_of is null group by 1, 2
  )
  select p.role || '_missing', p.area_code, 'area', 0, p.name, lon_lat(p.label_point),
    coalesce((select jsonb_build_object('last_name', h.name, 'ended_on', h.ends_on) from duty_holder h
      where h.area_code = p.area_code and h.role = p.role and h.building_id is null and h.deputy_of is null and h.ends_on <= today
      order by h.ends_on desc, h.id desc limit 1), '{}')
  from posts p where not exists (select from held h where h.area_code = p.area_code and h.role = p.role)
  union all
  select 'grid_head_double', p.area_code, 'area', 0, p.name, lon_lat(p.label_point), jsonb_build_object('names', h.names)
  from posts p join held h using (area_code, role) where p.role = 'grid_head' and h.holder_count > 1
$$;

-- 人在格上: a worker has one grid, and who answers can also sign in for it.
create or replace function duty_worker_findings(below text, today date)
returns table (code text, area_code text, kind text, id int, name text, centre float8[], detail jsonb)
language sql stable as $$
  with held as materialized (select * from duty_in_office(below, today) h where h.account_id is not null),
  grids as (
    select h.account_id, jsonb_agg(distinct a.name) as names from held h join area a using (area_code)
    where h.role = 'grid_worker' and h.deputy_of is null group by 1 having count(distinct h.area_code) > 1
  ), granted as materialized (
    select g.* from account_grant g join account c on c.id = g.account_id and c.disabled_at is null
    where g.starts_on <= today and (g.ends_on is null or g.ends_on > today)
  )
  select 'worker_in_two_grids', h.area_code, 'area', h.id, a.name, lon_lat(a.label_point),
    jsonb_build_object('name', h.name, 'names', g.names)
  from held h join grids g using (account_id) join area a on a.area_code = h.area_code
  where h.role = 'grid_worker' and h.deputy_of is null
  union all
  select 'holder_without_grant', h.area_code, 'area', h.id, a.name, lon_lat(a.label_point),
    jsonb_build_object('name', h.name, 'role', h.role)
  from held h join area a on a.area_code = h.area_code
  where not exists (select from granted g where g.account_id = h.account_id and h.area_code ^@ g.area_code
    and (g.building_id is null or g.building_id = h.building_id))
  union all
  select 'grant_without_holder', g.area_code, 'area', g.id, a.name, lon_lat(a.label_point),
    jsonb_build_object('name', c.display_name, 'login', c.login)
  from granted g join account c on c.id = g.account_id join area a on a.area_code = g.area_code
  where g.role = 'grid_worker' and g.area_code >= below and g.area_code < below || ':'
    and a.level = (select level from area_level order by position desc limit 1)
    and not exists (select from held h where h.account_id = g.account_id and h.area_code = g.area_code)
$$;

-- 事在格中: nothing that happens or stands in the area lies outside every grid.
create or replace function duty_place_findings(below text)
returns table (code text, area_code text, kind text, id int, name text, centre float8[], detail jsonb)
language sql stable as $$
  select case when o.layer = 'building' and exists (select from household h where h.building_id = o.id) then 'home' else o.layer end || '_outside',
    below, o.layer, o.id, o.name, lon_lat(o.geometry), '{}'::jsonb
  from outside_rows(below) o where o.layer <> 'compound'
$$;

-- Every finding below an area on a day, where the caller arranges who answers; nothing elsewhere.
create or replace function duty_findings(below text, today date)
returns table (check_group text, code text, area_code text, kind text, id int, name text, centre float8[], detail jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as materialized (select true from unnest(scope_of('arrange')) as own (code) where starts_with(below, own.code) limit 1)
  select 'ground', f.* from mine, duty_ground_findings(below) f
  union all select 'staff', f.* from mine, duty_staff_findings(below, today) f
  union all select 'workers', f.* from mine, duty_worker_findings(below, today) f
  union all select 'places', f.* from mine, duty_place_findings(below) f
$$;
revoke execute on function duty_ground_findings, duty_in_office, duty_staff_findings, duty_worker_findings,
  duty_place_findings, duty_findings from public;
grant execute on function duty_findings to jingwei_api;
