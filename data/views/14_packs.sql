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
