/** The part of the matrix (see matrix.table.ts) that is about the incident loop: events, reports, replies, the live feed, mediation, statistics. */
export const loopMatrix = `
`;
