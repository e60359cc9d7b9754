-- A resident stands where the household stands, so that people of an area are counted from one index.
alter table resident add column area_code text collate "C";
update resident r set area_code = h.area_code from household h where h.id = r.household_id;
create index resident_area on resident (area_code) where lives_here;
create trigger resident_area_code before insert or update of household_id on resident
  for each row execute function of_household_area_code();

create function move_residents() returns trigger language plpgsql as $$
begin
  update resident set area_code = new.area_code where household_id = new.id;
  return null;
end $$;
create trigger household_moved after update on household
  for each row when (old.area_code is distinct from new.area_code) execute function move_residents();
