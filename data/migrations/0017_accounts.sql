-- Steps of signing in and of looking after accounts that no row policy can express: the owner's rights, a narrow question.

-- The same password hashed at today's cost: nothing else about it changes.
create function rehash_password(old_hash text, new_hash text) returns void
language sql security definer set search_path = public, pg_temp as $$
  update credential set password_hash = new_hash where account_id = current_account() and password_hash = old_hash
$$;
-- When the caller's own password was chosen; null where they have none and sign in elsewhere.
create function password_changed_at() returns timestamptz
language sql stable security definer set search_path = public, pg_temp as $$
  select changed_at from credential where account_id = current_account()
$$;
-- Somebody tried a password of a known account. Whoever tries is nobody yet, so the event is the account's. Of logins that
-- do not exist nothing is kept: people type their passwords there.
create function record_failed_sign_in(of_login text, how jsonb) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into audit_event (account_id, kind, area_code, detail)
  select id, 'sign_in_failed', area_code, how from account where login = of_login
$$;

-- What a list of people says of each beside the account: only of those in the caller's care, and of themselves.
create function account_facts(of_accounts int[])
returns table (account_id int, second_factor boolean, last_used_at timestamptz, changeable boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, exists (select from second_factor f where f.account_id = a.id and f.confirmed_at is not null),
    (select max(s.last_used_at) from session s where s.account_id = a.id),
    a.id <> current_account() and may_keep(a.id)
  from account a where a.id = any (of_accounts)
    and (a.id = current_account() or a.area_code ^@ any (scope_of('people')))
$$;

do $$
declare
  named text;
begin
  for named in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace
    and p.proname in ('rehash_password', 'password_changed_at', 'record_failed_sign_in', 'account_facts')
  loop
    execute format('revoke all on function %s from public', named);
    execute format('grant execute on function %s to jingwei_api', named);
  end loop;
end $$;
