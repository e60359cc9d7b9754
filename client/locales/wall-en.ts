/** Words of a wall, in English. */
export const wallMessages = {
  title: 'Command wall',
};
