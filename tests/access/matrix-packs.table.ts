/**
 * Report packs: the routes of matrix.table.ts that came with them, in the same format. The packs are those of matrix-packs.ts: 591 of the
 * north community, 592 of the south, 593 of the street.
 */
export const packMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
# Counts that anybody may see of an area: for whoever sees its counts. Made and withdrawn where one arranges.
GET /api/report-packs  i=items.0.id
  inside   ?area_code=990106001001                  401     200i    403     200     200i    200i    200i    200i    200i    200i    200i
  outside  ?area_code=990106001002                  401     200     403     200     200     200     200     200     200     200     200
  above    ?area_code=990106001                     401     200     403     200     200     200     200     200     200     200     200
POST /api/report-packs  i=id {"area_code":"990106001001","cadence":"day","day":"2026-05-02"}
  inside   -                                        401     403     403     403     201i    201i    201i    403     403     403     403
POST /api/report-packs {"area_code":"990106001002","cadence":"day","day":"2026-05-02"}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/report-packs {"area_code":"990106001","cadence":"day","day":"2026-05-02"}
  above    -                                        401     403     403     403     403     403     403     403     403     403     403
GET /api/report-packs/:id  f=figures
  inside   591                                      401     200f    403     404     200f    200f    200f    200f    200f    200f    200f
  outside  592                                      401     404     403     404     404     404     404     404     404     404     404
  above    593                                      401     404     403     404     404     404     404     404     404     404     404
GET /api/report-packs/:id/figures.csv
  inside   591                                      401     200     403     404     200     200     200     200     200     200     200
  outside  592                                      401     404     403     404     404     404     404     404     404     404     404
  above    593                                      401     404     403     404     404     404     404     404     404     404     404
POST /api/report-packs/:id/withdraw  w=withdrawn_at {"reason":"wrong_data"}
  inside   591                                      401     403     403     403     200w    200w    200w    403     403     403     403
  outside  592                                      401     403     403     403     404     404     404     403     403     403     403
  above    593                                      401     403     403     403     404     404     404     403     403     403     403
`;
