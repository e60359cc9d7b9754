-- Faults of the ground mended: pieces that area_faults() finds below an area go to one of its children, and others lose them. A mend is
-- {"kind": …, "place": [lon, lat] in the piece, "to": code of a child, or null where ground beyond the area is cut off}.

-- The piece of each mend, in their order; null where there is no such fault at the place any more.
create or replace function fault_pieces(parent text, mends jsonb, codes text[]) returns geometry[]
language plpgsql stable as $$
declare
  found geometry[];
begin
  with fault as materialized (select * from area_faults(array[parent])),
  mend as (
    select n, given ->> 'kind' as kind, ST_SetSRID(ST_MakePoint((given -> 'place' ->> 0)::float8, (given -> 'place' ->> 1)::float8), 4326) as place
    from jsonb_array_elements(mends) with ordinality as m (given, n))
  -- A place is rounded to about a centimetre, which is more than some pieces are wide.
  select array_agg((select f.piece from fault f
      where f.kind = mend.kind and ST_DWithin(f.piece, mend.place, 2e-7)
        and (f.kind <> 'overlap' or f.area_code = any (codes) and f.other_code = any (codes))
      order by ST_Distance(f.piece, mend.place), f.area_code, f.other_code limit 1) order by mend.n) into found from mend;
  return found;
end $$;

-- A shape with a piece more or less. Crumbs below a square metre are dropped.
create or replace function mended_shape(shape geometry, piece geometry, gains boolean) returns geometry
language sql immutable as $$
  select case when gains then joined_shape(array[shape, piece])
    when ST_Relate(shape, piece, 'T********') then joined_shape(array(
      select part.geom from ST_Dump(ST_CollectionExtract(ST_Difference(shape, piece, 1e-9), 3)) part where ground_m2(part.geom) >= 1))
    else shape end
$$;

-- The shapes of these children of an area after the mends, in order of the codes; null where nothing is left.
create or replace function mended_shapes(codes text[], pieces geometry[], heirs text[]) returns geometry[]
language plpgsql stable as $$
declare
  shapes geometry[] := array(select a.geometry from unnest(codes) with ordinality as given (code, n) join area a on a.area_code = given.code order by n);
begin
  for i in 1 .. cardinality(pieces) loop
    for k in 1 .. cardinality(codes) loop
      shapes[k] := mended_shape(shapes[k], pieces[i], codes[k] is not distinct from heirs[i]);
    end loop;
  end loop;
  return shapes;
end $$;

-- What stood in no grid and stands in one now gets its code; recorded, so that undoing takes it away again.
create or replace function settle_rows(of_change bigint, ground geometry) returns void language plpgsql as $$
declare
  located text;
begin
  for located in
    select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where t.tgfoid = 'assign_area_code'::regproc and not t.tgisinternal order by c.relname
  loop
    execute format('with settled as (
        update %1$I t set area_code = grid_at(counted_point(t.geometry))
        where t.area_code is null and ST_Intersects(t.geometry, $2) and grid_at(counted_point(t.geometry)) is not null returning t.id)
      insert into area_move (change_id, table_name, row_id, from_code) select $1, %1$L, id, '''' from settled', located)
      using of_change, ground;
  end loop;
end $$;
revoke execute on function fault_pieces, settle_rows from public;

-- For requests: the pieces and shapes of mends that the caller may make. Shapes are null where a piece was not found.
create or replace function plan_mends(parent text, codes text[], mends jsonb) returns table (missing int, shapes geometry[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  pieces geometry[];
begin
  perform require_reorganiser(codes);
  pieces := fault_pieces(parent, mends, codes);
  missing := array_position(pieces, null) - 1;
  if missing is null then
    shapes := mended_shapes(codes, pieces, array(select m ->> 'to' from jsonb_array_elements(mends) with ordinality as given (m, n) order by n));
  end if;
  return next;
end $$;
revoke execute on function plan_mends from public;
grant execute on function plan_mends to jingwei_api;
