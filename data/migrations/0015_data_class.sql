-- Every column has a class: what it may be shown to, how it is masked, whether it is sealed.
-- public: anybody. internal: whoever works here. personal: about a person, shown in full only for a stated purpose, masked
-- elsewhere. sensitive: as personal, and sealed where it stands, or a secret that never leaves the server.
create table data_class (
  table_name text not null,
  column_name text not null,
  class text not null check (class in ('public', 'internal', 'personal', 'sensitive')),
  primary key (table_name, column_name)
);
grant select on data_class to jingwei_api;

-- For migrations that add columns: select class_columns('visit', 'personal', 'visited_at outcome').
create function class_columns(of_table text, with_class text, columns text) returns void language sql as $$
  insert into data_class (table_name, column_name, class)
  select of_table, unnest(string_to_array(columns, ' ')), with_class
  on conflict (table_name, column_name) do update set class = excluded.class
$$;
revoke execute on function class_columns from public;

do $$
declare
  located text;
begin
  foreach located in array array['land', 'waterway', 'road', 'place', 'boundary'] loop
    perform class_columns(located, 'public', 'id area_code name geometry source source_id updated_at');
  end loop;
  foreach located in array array['compound', 'building', 'organisation', 'facility', 'device', 'patrol_point', 'patrol_route'] loop
    perform class_columns(located, 'internal', 'id area_code name geometry source source_id updated_at');
  end loop;
end $$;
select class_columns(table_name, class, columns) from (values
  ('area_level', 'public', 'level position code_digits'),
  ('area', 'public', 'area_code level parent_code name geometry label_point area_m2 source source_id updated_at'),
  ('land', 'public', 'kind'),
  ('waterway', 'public', 'kind'),
  ('place', 'public', 'kind'),
  ('road', 'public', 'kind oneway foot bicycle motor bridge tunnel lanes width_m'),
  ('boundary', 'public', 'admin_level'),
  ('deployment', 'public', 'only_row demo demo_seed city_name generated_at small_count_below'),
  ('attribution', 'public', 'source text'),
  ('tile_layer_version', 'public', 'layer version'),
  ('tile_change', 'public', 'layer version key'),
  ('state_change', 'public', 'id'),
  ('role', 'public', 'role rank second_factor_required'),
  ('role_right', 'public', 'role right_name'),
  ('data_class', 'public', 'table_name column_name class'),
  ('migration', 'internal', 'name sha256 applied_at'),
  ('sealing_key', 'internal', 'key_id check_value created_at'),
  ('compound', 'internal', 'kind address property_company owners_committee confirmed_on'),
  ('building', 'internal', 'compound_id kind address floor_count basement_count height_m built_year confirmed_on'),
  ('organisation', 'internal', 'building_id kind address staff_count confirmed_on'),
  ('facility', 'internal', 'kind address operator confirmed_on'),
  ('device', 'internal', 'kind address operator purpose sign_up retention_days status confirmed_on'),
  ('unit', 'internal', 'id building_id unit_no name'),
  ('squad', 'internal', 'id area_code kind name member_count source source_id'),
  ('patrol_point', 'internal', 'squad_id kind address window_start window_end dwell_min wanted_visits'),
  ('patrol_route', 'internal', 'squad_id shift starts_at ends_at patrol_point_ids length_m'),
  -- Exact counts by grid: few enough of them may be people.
  ('area_tally', 'internal', 'area_code building_count compound_count organisation_count facility_count device_count patrol_point_count'),
  ('area_tally', 'personal', 'household_count resident_count'),
  ('household', 'internal', 'id area_code building_id unit_id floor door confirmed_on updated_at'),
  ('household', 'personal', 'door_state'),
  ('resident', 'internal', 'id household_id area_code'),
  ('resident', 'personal', 'relation sex birth_year registered_here lives_here'),
  ('resident', 'sensitive', 'name name_digest phone phone_digest birth_date'),
  ('need_tag', 'internal', 'id household_id'),
  ('need_tag', 'personal', 'tag purpose starts_on expires_on'),
  ('need_tag', 'sensitive', 'basis'),
  ('visit', 'internal', 'id household_id area_code'),
  ('visit', 'personal', 'visited_at outcome'),
  ('visit_duty', 'internal', 'id household_id area_code visit_id'),
  ('visit_duty', 'personal', 'duty due_on'),
  ('diary_entry', 'internal', 'id area_code written_at account_id'),
  ('diary_entry', 'personal', 'author'),
  ('diary_entry', 'sensitive', 'body'),
  -- Who answers for a place is posted at its gate; the number is for those who work there.
  ('duty_holder', 'internal', 'id area_code building_id role name starts_on ends_on'),
  ('duty_holder', 'personal', 'phone'),
  ('incident', 'internal', 'id incident_code area_code category severity status channel reported_at due_at closed_at settled_at geometry source source_id updated_at'),
  ('incident', 'personal', 'title description address'),
  ('account', 'internal', 'id login area_code created_at created_by disabled_at'),
  ('account', 'personal', 'display_name openid_issuer openid_subject'),
  ('credential', 'internal', 'account_id must_change changed_at'),
  ('credential', 'sensitive', 'password_hash'),
  ('second_factor', 'internal', 'account_id confirmed_at last_step'),
  ('second_factor', 'sensitive', 'secret'),
  ('session', 'internal', 'id account_id created_at idle_s expires_at second_factor_at revoked_at'),
  ('session', 'personal', 'last_used_at client'),
  ('session', 'sensitive', 'digest'),
  ('token', 'internal', 'id kind name account_id area_code rights created_at expires_at last_used_at revoked_at'),
  ('token', 'sensitive', 'digest'),
  ('account_grant', 'internal', 'id account_id role area_code building_id starts_on ends_on granted_by granted_at'),
  ('hand_over', 'internal', 'id role area_code building_id from_account_id to_account_id effective_on note made_by made_at'),
  ('opening', 'internal', 'id household_id area_code building_id account_id role purpose opened_at expires_at closed_at'),
  ('opening', 'personal', 'note'),
  ('access_alert', 'internal', 'id kind account_id area_code raised_at detail handled_at handled_by note'),
  ('audit_event', 'internal', 'id happened_at account_id kind area_code detail')
) given (table_name, class, columns);
