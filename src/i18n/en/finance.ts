export const finance = {
  room: 'Finance',
};
