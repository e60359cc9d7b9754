/**
 * Walls and emergencies: the routes of matrix.table.ts that came with the wall, in the same format. Wall 571 is over the north
 * community, 572 over the south, 573 over the street; the display token of the matrix shows 571.
 */
export const wallMatrix = `
#                                                   public  wall    head    worker  secr.   street  distr.  officer patrol  regist. auditor
`;
