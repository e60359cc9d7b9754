/** The time machine: the routes of matrix.table.ts that tell of a day in the past, in the same format. */
export const pastMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
# Shapes of places as they were, for whoever sees those of today.
GET /api/past/map  f=features
  inside   ?area_code=990106001001&on=2026-05-01    401     403     200f    200f    200f    200f    200f    200f    200f    200f    200f
  outside  ?area_code=990106001002&on=2026-05-01    401     403     200f    200f    200f    200f    200f    200f    200f    200f    200f
GET /api/past/changes
  inside   ?area_code=990106001001                  401     403     200     200     200     200     200     200     200     200     200
  outside  ?area_code=990106001002                  401     403     200     200     200     200     200     200     200     200     200
`;
