/**
 * Patrols: the routes of matrix.table.ts that came with planning, in the same format. Squads, shifts, streets, plans and walks are those
 * of matrix-patrols.ts: 581 in the north community, 582 in the south, 583 over the street; points are the town's (181 north, 183 south).
 */
export const patrolMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
`;
