-- A diary that can be kept, and turned into an incident; and campaigns, in which every door of an area is knocked at once.

alter table diary_entry
  -- Made by the writer's page: what is sent twice is written once.
  add column key uuid unique,
  add column updated_at timestamptz not null default now(),
  add column building_id int references building on delete set null,
  add column household_id int references household on delete set null,
  -- What it became.
  add column incident_id int references incident on delete set null,
  -- Taken away by its writer, who may bring it back for as long as retention leaves it.
  add column deleted_at timestamptz;
select class_columns('diary_entry', 'internal', 'key updated_at building_id incident_id deleted_at');
select class_columns('diary_entry', 'personal', 'household_id');
create index diary_entry_written on diary_entry (account_id, written_at, id);
create index diary_entry_incident on diary_entry (incident_id) where incident_id is not null;
create index diary_entry_building on diary_entry (building_id) where building_id is not null;
create index diary_entry_household on diary_entry (household_id) where household_id is not null;

-- Its writer's alone to write, to mend and to take away; what was taken away nobody else sees.
drop policy diary_entry_seen on diary_entry;
create policy diary_entry_seen on diary_entry for select to jingwei_api
  using (account_id = (select current_account()) or deleted_at is null
    and area_code ^@ any ((select scope_of('openings'))::text[]) and area_code ^@ any ((select scope_of('doors'))::text[]));
grant insert (key, area_code, author, written_at, body, account_id, building_id, household_id),
  update (body, updated_at, building_id, household_id, incident_id, deleted_at) on diary_entry to jingwei_api;
create policy diary_entry_written on diary_entry for insert to jingwei_api
  with check (account_id = (select current_account()) and area_code ^@ any ((select scope_of('edit'))::text[]));
create policy diary_entry_mended on diary_entry for update to jingwei_api using (account_id = (select current_account()));

