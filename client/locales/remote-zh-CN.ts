/** Words of the remote control of walls and of their part of the administration, in Chinese. */
export const remoteMessages = {
  title: '大屏遥控',
};
