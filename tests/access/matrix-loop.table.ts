/** The part of the matrix (see matrix.table.ts) that is about the incident loop: events, reports, replies, the live feed, mediation, statistics. */
export const loopMatrix = `
# What the pages that anybody may open need to know.
GET /api/deployment/public
  any      -                                        200     200     200     200     200     200     200     200     200     200     200

# The district's loop, its catalogue and working days: for everybody, as anybody may report.
GET /api/loop  c=catalogue.matters
  any      -                                        200c    200c    200c    200c    200c    200c    200c    200c    200c    200c    200c

# Mediation: how cases stand is for those who mediate over the community; what they say for fewer still.
GET /api/mediation  i=items
  any      -                                        401     403     403     403     200i    200i    403     403     403     403     403
GET /api/mediation/counts  i=items
  any      -                                        401     200i    403     200     200i    200i    200i    200i    200i    200i    200i
POST /api/mediation {"area_code":"990106001001","kind":"neighbour","first_name":"甲","second_name":"乙","matter":"楼道堆物"}
  inside   -                                        401     403     403     403     201     201     403     403     403     403     403
POST /api/mediation {"area_code":"990106001002","kind":"neighbour","first_name":"甲","second_name":"乙","matter":"楼道堆物"}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
GET /api/mediation/:id  e=events
  inside   491                                      401     403     403     403     200e    200e    403     403     403     403     403
  outside  492                                      401     403     403     403     404     404     403     403     403     403     403
POST /api/mediation/:id/openings
  inside   491                                      401     403     403     403     200     200     403     403     403     403     403
  outside  492                                      401     403     403     403     404     404     403     403     403     403     403
POST /api/mediation/:id/events {"kind":"noted","version":1,"text":"约好周五上门"}
  inside   491                                      401     403     403     403     200     200     403     403     403     403     403
  outside  492                                      401     403     403     403     404     404     403     403     403     403     403

# Without an account: whoever is signed in is nobody here, too.
POST /api/reports  c=follow_code {"report_key":"3f0c2c5e-8f7e-4d52-9f5e-0a1b2c3d4e5f","centre":[112.1016,32.0052],"category":"noise","title":"夜间施工"}
  any      -                                        201c    201c    201c    201c    201c    201c    201c    201c    201c    201c    201c
POST /api/reports {"report_key":"3f0c2c5e-8f7e-4d52-9f5e-0a1b2c3d4e5f","centre":[112.2,32.1],"category":"noise","title":"夜间施工"}
  outside  -                                        400     400     400     400     400     400     400     400     400     400     400
POST /api/reports/photos
  any      -                                        400     400     400     400     400     400     400     400     400     400     400
GET /api/reports/nearby
  any      ?longitude=112.1016&latitude=32.0052     200     200     200     200     200     200     200     200     200     200     200
GET /api/reports/:code  t=title
  any      ABCDEFGH23                               200t    200t    200t    200t    200t    200t    200t    200t    200t    200t    200t
  none     AAAAAAAAAA                               404     404     404     404     404     404     404     404     404     404     404
POST /api/reports/:code/events  t=title {"kind":"noted","version":1,"text":"今晚又开始了"}
  any      ABCDEFGH23                               200t    200t    200t    200t    200t    200t    200t    200t    200t    200t    200t
  none     AAAAAAAAAA                               404     404     404     404     404     404     404     404     404     404     404
GET /api/replies  i=items
  any      -                                        200i    200i    200i    200i    200i    200i    200i    200i    200i    200i    200i

# Photos; and how to reach whoever reported, for who handles or dispatches.
POST /api/photos
  any      -                                        401     403     403     400     400     400     400     400     400     403     403
GET /api/photos/:name
  none     abababababababababababababababababababababababababababababababab 401     404     404     404     404     404     404     404     404     404     404
GET /api/incidents/:id/contact  c=contact
  inside   201                                      401     403     403     200c    200c    200c    200c    403     403     403     403
  outside  208                                      401     403     403     404     404     404     404     404     403     403     403

# The live feed. What comes of it is by the areas whose places the caller sees (server/api/live); for who sees none, news only.
GET /api/live
  any      -                                        401     200     200     200     200     200     200     200     200     200     200
GET /api/live
  wrong    ?after=x                                 400     400     400     400     400     400     400     400     400     400     400

# Reporting, and what is done with an incident: 201 is reported, 202 dispatched with nobody named; both north-west. Who patrols sees no case.
POST /api/incidents  i=incident_code {"report_key":"00000000-0000-4000-8000-00000000a001","centre":[112.1016,32.0052],"category":"environment","title":"楼前散落垃圾"}
  inside   -                                        401     403     403     201i    201i    201i    201i    201i    201i    403     403
POST /api/incidents  i=incident_code {"report_key":"00000000-0000-4000-8000-00000000a002","centre":[112.102,32.002],"category":"environment","title":"楼前散落垃圾"}
  outside  -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/incidents  i=incident_code {"report_key":"00000000-0000-4000-8000-00000000a003","centre":[112.1494,32.0036],"category":"environment","title":"楼前散落垃圾"}
  abroad   -                                        401     403     403     400     400     400     400     400     400     403     403
POST /api/incidents  i=incident_code {"report_key":"00000000-0000-4000-8000-00000000a004","centre":[112.1016,32.0052],"category":"environment","title":"楼前散落垃圾","way":"on_the_spot","settled_text":"已清扫"}
  inside   -                                        401     403     403     201i    201i    201i    201i    403     403     403     403
GET /api/incidents/whistles
  any      -                                        401     403     403     200     200     200     200     200     403     403     403
GET /api/incidents/similar
  inside   ?longitude=112.1016&latitude=32.0052&category=environment  401  403  403  200  200  200  200  200  200  403  403
POST /api/incidents/:id/events  n=events.*.kind=noted {"kind":"noted","version":1,"text":"看过"}
  inside   201                                      401     403     403     200n    200n    200n    200n    403     404     403     403
  outside  208                                      401     403     403     404     404     404     404     404     404     403     403
POST /api/incidents/:id/events  h=incident.holder_code {"kind":"dispatched","version":1,"holder_code":"990106001001"}
  inside   201                                      401     403     403     403     200h    200h    200h    403     404     403     403
  outside  211                                      401     403     403     404     404     404     404     404     404     403     403
POST /api/incidents/:id/events  a=incident.status=accepted {"kind":"accepted","version":1}
  inside   202                                      401     403     403     200a    200a    200a    200a    403     404     403     403
  outside  209                                      401     403     403     404     404     404     404     404     404     403     403
POST /api/incidents/events  d=done.* r=refused.*.id {"incidents":[{"id":201,"version":1}],"kind":"dispatched","holder_code":"990106001001"}
  inside   -                                        401     403     403     200r    200d    200d    200d    200r    403     403     403
POST /api/incidents/events  d=done.* r=refused.*.id {"incidents":[{"id":211,"version":1}],"kind":"dispatched","holder_code":"990106001002"}
  outside  -                                        401     403     403     200r    200r    200r    200r    200r    403     403     403
PUT /api/incidents/:id/reply  r=reply.answer {"question":"楼前垃圾几天没人清？","answer":"已清运。"}
  inside   201                                      401     403     403     403     200r    200r    200r    403     403     403     403
  outside  208                                      401     403     403     403     404     404     404     403     403     403     403

# The work list as a file; figures of an area, for who sees where all of its incidents are.
GET /api/incidents/export
  inside   ?format=csv&area_code=990106001001001    401     403     403     200     200     200     200     200     403     403     403
  outside  ?format=csv&area_code=990106001002001    401     403     403     200     200     200     200     200     403     403     403
  above    ?format=xlsx                             401     403     403     200     200     200     200     200     403     403     403
GET /api/statistics/loop  f=figures
  inside   ?area_code=990106001001001&from=2026-05-01&to=2026-05-20 401 200f 403 200f 200f 200f 200f 200f 200f 200f 403
  outside  ?area_code=990106001002001&from=2026-05-01&to=2026-05-20 401 403 403 403 403 403 403 403 403 403 403
  above    ?area_code=990106001&from=2026-05-01&to=2026-05-20 401 403 403 403 403 403 403 403 403 403 403
`;
