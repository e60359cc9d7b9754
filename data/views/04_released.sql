-- Counts of people and households for those who may not see the people. A leaf is the finest cell of a question: a grid, or
-- a grid and a category. What leaves these functions depends on the classes of leaves only: 0, small (1 to one less than
-- the threshold), or so and so many to the nearest 10. Sums are sums of classes. So no two answers, over whatever
-- levels, categories, months or filters, tell more of a leaf when put together than its class does.

-- What of the tallies is about places and not about people, for those who may see the area counted.
drop view if exists place_tally;
create view place_tally as
select area_code, building_count, compound_count, organisation_count, facility_count, device_count, patrol_point_count
from area_tally
where area_code ^@ any ((select scope_of('counts') || scope_of('doors'))::text[]);
grant select on place_tally to jingwei_api;

-- The leaves themselves, exact: for the functions below only. Measures: household, resident (who live there), visit_due (owed
-- up to a day, by duty), visit_overdue (owed by a day that is past), need_tag (households with a tag that is valid on a day). Prefixes of area codes, '' for all.
create or replace function people_leaves(measures text[], below text, prefixes text[], due_by date, valid_on date)
returns table (measure text, area_code text, category text, leaf_count bigint) language sql stable as $$
  select 'household', t.area_code, null, t.household_count from area_tally t
  where 'household' = any (measures) and t.area_code >= below and t.area_code < below || ':' and t.area_code ^@ any (prefixes)
  union all
  select 'resident', t.area_code, null, t.resident_count from area_tally t
  where 'resident' = any (measures) and t.area_code >= below and t.area_code < below || ':' and t.area_code ^@ any (prefixes)
  union all
  select 'visit_due', d.area_code, d.duty, count(*) from visit_duty d
  where 'visit_due' = any (measures) and d.visit_id is null and d.cancelled_at is null and d.due_on <= due_by
    and (d.ends_on is null or d.ends_on > valid_on)
    and d.area_code >= below and d.area_code < below || ':' and d.area_code ^@ any (prefixes)
  group by d.area_code, d.duty
  union all
  select 'visit_overdue', d.area_code, d.duty, count(*) from visit_duty d
  where 'visit_overdue' = any (measures) and d.visit_id is null and d.cancelled_at is null and d.due_on < valid_on
    and (d.ends_on is null or d.ends_on > valid_on)
    and d.area_code >= below and d.area_code < below || ':' and d.area_code ^@ any (prefixes)
  group by d.area_code, d.duty
  union all
  select 'need_tag', h.area_code, n.tag, count(distinct n.household_id)
  from need_tag n join household h on h.id = n.household_id
  where 'need_tag' = any (measures) and n.starts_on <= valid_on and n.expires_on > valid_on
    and h.area_code >= below and h.area_code < below || ':' and h.area_code ^@ any (prefixes)
  group by h.area_code, n.tag
$$;

-- What a leaf counts for in every sum: itself to the nearest 10, at least the threshold; null where it is small. Every class
-- holds 5 numbers or more. A threshold of 1 leaves everything as it is.
create or replace function released_leaf(leaf_count bigint, small_below int) returns bigint
language sql immutable parallel safe as $$
  select case when small_below <= 1 or leaf_count = 0 then leaf_count
    when leaf_count >= small_below then greatest((leaf_count + 5) / 10, (small_below + 9) / 10) * 10 end
$$;

-- Cells of areas with codes of so many digits below a code, in the caller's scope: what the leaves that are not small add up
-- to, and how many small ones there are. Exact is for those who see the doors. Areas without any leaf have no cell.
create or replace function people_cells(measures text[], below text, digits int, by_category boolean, exact boolean,
  due_by date, valid_on date)
returns table (measure text, area_code text, category text, sure_sum int, small_count int)
language plpgsql stable security definer set search_path = public, pg_temp
-- Leaves are grouped in the order of an index: there are hundreds of thousands in a province.
set enable_hashagg = off as $$
declare
  prefixes constant text[] := case when exact then scope_of('doors') else scope_of('counts') || scope_of('doors') end;
  small_below constant int := case when exact then 1 else (select small_count_below from deployment) end;
begin
  return query
  select l.measure, left(l.area_code, digits), case when by_category then l.category end,
    coalesce(sum(released_leaf(l.leaf_count, small_below)), 0)::int,
    (count(*) filter (where released_leaf(l.leaf_count, small_below) is null))::int
  from people_leaves(people_cells.measures, below, prefixes, due_by, valid_on) l
  group by 1, 2, 3;
end $$;

-- What a small leaf counts for in sums: half the threshold; or the mean of all small leaves of the deployment to the nearest
-- half, where there are so many that it tells nothing of any one of them. Let there be N, each from 1 to t - 1. Their sum is
-- then only known to lie in a range 0.5 N long (at the ends of the scale: 0.25 N from that end). One leaf can take every
-- value from 1 to t - 1 while the others make up for it if 0.25 N > t - 2; N of at least 8 t is twice what that needs.
create or replace function people_small_mean(of_measure text, due_by date, valid_on date) returns float8
language plpgsql stable security definer set search_path = public, pg_temp set enable_hashagg = off as $$
declare
  small_below constant int := (select small_count_below from deployment);
begin
  return (select case when count(*) >= greatest(64, 8 * small_below) then round(2 * avg(l.leaf_count)) / 2
      else small_below / 2.0 end
    from people_leaves(array[of_measure], '', '{""}', due_by, valid_on) l
    where l.leaf_count between 1 and small_below - 1);
end $$;

revoke all on function people_leaves, people_cells, people_small_mean from public;
grant execute on function people_cells, people_small_mean to jingwei_api;
