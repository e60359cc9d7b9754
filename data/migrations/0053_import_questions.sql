-- What an import asked about addresses is of no use once it was taken out or thrown away; what was decided stays known.
create function drop_import_questions() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from geocode_review where batch_id = new.id and decision is null;
  return null;
end
$$;
create trigger import_batch_questions after update of state on import_batch for each row
  when (new.state in ('undone', 'discarded')) execute function drop_import_questions();

-- Whoever teaches a name has the other open questions looked at anew.
grant update (candidates) on geocode_review to jingwei_api;

-- Who imports decides on what the import asked, as well as who arranges the area.
alter policy geocode_review_seen on geocode_review
  using (area_code ^@ any ((select scope_of('arrange') || scope_of('import'))::text[]));
alter policy geocode_review_asked on geocode_review
  with check (area_code ^@ any ((select scope_of('arrange') || scope_of('import'))::text[]) and decision is null);
alter policy geocode_review_decided on geocode_review
  using (area_code ^@ any ((select scope_of('arrange') || scope_of('import'))::text[]));
alter policy geocode_synonym_taught on geocode_synonym
  with check (area_code ^@ any ((select scope_of('arrange') || scope_of('import'))::text[])
    and taught_by is not distinct from (select current_account()));
alter policy geocode_synonym_let_go on geocode_synonym
  using (area_code ^@ any ((select scope_of('arrange') || scope_of('import'))::text[]));
