-- Who may see what. A request runs as the role jingwei_api, which owns nothing and passes every policy; what it may see
-- follows from the grants of whoever asks, set in the request's transaction by enter_request(). Whoever asks nothing of
-- that function sees public tables only.
do $$ begin
  if not exists (select from pg_roles where rolname = 'jingwei_api') then
    create role jingwei_api nologin nosuperuser nobypassrls;
  end if;
  execute format('grant jingwei_api to %I', current_user);
exception
  -- Roles are shared by the databases of a server: another may be making it now.
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'the database user may not create roles: have an administrator run "create role jingwei_api nologin; grant jingwei_api to %"', current_user;
end $$;
revoke create on schema public from public;
grant usage on schema public to jingwei_api;

-- Roles. A role may be granted by whoever holds one of lower rank over the same area.
create table role (
  role text primary key,
  rank int not null,
  second_factor_required boolean not null default false
);
insert into role (role, rank, second_factor_required) values
  ('registrar', 0, true), ('district_leader', 1, false), ('auditor', 1, true), ('street_leader', 2, false),
  ('community_secretary', 3, false), ('patrol_coordinator', 3, false), ('department_officer', 3, false),
  ('grid_worker', 4, false), ('building_head', 5, false), ('wall', 5, false), ('public', 9, false);

-- map: buildings, organisations, facilities, who answers for a place. counts: people and households counted, small counts
-- protected. places: where incidents are. patrol: points and routes. cases: what incidents say. doors: the door matrix
-- and exact counts. open: a household's file, with a purpose. openings: who opened files. people: accounts and grants.
-- register: classes, retention, rights of the persons recorded. audit: what was done with accounts, and alerts.
create table role_right (
  role text not null references role,
  right_name text not null,
  primary key (role, right_name)
);
insert into role_right (role, right_name)
select role, unnest(string_to_array(rights, ' ')) from (values
  ('district_leader', 'map counts places patrol cases openings people'),
  ('street_leader', 'map counts places patrol cases doors open openings people'),
  ('community_secretary', 'map counts places patrol cases doors open openings people'),
  ('grid_worker', 'map counts places patrol cases doors open'),
  ('building_head', 'map doors open'),
  ('patrol_coordinator', 'map counts places patrol'),
  ('department_officer', 'map counts places patrol cases'),
  ('registrar', 'map counts places patrol open people register'),
  ('auditor', 'map counts openings audit'),
  ('wall', 'counts places patrol')) given (role, rights);

