-- What changed in a tile layer since a version, so that a changed row is drawn without reading its layer anew. Versions
-- are in order of commit: whoever moves a layer on holds its row of tile_layer_version until then.
create table tile_change (
  layer text not null,
  version bigint not null,
  -- The changed row's id, or area_code; null: so much has changed that the whole layer is to be read again.
  key text
);
create index tile_change_version on tile_change (layer, version);

-- Moves a layer on by one version and says what changed: these keys, or everything where there are none. Only the last
-- 1,000 versions are kept; who has an older one reads the whole layer.
create function record_tile_change(changed_layer text, changed_keys text[]) returns void language plpgsql as $$
declare
  next_version bigint;
begin
  insert into tile_layer_version (layer) values (changed_layer)
    on conflict (layer) do update set version = tile_layer_version.version + 1
    returning version into next_version;
  insert into tile_change (layer, version, key)
    select changed_layer, next_version, unnest(coalesce(changed_keys, array[null::text]));
  delete from tile_change where layer = changed_layer and version <= next_version - 1000;
end $$;

-- Arguments: the layer, and the column that holds its key. A statement that changes more than 1,000 rows counts as a
-- change of everything; one that changes none is no change. An id stays what it is; an area_code may change.
create function follow_tile_rows() returns trigger language plpgsql as $$
declare
  moves constant boolean := tg_op = 'UPDATE' and tg_argv[1] = 'area_code';
  changed constant text := case when moves then 'table new_rows union all table old_rows'
    when tg_op = 'DELETE' then 'table old_rows' else 'table new_rows' end;
  most constant int := case when moves then 2000 else 1000 end;
  changed_count int;
  changed_keys text[];
begin
  execute format('select count(*) from (select from (%s) changed limit %s) counted', changed, most + 1)
    into changed_count;
  if changed_count = 0 then return null; end if;
  if changed_count <= most then
    execute format('select array_agg(distinct %I::text) from (%s) changed', tg_argv[1], changed) into changed_keys;
  end if;
  perform record_tile_change(tg_argv[0], changed_keys);
  return null;
end $$;

-- Arguments: the layers of which everything is to be read again.
create function reload_tile_layers() returns trigger language plpgsql as $$
begin
  for i in 0 .. tg_nargs - 1 loop
    perform record_tile_change(tg_argv[i], null);
  end loop;
  return null;
end $$;

do $$
declare
  drawn text;
  key_column text;
begin
  foreach drawn in array array['area', 'land', 'waterway', 'road', 'place', 'boundary', 'compound', 'building',
    'organisation', 'facility', 'device', 'patrol_point', 'patrol_route']
  loop
    key_column := case drawn when 'area' then 'area_code' else 'id' end;
    execute format('drop trigger %1$s_tiles on %1$s', drawn);
    execute format('create trigger %1$s_tiles_insert after insert on %1$s referencing new table as new_rows
      for each statement execute function follow_tile_rows(%1$L, %2$L)', drawn, key_column);
    execute format('create trigger %1$s_tiles_update after update on %1$s referencing new table as new_rows %3$s
      for each statement execute function follow_tile_rows(%1$L, %2$L)', drawn, key_column,
      case drawn when 'area' then 'old table as old_rows' end);
    execute format('create trigger %1$s_tiles_delete after delete on %1$s referencing old table as old_rows
      for each statement execute function follow_tile_rows(%1$L, %2$L)', drawn, key_column);
    execute format('create trigger %1$s_tiles_truncate after truncate on %1$s
      for each statement execute function reload_tile_layers(%1$L)', drawn);
  end loop;
end $$;

-- Points and routes bear the kind and name of their squad; areas are shown by the depth of their level.
drop trigger squad_tiles on squad;
create trigger squad_tiles after insert or update or delete or truncate on squad
  for each statement execute function reload_tile_layers('patrol_point', 'patrol_route');
create trigger area_level_tiles after insert or update or delete or truncate on area_level
  for each statement execute function reload_tile_layers('area');

drop function bump_tile_layer();
