/** Words of a wall, in Chinese. */
export const wallMessages = {
  title: '指挥大屏',
};