create table account (
  id int generated always as identity primary key,
  -- What is typed to sign in: letters, digits, dot, dash, underscore, @.
  login text not null unique check (login ~ '^[a-z0-9._@-]{2,60}$'),
  display_name text not null check (display_name <> ''),
  -- Whose leaders look after the account; '' stands for the whole deployment.
  area_code text collate "C" not null check (area_code ~ '^[0-9]*$'),
  openid_issuer text,
  openid_subject text,
  created_at timestamptz not null default now(),
  created_by int references account,
  disabled_at timestamptz,
  unique (openid_issuer, openid_subject)
);
-- Apart from the account, so that no policy's mistake can show it: only the functions below read it.
create table credential (
  account_id int primary key references account on delete cascade,
  password_hash text not null,
  must_change boolean not null default false,
  changed_at timestamptz not null default now()
);
create table second_factor (
  account_id int primary key references account on delete cascade,
  -- Sealed by the application; TOTP with SHA-1, 6 digits, 30 s.
  secret bytea not null,
  -- Null: shown once and not yet proven with a code.
  confirmed_at timestamptz,
  -- Step of the last code that was taken: none is taken twice.
  last_step bigint not null default 0
);
create table session (
  id int generated always as identity primary key,
  -- SHA-256 of the cookie's random value.
  digest bytea not null unique,
  account_id int not null references account on delete cascade,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  idle_s int not null check (idle_s > 0),
  expires_at timestamptz not null,
  second_factor_at timestamptz,
  revoked_at timestamptz,
  -- Browser and system in a few words, so that people know their own sessions.
  client text
);
create index session_account on session (account_id, last_used_at desc);
create table token (
  id int generated always as identity primary key,
  digest bytea not null unique,
  -- api: acts for its account with fewer rights. display: a wall over one area; its account only made it.
  kind text not null check (kind in ('api', 'display')),
  name text not null check (name <> ''),
  account_id int not null references account on delete cascade,
  area_code text collate "C" not null check (area_code ~ '^[0-9]*$'),
  rights text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index token_account on token (account_id, created_at desc);

-- A duty: this role, over this area (for the head of a building: in this building), from this day up to before that.
create table account_grant (
  id int generated always as identity primary key,
  account_id int not null references account on delete cascade,
  role text not null references role,
  area_code text collate "C" not null check (area_code ~ '^[0-9]*$'),
  building_id int references building on delete cascade,
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  granted_by int references account,
  granted_at timestamptz not null default now(),
  check ((role = 'building_head') = (building_id is not null)),
  check (role not in ('wall', 'public'))
);
create index account_grant_account on account_grant (account_id);
create index account_grant_area on account_grant (area_code);
create table hand_over (
  id int generated always as identity primary key,
  role text not null references role,
  area_code text collate "C" not null,
  building_id int,
  from_account_id int not null references account,
  to_account_id int not null references account,
  effective_on date not null,
  note text,
  made_by int references account,
  made_at timestamptz not null default now(),
  check (from_account_id <> to_account_id)
);
create index hand_over_area on hand_over (area_code, id);

-- Who looked into which household, when, why, until when. Never changed, but for being closed early.
create table opening (
  id int generated always as identity primary key,
  household_id int not null,
  area_code text collate "C",
  building_id int not null,
  account_id int not null references account,
  role text not null references role,
  purpose text not null,
  note text check (length(note) <= 200),
  opened_at timestamptz not null default now(),
  expires_at timestamptz not null,
  closed_at timestamptz,
  check (expires_at > opened_at and expires_at <= opened_at + interval '30 minutes')
);
create index opening_household on opening (household_id, opened_at desc);
create index opening_account on opening (account_id, opened_at desc);
create index opening_area on opening (area_code, id);
create index opening_time on opening (opened_at);
-- Something that the auditor is to look at, such as files opened far more often than the person used to.
create table access_alert (
  id int generated always as identity primary key,
  kind text not null,
  account_id int not null references account,
  area_code text collate "C" not null,
  raised_at timestamptz not null default now(),
  detail jsonb not null,
  handled_at timestamptz,
  handled_by int references account,
  note text check (length(note) <= 500)
);
create index access_alert_area on access_alert (area_code, id);
-- What was done with accounts, grants, tokens and exports.
create table audit_event (
  id int generated always as identity primary key,
  happened_at timestamptz not null default now(),
  account_id int references account,
  kind text not null,
  area_code text collate "C" not null default '',
  detail jsonb not null default '{}'
);
create index audit_event_area on audit_event (area_code, id);

-- Small counts (below this) about people are not shown to those who may not see the people.
alter table deployment add column small_count_below int not null default 10 check (small_count_below between 1 and 100);

-- Who asks, as enter_request() set it for the transaction: account_id, rank, and by right the prefixes of area codes and
-- the numbers of buildings; nothing outside a request.
create function current_caller() returns jsonb language sql stable parallel safe as $$
  select nullif(current_setting('jingwei.caller', true), '')::jsonb
$$;
create function scope_of(right_name text) returns text[] language sql stable parallel safe as $$
  select array(select jsonb_array_elements_text(current_caller() -> 'rights' -> right_name))
$$;
create function building_scope_of(right_name text) returns int[] language sql stable parallel safe as $$
  select array(select jsonb_array_elements_text(current_caller() -> 'buildings' -> right_name)::int)
$$;
create function current_account() returns int language sql stable parallel safe as $$
  select (current_caller() ->> 'account_id')::int
$$;
-- The lowest rank among the roles that let the caller grant; null for who may not.
create function current_rank() returns int language sql stable parallel safe as $$
  select (current_caller() ->> 'rank')::int
$$;

-- Sets the rights of whoever holds a credential for the rest of the transaction and tells who that is; null where the
-- credential is unknown, over, revoked or too long unused. A session whose second factor or password change is still owed
-- gets no rights. A grant over the only root of the tree reaches what lies outside every area, too.
create function enter_request(credential_digest bytea, today date) returns json
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held record;
  owed text;
  only_root text;
  given record;
  rights jsonb := '{}';
  buildings jsonb := '{}';
  grants json;
  rank int;
begin
  perform set_config('jingwei.caller', '', true);
  select 'session' as kind, s.id as credential_id, s.account_id, s.second_factor_at, s.last_used_at, s.expires_at,
      null::text as area_code, null::text[] as rights, null::text as name
    into held from session s
    where s.digest = credential_digest and s.revoked_at is null and s.expires_at > now()
      and s.last_used_at > now() - make_interval(secs => s.idle_s);
  if not found then
    select t.kind, t.id as credential_id, t.account_id, t.created_at, t.last_used_at, t.expires_at, t.area_code, t.rights, t.name
      into held from token t where t.digest = credential_digest and t.revoked_at is null and t.expires_at > now();
  end if;
  if held.account_id is null then return null; end if;
  -- A wall goes on when whoever made its token leaves.
  if held.kind <> 'display' and exists (select from account where id = held.account_id and disabled_at is not null) then
    return null;
  end if;

  select min(area_code) into only_root from area where parent_code is null having count(*) = 1;
  if held.kind = 'session' then
    owed := case
      when held.second_factor_at is null and exists (
        select from second_factor where account_id = held.account_id and confirmed_at is not null) then 'second_factor'
      when exists (select from credential where account_id = held.account_id and must_change) then 'password_change'
      when held.second_factor_at is null and exists (
        select from account_grant g join role using (role) where g.account_id = held.account_id
          and g.starts_on <= today and (g.ends_on is null or g.ends_on > today) and role.second_factor_required)
        then 'second_factor_set_up' end;
  end if;
  if owed is null then
    for given in
      with duty as (
        select 'wall' as role, held.area_code as area_code, null::int as building_id where held.kind = 'display'
        union all
        select g.role, g.area_code, g.building_id from account_grant g
        where held.kind <> 'display' and g.account_id = held.account_id and g.starts_on <= today
          and (g.ends_on is null or g.ends_on > today)),
      -- A token reaches no further than itself and no further than its account.
      reach as (
        select d.role, d.building_id, case when length(held.area_code) > length(d.area_code) then held.area_code
          else d.area_code end as area_code
        from duty d where held.area_code is null or starts_with(d.area_code, held.area_code)
          or starts_with(held.area_code, d.area_code))
      select r.right_name, min(role.rank) as rank,
        coalesce(array_agg(distinct case when reach.area_code = only_root then '' else reach.area_code end)
          filter (where reach.building_id is null or r.right_name = 'map'), '{}') as areas,
        coalesce(array_agg(distinct reach.building_id) filter (where reach.building_id is not null), '{}') as building_ids
      from reach join role_right r using (role) join role using (role)
      where held.rights is null or r.right_name = any (held.rights)
      group by r.right_name
    loop
      rights := rights || jsonb_build_object(given.right_name, given.areas);
      if cardinality(given.building_ids) > 0 then
        buildings := buildings || jsonb_build_object(given.right_name, given.building_ids);
      end if;
      if given.right_name = 'people' then rank := given.rank; end if;
    end loop;
  end if;
  perform set_config('jingwei.caller', jsonb_build_object('rights', rights, 'buildings', buildings, 'rank', rank,
    'account_id', case when held.kind <> 'display' then held.account_id end)::text, true);
  select coalesce(json_agg(json_build_object('id', g.id, 'role', g.role, 'area_code', g.area_code,
      'building_id', g.building_id, 'ends_on', g.ends_on) order by role.rank, g.area_code, g.id), '[]')
    into grants from account_grant g join role using (role)
    where held.kind <> 'display' and g.account_id = held.account_id and g.starts_on <= today
      and (g.ends_on is null or g.ends_on > today);
  return (select json_build_object('kind', held.kind, 'credential_id', held.credential_id,
      'credential_name', held.name,
      'account_id', case when held.kind <> 'display' then a.id end,
      'login', case when held.kind <> 'display' then a.login end,
      'display_name', case when held.kind <> 'display' then a.display_name else held.name end,
      'owed', owed, 'grants', grants, 'rights', rights, 'buildings', buildings,
      'rank', rank,
      'second_factor', exists (select from second_factor f where f.account_id = a.id and f.confirmed_at is not null),
      'stale', held.last_used_at is null or held.last_used_at < now() - interval '1 minute',
      'expires_at', to_char(held.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
    from account a where a.id = held.account_id);
end $$;

-- Says that a credential is in use; called at most once a minute, outside the request's transaction.
create function touch_credential(credential_digest bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  update session set last_used_at = now() where digest = credential_digest and last_used_at < now() - interval '30 seconds';
  update token set last_used_at = now() where digest = credential_digest
    and (last_used_at is null or last_used_at < now() - interval '30 seconds');
$$;

-- Signing in: before there is a session there are no rights, so these few steps run with the owner's.
create function sign_in_facts(wanted_login text) returns json
language sql stable security definer set search_path = public, pg_temp as $$
  select json_build_object('account_id', a.id, 'password_hash', c.password_hash, 'disabled', a.disabled_at is not null)
  from account a left join credential c on c.account_id = a.id where a.login = wanted_login
$$;
create function openid_account(issuer text, subject text) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select id from account where openid_issuer = issuer and openid_subject = subject and disabled_at is null
$$;
-- At most 20 sessions an account: the one that was used longest ago ends.
create function start_session(for_account int, new_digest bytea, idle_s int, lifetime_s int, client text) returns int
language sql security definer set search_path = public, pg_temp as $$
  update session set revoked_at = now() where account_id = for_account and revoked_at is null and id not in (
    select id from session where account_id = for_account and revoked_at is null order by last_used_at desc limit 19);
  insert into session (account_id, digest, idle_s, expires_at, client)
  select a.id, new_digest, start_session.idle_s, now() + make_interval(secs => lifetime_s), start_session.client
  from account a where a.id = for_account and a.disabled_at is null
  returning id
$$;
create function end_session(of_digest bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  update session set revoked_at = now() where digest = of_digest and revoked_at is null
$$;
-- The lowest rank among the caller's duties that let them look after people in an area; null where none does. A leader of
-- one street who is a secretary in another has a secretary's rank there.
create function rank_over(of_area text) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select min(role.rank) from account_grant g join role using (role) join role_right r using (role)
  where g.account_id = current_account() and r.right_name = 'people' and starts_with(of_area, g.area_code)
    and g.building_id is null and g.starts_on <= current_date + 1 and (g.ends_on is null or g.ends_on > current_date - 1)
$$;
-- Of an account that is in somebody's care, those who outrank every duty of it may handle its secrets: a new password opens
-- all that the account may see.
create function may_keep(kept_account int) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select kept_account = current_account() or exists (
    select from account a where a.id = kept_account and a.area_code ^@ any (scope_of('people'))
      and not exists (select from account_grant g join role using (role) where g.account_id = a.id
        and (g.ends_on is null or g.ends_on > current_date) and (role.rank > rank_over(g.area_code)) is not true))
$$;
create function set_password(of_account int, new_hash text, change_next_time boolean) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  insert into credential (account_id, password_hash, must_change)
  select of_account, new_hash, change_next_time where may_keep(of_account)
  on conflict (account_id) do update set password_hash = excluded.password_hash, must_change = excluded.must_change,
    changed_at = now()
  returning true
$$;
create function second_factor_facts(of_account int) returns json
language sql stable security definer set search_path = public, pg_temp as $$
  select json_build_object('secret', encode(secret, 'base64'), 'confirmed', confirmed_at is not null, 'last_step', last_step)
  from second_factor where account_id = of_account and of_account = current_account()
$$;
-- A new secret for oneself; refused (null) while a proven one stands.
create function begin_second_factor(new_secret bytea) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  insert into second_factor (account_id, secret) select current_account(), new_secret where current_account() is not null
  on conflict (account_id) do update set secret = excluded.secret, last_step = 0
    where second_factor.confirmed_at is null
  returning true
$$;
-- Takes a code's step once, and marks the session that proved it. False where the step was taken before.
create function take_second_factor(step bigint, of_session int) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update second_factor set last_step = step, confirmed_at = coalesce(confirmed_at, now())
    where account_id = current_account() and last_step < step;
  if not found then return false; end if;
  update session set second_factor_at = now() where id = of_session and account_id = current_account();
  return true;
end $$;
create function drop_second_factor(of_account int) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  delete from second_factor where account_id = of_account and may_keep(of_account) returning true
$$;

do $$
declare
  named text;
begin
  for named in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace
    and p.proname in ('enter_request', 'touch_credential', 'sign_in_facts', 'openid_account', 'start_session', 'end_session',
      'rank_over', 'may_keep', 'set_password', 'second_factor_facts', 'begin_second_factor', 'take_second_factor', 'drop_second_factor')
  loop
    execute format('revoke all on function %s from public', named);
    execute format('grant execute on function %s to jingwei_api', named);
  end loop;
end $$;

-- What is about places and not about people is everybody's who gets past the API.
grant select on area_level, area, land, waterway, road, place, boundary, compound, building, unit, organisation, facility,
  device, squad, patrol_point, patrol_route, deployment, attribution, tile_layer_version, role, role_right to jingwei_api;
grant update (second_factor_required) on role to jingwei_api;

-- Rows about people: a policy each. The scopes are read once a statement; each row then costs one comparison of prefixes.
do $$
declare
  guarded text;
begin
  foreach guarded in array array['household', 'resident', 'need_tag', 'visit', 'visit_duty', 'diary_entry', 'duty_holder',
    'incident', 'area_tally', 'account', 'credential', 'second_factor', 'session', 'token', 'account_grant', 'hand_over',
    'opening', 'access_alert', 'audit_event', 'role']
  loop
    execute format('alter table %I enable row level security', guarded);
  end loop;
end $$;
grant select on household, resident, need_tag, visit, visit_duty, diary_entry, duty_holder, incident, area_tally, account,
  session, token, account_grant, hand_over, opening, access_alert, audit_event to jingwei_api;
grant insert on account, account_grant, hand_over, token, opening, audit_event to jingwei_api;
grant update (revoked_at) on session, token to jingwei_api;
grant update (ends_on) on account_grant to jingwei_api;
grant update (display_name, area_code, disabled_at) on account to jingwei_api;
grant update (closed_at) on opening to jingwei_api;
grant update (handled_at, handled_by, note) on access_alert to jingwei_api;

create policy role_shown on role for select to jingwei_api using (true);
create policy role_kept on role for update to jingwei_api using (cardinality((select scope_of('register'))) > 0);

create policy household_seen on household for select to jingwei_api using (
  coalesce(area_code, '') ^@ any ((select scope_of('doors') || scope_of('register'))::text[])
  or building_id = any ((select building_scope_of('doors'))::int[]));
-- The files that the caller has open at this moment and still answers for: a duty that ends closes them.
create function opened_households() returns int[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(household_id), '{}') from opening
  where account_id = current_account() and closed_at is null and expires_at > now()
    and (area_code ^@ any (scope_of('open')) or building_id = any (building_scope_of('open')))
$$;
create policy resident_opened on resident for select to jingwei_api
  using (household_id = any ((select opened_households())::int[]));
create policy need_tag_opened on need_tag for select to jingwei_api
  using (household_id = any ((select opened_households())::int[]));
create policy visit_seen on visit for select to jingwei_api using (
  coalesce(area_code, '') ^@ any ((select scope_of('doors'))::text[]) or household_id = any ((select opened_households())::int[]));
create policy visit_duty_seen on visit_duty for select to jingwei_api using (
  coalesce(area_code, '') ^@ any ((select scope_of('doors'))::text[]) or household_id = any ((select opened_households())::int[])
  or household_id in (select id from household where building_id = any ((select building_scope_of('doors'))::int[])));
-- Who answers for the caller's own places, and for those above them.
create policy duty_holder_seen on duty_holder for select to jingwei_api
  using (area_code ^@ any ((select scope_of('map'))::text[])
    or exists (select from unnest((select scope_of('map'))::text[]) as own (code) where starts_with(own.code, area_code)));
create policy incident_seen on incident for select to jingwei_api
  using (coalesce(area_code, '') ^@ any ((select scope_of('cases'))::text[]));
create policy area_tally_seen on area_tally for select to jingwei_api
  using (area_code ^@ any ((select scope_of('doors'))::text[]));

-- A diary is its writer's, and the supervisor's who answers for the area.
alter table diary_entry add column account_id int references account;
create policy diary_entry_seen on diary_entry for select to jingwei_api
  using (account_id = (select current_account()) or area_code ^@ any ((select scope_of('openings'))::text[])
    and area_code ^@ any ((select scope_of('doors'))::text[]));

create policy account_seen on account for select to jingwei_api using (id = (select current_account())
  or area_code ^@ any ((select scope_of('people'))::text[]) or area_code ^@ any ((select scope_of('audit'))::text[])
  -- Whoever may read a log may read the names in it.
  or area_code ^@ any ((select scope_of('openings'))::text[])
  or exists (select from opening o where o.account_id = account.id));
create policy account_made on account for insert to jingwei_api
  with check (area_code ^@ any ((select scope_of('people'))::text[]));
create policy account_kept on account for update to jingwei_api
  using (area_code ^@ any ((select scope_of('people'))::text[]) and id <> (select current_account()) and may_keep(id))
  with check (area_code ^@ any ((select scope_of('people'))::text[]));
create policy session_own on session for select to jingwei_api
  using (account_id = (select current_account()) or may_keep(account_id));
create policy session_ended on session for update to jingwei_api
  using (account_id = (select current_account()) or may_keep(account_id));
create policy token_own on token for select to jingwei_api using (account_id = (select current_account())
  or kind = 'display' and area_code ^@ any ((select scope_of('people'))::text[]));
create policy token_made on token for insert to jingwei_api with check (account_id = (select current_account())
  and (kind = 'api' or area_code ^@ any ((select scope_of('people'))::text[])));
create policy token_ended on token for update to jingwei_api using (account_id = (select current_account())
  or kind = 'display' and area_code ^@ any ((select scope_of('people'))::text[]));
create policy account_grant_seen on account_grant for select to jingwei_api using (account_id = (select current_account())
  or area_code ^@ any ((select scope_of('people'))::text[]) or area_code ^@ any ((select scope_of('audit'))::text[]));
-- Nobody grants themselves anything, nor a role as high as their own.
create policy account_grant_made on account_grant for insert to jingwei_api with check (
  account_id <> (select current_account()) and area_code ^@ any ((select scope_of('people'))::text[])
  and (select rank from role r where r.role = account_grant.role) > rank_over(area_code));
create policy account_grant_ended on account_grant for update to jingwei_api using (
  account_id <> (select current_account()) and area_code ^@ any ((select scope_of('people'))::text[])
  and (select rank from role r where r.role = account_grant.role) > rank_over(area_code));
create policy hand_over_seen on hand_over for select to jingwei_api using (
  (select current_account()) in (from_account_id, to_account_id)
  or area_code ^@ any ((select scope_of('people'))::text[]) or area_code ^@ any ((select scope_of('audit'))::text[]));
create policy hand_over_made on hand_over for insert to jingwei_api with check (
  made_by = (select current_account()) and area_code ^@ any ((select scope_of('people'))::text[]));

-- An opening stands where its household stands, which the caller must be able to see.
create function opening_complete() returns trigger language plpgsql as $$
begin
  select area_code, building_id into new.area_code, new.building_id from household where id = new.household_id;
  if new.building_id is null then
    raise exception 'there is no household % here', new.household_id using errcode = 'foreign_key_violation';
  end if;
  return new;
end $$;
create trigger opening_complete before insert on opening for each row execute function opening_complete();
create policy opening_seen on opening for select to jingwei_api using (account_id = (select current_account())
  or area_code ^@ any ((select scope_of('openings'))::text[]) or area_code ^@ any ((select scope_of('open'))::text[])
  or building_id = any ((select building_scope_of('open'))::int[]));
-- Made for oneself, now, in a role that one holds; over once, and never again open.
create policy opening_made on opening for insert to jingwei_api with check (
  account_id = (select current_account()) and opened_at = now() and closed_at is null
  and role in (select g.role from account_grant g where g.account_id = (select current_account()))
  and (area_code ^@ any ((select scope_of('open'))::text[]) or building_id = any ((select building_scope_of('open'))::int[])));
create policy opening_closed on opening for update to jingwei_api
  using (account_id = (select current_account()) and closed_at is null and expires_at > now())
  with check (account_id = (select current_account()) and closed_at = now());
create policy access_alert_seen on access_alert for select to jingwei_api
  using (area_code ^@ any ((select scope_of('audit'))::text[]));
-- Looked into once, by an auditor whom it is not about.
create policy access_alert_handled on access_alert for update to jingwei_api
  using (area_code ^@ any ((select scope_of('audit'))::text[]) and account_id <> (select current_account()) and handled_at is null)
  with check (handled_by = (select current_account()) and handled_at = now());
-- Tells the auditor of the caller, at most once in 24 hours for each kind; the only way to an alert, so that nobody can
-- raise one about another, nor see whether there is one.
create function raise_access_alert(of_kind text, of_area text, of_detail jsonb) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into access_alert (kind, account_id, area_code, detail)
  select of_kind, current_account(), coalesce(of_area, ''), of_detail
  where current_account() is not null and not exists (
    select from access_alert where account_id = current_account() and kind = of_kind and raised_at > now() - interval '24 hours')
$$;
revoke all on function raise_access_alert from public;
grant execute on function raise_access_alert to jingwei_api;
create policy audit_event_seen on audit_event for select to jingwei_api
  using (account_id = (select current_account()) or area_code ^@ any ((select scope_of('audit'))::text[]));
create policy audit_event_written on audit_event for insert to jingwei_api
  with check (account_id is not distinct from (select current_account()));

-- Moves on with every statement that changes what a screen shows, so that an open page knows when to ask again. Rows, not
-- one counter: writers do not wait for each other.
create table state_change (
  id bigint generated always as identity primary key
);
create function record_state_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  latest bigint;
begin
  insert into state_change default values returning id into latest;
  delete from state_change where id in (
    select id from state_change where id <= latest - 1000 for update skip locked);
  return null;
end $$;
grant select on state_change to jingwei_api;
do $$
declare
  shown text;
begin
  foreach shown in array array['area', 'compound', 'building', 'organisation', 'facility', 'device', 'unit', 'household',
    'resident', 'need_tag', 'visit', 'visit_duty', 'duty_holder', 'squad', 'patrol_point', 'patrol_route', 'incident', 'deployment']
  loop
    execute format('create trigger %1$s_state after insert or update or delete or truncate on %1$s
      for each statement execute function record_state_change()', shown);
  end loop;
end $$;
