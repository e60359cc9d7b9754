/**
 * Diaries and campaigns: the routes of matrix.table.ts that came with them, in the same format. Rows: matrix-diary.ts. A diary is its
 * writer's, here the worker's; supervisors look by /looks.
 */
export const diaryMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
GET /api/diary  t=items.*.text
  own      -                                        401     403     403     200t    200     200     403     403     403     403     403
POST /api/diary  i=id {"key":"00000000-0000-4000-8000-000000000001","text":"走访三户","building_id":21}
  inside   -                                        401     403     403     201i    201i    201i    403     403     403     403     403
POST /api/diary {"key":"00000000-0000-4000-8000-000000000001","text":"走访三户","building_id":23}
  outside  -                                        401     403     403     400     400     400     403     403     403     403     403
POST /api/diary/looks  t=items.*.text {"area_code":"990106001001","from":"2020-01-01","to":"2098-01-01"}
  inside   -                                        401     403     403     403     200t    200t    403     403     403     403     403
POST /api/diary/looks {"area_code":"990106001002","from":"2020-01-01","to":"2098-01-01"}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
PATCH /api/diary/:id {"updated_at":"2020-01-01T00:00:00Z","text":"改"}
  inside   623                                      401     403     403     409     404     404     403     403     403     403     403
  outside  624                                      401     403     403     404     404     404     403     403     403     403     403
DELETE /api/diary/:id
  inside   623                                      401     403     403     204     404     404     403     403     403     403     403
  outside  624                                      401     403     403     404     404     404     403     403     403     403     403
POST /api/diary/:id/restore
  inside   623                                      401     403     403     404     404     404     403     403     403     403     403
  outside  624                                      401     403     403     404     404     404     403     403     403     403     403
GET /api/diary/:id/proposal  t=title
  inside   623                                      401     403     403     200t    404     404     403     403     403     403     403
  outside  624                                      401     403     403     404     404     404     403     403     403     403     403
POST /api/diary/:id/incident  i=id {"report_key":"00000000-0000-4000-8000-000000000002","title":"路灯不亮","category":"public_works","centre":[112.1016,32.0052]}
  inside   623                                      401     403     403     201i    404     404     404     404     404     403     403
  outside  624                                      401     403     403     404     404     404     404     404     404     403     403
GET /api/campaigns  n=items.*.id=621 s=items.*.id=622
  any      -                                        401     403     403     200n    200n    200n    200n    403     403     403     403
POST /api/campaigns/preview  d=door_count {"area_code":"990106001001","doors":"all"}
  inside   -                                        401     403     403     403     200d    200d    200     403     403     403     403
POST /api/campaigns/preview {"area_code":"990106001002","doors":"all"}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/campaigns  i=id {"area_code":"990106001001","doors":"all","name":"核实","purpose":"人口核实","starts_on":"2020-01-01","ends_on":"2098-01-01"}
  inside   -                                        401     403     403     403     201i    201i    201i    403     403     403     403
POST /api/campaigns {"area_code":"990106001002","doors":"all","name":"核实","purpose":"人口核实","starts_on":"2020-01-01","ends_on":"2098-01-01"}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
GET /api/campaigns/:id  o=parts.*.outcomes
  inside   621                                      401     403     403     200o    200o    200o    200     403     403     403     403
  outside  622                                      401     403     403     404     404     404     404     403     403     403     403
PATCH /api/campaigns/:id  i=id {"version":1,"status":"paused"}
  inside   621                                      401     403     403     403     200i    200i    200i    403     403     403     403
  outside  622                                      401     403     403     403     404     404     404     403     403     403     403
GET /api/campaigns/:id/buildings/:building_id  h=items.*.household_id
  inside   621,21                                   401     403     403     200h    200h    200h    404     403     403     403     403
  outside  622,23                                   401     403     403     404     404     404     404     403     403     403     403
POST /api/campaigns/:id/knocks  s=state {"key":"00000000-0000-4000-8000-000000000003","household_id":41,"state":"met"}
  inside   621                                      401     403     403     200s    200s    200s    403     403     403     403     403
  outside  622                                      401     403     403     404     404     404     403     403     403     403     403
`;
