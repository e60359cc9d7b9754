/**
 * Layers as files: the routes of matrix.table.ts that came with them, in the same format. What of each row a file holds is looked at in
 * tests/server/api/exports; here, who gets one.
 */
export const exportMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
# What may be taken along: doors (d) where one works with them, counts of people (p), persons by their files (r).
GET /api/exports  d=layers.*.layer=households p=layers.*.layer=people-counts r=purposes
  inside   ?area_code=990106001001                  401     403     200dr   200dpr  200dpr  200dpr  200p    200p    200p    200pr   200p
  outside  ?area_code=990106001002                  401     403     200dr   200dr   200dr   200dr   200     200     200     200r    200
  above    ?area_code=990106001                     401     403     200dr   200dpr  200dpr  200dpr  200p    200p    200p    200pr   200p
GET /api/exports/:layer
  inside   buildings?format=csv&area_code=990106001001 401     403     200     200     200     200     200     200     200     200     200
  outside  buildings?format=csv&area_code=990106001002 401     403     200     200     200     200     200     200     200     200     200
  inside   incidents?format=csv&area_code=990106001001 401     403     403     200     200     200     200     200     403     403     403
  outside  incidents?format=csv&area_code=990106001002 401     403     403     200     200     200     200     200     403     403     403
  inside   households?format=csv&area_code=990106001001 401     403     200     200     200     200     403     403     403     403     403
  outside  households?format=csv&area_code=990106001002 401     403     200     200     200     200     403     403     403     403     403
  inside   people-counts?format=csv&area_code=990106001001 401     403     403     200     200     200     200     200     200     200     200
  outside  people-counts?format=csv&area_code=990106001002 401     403     403     403     403     403     403     403     403     403     403
  above    people-counts?format=csv&area_code=990106001 401     403     403     200     200     200     200     200     200     200     200
GET /api/exports/templates/:layer
  any      facilities?format=csv                    401     403     200     200     200     200     200     200     200     200     200
# Persons, with a purpose; what that reveals stands in the file.
POST /api/exports/residents  h=! {"household_ids":[41],"purpose":"visit","note":"入户走访用","format":"csv"}
  inside   -                                        401     403     200h    200h    200h    200h    403     403     403     403     403
POST /api/exports/residents  h=! {"household_ids":[48],"purpose":"visit","note":"入户走访用","format":"csv"}
  outside  -                                        401     403     404     404     404     404     403     403     403     404     403
POST /api/exports/residents  h=! {"household_ids":[41],"purpose":"subject_request","note":"本人申请查阅","format":"csv"}
  purpose  -                                        401     403     403     403     403     403     403     403     403     200h    403
`;
