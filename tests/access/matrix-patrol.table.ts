/**
 * Patrols: the routes of matrix.table.ts that came with planning, in the same format. Squads, shifts, streets, plans and walks are those
 * of matrix-patrols.ts: 581 in the north community, 582 in the south, 583 over the street; points are the town's (181 north, 183 south).
 */
export const patrolMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
# Streets: for everybody who may see the map.
GET /api/roads/reach  s=street_m
  any      ?at=112.1042,32.0036&minutes=5           401     200s    200s    200s    200s    200s    200s    200s    200s    200s    200s
GET /api/roads/path  l=line
  any      ?from=112.101,32.0036&to=112.108,32.0036 401     200l    200l    200l    200l    200l    200l    200l    200l    200l    200l
GET /api/roads/components  c=components
  any      -                                        401     200c    200c    200c    200c    200c    200c    200c    200c    200c    200c
`;
