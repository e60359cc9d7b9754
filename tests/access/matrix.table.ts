/**
 * Who gets what: every route, by every role, inside its area, outside and above it.
 *
 * A route's line has its method and pattern, then letters for fields that not everybody sees (`h=counts.household_count`), then
 * the body that is sent. Each line below it has a place, what fills the pattern's parameters (`-` for nothing) and a cell a
 * role: the status, and the letters of the fields that the answer holds and does not mask. `!` stands for a resident's full
 * name, phone or birth date; an answer that holds one without such a letter fails. A write's body may be one that is refused (400):
 * the role is let in then. The people are those of matrix-people.ts: all over the north community, the worker over a grid in it, the
 * head over one building. The columns are those of `roles` there.
 */
export const matrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
# Signing in, and one's own account. Nobody but its owner has a session; a wall is nobody.
GET /api/session  c=caller.rights
  any      -                                        200     200c    200c    200c    200c    200c    200c    200c    200c    200c    200c
POST /api/session {"login":"","password":""}
  any      -                                        400     400     400     400     400     400     400     400     400     400     400
POST /api/session/second-factor {"code":"12345"}
  any      -                                        400     400     400     400     400     400     400     400     400     400     400
POST /api/session/display {"token":"short"}
  any      -                                        400     400     400     400     400     400     400     400     400     400     400
DELETE /api/session
  any      -                                        204     204     204     204     204     204     204     204     204     204     204
GET /api/session/openid
  any      -                                        404     404     404     404     404     404     404     404     404     404     404
GET /api/session/openid/callback
  any      -                                        404     404     404     404     404     404     404     404     404     404     404
GET /api/account  s=sessions t=tokens
  own      -                                        401     403     200st   200st   200st   200st   200st   200st   200st   200st   200st
POST /api/account/password {"current":"wrong","next":"weak"}
  own      -                                        401     403     409     409     409     409     409     409     409     409     409
DELETE /api/account/sessions
  own      -                                        401     403     204     204     204     204     204     204     204     204     204
DELETE /api/account/sessions/:id
  inside   @session                                 401     403     204     204     204     204     204     204     204     204     204
  outside  522                                      401     403     404     404     404     404     404     404     404     404     404
POST /api/account/second-factor  s=secret
  own      -                                        401     403     200s    200s    200s    200s    200s    200s    200s    200s    200s
POST /api/account/second-factor/confirm {"code":"000000"}
  own      -                                        401     403     409     409     409     409     409     409     409     409     409
DELETE /api/account/second-factor {"password":"wrong"}
  own      -                                        401     403     409     409     409     409     409     409     409     409     409
POST /api/account/tokens  s=secret {"name":"接口","kind":"api","area_code":"990106001001001","rights":["map"],"days":30}
  inside   -                                        401     403     201s    201s    201s    201s    201s    201s    201s    201s    201s
POST /api/account/tokens  s=secret {"name":"接口","kind":"api","area_code":"990106001002001","rights":["map"],"days":30}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/account/tokens  s=secret {"name":"大屏","kind":"display","area_code":"990106001001001","days":30}
  inside   -                                        401     403     403     403     201s    201s    201s    403     403     201s    403
POST /api/account/tokens  s=secret {"name":"大屏","kind":"display","area_code":"990106001","days":30}
  above    -                                        401     403     403     403     403     403     403     403     403     403     403
DELETE /api/account/tokens/:id
  inside   @token                                   401     403     204     204     204     204     204     204     204     204     204
  outside  600                                      401     403     404     404     404     404     404     404     404     404     404

# The map and what everybody in service may know of places.
GET /api/deployment
  any      -                                        401     200     200     200     200     200     200     200     200     200     200
GET /api/deployment/news
  any      -                                        401     200     200     200     200     200     200     200     200     200     200
GET /api/codes
  any      -                                        401     200     200     200     200     200     200     200     200     200     200
GET /api/health  t=tiles
  any      -                                        200     200     200     200     200     200     200     200     200     200t    200t
GET /api/tiles/:set
  open     ground                                   200     200     200     200     200     200     200     200     200     200     200
  closed   living                                   401     200     200     200     200     200     200     200     200     200     200
GET /api/tiles/:set/:version/:z/:x/:y
  open     areas,v2,0,0,0                           200     200     200     200     200     200     200     200     200     200     200
  closed   patrol,v2,0,0,0                          401     200     200     200     200     200     200     200     200     200     200
GET /api/search  i=items
  inside   ?q=1幢                                   401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
  above    ?q=清河街道                              401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
GET /api/areas  i=items
  any      ?level=community                         401     200i    200i    200i    200i    200i    200i    200i    200i    200i    200i
