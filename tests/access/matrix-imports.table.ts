/**
 * Imports: the routes of matrix.table.ts that came with them, in the same format. They are for a registrar of the whole deployment, who is
 * none of the matrix: those here have a community. What a registrar of all may do, tests/server/api/imports tells.
 */
export const importMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
GET /api/imports
  part     -                                        401     403     403     403     403     403     403     403     403     403     403
GET /api/imports/layers
  part     -                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports {"kind":"places","file_name":"a.csv","size_bytes":10}
  part     -                                        401     403     403     403     403     403     403     403     403     403     403
GET /api/imports/:id
  part     1                                        401     403     403     403     403     403     403     403     403     403     403
PUT /api/imports/:id/content
  part     1?offset=0                               401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/read
  part     1                                        401     403     403     403     403     403     403     403     403     403     403
PUT /api/imports/:id/settings {"keep_good":true}
  part     1                                        401     403     403     403     403     403     403     403     403     403     403
GET /api/imports/:id/rows
  part     1                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/places {"crs":{"kind":"wgs84"}}
  part     1                                        401     403     403     403     403     403     403     403     403     403     403
PUT /api/imports/:id/fixes {"items":[{"row":2,"column":"a","value":"b"}]}
  part     1                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/check
  part     1                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/apply {"seen":{"new":0,"changed":0,"deleted":0,"rejected":0}}
  part     1                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/cancel
  part     1                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/undo {}
  part     1                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/discard
  part     1                                        401     403     403     403     403     403     403     403     403     403     403
GET /api/imports/:id/rejects
  part     1                                        401     403     403     403     403     403     403     403     403     403     403
POST /api/imports/:id/rejects/sheet
  part     1                                        401     403     403     403     403     403     403     403     403     403     403
`;
