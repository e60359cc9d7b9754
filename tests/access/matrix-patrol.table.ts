/**
 * Patrols: the routes of matrix.table.ts that came with planning, in the same format. Squads, shifts, streets, plans and walks are those
 * of matrix-patrols.ts: 581 in the north community, 582 in the south, 583 over the street; points are the town's (181 north, 183 south).
 */
export const patrolMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
# What a coordinator keeps. Points and streets are places; whoever plans there keeps them, and knows what a point's sign says.
GET /api/patrol-points/:id  c=patrol_point.code
  inside   181                                      401     200     200     200     200c    200c    200     200     200c    200c    200
  outside  183                                      401     200     200     200     200     200     200     200     200     200     200
POST /api/patrol-points  i=id c=code {"name":"北门","centre":[112.1016,32.0052]}
  inside   -                                        401     403     403     403     201ci   201ci   403     403     201ci   201ci   403
POST /api/patrol-points {"name":"北门","centre":[112.1016,32.0014]}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
PATCH /api/patrol-points/:id  i=id {"version":1,"priority":5}
  inside   181                                      401     403     403     403     200i    200i    403     403     200i    200i    403
  outside  183                                      401     403     403     403     403     403     403     403     403     403     403
DELETE /api/patrol-points/:id
  inside   181                                      401     403     403     403     204     204     403     403     204     204     403
  outside  183                                      401     403     403     403     403     403     403     403     403     403     403
POST /api/patrol-points/:id/restore  i=id c=code
  inside   584                                      401     403     403     403     201ci   201ci   403     403     201ci   201ci   403
  outside  585                                      401     403     403     403     404     404     403     403     404     404     403
POST /api/patrol-points/import  t=taken r=rejected {"format":"csv","crs":"wgs84","text":"name,lon,lat\\n北门,112.1016,32.0052"}
  inside   -                                        401     403     403     403     200t    200t    403     403     200t    200t    403
POST /api/patrol-points/import  t=taken r=rejected {"format":"csv","crs":"wgs84","text":"name,lon,lat\\n北门,112.1016,32.0014"}
  outside  -                                        401     403     403     403     200r    200r    403     403     200r    200r    403
GET /api/patrol-streets  i=items
  inside   ?area_code=990106001001                  401     200i    200i    200i    200i    200i    200i    200i    200i    200i    200i
POST /api/patrol-streets  i=id {"name":"清河路","line":[[112.1005,32.0055],[112.1035,32.0055]]}
  inside   -                                        401     403     403     403     201i    201i    403     403     201i    201i    403
POST /api/patrol-streets {"name":"清河路","line":[[112.1005,32.0015],[112.1035,32.0015]]}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
PATCH /api/patrol-streets/:id  i=id {"version":1,"sides":2}
  inside   581                                      401     403     403     403     200i    200i    403     403     200i    200i    403
  outside  582                                      401     403     403     403     403     403     403     403     403     403     403
DELETE /api/patrol-streets/:id
  inside   581                                      401     403     403     403     204     204     403     403     204     204     403
  outside  582                                      401     403     403     403     403     403     403     403     403     403     403
POST /api/patrol-streets/import  t=taken r=rejected {"format":"csv","crs":"wgs84","text":"name,line\\n清河路,112.1005 32.0055;112.1035 32.0055"}
  inside   -                                        401     403     403     403     200t    200t    403     403     200t    200t    403
POST /api/patrol-streets/import  t=taken r=rejected {"format":"csv","crs":"wgs84","text":"name,line\\n清河路,112.1005 32.0015;112.1035 32.0015"}
  outside  -                                        401     403     403     403     200r    200r    403     403     200r    200r    403
# Squads, by their area; one with an issued plan cannot be ended.
GET /api/squads  i=items
  inside   ?area_code=990106001001                  401     200i    200i    200i    200i    200i    200i    200i    200i    200i    200i
POST /api/squads  i=id {"area_code":"990106001001","kind":"volunteer","name":"北门队","member_count":6}
  inside   -                                        401     403     403     403     201i    201i    403     403     201i    201i    403
POST /api/squads {"area_code":"990106001002","kind":"volunteer","name":"北门队","member_count":6}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/squads {"area_code":"990106001","kind":"volunteer","name":"北门队","member_count":6}
  above    -                                        401     403     403     403     403     403     403     403     403     403     403
PATCH /api/squads/:id  i=id {"version":1,"mode":"bicycle"}
  inside   581                                      401     403     403     403     200i    200i    403     403     200i    200i    403
  outside  582                                      401     403     403     403     403     403     403     403     403     403     403
  above    583                                      401     403     403     403     403     403     403     403     403     403     403
DELETE /api/squads/:id
  inside   581                                      401     403     403     403     409     409     403     403     409     409     403
  outside  582                                      401     403     403     403     403     403     403     403     403     403     403
  above    583                                      401     403     403     403     403     403     403     403     403     403     403