GET /api/areas/at  p=path
  inside   ?longitude=112.1018&latitude=32.005      401     200p    200p    200p    200p    200p    200p    200p    200p    200p    200p
  outside  ?longitude=112.1018&latitude=32.001      401     200p    200p    200p    200p    200p    200p    200p    200p    200p    200p
GET /api/areas/:area_code  c=counts h=counts.household_count n=counts.incident_open_count p=duty_holders.*.phone
  inside   990106001001001                          401     200cn   200p    200chnp 200chnp 200chnp 200cnp  200cnp  200cnp  200cnp  200cp
  outside  990106001002001                          401     200     200     200     200     200     200     200     200     200     200
  above    990106001                                401     200     200     200     200     200     200     200     200     200     200
GET /api/areas/:area_code/children  i=items
  inside   990106001001                             401     200i    200     200i    200i    200i    200i    200i    200i    200i    200i
  outside  990106001002                             401     200     200     200     200     200     200     200     200     200     200
  above    990106001                                401     200i    200     200     200i    200i    200i    200i    200i    200i    200i
GET /api/areas/indicators  a=area_code h=household_count.* n=incident_open_count.*
  inside   ?within=990106001001&level=grid          401     200an   200     200ahn  200ahn  200ahn  200an   200an   200an   200an   200a
  outside  ?within=990106001002&level=grid          401     200     200     200     200     200     200     200     200     200     200
  above    ?within=990106001&level=community        401     200an   200     200     200ahn  200ahn  200an   200an   200an   200an   200a
GET /api/people-counts  a=area_code n=count.*.*
  inside   ?measure=household&area_code=990106001001001 401     200a    403     200an   200an   200an   200a    200a    200a    200a    200a
  outside  ?measure=household&area_code=990106001002001 401     403     403     403     403     403     403     403     403     403     403
  above    ?measure=household&area_code=990106001   401     200     403     200     200     200     200     200     200     200     200
GET /api/buildings  i=items h=items.*.household_count
  inside   ?area_code=990106001001001               401     403     200hi   200hi   200hi   200hi   200i    200i    200i    200i    200i
  outside  ?area_code=990106001002001               401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
GET /api/buildings/:id  h=household_count p=duty_holders.*.phone
  inside   21                                       401     403     200p    200p    200p    200p    200p    200p    200p    200p    200p
  outside  23                                       401     403     200     200     200     200     200     200     200     200     200
GET /api/compounds  i=items
  inside   ?area_code=990106001001001               401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
  outside  ?area_code=990106001002001               401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
GET /api/compounds/:id
  inside   11                                       401     403     200     200     200     200     200     200     200     200     200
  outside  12                                       401     403     200     200     200     200     200     200     200     200     200
GET /api/organisations  i=items
  inside   ?area_code=990106001001                  401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
  outside  ?area_code=990106001002                  401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
GET /api/organisations/:id
  inside   93                                       401     403     200     200     200     200     200     200     200     200     200
  outside  92                                       401     403     200     200     200     200     200     200     200     200     200
GET /api/facilities  i=items
  inside   ?area_code=990106001001                  401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
  outside  ?area_code=990106001002                  401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
GET /api/facilities/:id
  inside   101                                      401     403     200     200     200     200     200     200     200     200     200
  outside  102                                      401     403     200     200     200     200     200     200     200     200     200
GET /api/devices  i=items
  inside   ?area_code=990106001001                  401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
  outside  ?area_code=990106001002                  401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
GET /api/devices/:id
  inside   111                                      401     403     200     200     200     200     200     200     200     200     200
  outside  112                                      401     403     200     200     200     200     200     200     200     200     200
GET /api/patrol-points  i=items
  inside   ?area_code=990106001001                  401     200i    200i    200i    200i    200i    200i    200i    200i    200i    200i
  outside  ?area_code=990106001002                  401     200i    200i    200i    200i    200i    200i    200i    200i    200i    200i
GET /api/patrol-points/:id
  inside   181                                      401     200     200     200     200     200     200     200     200     200     200
  outside  183                                      401     200     200     200     200     200     200     200     200     200     200
GET /api/patrol-routes  i=items
  inside   ?area_code=990106001001                  401     200i    200i    200i    200i    200i    200i    200i    200i    200i    200i
  outside  ?area_code=990106001002                  401     200     200     200     200     200     200     200     200     200     200
GET /api/patrol-routes/:id
  inside   191                                      401     200     200     200     200     200     200     200     200     200     200
  outside  999                                      401     404     404     404     404     404     404     404     404     404     404

# Incidents: where they are, and what they say.
GET /api/incidents/points  n=count
  inside   ?area_code=990106001001001               401     200n    403     200n    200n    200n    200n    200n    200n    200n    403
  outside  ?area_code=990106001002001               401     200     403     200     200     200     200     200     200     200     403
  above    ?area_code=990106001                     401     200n    403     200n    200n    200n    200n    200n    200n    200n    403
