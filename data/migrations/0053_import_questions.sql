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
