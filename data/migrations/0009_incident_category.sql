-- The categories in use are read one step of this index each.
create index incident_category on incident (category);