# The roster: who is on duty, for everybody who has to do with patrols there; words of a shift for who plans.
GET /api/patrol-shifts  i=items h=items.*.handovers
  inside   ?area_code=990106001001&from=2026-05-01&to=2026-05-01 401     200i    403     200     200hi   200hi   200i    200i    200hi   200hi   403
  outside  ?area_code=990106001002&from=2026-05-01&to=2026-05-01 401     200     403     200     200     200     200     200     200     200     403
POST /api/patrol-shifts  i=id {"squad_id":581,"day":"2026-05-02","starts_at":"20:00","ends_at":"02:00"}
  inside   -                                        401     403     403     403     201i    201i    403     403     201i    201i    403
POST /api/patrol-shifts {"squad_id":582,"day":"2026-05-02","starts_at":"20:00","ends_at":"02:00"}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
PATCH /api/patrol-shifts/:id  n=note {"version":1,"note":"带手电"}
  inside   581                                      401     403     403     403     200n    200n    403     403     200n    200n    403
  outside  582                                      401     403     403     403     404     404     403     403     404     404     403
  above    583                                      401     403     403     403     404     404     403     403     404     404     403
DELETE /api/patrol-shifts/:id
  inside   581                                      401     403     403     403     409     409     403     403     409     409     403
  outside  582                                      401     403     403     403     404     404     403     403     404     404     403
  above    583                                      401     403     403     403     404     404     403     403     404     404     403
POST /api/patrol-shifts/copy  m=made {"area_code":"990106001001","from":"2026-04-27","to":"2026-05-04"}
  inside   -                                        401     403     403     403     200m    200m    403     403     200m    200m    403
POST /api/patrol-shifts/copy {"area_code":"990106001002","from":"2026-04-27","to":"2026-05-04"}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/patrol-shifts/:id/handovers  h=handovers {"body":"北门灯已修好"}
  inside   581                                      401     403     403     403     201h    201h    403     403     201h    201h    403
  outside  582                                      401     403     403     403     404     404     403     403     404     404     403
  above    583                                      401     403     403     403     404     404     403     403     404     404     403
# Streets: for everybody in service.
GET /api/roads/reach  s=street_m
  any      ?at=112.1042,32.0036&minutes=5           401     403     200s    200s    200s    200s    200s    200s    200s    200s    200s
GET /api/roads/path  l=line
  any      ?from=112.101,32.0036&to=112.108,32.0036 401     403     200l    200l    200l    200l    200l    200l    200l    200l    200l
GET /api/roads/components  c=components
  any      -                                        401     403     200c    200c    200c    200c    200c    200c    200c    200c    200c
# What patrols cover, of streets and never of persons; tracks for who plans there; what the record of incidents proposes.
GET /api/patrol-coverage  g=grids
  inside   ?area_code=990106001001&from=2026-05-01&to=2026-05-20 401 200g  403     403     200g    200g    200g    200g    200g    200g    403
  outside  ?area_code=990106001002&from=2026-05-01&to=2026-05-20 401 403   403     403     403     403     403     403     403     403     403
  above    ?area_code=990106001&from=2026-05-01&to=2026-05-20    401 403   403     403     403     403     403     403     403     403     403
GET /api/patrol-coverage/streets  i=items
  inside   ?area_code=990106001001&from=2026-05-01&to=2026-05-20 401 200i  403     403     200i    200i    200i    200i    200i    200i    403
  outside  ?area_code=990106001002&from=2026-05-01&to=2026-05-20 401 403   403     403     403     403     403     403     403     403     403
  above    ?area_code=990106001&from=2026-05-01&to=2026-05-20    401 403   403     403     403     403     403     403     403     403     403
GET /api/patrol-coverage/tracks  p=parts
  inside   ?walk_id=581                             401     403     403     403     200     200     403     403     200     200     403
  outside  ?walk_id=582                             401     403     403     403     404     404     403     403     404     404     403
  above    ?walk_id=583                             401     403     403     403     404     404     403     403     404     404     403
GET /api/patrol-proposals
  inside   ?area_code=990106001001&from=2026-05-01&to=2026-05-20 401 200   403     403     200     200     200     200     200     200     403
  outside  ?area_code=990106001002&from=2026-05-01&to=2026-05-20 401 403   403     403     403     403     403     403     403     403     403
  above    ?area_code=990106001&from=2026-05-01&to=2026-05-20    401 403   403     403     403     403     403     403     403     403     403
# Plans: seen by who has to do with patrols over their whole area, kept by who plans there; a wall sees patrols that go on, and no plan.
GET /api/patrol-plans  i=items
  inside   ?area_code=990106001001                  401     403     403     200     200i    200i    200i    200i    200i    200i    403
  outside  ?area_code=990106001002                  401     403     403     200     200     200     200     200     200     200     403
