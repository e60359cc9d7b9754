/**
 * Visits that fall due: the routes of matrix.table.ts that came with them, in the same format. Sets are those of matrix-duty.ts: 611 over the
 * north community, 612 over the south, 613 over the street. The worker has the file of household 45 open; 48 stands in the south.
 */
export const dutyMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
GET /api/need-tags  i=items
  inside   ?household_id=45                         401     403     403     200i    409     409     403     403     403     403     403
  outside  ?household_id=48                         401     403     403     404     404     404     403     403     403     403     403
POST /api/need-tags  i=id {"household_id":45,"tag":"support","purpose":"走访","basis":"本人申请"}
  inside   -                                        401     403     403     201i    409     409     403     403     403     403     403
POST /api/need-tags {"household_id":48,"tag":"support","purpose":"走访","basis":"本人申请"}
  outside  -                                        401     403     403     404     404     404     403     403     403     403     403
PATCH /api/need-tags/:id {"expires_on":"2198-01-01"}
  inside   63                                       401     403     403     400     404     404     403     403     403     403     403
  outside  614                                      401     403     403     404     404     404     403     403     403     403     403
DELETE /api/need-tags/:id
  inside   63                                       401     403     403     204     404     404     403     403     403     403     403
  outside  614                                      401     403     403     404     404     404     403     403     403     403     403
GET /api/duties  h=items.*.household_id
  inside   ?area_code=990106001001                  401     403     200h    200h    200h    200h    403     403     403     403     403
  outside  ?area_code=990106001002                  401     403     200     200     200     200     403     403     403     403     403
GET /api/duties/round  h=stops.*.household_id
  inside   ?area_code=990106001001                  401     403     403     200h    200h    200h    403     403     403     403     403
  outside  ?area_code=990106001002                  401     403     403     200     200     200     403     403     403     403     403
GET /api/duties/sets  n=items.*.id=611 s=items.*.id=612 a=items.*.id=613
  any      -                                        401     403     200an   200an   200an   200an   200an   200an   200an   200an   200an
POST /api/duties/sets  i=id {"area_code":"990106001001","name":"四必访","tags":["support"],"period":"week","every":1,"due_day":5}
  inside   -                                        401     403     403     403     201i    201i    201i    403     403     403     403
POST /api/duties/sets {"area_code":"990106001002","name":"四必访","tags":["support"],"period":"week","every":1,"due_day":5}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/duties/sets {"area_code":"990106001","name":"四必访","tags":["support"],"period":"week","every":1,"due_day":5}
  above    -                                        401     403     403     403     403     403     403     403     403     403     403
PATCH /api/duties/sets/:id  i=id {"version":1,"name":"四必访","tags":["support"],"period":"week","every":1,"due_day":5}
  inside   611                                      401     403     403     403     200i    200i    200i    403     403     403     403
  outside  612                                      401     403     403     403     404     404     404     403     403     403     403
  above    613                                      401     403     403     403     403     403     403     403     403     403     403
POST /api/duties/generate  m=made_count {"area_code":"990106001001"}
  inside   -                                        401     403     403     403     200     200     200     403     403     403     403
POST /api/duties/generate {"area_code":"990106001002"}
  outside  -                                        401     403     403     403     200     200     200     403     403     403     403
GET /api/visits/questions  a=address
  inside   ?household_id=45                         401     403     403     200a    200a    200a    403     403     403     403     403
  outside  ?household_id=48                         401     403     403     404     404     404     403     403     403     403     403
POST /api/visits {"key":"00000000-0000-4000-8000-000000000001","household_id":45,"visited_at":"2000-01-01T00:00:00Z","outcome":"met"}
  inside   -                                        401     403     403     400     400     400     403     403     403     403     403
POST /api/visits {"key":"00000000-0000-4000-8000-000000000001","household_id":48,"visited_at":"2000-01-01T00:00:00Z","outcome":"met"}
  outside  -                                        401     403     403     404     404     404     403     403     403     403     403
`;
