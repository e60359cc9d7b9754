-- Changes with the name of who made them, also of colleagues whose account is not the reader's to see. It reads with its owner's rights
-- and keeps to the scopes of change_seen.
drop view if exists change_log;
create view change_log as
select c.id, c.made_at, c.account_id, account.display_name as account_name, c.kind, c.area_code, c.source, c.true_from,
  exists (select from change later where later.undoes = c.id) as undone
from change c left join account on account.id = c.account_id
where c.account_id = (select current_account()) or c.area_code ^@ any ((select scope_of('map'))::text[]);
grant select on change_log to jingwei_api;