POST /api/patrol-plans  i=id {"area_code":"990106001001","day":"2026-05-01","shift_ids":[581]}
  inside   -                                        401     403     403     403     201i    201i    403     403     201i    201i    403
POST /api/patrol-plans {"area_code":"990106001002","day":"2026-05-01","shift_ids":[]}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/patrol-plans {"area_code":"990106001","day":"2026-05-01","shift_ids":[]}
  above    -                                        401     403     403     403     403     403     403     403     403     403     403
GET /api/patrol-plans/:id  i=input
  inside   581                                      401     403     403     404     200i    200i    200i    200i    200i    200i    403
  outside  582                                      401     403     403     404     404     404     404     404     404     404     403
  above    583                                      401     403     403     404     404     404     404     404     404     404     403
PATCH /api/patrol-plans/:id  i=id {"version":1,"name":"夜巡"}
  inside   591                                      401     403     403     403     200i    200i    403     403     200i    200i    403
  outside  592                                      401     403     403     403     404     404     403     403     404     404     403
DELETE /api/patrol-plans/:id
  inside   591                                      401     403     403     403     204     204     403     403     204     204     403
  outside  592                                      401     403     403     403     404     404     403     403     404     404     403
POST /api/patrol-plans/:id/copy  i=id {}
  inside   581                                      401     403     403     403     201i    201i    403     403     201i    201i    403
  outside  582                                      401     403     403     403     404     404     403     403     404     404     403
  above    583                                      401     403     403     403     404     404     403     403     404     404     403
POST /api/patrol-plans/:id/refresh  i=id {}
  inside   591                                      401     403     403     403     200i    200i    403     403     200i    200i    403
  outside  592                                      401     403     403     403     404     404     403     403     404     404     403
POST /api/patrol-plans/:id/runs {}
  inside   591                                      401     403     403     403     409     409     403     403     409     409     403
  outside  592                                      401     403     403     403     404     404     403     403     404     404     403
GET /api/patrol-plans/:id/run
  inside   581                                      401     403     403     404     200     200     200     200     200     200     403
  outside  582                                      401     403     403     404     404     404     404     404     404     404     403
DELETE /api/patrol-plans/:id/run
  inside   581                                      401     403     403     403     404     404     403     403     404     404     403
  outside  582                                      401     403     403     403     404     404     403     403     404     404     403
GET /api/patrol-plans/:id/coverage  a=area_code
  inside   581                                      401     403     403     404     200a    200a    200a    200a    200a    200a    403
  outside  582                                      401     403     403     404     404     404     404     404     404     404     403
GET /api/patrol-plans/:id/export
  inside   581?format=gpx                           401     403     403     404     409     409     409     409     409     409     403
  outside  582?format=gpx                           401     403     403     404     404     404     404     404     404     404     403
POST /api/patrol-plans/:id/issue {}
  inside   591                                      401     403     403     403     409     409     403     403     409     409     403
  outside  592                                      401     403     403     403     404     404     403     403     404     404     403
POST /api/patrol-plans/:id/withdraw  i=id
  inside   581                                      401     403     403     403     200i    200i    403     403     200i    200i    403
  outside  582                                      401     403     403     403     404     404     403     403     404     404     403
  above    583                                      401     403     403     403     404     404     403     403     404     404     403
POST /api/patrol-plans/:id/repair {"kind":"squad_out","squad_id":581,"at_min":1300}
  inside   581                                      401     403     403     403     409     409     403     403     409     409     403
  outside  582                                      401     403     403     403     404     404     403     403     404     404     403
GET /api/patrol-plans/:id/sheets  p=plan
  inside   581                                      401     403     403     403     200p    200p    403     403     200p    200p    403
  outside  582                                      401     403     403     403     404     404     403     403     404     404     403
  above    583                                      401     403     403     403     404     404     403     403     404     404     403
# Patrols that go on: squads and places, for walls too. A walk opens by the pass of its sheet alone, whoever is signed in.
GET /api/patrol-active
  inside   ?area_code=990106001001                  401     200     403     200     200     200     200     200     200     200     403
  outside  ?area_code=990106001002                  401     200     403     200     200     200     200     200     200     200     403
GET /api/patrol-walk
  any      -                                        401     401     401     401     401     401     401     401     401     401     401
POST /api/patrol-walk/check-ins {"items":[{"key":"8f14e45f-ceea-467f-a8d5-3c1f0a1c0001","kind":"point","id":181,"visit":1,"at":"2026-05-01T12:00:00Z","way":"button"}]}
  any      -                                        401     401     401     401     401     401     401     401     401     401     401
POST /api/patrol-walk/track {"items":[{"recorded_at":"2026-05-01T12:00:00Z","centre":[112.1016,32.0052],"accuracy_m":5}]}
  any      -                                        401     401     401     401     401     401     401     401     401     401     401
`;
