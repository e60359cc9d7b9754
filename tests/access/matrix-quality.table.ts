/**
 * The report on data quality, in the format of matrix.table.ts: for who sees the doors of all of the area, arranges who answers there, or keeps its
 * registers. Households are listed to the first alone.
 */
export const qualityMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
GET /api/quality  r=report.made_at
  inside   ?area_code=990106001001                  401     403     403     403     200r    200r    200r    403     403     200r    403
  outside  ?area_code=990106001002                  401     403     403     403     403     403     403     403     403     403     403
  above    ?area_code=990106001                     401     403     403     403     403     403     403     403     403     403     403
GET /api/quality/faults
  inside   ?area_code=990106001001                  401     403     403     403     200     200     200     403     403     200     403
  outside  ?area_code=990106001002                  401     403     403     403     403     403     403     403     403     403     403
GET /api/quality/items
  inside   ?area_code=990106001001&code=in_gap      401     403     403     403     200     200     200     403     403     200     403
  doors    ?area_code=990106001001&code=stale&layer=household 401 403 403     403     200     200     403     403     403     403     403
  outside  ?area_code=990106001002&code=in_gap      401     403     403     403     403     403     403     403     403     403     403
`;
