-- What somebody without an account may do: send photos, report, look for what was reported near by, follow their own report
-- by its code. They have no rights at all; each of these functions lets them do one thing and no more.

-- Notes a photo whose file has just been written, as the caller's or as anybody's. The same photo of the same account is the
-- same row, and is new again.
create function note_photo(given jsonb) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into photo (name, media_type, byte_count, width_px, height_px, account_id)
  values (given ->> 'name', 'image/jpeg', (given ->> 'byte_count')::int, (given ->> 'width_px')::int, (given ->> 'height_px')::int,
    current_account())
  on conflict (name) do update set stored_at = now() where photo.account_id = excluded.account_id
$$;

-- How many of these photos a report of anybody may list: sent by anybody within a day, and not listed by another report.
-- Their names cannot be guessed, so that whoever knows one has sent it.
create function photos_to_claim(names text[]) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from photo p where p.name = any (names) and p.account_id is null and p.stored_at > now() - interval '1 day'
    and not exists (select from incident_event e where e.photos @> array[p.name] and e.photos <> '{}')
$$;

-- The report that was sent under a key; whether anybody sent it, and with the code of this digest.
create function report_of_key(key uuid, digest bytea) returns table (incident_code text, of_code boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.incident_code, i.reporter_account_id is null and i.follow_digest is not distinct from digest
  from incident i where i.report_key = key
$$;

-- What stands open within so many metres, reported since a moment, the nearest first: kind, place and time, no words, and
-- the distance in tens of metres. Quarrels and requests for help are about persons at home and are left out.
create function reports_near(longitude float8, latitude float8, radius_m int, since timestamptz)
returns table (id int, category text, status text, reported_at timestamptz, distance_m int, joined_count int)
language sql stable security definer set search_path = public, pg_temp as $$
  with here as (select ST_SetSRID(ST_MakePoint(longitude, latitude), 4326) as point),
  near as (
    select i.*, ST_Distance(i.geometry::geography, here.point::geography) as exact_m
    from here join incident i on i.geometry && ST_Expand(here.point,
      radius_m / 111320.0 / greatest(cos(radians(latitude)), 0.1), radius_m / 111320.0)
    where i.status in ('found', 'reported', 'returned', 'dispatched', 'accepted', 'handling', 'suspended')
      and i.reported_at > since and i.category not in ('dispute', 'welfare'))
  select n.id, n.category, n.status, n.reported_at, (round(n.exact_m / 10) * 10)::int, n.joined_count
  from near n where n.exact_m <= radius_m order by n.exact_m, n.id
$$;

-- The incident that a code of this digest follows.
create function followed_incident(digest bytea) returns setof incident
language sql stable security definer set search_path = public, pg_temp as $$ select * from incident where follow_digest = digest $$;
-- What happened to it, as whoever reported it may know: no name, nothing that colleagues say to each other, and of the words
-- only their own, the answer, and why it was ended.
create function followed_events(digest bytea)
returns table (kind text, happened_at timestamptz, text text, own boolean, rating int)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.kind, e.happened_at,
    case when e.actor = 'reporter' or e.kind in ('resolved', 'withdrawn') then nullif(e.text, '') end,
    e.actor = 'reporter', (e.changes ->> 'rating')::int
  from incident_event e where e.incident_id = incident_followed(digest)
    and (e.actor = 'reporter' or e.kind not in ('noted', 'corrected', 'whistled', 'arrived', 'reminded', 'joined', 'imported'))
  order by e.version
$$;
-- How the matter stands that it was merged into; null: it was not.
create function merged_status(digest bytea) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select m.status from incident i join incident m on m.id = i.merged_into where i.follow_digest = digest and i.status = 'merged'
$$;
revoke execute on function note_photo, photos_to_claim, report_of_key, reports_near, followed_incident, followed_events, merged_status from public;
grant execute on function note_photo, photos_to_claim, report_of_key, reports_near, followed_incident, followed_events, merged_status to jingwei_api;

-- A published answer shows how whoever asked has rated it.
create function rate_reply() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update reply set rating = (new.changes ->> 'rating')::int where incident_id = new.incident_id;
  return null;
end $$;
create trigger reply_rated after insert on incident_event for each row when (new.kind = 'evaluated') execute function rate_reply();
revoke execute on function rate_reply from public;
