-- Mediation of disputes (人民调解): a case belongs to a community and has no place on the map. What it is about and who is
-- in it stands apart, sealed, for those who need it. As with incidents, mediation_event is only ever added to.
create table mediation_case (
  id int generated always as identity primary key,
  case_code text not null unique default 'TJ' || gen_random_uuid(),
  -- The community.
  area_code text collate "C" not null,
  kind text not null,
  stage text not null check (stage in ('applied', 'mediator_chosen', 'mediating', 'agreed', 'failed', 'withdrawn', 'followed_up', 'closed')),
  opened_at timestamptz not null default now(),
  opened_by int references account,
  incident_id int references incident on delete set null,
  -- Whom each side chose; the mediator is whom both chose.
  first_choice int references account,
  second_choice int references account,
  mediator_account_id int references account,
  outcome text check (outcome in ('agreed', 'failed', 'withdrawn')),
  -- Whether the agreement was kept, asked some time after.
  kept boolean,
  version int not null default 1,
  closed_at timestamptz
);
create index mediation_case_area on mediation_case (area_code, id);
create index mediation_case_mediator on mediation_case (mediator_account_id) where mediator_account_id is not null;
create index mediation_case_incident on mediation_case (incident_id) where incident_id is not null;
create table mediation_event (
  id int generated always as identity primary key,
  case_id int not null references mediation_case on delete cascade,
  version int not null check (version > 0),
  kind text not null check (kind in ('opened', 'chose', 'objected', 'session', 'agreed', 'failed', 'withdrawn', 'followed_up', 'closed', 'noted')),
  happened_at timestamptz not null default now(),
  account_id int references account,
  from_stage text,
  to_stage text not null,
  -- first or second: whose choice or objection it is.
  side text check (side in ('first', 'second')),
  -- Whom that side chose.
  chosen_account_id int references account,
  unique (case_id, version)
);
-- What was said: the parties, the matter, and the words of each event.
create table mediation_paper (
  id int generated always as identity primary key,
  case_id int not null references mediation_case on delete cascade,
  version int not null,
  part text not null check (part in ('first_name', 'first_contact', 'second_name', 'second_contact', 'matter', 'text')),
  -- Sealed.
  body bytea not null,
  unique (case_id, version, part)
);
select class_columns('mediation_case', 'internal', 'id case_code area_code kind stage opened_at opened_by incident_id first_choice second_choice mediator_account_id outcome kept version closed_at');
select class_columns('mediation_event', 'internal', 'id case_id version kind happened_at account_id from_stage to_stage side chosen_account_id');
select class_columns('mediation_paper', 'internal', 'id case_id version part'), class_columns('mediation_paper', 'sensitive', 'body');

alter table mediation_case enable row level security;
alter table mediation_event enable row level security;
alter table mediation_paper enable row level security;
grant select on mediation_case, mediation_event, mediation_paper to jingwei_api;
-- That there is a case and how it stands: whoever mediates over its community, and its mediator.
create policy mediation_case_seen on mediation_case for select to jingwei_api
  using (area_code ^@ any ((select scope_of('mediate'))::text[]) or mediator_account_id = (select current_account()));
create policy mediation_event_seen on mediation_event for select to jingwei_api
  using (exists (select from mediation_case m where m.id = case_id));
-- What it says: its mediator, whoever opened it, and those of this very community; no leader above it.
create function mediation_readable(of_case int) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from mediation_case m where m.id = of_case and (m.mediator_account_id = current_account()
    or m.opened_by = current_account() and m.area_code ^@ any (scope_of('mediate')) or m.area_code = any (scope_of('mediate'))))
$$;
create policy mediation_paper_seen on mediation_paper for select to jingwei_api using (mediation_readable(case_id));

