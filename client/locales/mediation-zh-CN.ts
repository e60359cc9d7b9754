/** Words of mediation cases, in Chinese. */
export const mediationMessages = {};
