-- Visits and doors of an area in a span of time, as anybody may see them: leaves are grids, as in 04_released.sql, and never
-- exact. Measures: visit_done (in the span), visit_owed (due in it), visit_late (due in it, and not done by its end), door, and
-- door_fresh (confirmed in the year up to its last day). Areas have codes of so many digits.
create or replace function pack_cells(of_area text, digits int, since timestamptz, until timestamptz, from_day date, to_day date)
returns table (measure text, area_code text, sure_sum int, small_count int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  prefixes constant text[] := scope_of('counts');
  small_below constant int := (select small_count_below from deployment);
begin
  return query
  with leaves as (
    select 'visit_done' as kind, v.area_code as code, count(*) as leaf_count from visit v
    where v.area_code >= of_area and v.area_code < of_area || ':' and v.visited_at >= since and v.visited_at < until group by 2
    union all
    select 'visit_owed', d.area_code, count(*) from visit_duty d
    where d.area_code >= of_area and d.area_code < of_area || ':' and d.due_on between from_day and to_day group by 2
    union all
    select 'visit_late', d.area_code, count(*) from visit_duty d left join visit v on v.id = d.visit_id
    where d.area_code >= of_area and d.area_code < of_area || ':' and d.due_on between from_day and to_day
      and (v.id is null or v.visited_at >= until) group by 2
    union all
    select 'door', h.area_code, count(*) from household h
    where h.area_code >= of_area and h.area_code < of_area || ':' group by 2
    union all
    select 'door_fresh', h.area_code, count(*) from household h
    where h.area_code >= of_area and h.area_code < of_area || ':' and h.confirmed_on > to_day - 365 and h.confirmed_on <= to_day
    group by 2)
  select l.kind, left(l.code, digits), coalesce(sum(released_leaf(l.leaf_count, small_below)), 0)::int,
    (count(*) filter (where released_leaf(l.leaf_count, small_below) is null))::int
  from leaves l where l.code ^@ any (prefixes) group by 1, 2;
end $$;
revoke execute on function pack_cells from public;
grant execute on function pack_cells to jingwei_api;

-- Incidents of a span by the areas below one as they were on the day that schema `past` looks at, for codes of so many digits: where it
-- was reported in by that day's boundaries; else where it is counted now, if that area was there; else where it lies.
create or replace function pack_incidents_then(of_area text, digits int, since timestamptz, until timestamptz, reckoned_at timestamptz)
returns table (area_code text, reported int, settled int, open int, overdue int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  parent constant text := coalesce((select a.parent_code from past.area a where a.area_code = of_area), of_area);
  codes text[];
  shapes geometry[];
begin
  if not of_area ^@ any (scope_of('counts')) then return; end if;
  select array_agg(a.area_code), array_agg(a.geometry) into codes, shapes
    from past.area a where a.area_code ^@ parent and length(a.area_code) = digits;
  return query
  select placed.code, (count(*) filter (where i.reported_at >= since))::int,
    (count(*) filter (where i.closed_at >= since and i.closed_at < until and i.status not in ('merged', 'withdrawn')))::int,
    (count(*) filter (where i.closed_at is null or i.closed_at >= until))::int,
    (count(*) filter (where (i.closed_at is null or i.closed_at >= until) and i.due_at < pack_incidents_then.reckoned_at))::int
  from incident i
  cross join lateral (select case
    when left(i.reported_in, digits) = any (codes) then left(i.reported_in, digits)
    when left(i.area_code, digits) = any (codes) then left(i.area_code, digits)
    else code_at(counted_point(i.geometry), codes, shapes) end as code) placed
  where (i.area_code >= parent and i.area_code < parent || ':' or i.reported_in >= parent and i.reported_in < parent || ':')
    and i.reported_at < until and (i.closed_at is null or i.closed_at >= since) and placed.code ^@ of_area
  group by 1 order by 1;
end $$;
revoke execute on function pack_incidents_then from public;
grant execute on function pack_incidents_then to jingwei_api;
