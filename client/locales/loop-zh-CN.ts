/** Words of the loop of an incident: what can be done with it, its timeline, the live feed, in Chinese. */
export const loopMessages = {};
