/** One connected Twitch account. Tokens are sealed; nothing here can be used without the installation's key. */
export interface TwitchAccountTable {
  user_id: string;
  /** The app the grant was given to: a token works with no other. */
  client_id: string;
  login: string;
  display_name: string;
  access_token: string;
  refresh_token: string;
  /** Space separated, sorted. */
  scopes: string;
  /** `reconnect`: Twitch refuses the grant, only the person can give a new one. */
  state: 'ok' | 'reconnect';
  expires_at: number;
  validated_at: number;
  /** When the person agreed. */
  connected_at: number;
  /** When Twitch issued the pair. */
  issued_at: number;
  /** When a one-time refresh token was sent; `null` unless nobody knows whether Twitch took it. */
  refresh_sent_at: number | null;
  updated_at: number;
}

export interface TwitchTables {
  twitch_account: TwitchAccountTable;
}
