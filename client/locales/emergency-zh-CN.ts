/** Words of emergencies, in Chinese. */
export const emergencyMessages = {
  title: '应急指挥',
};
