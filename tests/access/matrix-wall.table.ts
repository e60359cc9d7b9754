/**
 * Walls and emergencies: the routes of matrix.table.ts that came with the wall, in the same format. Wall 571 is over the north
 * community, 572 over the south, 573 over the street; the display token of the matrix shows 571. Emergencies: matrix-emergencies.ts.
 */
export const wallMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
# A wall's own: with a display token only; the clock, and what a screen needs before it has one, for anybody.
GET /api/wall  w=wall.id
  own      -                                        401     200w    403     403     403     403     403     403     403     403     403
GET /api/wall/figures  a=areas o=oldest
  own      -                                        401     200ao   403     403     403     403     403     403     403     403     403
GET /api/wall/moves
  own      ?hours=24                                401     200     403     403     403     403     403     403     403     403     403
GET /api/wall/clock
  any      -                                        200     200     200     200     200     200     200     200     200     200     200
POST /api/wall/report {"scene":"today","width_px":3840,"height_px":2160,"feed_age_s":1,"rebuilt_count":0,"up_s":60,"heap_mb":null,"clock_ms":0,"clock_error_ms":4}
  own      -                                        401     204     403     403     403     403     403     403     403     403     403
POST /api/wall/leave
  own      -                                        401     204     403     403     403     403     403     403     403     403     403
POST /api/wall/pairing  c=code
  any      -                                        201c    201c    201c    201c    201c    201c    201c    201c    201c    201c    201c
POST /api/wall/pairing/claim {"secret":"secret-that-no-screen-has"}
  any      -                                        200     200     200     200     200     200     200     200     200     200     200

# Walls in one's care. Whoever has no right to any may steer one by the code that it shows; a wall steers none.
GET /api/walls  w=walls s=walls.*.screens
  any      -                                        401     403     200     200     200sw   200sw   200sw   200     200     200sw   200
POST /api/walls  i=id {"name":"大厅西侧","area_code":"990106001001001","column_count":2,"row_count":1}
  inside   -                                        401     403     403     403     201i    201i    201i    403     403     201i    403
POST /api/walls  i=id {"name":"大厅西侧","area_code":"990106001002","column_count":2,"row_count":1}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/walls  i=id {"name":"大厅西侧","area_code":"990106001","column_count":2,"row_count":1}
  above    -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/walls/remote {"code":"000000"}
  wrong    -                                        401     403     400     400     400     400     400     400     400     400     400
PATCH /api/walls/:id  i=id {"name":"大厅西侧"}
  inside   571                                      401     403     403     403     200i    200i    200i    403     403     200i    403
  outside  572                                      401     403     403     403     404     404     404     403     403     404     403
  above    573                                      401     403     403     403     404     404     404     403     403     404     403
DELETE /api/walls/:id
  inside   571                                      401     403     403     403     204     204     204     403     403     204     403
  outside  572                                      401     403     403     403     404     404     404     403     403     404     403
  above    573                                      401     403     403     403     404     404     404     403     403     404     403
POST /api/walls/:id/screens {"code":"000000","part":1}
  inside   571                                      401     403     403     403     400     400     400     403     403     400     403
  outside  572                                      401     403     403     403     404     404     404     403     403     404     403
  above    573                                      401     403     403     403     404     404     404     403     403     404     403
DELETE /api/walls/:id/screens/:token_id  i=id
  inside   571,601                                  401     403     403     403     200i    200i    200i    403     403     200i    403
  outside  572,601                                  401     403     403     403     404     404     404     403     403     404     403
  above    573,601                                  401     403     403     403     404     404     404     403     403     404     403
DELETE /api/walls/:id/screens/:token_id
  inside   571,602                                  401     403     403     403     404     404     404     403     403     404     403
  outside  572,602                                  401     403     403     403     404     404     404     403     403     404     403
POST /api/walls/:id/commands  i=id {"command":"identify"}
  inside   571                                      401     403     404     404     200i    200i    200i    404     404     200i    404
  outside  572                                      401     403     404     404     404     404     404     404     404     404     404
  above    573                                      401     403     404     404     404     404     404     404     404     404     404

# Scenes are the whole deployment's: who looks after a part of it reads them.
GET /api/wall-scenes
  any      -                                        401     403     403     403     200     200     200     403     403     200     403
