-- For the processing record: how often files were opened and alerts raised inside the registrar's areas, by purpose and
-- kind. Alerts themselves are the auditor's.
create or replace function count_looks(since timestamptz) returns table (what text, kind text, total int, handled int)
language sql stable security definer set search_path = public, pg_temp as $$
  select 'opening', purpose, count(*)::int, null::int from opening
  where opened_at >= since and area_code ^@ any (scope_of('register')) group by purpose
  union all
  select 'alert', kind, count(*)::int, count(handled_at)::int from access_alert
  where raised_at >= since and area_code ^@ any (scope_of('register')) group by kind
  order by 1, 2
$$;
revoke execute on function count_looks from public;
grant execute on function count_looks to jingwei_api;