GET /api/incidents/cells  n=count.*
  inside   ?area_code=990106001001001               401     200n    403     200n    200n    200n    200n    200n    200n    200n    403
  outside  ?area_code=990106001002001               401     200     403     200     200     200     200     200     200     200     403
GET /api/incidents/histogram  n=count.*
  inside   ?area_code=990106001001001               401     200n    403     200n    200n    200n    200n    200n    200n    200n    403
  outside  ?area_code=990106001002001               401     200     403     200     200     200     200     200     200     200     403
GET /api/incidents  i=items
  inside   ?area_code=990106001001001               401     403     403     200i    200i    200i    200i    200i    403     403     403
  outside  ?area_code=990106001002001               401     403     403     200     200     200     200     200     403     403     403
  above    ?area_code=990106001                     401     403     403     200i    200i    200i    200i    200i    403     403     403
GET /api/incidents/:id  d=incident.description
  inside   201                                      401     403     403     200d    200d    200d    200d    200d    404     403     403
  outside  208                                      401     403     403     404     404     404     404     404     404     403     403

# Doors and households. A file is open where somebody opened it for a purpose: the worker that of 45, the registrar that of 41.
GET /api/buildings/:id/households  u=units
  inside   21                                       401     403     200u    200u    200u    200u    403     403     403     403     403
  outside  23                                       401     403     403     403     403     403     403     403     403     403     403
GET /api/households/:id  f=file p=purposes x=!
  inside   41                                       401     403     200p    200p    200p    200p    403     403     403     200fpx  403
  inside   45                                       401     403     200p    200fpx  200p    200p    403     403     403     200p    403
  outside  48                                       401     403     404     404     404     404     403     403     403     404     403
POST /api/households/:id/openings  i=id {"purpose":"visit"}
  inside   42                                       401     403     201i    201i    201i    201i    403     403     403     403     403
  outside  48                                       401     403     404     404     404     404     403     403     403     404     403
GET /api/households/:id/openings  i=items
  inside   41                                       401     403     200i    200i    200i    200i    403     403     403     200i    403
  outside  48                                       401     403     404     404     404     404     403     403     403     404     403
GET /api/openings  i=items o=items.*.id=452
  any      -                                        401     403     200     200i    200i    200i    200i    403     403     200i    200i
  inside   ?area_code=990106001001                  401     403     200     200i    200i    200i    200i    403     403     200i    200i
  outside  ?area_code=990106001002                  401     403     200     200     200     200     200     403     403     200     200
DELETE /api/openings/:id
  inside   451                                      401     403     404     404     404     404     403     403     403     404     403
  outside  452                                      401     403     404     404     404     404     403     403     403     404     403
  worker   454                                      401     403     404     204     404     404     403     403     403     404     403
GET /api/alerts  i=items o=items.*.id=462 u=items.*.id=463
  any      -                                        401     403     403     403     403     403     403     403     403     403     200i
POST /api/alerts/:id/handled  h=handled_at {"note":"已核实"}
  inside   461                                      401     403     403     403     403     403     403     403     403     403     200h
  outside  462                                      401     403     403     403     403     403     403     403     403     403     404
  above    463                                      401     403     403     403     403     403     403     403     403     403     404

# People, their duties, what was done with accounts.
GET /api/people  i=items o=items.*.id=422 u=items.*.id=423
  inside   ?area_code=990106001001                  401     403     403     403     200i    200i    200i    403     403     200i    403
  outside  ?area_code=990106001002                  401     403     403     403     200     200     200     403     403     200     403
  above    ?area_code=990106001                     401     403     403     403     200i    200i    200i    403     403     200i    403
GET /api/people/:id  n=display_name
  inside   421                                      401     403     403     403     200n    200n    200n    403     403     200n    403
  outside  422                                      401     403     403     403     404     404     404     403     403     404     403
  above    423                                      401     403     403     403     404     404     404     403     403     404     403
POST /api/people  p=password {"login":"new.one","display_name":"新人","area_code":"990106001001001"}
  inside   -                                        401     403     403     403     201p    201p    201p    403     403     201p    403
POST /api/people  p=password {"login":"new.one","display_name":"新人","area_code":"990106001002001"}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/people  p=password {"login":"new.one","display_name":"新人","area_code":"990106001"}
  above    -                                        401     403     403     403     403     403     403     403     403     403     403
PATCH /api/people/:id {"disabled":true}
  inside   421                                      401     403     403     403     200     200     200     403     403     200     403
  outside  422                                      401     403     403     403     404     404     404     403     403     404     403
  above    423                                      401     403     403     403     404     404     404     403     403     404     403
