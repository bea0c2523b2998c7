/** Where Twitch is. The adapter gets all of them from config and cannot tell a stand-in from the real one. */
export interface TwitchAddresses {
  /** `/token`, `/validate`, `/revoke` lie below. */
  readonly oauth: string;
  /** The consent page, for the browser. */
  readonly authorize: string;
  readonly helix: string;
  /** Create, list and delete EventSub subscriptions. */
  readonly eventSubSubscriptions: string;
  /** First WebSocket address; Twitch may send elsewhere later. */
  readonly eventSubSocket: string;
  /** `irc:`, `ircs:`, `ws:` or `wss:`. */
  readonly chat: string;
  /** Emotes: `/emoticons/v2/{id}/{format}/{theme}/{scale}`. Badge pictures come with full addresses of the same host. */
  readonly cdn: string;
  /** Pictures of cheer words come from here, with full addresses. */
  readonly cheermoteCdn: string;
}

export interface AddressChoices {
  /** Port of a stand-in on this machine, laid out as `twitch mock-api` lays it out. */
  readonly mockApiPort?: number | undefined;
  readonly authorizeUrl?: string | undefined;
  readonly chatUrl?: string | undefined;
}

export function twitchAddresses({ mockApiPort, authorizeUrl, chatUrl }: AddressChoices = {}): TwitchAddresses {
  if (mockApiPort !== undefined) {
    const base = `http://localhost:${mockApiPort}`;
    return {
      oauth: `${base}/auth`,
      authorize: authorizeUrl ?? `${base}/auth/authorize`,
      helix: `${base}/mock`,
      eventSubSubscriptions: `${base}/eventsub/subscriptions`,
      eventSubSocket: `ws://localhost:${mockApiPort}/ws`,
      chat: chatUrl ?? `ws://localhost:${mockApiPort}/irc`,
      cdn: `${base}/cdn`,
      cheermoteCdn: `${base}/cdn`,
    };
  }
  return {
    oauth: 'https://id.twitch.tv/oauth2',
    authorize: authorizeUrl ?? 'https://id.twitch.tv/oauth2/authorize',
    helix: 'https://api.twitch.tv/helix',
    eventSubSubscriptions: 'https://api.twitch.tv/helix/eventsub/subscriptions',
    eventSubSocket: 'wss://eventsub.wss.twitch.tv/ws',
    chat: chatUrl ?? 'ircs://irc.chat.twitch.tv:6697',
    cdn: 'https://static-cdn.jtvnw.net',
    cheermoteCdn: 'https://d3aqoihi2n8ty8.cloudfront.net',
  };
}
