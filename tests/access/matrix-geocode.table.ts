/** Addresses to places and back, and the doubtful ones of matrix-geocode.ts, in the format of matrix.table.ts. */
export const geocodeMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
GET /api/geocode  i=items d=items.0.household_id
  inside   ?q=清河花园1幢1单元201                   401     403     200di   200di   200di   200di   200i    200i    200i    200di   200i
  outside  ?q=机床厂宿舍1幢1单元101                 401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
GET /api/geocode/reverse  b=building a=areas
  inside   ?lon=112.1012&lat=32.0047                401     403     200ab   200ab   200ab   200ab   200ab   200ab   200ab   200ab   200ab
GET /api/geocode-reviews  i=items
  inside   ?area_code=990106001001                  401     403     403     403     200i    200i    200i    403     403     200i    403
  outside  ?area_code=990106001002                  401     403     403     403     200     200     200     403     403     200     403
POST /api/geocode-reviews/:id/decision  w=decided_at d=chosen.household_id {"decision":"accepted","candidate":0}
  inside   691                                      401     403     403     403     200dw   200dw   200w    403     403     200w    403
  outside  692                                      401     403     403     403     404     404     404     403     403     404     403
POST /api/geocode-reviews/:id/undo  i=id {}
  inside   693                                      401     403     403     403     200i    200i    200i    403     403     200i    403
  outside  692                                      401     403     403     403     404     404     404     403     403     404     403
POST /api/geocode-reviews/:id/skip {}
  inside   691                                      401     403     403     403     204     204     204     403     403     204     403
  outside  692                                      401     403     403     403     404     404     404     403     403     404     403
`;
