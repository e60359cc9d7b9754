-- The chain of duty: holders get deputies, stairs and accounts, and the bodies of the tree stand beside them.
alter table duty_holder
  add column unit_id int references unit on delete cascade,
  -- Whose place this one takes in absence; a deputy has the principal's role and place.
  add column deputy_of int references duty_holder on delete cascade,
  -- Who this is among the accounts, where it is one.
  add column account_id int references account,
  add column note text check (length(note) <= 200),
  add check (unit_id is null or building_id is not null),
  add check (deputy_of is null or deputy_of <> id);
create index duty_holder_unit on duty_holder (unit_id) where unit_id is not null;
create index duty_holder_deputy on duty_holder (deputy_of) where deputy_of is not null;
create index duty_holder_account on duty_holder (account_id) where account_id is not null;

-- What else answers for a place: the Party's branch and group, the owners' committee, the property company.
create table duty_body (
  id int generated always as identity primary key,
  kind text not null check (kind in ('party_branch', 'party_group', 'owners_committee', 'property_company')),
  -- The area that it belongs to; of a compound's or a building's, the grid that these stand in.
  area_code text collate "C" not null,
  compound_id int references compound on delete cascade,
  building_id int references building on delete cascade,
  name text not null check (name <> '' and length(name) <= 60),
  head_name text check (length(head_name) <= 40),
  phone text,
  starts_on date not null,
  ends_on date check (ends_on > starts_on),
  note text check (length(note) <= 200),
  check (compound_id is null or building_id is null)
);
create index duty_body_area on duty_body (area_code, id);
create index duty_body_compound on duty_body (compound_id) where compound_id is not null;
create index duty_body_building on duty_body (building_id) where building_id is not null;

select class_columns('duty_holder', 'internal', 'unit_id deputy_of account_id note');
select class_columns('duty_body', 'internal', 'id kind area_code compound_id building_id name head_name starts_on ends_on note');
select class_columns('duty_body', 'personal', 'phone');
select keep_past('duty_holder');
select keep_past('duty_body');
create index duty_body_past_compound on duty_body_past (compound_id) where compound_id is not null;

-- Who answers is arranged by whose area it is, and seen by who sees the place or one below it.
grant select, insert, update, delete on duty_body to jingwei_api;
grant insert, update, delete on duty_holder to jingwei_api;
grant select on duty_body_past to jingwei_api;
alter table duty_body enable row level security;
alter table duty_body_past enable row level security;
do $$
declare
  seen text;
begin
  foreach seen in array array['duty_body', 'duty_body_past'] loop
    execute format('create policy %1$s_seen on %1$I for select to jingwei_api
      using (area_code ^@ any ((select scope_of(%2$L))::text[])
        or exists (select from unnest((select scope_of(%2$L))::text[]) as own (code) where starts_with(own.code, area_code)))',
      seen, 'map');
  end loop;
  foreach seen in array array['duty_holder', 'duty_body'] loop
    execute format('create policy %1$s_added on %1$I for insert to jingwei_api
      with check (area_code ^@ any ((select scope_of(%2$L))::text[]))', seen, 'arrange');
    execute format('create policy %1$s_arranged on %1$I for update to jingwei_api
      using (area_code ^@ any ((select scope_of(%2$L))::text[]))', seen, 'arrange');
    execute format('create policy %1$s_removed on %1$I for delete to jingwei_api
      using (area_code ^@ any ((select scope_of(%2$L))::text[]))', seen, 'arrange');
  end loop;
end $$;
create trigger duty_body_state after insert or update or delete or truncate on duty_body
  for each statement execute function record_state_change();

insert into retention_rule (position, rule, table_name, keep_days, overdue, made_anonymous, key_column)
select (select max(position) from retention_rule) + row_number() over (), given.* from (values
  ('duty_body', 'duty_body', 365, 'ends_on < $1::date and phone is not null', 'phone = null', 'id'),
  ('duty_body_past', 'duty_body_past', 365, 'known_to < $1 and phone is not null', 'phone = null', 'past_id')
) given (rule, table_name, keep_days, overdue, made_anonymous, key_column);
