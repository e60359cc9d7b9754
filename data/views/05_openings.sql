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

