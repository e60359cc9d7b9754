/**
 * Imports: the routes of matrix.table.ts that came with them, in the same format. They are for a registrar of the whole deployment, who is
 * none of the matrix: those here have a community. What a registrar of all may do, tests/server/api/imports tells.
 */
export const importMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
GET /api/imports
  any      -                                        401     403     403     403     403     403     403     403     403     403     403
GET /api/imports/layers
  any      -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports {"kind":"places","file_name":"a.csv","size_bytes":10}
  any      -                                        401     403     403     403     403     403     403     403     403     403     403
GET /api/imports/:id
  inside   1                                        401     403     403     403     403     403     403     403     403     403     403
  outside  2                                        401     403     403     403     403     403     403     403     403     403     403
PUT /api/imports/:id/content
  inside   1?offset=0                               401     403     403     403     403     403     403     403     403     403     403
  outside  2?offset=0                               401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/read
  inside   1                                        401     403     403     403     403     403     403     403     403     403     403
  outside  2                                        401     403     403     403     403     403     403     403     403     403     403
PUT /api/imports/:id/settings {"keep_good":true}
  inside   1                                        401     403     403     403     403     403     403     403     403     403     403
  outside  2                                        401     403     403     403     403     403     403     403     403     403     403
GET /api/imports/:id/rows
  inside   1                                        401     403     403     403     403     403     403     403     403     403     403
  outside  2                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/places {"crs":{"kind":"wgs84"}}
  inside   1                                        401     403     403     403     403     403     403     403     403     403     403
  outside  2                                        401     403     403     403     403     403     403     403     403     403     403
PUT /api/imports/:id/fixes {"items":[{"row":2,"column":"a","value":"b"}]}
  inside   1                                        401     403     403     403     403     403     403     403     403     403     403
  outside  2                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/check
  inside   1                                        401     403     403     403     403     403     403     403     403     403     403
  outside  2                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/apply {"seen":{"new":0,"changed":0,"deleted":0,"rejected":0}}
  inside   1                                        401     403     403     403     403     403     403     403     403     403     403
  outside  2                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/cancel
  inside   1                                        401     403     403     403     403     403     403     403     403     403     403
  outside  2                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/undo {}
  inside   1                                        401     403     403     403     403     403     403     403     403     403     403
  outside  2                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/discard
  inside   1                                        401     403     403     403     403     403     403     403     403     403     403
  outside  2                                        401     403     403     403     403     403     403     403     403     403     403
GET /api/imports/:id/rejects
  inside   1                                        401     403     403     403     403     403     403     403     403     403     403
  outside  2                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/rejects/sheet
  inside   1                                        401     403     403     403     403     403     403     403     403     403     403
  outside  2                                        401     403     403     403     403     403     403     403     403     403     403
`;
