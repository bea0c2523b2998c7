export const planning = {
  room: 'Planning',
};
