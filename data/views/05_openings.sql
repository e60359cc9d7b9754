-- Looks into households' files: what an opening lets its maker see, who may read the log, and what the auditor is told.

-- The files that the caller has open at this moment and still answers for: a duty that ends closes them.
create or replace function opened_households() returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(household_id), '{}') from opening
  where account_id = current_account() and closed_at is null and expires_at > now()
    and (area_code ^@ any (scope_of('open')) or building_id = any (building_scope_of('open')))
$$;

-- Made for oneself, now, in a role that one holds; over once, and never again open.
drop policy if exists opening_made on opening;
create policy opening_made on opening for insert to jingwei_api with check (
  account_id = (select current_account()) and opened_at = now() and closed_at is null
  and role in (select g.role from account_grant g where g.account_id = (select current_account()))
  and (area_code ^@ any ((select scope_of('open'))::text[]) or building_id = any ((select building_scope_of('open'))::int[])));
drop policy if exists opening_closed on opening;
create policy opening_closed on opening for update to jingwei_api
  using (account_id = (select current_account()) and closed_at is null and expires_at > now())
  with check (account_id = (select current_account()) and closed_at = now());

-- The log as those read it who see the opening: with names of colleagues and the door, also where the door itself is not
-- theirs to see. Not a word of who lives there. It reads with its owner's rights and keeps to the scopes of opening_seen.
drop view if exists opening_log;
create view opening_log as
select o.id, o.household_id, o.area_code, o.account_id, o.role, o.purpose, o.note, o.opened_at,
  least(o.expires_at, o.closed_at) as ends_at, area.name as area_name, account.display_name as account_name,
  coalesce(b.address, b.name, '') || u.name || h.door as address
from opening o join account on account.id = o.account_id left join area on area.area_code = o.area_code
  left join household h on h.id = o.household_id left join unit u on u.id = h.unit_id left join building b on b.id = h.building_id
where o.account_id = (select current_account())
  or o.area_code ^@ any ((select scope_of('openings'))::text[]) or o.area_code ^@ any ((select scope_of('open'))::text[])
  or o.building_id = any ((select building_scope_of('open'))::int[]);
grant select on opening_log to jingwei_api;

-- Tells the auditor of the caller, at most once in 24 hours for each kind; the only way to an alert, so that nobody can
-- raise one about another, nor see whether there is one.
create or replace function raise_access_alert(of_kind text, of_area text, of_detail jsonb) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into access_alert (kind, account_id, area_code, detail)
  select of_kind, current_account(), coalesce(of_area, ''), of_detail
  where current_account() is not null and not exists (
    select from access_alert where account_id = current_account() and kind = of_kind and raised_at > now() - interval '24 hours')
$$;
revoke all on function raise_access_alert from public;
grant execute on function raise_access_alert to jingwei_api;
drop policy if exists access_alert_raised on access_alert;
revoke insert on access_alert from jingwei_api;

-- Looked into once, by an auditor whom it is not about.
drop policy if exists access_alert_handled on access_alert;
create policy access_alert_handled on access_alert for update to jingwei_api
  using (area_code ^@ any ((select scope_of('audit'))::text[]) and account_id <> (select current_account()) and handled_at is null)
  with check (handled_by = (select current_account()) and handled_at = now());
