-- Below the grid: building, unit, floor, household, resident; and what a grid owes a household.
create table unit (
  id int generated always as identity primary key,
  building_id int not null references building on delete cascade,
  -- Counted from the west or from the main gate; 1 where a building has one stair.
  unit_no int not null check (unit_no between 1 and 99),
  name text not null,
  unique (building_id, unit_no)
);
create table household (
  id int generated always as identity primary key,
  area_code text collate "C",
  building_id int not null references building on delete cascade,
  unit_id int not null references unit on delete cascade,
  -- Negative below the ground; there is no floor 0.
  floor int not null check (floor between -20 and 200 and floor <> 0),
  door text not null check (door <> ''),
  door_state text not null default 'unknown' check (door_state in ('occupied', 'let', 'empty', 'unknown')),
  confirmed_on date,
  updated_at timestamptz not null default now(),
  unique (unit_id, door)
);
create index household_area on household (area_code, id);
create index household_building on household (building_id, unit_id, floor, door);
create table resident (
  id int generated always as identity primary key,
  household_id int not null references household on delete cascade,
  name text not null,
  relation text not null default 'head',
  sex text not null check (sex in ('female', 'male')),
  birth_date date not null,
  phone text,
  -- 人户分离: registered at this door, living at this door.
  registered_here boolean not null,
  lives_here boolean not null,
  check (registered_here or lives_here)
);
create index resident_household on resident (household_id);
-- A service need with its purpose and basis; it ends by itself.
create table need_tag (
  id int generated always as identity primary key,
  household_id int not null references household on delete cascade,
  tag text not null,
  purpose text not null,
  basis text not null,
  starts_on date not null,
  expires_on date not null,
  check (expires_on > starts_on),
  unique (household_id, tag, starts_on)
);
create table visit (
  id int generated always as identity primary key,
  household_id int not null references household on delete cascade,
  area_code text collate "C",
  visited_at timestamptz not null,
  outcome text not null check (outcome in ('met', 'no_answer', 'refused', 'moved'))
);
create index visit_area on visit (area_code, visited_at);
create index visit_household on visit (household_id, visited_at);
-- A visit owed to a household by a day (六必访). Done when a visit stands in visit_id.
create table visit_duty (
  id int generated always as identity primary key,
  household_id int not null references household on delete cascade,
  area_code text collate "C",
  duty text not null,
  due_on date not null,
  visit_id int references visit on delete set null,
  unique (household_id, duty, due_on)
);
create index visit_duty_open on visit_duty (area_code, due_on) where visit_id is null;
create index visit_duty_household on visit_duty (household_id, due_on);
create table diary_entry (
  id int generated always as identity primary key,
  area_code text collate "C" not null,
  author text not null,
  written_at timestamptz not null,
  body text not null
);
create index diary_entry_area on diary_entry (area_code, written_at);
-- Who answers for a place: 第一书记, 网格长, 网格员, 楼栋长, 单元长. An area's holder, or a building's.
create table duty_holder (
  id int generated always as identity primary key,
  area_code text collate "C" not null,
  building_id int references building on delete cascade,
  role text not null,
  name text not null,
  phone text,
  starts_on date not null,
  ends_on date check (ends_on > starts_on)
);
create index duty_holder_area on duty_holder (area_code, role);
create index duty_holder_building on duty_holder (building_id) where building_id is not null;

-- A household stands where its building stands, and its visits and duties where it stands.
create function household_area_code() returns trigger language plpgsql as $$
begin
  select area_code into new.area_code from building where id = new.building_id;
  new.updated_at := now();
  return new;
end $$;
create trigger household_area_code before insert or update on household
  for each row execute function household_area_code();
create function of_household_area_code() returns trigger language plpgsql as $$
begin
  select area_code into new.area_code from household where id = new.household_id;
  return new;
end $$;
create trigger visit_area_code before insert or update of household_id on visit
  for each row execute function of_household_area_code();
create trigger visit_duty_area_code before insert or update of household_id on visit_duty
  for each row execute function of_household_area_code();