-- Who can be chosen in a community: those whose duty it is to mediate there.
create function mediators_at(community text) returns table (id int, display_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct a.id, a.display_name from account a join account_grant g on g.account_id = a.id join role_right r using (role)
  where r.right_name = 'mediate' and community ^@ g.area_code and a.disabled_at is null
    and g.starts_on <= current_date + 1 and (g.ends_on is null or g.ends_on > current_date)
    and (community ^@ any (scope_of('mediate')) or exists (select from mediation_case m
      where m.area_code = community and m.mediator_account_id = current_account()))
  order by 2, 1
$$;
-- Names of those who did something in a case that the caller sees.
create function mediation_names(of_case int) returns table (id int, display_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct a.id, a.display_name from account a, mediation_case m left join mediation_event e on e.case_id = m.id
  where m.id = of_case and a.id in (m.opened_by, m.mediator_account_id, m.first_choice, m.second_choice, e.account_id, e.chosen_account_id)
    and (m.area_code ^@ any (scope_of('mediate')) or m.mediator_account_id = current_account())
$$;

-- papers: {part: hexadecimal bytes, already sealed}.
create function keep_mediation_papers(of_case int, of_version int, papers jsonb) returns void language sql as $$
  insert into mediation_paper (case_id, version, part, body)
  select of_case, of_version, key, decode(value, 'hex') from jsonb_each_text(papers)
$$;
create function open_mediation(given jsonb, papers jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  made int;
begin
  if not (given ->> 'area_code') ^@ any (scope_of('mediate')) or not exists (
      select from area a where a.area_code = given ->> 'area_code' and a.level = 'community') then
    raise exception 'a case is opened over a community of the caller''s' using errcode = 'insufficient_privilege';
  end if;
  insert into mediation_case (area_code, kind, stage, opened_by, incident_id)
    values (given ->> 'area_code', given ->> 'kind', 'applied', current_account(), (given ->> 'incident_id')::int) returning id into made;
  update mediation_case set case_code = 'TJ' || to_char(opened_at, 'YYYY') || '-' || lpad(id::text, 5, '0') where id = made;
  insert into mediation_event (case_id, version, kind, account_id, to_stage) values (made, 1, 'opened', current_account(), 'applied');
  perform keep_mediation_papers(made, 1, papers);
  return made;
end $$;
-- Adds one event to a case whose last one the caller saw. Given: kind, side, chosen_account_id, to_stage, changes (columns
-- of the case). Answers the new version; null: somebody was quicker, or the case is not the caller's to see.
create function act_on_mediation(of_case int, seen_version int, given jsonb, papers jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held mediation_case;
  made mediation_case;
begin
  select * into held from mediation_case m where m.id = of_case
    and (m.area_code ^@ any (scope_of('mediate')) or m.mediator_account_id = current_account()) for update;
  if held.id is null or held.version <> seen_version then return null; end if;
  made := jsonb_populate_record(held, coalesce(given -> 'changes', '{}'));
  update mediation_case set stage = given ->> 'to_stage', first_choice = made.first_choice, second_choice = made.second_choice,
    mediator_account_id = made.mediator_account_id, outcome = made.outcome, kept = made.kept, closed_at = made.closed_at,
    version = held.version + 1 where id = of_case;
  insert into mediation_event (case_id, version, kind, account_id, from_stage, to_stage, side, chosen_account_id)
    values (of_case, held.version + 1, given ->> 'kind', current_account(), held.stage, given ->> 'to_stage', given ->> 'side',
      (given ->> 'chosen_account_id')::int);
  perform keep_mediation_papers(of_case, held.version + 1, papers);
  return held.version + 1;
end $$;
revoke execute on function mediation_readable, mediators_at, mediation_names, keep_mediation_papers, open_mediation, act_on_mediation from public;
grant execute on function mediation_readable, mediators_at, mediation_names, open_mediation, act_on_mediation to jingwei_api;

-- Cases opened by month and community, and those settled: nothing finer leaves. The month is the deployment's.
create function mediation_counts(of_area text, zone text, since date) returns table (area_code text, month text, opened_count int, agreed_count int)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.area_code, to_char(m.opened_at at time zone zone, 'YYYY-MM'), count(*)::int, (count(*) filter (where m.outcome = 'agreed'))::int
  from mediation_case m where m.area_code ^@ of_area and m.opened_at >= since::timestamp at time zone zone
    and m.area_code ^@ any (scope_of('counts'))
  group by 1, 2 order by 1, 2
$$;
revoke execute on function mediation_counts from public;
grant execute on function mediation_counts to jingwei_api;

insert into retention_rule (position, rule, table_name, keep_days, overdue, made_anonymous) values
  (120, 'mediation_paper', 'mediation_paper', 1825,
    'exists (select from mediation_case m where m.id = case_id and m.closed_at < $1)', null);
