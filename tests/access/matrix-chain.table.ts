/**
 * The chain of duty: the routes of matrix.table.ts that came with it, in the same format. Holders and bodies are those of matrix-chain.ts: 681 in
 * the north community (inside), 682 in the south (outside), 683 over the street (above).
 */
export const chainMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
# Who answers: everybody in service sees it of their own places and those above, with the phones of their own; a wall sees nobody.
GET /api/duty-chain  p=rungs.*.holders.*.phone b=rungs.*.bodies.*.phone n=rungs.*.holders.*.name
  inside   ?area_code=990106001001                  401     403     200n    200n    200bnp  200bnp  200bnp  200bnp  200bnp  200bnp  200bnp
  outside  ?area_code=990106001002001               401     403     200n    200n    200n    200n    200n    200n    200n    200n    200n
  above    ?area_code=990106001                     401     403     200n    200n    200n    200n    200n    200n    200n    200n    200n
GET /api/duty-holders  i=items p=items.*.phone
  inside   ?area_code=990106001001                  401     403     200ip   200ip   200ip   200ip   200ip   200ip   200ip   200ip   200ip
  outside  ?area_code=990106001002                  401     403     200     200     200     200     200     200     200     200     200
GET /api/duty-holders/:id/history  i=items
  inside   681                                      401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
  outside  682                                      401     403     404     404     404     404     404     404     404     404     404
  above    683                                      401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
GET /api/duty-bodies  i=items p=items.*.phone
  inside   ?area_code=990106001001                  401     403     200i    200i    200ip   200ip   200ip   200ip   200ip   200ip   200ip
  outside  ?area_code=990106001002                  401     403     200     200     200     200     200     200     200     200     200
GET /api/duty-bodies/:id/history  i=items
  inside   681                                      401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
  outside  682                                      401     403     404     404     404     404     404     404     404     404     404
  above    683                                      401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
# Kept by who arranges duties there, whose phones and accounts they see as well.
POST /api/duty-holders  i=id {"role":"first_secretary","name":"何东","area_code":"990106001001","starts_on":"2026-01-01"}
  inside   -                                        401     403     403     403     201i    201i    201i    403     403     403     403
POST /api/duty-holders {"role":"first_secretary","name":"何东","area_code":"990106001002","starts_on":"2026-01-01"}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/duty-holders {"role":"first_secretary","name":"何东","area_code":"990106001","starts_on":"2026-01-01"}
  above    -                                        401     403     403     403     403     403     403     403     403     403     403
PATCH /api/duty-holders/:id  i=id {"version":1,"name":"何东"}
  inside   681                                      401     403     403     403     200i    200i    200i    403     403     403     403
  outside  682                                      401     403     403     403     404     404     404     403     403     403     403
  above    683                                      401     403     403     403     403     403     403     403     403     403     403
DELETE /api/duty-holders/:id
  inside   681?version=1                            401     403     403     403     204     204     204     403     403     403     403
  outside  682?version=1                            401     403     403     403     404     404     404     403     403     403     403
  above    683?version=1                            401     403     403     403     403     403     403     403     403     403     403
POST /api/duty-holders/:id/hand-over  i=id {"version":1,"to":{"name":"何东"},"effective_on":"2026-06-01"}
  inside   681                                      401     403     403     403     201i    201i    201i    403     403     403     403
  outside  682                                      401     403     403     403     404     404     404     403     403     403     403
  above    683                                      401     403     403     403     403     403     403     403     403     403     403
POST /api/duty-bodies  i=id {"kind":"party_branch","name":"支部","area_code":"990106001001","starts_on":"2026-01-01"}
  inside   -                                        401     403     403     403     201i    201i    201i    403     403     403     403
POST /api/duty-bodies {"kind":"party_branch","name":"支部","area_code":"990106001002","starts_on":"2026-01-01"}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
PATCH /api/duty-bodies/:id  i=id {"version":1,"name":"支部"}
  inside   681                                      401     403     403     403     200i    200i    200i    403     403     403     403
  outside  682                                      401     403     403     403     404     404     404     403     403     403     403
  above    683                                      401     403     403     403     403     403     403     403     403     403     403
DELETE /api/duty-bodies/:id
  inside   681?version=1                            401     403     403     403     204     204     204     403     403     403     403
  outside  682?version=1                            401     403     403     403     404     404     404     403     403     403     403
  above    683?version=1                            401     403     403     403     403     403     403     403     403     403     403
# Gaps and doubles, with the names of accounts: for who arranges duties over the whole of what is asked for.
GET /api/duty-chain/checks  i=items
  inside   ?area_code=990106001001                  401     403     403     403     200i    200i    200i    403     403     403     403
  outside  ?area_code=990106001002                  401     403     403     403     403     403     403     403     403     403     403
  above    ?area_code=990106001                     401     403     403     403     403     403     403     403     403     403     403
GET /api/duty-chain/signs  a=area_code
  inside   ?area_code=990106001001                  401     403     403     403     200a    200a    200a    403     403     403     403
  outside  ?area_code=990106001002                  401     403     403     403     403     403     403     403     403     403     403
`;
