-- What statistics of the loop are reckoned from, without a word of what an incident says; it keeps to the caller's scope.
drop view if exists incident_measure;
create view incident_measure as
select id, area_code, category, status, channel, reported_at, due_at, closed_at, settled_at, hand_count, rating
from incident where coalesce(area_code, '') ^@ any ((select scope_of('places'))::text[]);
grant select on incident_measure to jingwei_api;

-- How often incidents stood in a status for so many minutes, among the steps that ended in a span of time, within an area
-- that the caller sees all of. A whole deployment without a category is counted from the steps alone.
create or replace function step_stays(within_code text, of_category text, since timestamptz, until timestamptz)
returns table (status text, stayed_min int, count int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not within_code ^@ any (scope_of('places')) then return; end if;
  if of_category is null and not exists (select from area a where not a.area_code ^@ within_code) then
    return query select s.status, s.stayed_min, count(*)::int from incident_step s
      where s.left_at >= since and s.left_at < until group by 1, 2;
  else
    return query select s.status, s.stayed_min, count(*)::int from incident_step s join incident i on i.id = s.incident_id
      where s.left_at >= since and s.left_at < until and i.area_code >= within_code and i.area_code < within_code || ':'
        and (of_category is null or i.category = of_category) group by 1, 2;
  end if;
end $$;
revoke execute on function step_stays from public;
grant execute on function step_stays to jingwei_api;
