/**
 * Areas reorganised: the routes of matrix.table.ts that came with it, in the same format. Renamings 601 (the north-west grid) and 602 (the
 * south-west grid) are those of matrix-reorg.ts. A body that is refused for its `seen` (409) was let in.
 */
export const reorgMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
POST /api/area-changes/preview  a=after s=seen {"kind":"rename","area_code":"990106001001001","name":"北格"}
  inside   -                                        401     403     403     403     403     200as   200as   403     403     403     403
POST /api/area-changes/preview {"kind":"rename","area_code":"990106001002001","name":"南格"}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/area-changes/preview {"kind":"rename","area_code":"990106001","name":"清河街"}
  above    -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/area-changes {"kind":"rename","area_code":"990106001001001","name":"北格","seen":"none"}
  inside   -                                        401     403     403     403     403     409     409     403     403     403     403
POST /api/area-changes {"kind":"merge","area_codes":["990106001001001","990106001002001"],"seen":"none"}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
# Who sees the map sees what became of its areas; a change made over the community is not a grid's worker's to read.
GET /api/area-changes  i=items
  inside   ?area_code=990106001001                  401     403     200     200     200i    200i    200i    200i    200i    200i    200i
  outside  ?area_code=990106001002                  401     403     200     200     200     200     200     200     200     200     200
GET /api/area-changes/counts  i=months.*.incident_count v=months.*.visit_count
  inside   ?area_code=990106001001&from=2020-01-01&to=2029-12-31 401     200i    403     200     200iv   200iv   200i    200i    200i    200i    403
  outside  ?area_code=990106001002&from=2020-01-01&to=2029-12-31 401     200     403     200     200     200     200     200     200     200     403
GET /api/area-changes/shapes  i=items
  inside   ?area_code=990106001001                  401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
  outside  ?area_code=990106001002                  401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
# Lines to cut by: for who cuts.
GET /api/area-changes/cuts  i=items
  inside   ?area_code=990106001001001               401     403     403     403     403     200i    200i    403     403     403     403
  outside  ?area_code=990106001002001               401     403     403     403     403     403     403     403     403     403     403
GET /api/area-changes/streets  i=items
  inside   ?area_code=990106001001001               401     403     403     403     403     200i    200i    403     403     403     403
GET /api/area-changes/neighbours  i=items
  inside   ?area_code=990106001001001               401     403     403     403     403     200i    200i    403     403     403     403
POST /api/area-changes/:id/undo  i=id {}
  inside   601                                      401     403     403     403     403     200i    200i    403     403     403     403
  outside  602                                      401     403     403     403     403     404     404     403     403     403     403
`;
