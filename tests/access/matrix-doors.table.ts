/** The plan of a building's doors: in the format of matrix.table.ts; buildings are the town's (21 in the worker's grid, 23 in the south). */
export const doorsMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
GET /api/door-plans/:id  d=doors
  inside   21                                       401     403     200d    200d    200d    200d    403     403     403     403     403
  outside  23                                       401     403     403     403     403     403     403     403     403     403     403
PUT /api/door-plans/:id  c=change_id d=plan.doors {"seen":{},"acts":[{"kind":"lay_out","unit_nos":[3],"floors":[{"from":1,"to":2}],"doors":["01"]}]}
  inside   21                                       401     403     403     200cd   200cd   200cd   403     403     403     403     403
  outside  23                                       401     403     403     403     403     403     403     403     403     403     403
POST /api/door-plans/:id/undo {"change_id":1}
  inside   21                                       401     403     403     404     404     404     403     403     403     403     403
  outside  23                                       401     403     403     403     403     403     403     403     403     403     403
`;