PUT /api/wall-scenes/:scene {"id":"today","zh":"今日","en":"Today","duration_s":30,"camera":{"look":"area","pitch":45,"bearing":0,"closer":0},"layers":[],"indicator":null,"overdue_only":false,"freshness":false,"period":"today","replay_s":null,"panels":{"left":[],"right":[]}}
  above    today                                    401     403     403     403     403     403     403     403     403     403     403
DELETE /api/wall-scenes/:scene
  above    today                                    401     403     403     403     403     403     403     403     403     403     403

# Emergencies: seen whole by everybody with a duty that touches the area, declared and led by few. A wall shows them another way.
GET /api/emergencies/plans  i=items
  any      -                                        200i    200i    200i    200i    200i    200i    200i    200i    200i    200i    200i
GET /api/emergencies  i=items
  any      -                                        401     200     200i    200i    200i    200i    200i    200i    200i    200i    200i
POST /api/emergencies  i=id {"plan":"heat","grade":4,"area_code":"990106001001","reason":"演练","tasks":[]}
  inside   -                                        401     403     403     403     403     201i    201i    403     403     403     403
POST /api/emergencies  i=id {"plan":"heat","grade":4,"area_code":"990106001002","reason":"演练","tasks":[]}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/emergencies  i=id {"plan":"heat","grade":4,"area_code":"990106001","reason":"演练","tasks":[]}
  above    -                                        401     403     403     403     403     403     403     403     403     403     403
GET /api/emergencies/:id  c=can.command l=log r=reason
  inside   581                                      401     403     200lr   200lr   200lr   200clr  200clr  200lr   200lr   200lr   200lr
  outside  582                                      401     403     404     404     404     404     404     404     404     404     404
  above    583                                      401     403     200lr   200lr   200lr   200lr   200lr   200lr   200lr   200lr   200lr
GET /api/emergencies/:id/record  s=emergency.summary
  inside   584                                      401     403     200s    200s    200s    200s    200s    200s    200s    200s    200s
  outside  582                                      401     403     404     404     404     404     404     404     404     404     404
POST /api/emergencies/:id/events  v=version {"kind":"noted","text":"看过"}
  inside   581                                      401     403     200v    200v    200v    200v    200v    200v    200v    200v    200v
  outside  582                                      401     403     404     404     404     404     404     404     404     404     404
  above    583                                      401     403     200v    200v    200v    200v    200v    200v    200v    200v    200v
POST /api/emergencies/:id/events  e=ended_at {"kind":"ended","version":1,"text":"解除"}
  inside   581                                      401     403     403     403     403     200e    200e    403     403     403     403
  outside  582                                      401     403     404     404     404     404     404     404     404     404     404
  above    583                                      401     403     403     403     403     403     403     403     403     403     403
POST /api/emergencies/:id/orders  o=orders {"text":"到场","department":"fire"}
  inside   581                                      401     403     403     403     403     200o    200o    403     403     403     403
  outside  582                                      401     403     403     403     403     404     404     403     403     403     403
  above    583                                      401     403     403     403     403     403     403     403     403     403     403
POST /api/emergencies/:id/orders/:order_id/events  a=acknowledged_count {"kind":"acknowledged"}
  inside   581,585                                  401     403     403     200a    200a    200a    200a    403     403     403     403
  outside  582,586                                  401     403     403     404     404     404     404     404     403     403     403
POST /api/emergencies/:id/resources/:resource_id  v=version {"free":1,"was":8}
  inside   581,587                                  401     403     403     200v    200v    200v    200v    200v    403     403     403
  outside  582,588                                  401     403     403     404     404     404     404     404     403     403     403
GET /api/emergency-resources  i=items
  inside   ?area_code=990106001001001               401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
  outside  ?area_code=990106001002001               401     403     200i    200i    200i    200i    200i    200i    200i    200i    200i
POST /api/emergency-resources  i=id {"kind":"store","name":"物资库","centre":[112.1016,32.0052],"quantity":10,"unit":"件"}
  inside   -                                        401     403     403     403     201i    201i    201i    403     403     403     403
POST /api/emergency-resources  i=id {"kind":"store","name":"物资库","centre":[112.1016,32.0014],"quantity":10,"unit":"件"}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
PATCH /api/emergency-resources/:id  i=id {"quantity":20}
  inside   587                                      401     403     403     403     200i    200i    200i    403     403     403     403
  outside  588                                      401     403     403     403     403     403     403     403     403     403     403
DELETE /api/emergency-resources/:id
  inside   587                                      401     403     403     403     204     204     204     403     403     403     403
  outside  588                                      401     403     403     403     403     403     403     403     403     403     403
`;
