/**
 * Merging of what was entered twice, in the format of matrix.table.ts, with the rows of matrix-merging.ts. No file of these is open, so that nobody
 * merges or undoes here: who may is told to open them (403), with words that the tests of the routes look at.
 */
export const mergingMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
GET /api/duplicates  i=items
  inside   ?area_code=990106001001&kind=household   401     403     403     403     200i    200i    200     403     403     403     403
  outside  ?area_code=990106001002&kind=household   401     403     403     403     200     200     200     403     403     403     403
POST /api/duplicates/dismissed {"kind":"household","kept_id":41,"gone_id":42}
  inside   -                                        401     403     403     403     204     204     404     403     403     403     403
POST /api/duplicates/dismissed {"kind":"household","kept_id":41,"gone_id":48}
  outside  -                                        401     403     403     403     404     404     404     403     403     403     403
POST /api/duplicates/proposed {"kind":"household","kept_id":41,"gone_id":42}
  inside   -                                        401     403     403     403     404     404     404     403     403     403     403
GET /api/duplicates/merged  i=items
  inside   ?area_code=990106001001                  401     403     403     403     200i    200i    200     403     403     403     403
POST /api/duplicates/merged {"kind":"household","kept_id":41,"gone_id":42,"kept_version":1,"gone_version":1}
  inside   -                                        401     403     403     403     403     403     404     403     403     403     403
POST /api/duplicates/merged {"kind":"household","kept_id":41,"gone_id":48,"kept_version":1,"gone_version":1}
  outside  -                                        401     403     403     403     404     404     404     403     403     403     403
POST /api/duplicates/merged/:change_id/undo  i=change_id {}
  inside   641                                      401     403     403     403     200i    200i    404     403     403     403     403
  outside  642                                      401     403     403     403     404     404     404     403     403     403     403
`;
