/**
 * Registers: the routes of matrix.table.ts that came with editing them, in the same format. Device 111 stands in the grid of the worker,
 * 112 in the south; changes 58101 and 58102 were made there by nobody. The
 * worker and the registrar have a file open.
 */
export const registerMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
# Read by whoever sees the map; doors by who sees doors, people in open files. Written by whose duty the place lies in.
GET /api/registers/:register  i=items
  inside   device?area_code=990106001001001         401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
  inside   household?area_code=990106001001001      401     403     200i    200i    200i    200i    200     200     200     200i    200
  inside   resident?area_code=990106001001001       401     403     200     200i    200     200     200     200     200     200i    200
GET /api/registers/:register/:id  v=version n=!
  inside   device,111                               401     403     200v    200v    200v    200v    200v    200v    200v    200v    200v
  outside  household,48                             401     403     404     404     404     404     404     404     404     404     404
  inside   resident,51                              401     403     404     404     404     404     404     404     404     200nv   404
  outside  resident,58                              401     403     404     404     404     404     404     404     404     404     404
GET /api/registers/:register/:id/history
  inside   device,111                               401     403     200     200     200     200     200     200     200     200     200
  inside   resident,51                              401     403     404     404     404     404     404     404     404     200     404
  outside  resident,58                              401     403     404     404     404     404     404     404     404     404     404
GET /api/registers/completeness  i=items
  inside   ?area_code=990106001001001               401     403     200     200i    200i    200i    403     403     403     403     403
  outside  ?area_code=990106001002001               401     403     200     200     200     200     403     403     403     403     403
GET /api/registers/apart
  inside   ?area_code=990106001001001&way=away      401     403     200     200     200     200     403     403     403     403     403
  outside  ?area_code=990106001002001&way=away      401     403     200     200     200     200     403     403     403     403     403
GET /api/registers/freshness
  inside   ?area_code=990106001001001               401     403     403     200     200     200     403     403     403     403     403
  outside  ?area_code=990106001002001               401     403     403     200     200     200     403     403     403     403     403
POST /api/registers/:register  c=change_id {"fields":{"name":"公告栏","kind":"camera","status":"working","sign_up":true,"place":[112.1018,32.0043]}}
  inside   device                                   401     403     403     201c    201c    201c    403     403     403     403     403
POST /api/registers/:register {"fields":{"name":"公告栏","kind":"camera","status":"working","sign_up":true,"place":[112.1016,32.0014]}}
  outside  device                                   401     403     403     403     403     403     403     403     403     403     403
PATCH /api/registers/:register/:id  c=change_id {"version":1,"fields":{"purpose":"出入口"}}
  inside   device,111                               401     403     403     200c    200c    200c    403     403     403     403     403
  outside  device,112                               401     403     403     403     403     403     403     403     403     403     403
DELETE /api/registers/:register/:id  c=change_id {"version":1}
  inside   device,111                               401     403     403     200c    200c    200c    403     403     403     403     403
  outside  device,112                               401     403     403     403     403     403     403     403     403     403     403
POST /api/registers/:register/:id/confirm  c=change_id {}
  inside   device,111                               401     403     403     200c    200c    200c    403     403     403     403     403
  outside  device,112                               401     403     403     403     403     403     403     403     403     403     403
# What was done, and taking it back: by who made it, or who arranges the area.
GET /api/changes  i=items
  inside   ?area_code=990106001001                  401     403     403     200i    200i    200i    200i    403     403     403     403
POST /api/changes/:id/undo  c=change_id {}
  inside   58101                                    401     403     403     403     200c    200c    200c    403     403     403     403
  outside  58102                                    401     403     403     404     404     404     404     403     403     403     403
`;
