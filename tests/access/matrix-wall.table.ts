/**
 * Walls and emergencies: the routes of matrix.table.ts that came with the wall, in the same format. Wall 571 is over the north
 * community, 572 over the south, 573 over the street; the display token of the matrix shows 571.
 */
export const wallMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
# A wall's own: with a display token only; the clock, and what a screen needs before it has one, for anybody.
GET /api/wall  w=wall.id
  own      -                                        401     200w    403     403     403     403     403     403     403     403     403
GET /api/wall/figures  a=areas o=oldest
  own      -                                        401     200ao   403     403     403     403     403     403     403     403     403
GET /api/wall/moves  m=items
  own      ?hours=24                                401     200m    403     403     403     403     403     403     403     403     403
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
`;