-- A campaign (专项走访): these doors of an area, as they were when it began, from one day to another, for one purpose.
create table campaign (
  id int generated always as identity primary key,
  area_code text collate "C" not null,
  name text not null check (length(name) between 1 and 40),
  purpose text not null check (length(purpose) between 2 and 200),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  doors text not null check (doors in ('all', 'let', 'unknown', 'tag', 'buildings')),
  tag text check ((doors = 'tag') = (tag is not null)),
  -- Of the closed catalogue (data/codes/visit-question.json).
  questions text[] not null default '{}',
  status text not null default 'running' check (status in ('running', 'paused', 'ended')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by int references account
);
create index campaign_area on campaign (area_code, id);
create table campaign_door (
  id int generated always as identity primary key,
  campaign_id int not null references campaign on delete cascade,
  household_id int not null references household on delete cascade,
  building_id int not null,
  area_code text collate "C" not null,
  state text not null default 'to_do' check (state in ('to_do', 'met', 'no_answer', 'refused', 'moved')),
  knocked_at timestamptz,
  account_id int references account,
  answers jsonb not null default '{}' check (jsonb_typeof(answers) = 'object'),
  -- Whoever is met is visited: what was owed to the household is done by it.
  visit_id int references visit on delete set null,
  unique (campaign_id, household_id)
);
create index campaign_door_building on campaign_door (campaign_id, building_id);
create index campaign_door_household on campaign_door (household_id);
create index campaign_door_visit on campaign_door (visit_id) where visit_id is not null;
select class_columns('campaign', 'internal', 'id area_code name purpose starts_on ends_on doors tag questions status version created_at created_by');
select class_columns('campaign_door', 'internal', 'id campaign_id building_id area_code account_id');
select class_columns('campaign_door', 'personal', 'household_id state knocked_at answers visit_id');

-- A door stands where its household does.
create function move_campaign_doors() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update campaign_door set area_code = coalesce(new.area_code, ''), building_id = new.building_id where household_id = new.id;
  return null;
end $$;
create trigger campaign_doors_moved after update on household for each row
  when (old.area_code is distinct from new.area_code or old.building_id <> new.building_id) execute function move_campaign_doors();

-- The doors that a campaign would have. Tags are read here whoever's file is open: the caller arranges all of the area.
create function campaign_choice(of_area text, of_doors text, of_tag text, of_buildings int[], today date)
returns table (household_id int, building_id int, area_code text)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.id, h.building_id, h.area_code from household h
  where of_area ^@ any (scope_of('arrange')) and h.area_code >= of_area and h.area_code < of_area || ':'
    and case of_doors
      when 'let' then h.door_state = 'let'
      when 'unknown' then h.door_state = 'unknown'
      when 'tag' then exists (select from need_tag t
        where t.household_id = h.id and t.tag = of_tag and t.starts_on <= today and t.expires_on > today)
      when 'buildings' then h.building_id = any (of_buildings)
      else true end
$$;
-- How many they would be. Who does not see the doors is told tens, and of fewer than ten only that they are few (null).
create function campaign_size(of_area text, of_doors text, of_tag text, of_buildings int[], today date,
  out door_count int, out building_count int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  select count(*), count(distinct c.building_id) into door_count, building_count
    from campaign_choice(of_area, of_doors, of_tag, of_buildings, today) c;
  if not of_area ^@ any (scope_of('doors')) then
    door_count := in_tens(door_count);
    building_count := in_tens(building_count);
  end if;
end $$;
create function in_tens(given bigint) returns int language sql immutable parallel safe as $$
  select case when given = 0 then 0 when given < 10 then null else round(given, -1)::int end
$$;
-- Freezes the doors of a campaign that the caller has just made.
create function begin_campaign(of_campaign int, of_buildings int[], today date) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  begun campaign;
  made int;
begin
  select * into strict begun from campaign where id = of_campaign and created_by = current_account();
  insert into campaign_door (campaign_id, household_id, building_id, area_code)
    select begun.id, c.household_id, c.building_id, c.area_code
    from campaign_choice(begun.area_code, begun.doors, begun.tag, of_buildings, today) c
  on conflict do nothing;
  get diagnostics made = row_count;
  return made;
end $$;
-- How far a campaign is, by grid, for who arranges it and sees no doors: in tens.
create function campaign_tens(of_campaign int) returns table (area_code text, door_count int, done_count int)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.area_code, in_tens(count(*)), in_tens(count(*) filter (where d.state <> 'to_do'))
  from campaign_door d join campaign c on c.id = d.campaign_id
  where c.id = of_campaign and c.area_code ^@ any (scope_of('arrange'))
  group by rollup (d.area_code)
$$;
revoke execute on function campaign_choice, campaign_size, begin_campaign, campaign_tens from public;
grant execute on function campaign_size, begin_campaign, campaign_tens to jingwei_api;

alter table campaign enable row level security;
alter table campaign_door enable row level security;
grant select, insert (area_code, name, purpose, starts_on, ends_on, doors, tag, questions, created_by),
  update (name, purpose, ends_on, status, version) on campaign to jingwei_api;
-- Shown to who arranges or edits there, from above or from within.
create policy campaign_seen on campaign for select to jingwei_api
  using (area_code ^@ any ((select scope_of('arrange') || scope_of('edit'))::text[])
    or exists (select from unnest((select scope_of('arrange') || scope_of('edit'))::text[]) as own (code)
      where starts_with(own.code, area_code)));
create policy campaign_made on campaign for insert to jingwei_api
  with check (created_by = (select current_account()) and area_code ^@ any ((select scope_of('arrange'))::text[]));
create policy campaign_kept on campaign for update to jingwei_api
  using (area_code ^@ any ((select scope_of('arrange'))::text[]));
grant select, update (state, knocked_at, account_id, answers, visit_id) on campaign_door to jingwei_api;
create policy campaign_door_seen on campaign_door for select to jingwei_api
  using (area_code ^@ any ((select scope_of('doors'))::text[]));
create policy campaign_door_knocked on campaign_door for update to jingwei_api
  using (area_code ^@ any ((select scope_of('edit'))::text[]));
-- A knock that is taken back takes its visit with it, for as long as the hand can have slipped.
grant delete on visit to jingwei_api;
create policy visit_taken_back on visit for delete to jingwei_api
  using (account_id = (select current_account()) and visited_at > now() - interval '1 day'
    and exists (select from campaign_door d where d.visit_id = visit.id));

create trigger campaign_state after insert or update or delete on campaign
  for each statement execute function record_state_change();
create trigger campaign_door_state after insert or update or delete on campaign_door
  for each statement execute function record_state_change();

insert into retention_rule (position, rule, table_name, keep_days, overdue)
select (select max(position) from retention_rule) + row_number() over (), given.* from (values
  ('diary_deleted', 'diary_entry', 1, 'deleted_at < $1'),
  ('campaign_door', 'campaign_door', 365,
    'campaign_id in (select id from campaign where ends_on < $1::date)')) given (rule, table_name, keep_days, overdue);
