/** Words of emergencies, in English. */
export const emergencyMessages = {
  title: 'Emergencies',
};
