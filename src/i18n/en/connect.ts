export const connect = {
  title: 'Connect Twitch',
} as const;
