/**
 * Visits that fall due: the routes of matrix.table.ts that came with them, in the same format. Sets are those of matrix-duty.ts: 611 over the
 * north community, 612 over the south, 613 over the street. The worker has the file of household 45 open; 48 stands in the south.
 */
export const dutyMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
GET /api/need-tags  i=items
  inside   ?household_id=45                         0       0       0       0       0       0       0       0       0       0       0
  outside  ?household_id=48                         0       0       0       0       0       0       0       0       0       0       0
POST /api/need-tags  i=id {"household_id":45,"tag":"support","purpose":"走访","basis":"本人申请"}
  inside   -                                        0       0       0       0       0       0       0       0       0       0       0
POST /api/need-tags {"household_id":48,"tag":"support","purpose":"走访","basis":"本人申请"}
  outside  -                                        0       0       0       0       0       0       0       0       0       0       0
PATCH /api/need-tags/:id {"expires_on":"2198-01-01"}
  inside   63                                       0       0       0       0       0       0       0       0       0       0       0
  outside  614                                      0       0       0       0       0       0       0       0       0       0       0
DELETE /api/need-tags/:id
  inside   63                                       0       0       0       0       0       0       0       0       0       0       0
  outside  614                                      0       0       0       0       0       0       0       0       0       0       0
GET /api/duties  h=items.*.household_id
  inside   ?area_code=990106001001                  0       0       0       0       0       0       0       0       0       0       0
  outside  ?area_code=990106001002                  0       0       0       0       0       0       0       0       0       0       0
GET /api/duties/round  h=stops.*.household_id
  inside   ?area_code=990106001001                  0       0       0       0       0       0       0       0       0       0       0
  outside  ?area_code=990106001002                  0       0       0       0       0       0       0       0       0       0       0
GET /api/duties/sets  n=items.*.id=611 s=items.*.id=612 a=items.*.id=613
  any      -                                        0       0       0       0       0       0       0       0       0       0       0
POST /api/duties/sets  i=id {"area_code":"990106001001","name":"四必访","tags":["support"],"period":"week","every":1,"due_day":5}
  inside   -                                        0       0       0       0       0       0       0       0       0       0       0
POST /api/duties/sets {"area_code":"990106001002","name":"四必访","tags":["support"],"period":"week","every":1,"due_day":5}
  outside  -                                        0       0       0       0       0       0       0       0       0       0       0
POST /api/duties/sets {"area_code":"990106001","name":"四必访","tags":["support"],"period":"week","every":1,"due_day":5}
  above    -                                        0       0       0       0       0       0       0       0       0       0       0
PATCH /api/duties/sets/:id  i=id {"version":1,"name":"四必访","tags":["support"],"period":"week","every":1,"due_day":5}
  inside   611                                      0       0       0       0       0       0       0       0       0       0       0
  outside  612                                      0       0       0       0       0       0       0       0       0       0       0
  above    613                                      0       0       0       0       0       0       0       0       0       0       0
POST /api/duties/generate  m=made_count {"area_code":"990106001001"}
  inside   -                                        0       0       0       0       0       0       0       0       0       0       0
POST /api/duties/generate {"area_code":"990106001002"}
  outside  -                                        0       0       0       0       0       0       0       0       0       0       0
GET /api/visits/questions  a=address
  inside   ?household_id=45                         0       0       0       0       0       0       0       0       0       0       0
  outside  ?household_id=48                         0       0       0       0       0       0       0       0       0       0       0
POST /api/visits {"key":"00000000-0000-4000-8000-000000000001","household_id":45,"visited_at":"2000-01-01T00:00:00Z","outcome":"met"}
  inside   -                                        0       0       0       0       0       0       0       0       0       0       0
POST /api/visits {"key":"00000000-0000-4000-8000-000000000001","household_id":48,"visited_at":"2000-01-01T00:00:00Z","outcome":"met"}
  outside  -                                        0       0       0       0       0       0       0       0       0       0       0
`;
