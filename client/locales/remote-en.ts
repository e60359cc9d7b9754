/** Words of the remote control of walls and of their part of the administration, in English. */
export const remoteMessages = {
  title: 'Wall remote',
};