POST /api/people/:id/password  p=password
  inside   421                                      401     403     403     403     200p    200p    200p    403     403     200p    403
  outside  422                                      401     403     403     403     404     404     404     403     403     404     403
  above    423                                      401     403     403     403     404     404     404     403     403     404     403
DELETE /api/people/:id/second-factor
  inside   421                                      401     403     403     403     409     409     409     403     403     409     403
  outside  422                                      401     403     403     403     404     404     404     403     403     404     403
  above    423                                      401     403     403     403     404     404     404     403     403     404     403
POST /api/people/:id/grants {"role":"grid_worker","area_code":"990106001001002"}
  inside   421                                      401     403     403     403     201     201     201     403     403     201     403
  outside  422                                      401     403     403     403     404     404     404     403     403     404     403
  above    423                                      401     403     403     403     404     404     404     403     403     404     403
POST /api/people/:id/grants {"role":"community_secretary","area_code":"990106001001"}
  inside   421                                      401     403     403     403     403     201     201     403     403     201     403
POST /api/people/:id/grants {"role":"district_leader","area_code":"990106001001"}
  inside   421                                      401     403     403     403     403     403     403     403     403     201     403
POST /api/people/:id/grants {"role":"registrar","area_code":"990106001001"}
  inside   421                                      401     403     403     403     403     403     403     403     403     403     403
POST /api/people/:id/grants {"role":"grid_worker","area_code":"990106001002001"}
  outside  421                                      401     403     403     403     403     403     403     403     403     403     403
POST /api/people/:id/grants {"role":"grid_worker","area_code":"990106001"}
  above    421                                      401     403     403     403     403     403     403     403     403     403     403
DELETE /api/people/:id/grants/:grant_id
  inside   421,431                                  401     403     403     403     200     200     200     403     403     200     403
  outside  422,432                                  401     403     403     403     404     404     404     403     403     404     403
  above    423,433                                  401     403     403     403     404     404     404     403     403     404     403
GET /api/hand-overs  i=items.*.id=481 o=items.*.id=482
  any      -                                        401     403     403     403     200i    200i    200i    403     403     200i    200i
POST /api/hand-overs {"grant_id":431,"to_account_id":407,"effective_on":"2099-01-01"}
  inside   -                                        401     403     403     403     201     201     201     403     403     201     403
POST /api/hand-overs {"grant_id":432,"to_account_id":407,"effective_on":"2099-01-01"}
  outside  -                                        401     403     403     403     404     404     404     403     403     404     403
GET /api/roles  i=items
  any      -                                        401     403     403     403     200i    200i    200i    403     403     200i    403
PUT /api/roles/:role {"second_factor_required":false}
  any      grid_worker                              401     403     403     403     403     403     403     403     403     200     403
GET /api/audit-events  i=items.*.id=471 o=items.*.id=472 u=items.*.id=473
  any      -                                        401     403     403     403     403     403     403     403     403     403     200i

# Classes, keeping, the rights of the persons recorded.
GET /api/data-classes  i=tables
  any      -                                        401     403     403     403     403     403     403     403     403     200i    200i
GET /api/retention  i=rules
  any      -                                        401     403     403     403     403     403     403     403     403     200i    403
PUT /api/retention/:rule {"keep_days":400}
  any      visit                                    401     403     403     403     403     403     403     403     403     200     403
POST /api/retention/run
  any      -                                        401     403     403     403     403     403     403     403     403     202     403
GET /api/processing-record
  any      -                                        401     403     403     403     403     403     403     403     403     200     403
GET /api/processing-record/assessment
  any      -                                        401     403     403     403     403     403     403     403     403     200     403
POST /api/residents/search  i=items x=! {"name":"张伟","phone":"13800001234"}
  inside   -                                        401     403     403     403     403     403     403     403     403     200i    403
GET /api/residents/:id/export  x=!
  inside   51                                       401     403     403     403     403     403     403     403     403     200x    403
  inside   55                                       401     403     403     403     403     403     403     403     403     404     403
  outside  58                                       401     403     403     403     403     403     403     403     403     404     403
PATCH /api/residents/:id {"relation":"other"}
  inside   51                                       401     403     403     403     403     403     403     403     403     204     403
  inside   55                                       401     403     403     403     403     403     403     403     403     404     403
  outside  58                                       401     403     403     403     403     403     403     403     403     404     403
DELETE /api/residents/:id {"reason":"本人申请删除"}
  inside   51                                       401     403     403     403     403     403     403     403     403     204     403
  inside   55                                       401     403     403     403     403     403     403     403     403     404     403
  outside  58                                       401     403     403     403     403     403     403     403     403     404     403
`;
