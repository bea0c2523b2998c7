import type { Role } from '../../contract/permissions.ts';
import type { PersonalSettings } from '../../contract/settings.ts';

/** A person of the team. */
export interface TeamMemberTable {
  id: string;
  /** Known from the moment Twitch was asked about the login; a later owner of the same name is somebody else. */
  twitch_id: string | null;
  /** Empty only for an owner who came by the link and has no Twitch account connected yet. */
  login: string;
  display_name: string;
  role: Role;
  is_owner: boolean;
  added_at: number;
  added_by: string | null;
  /** Twitch vouched for this person once. */
  signed_in_at: number | null;
  last_seen_at: number | null;
}

interface TeamSettingsTable {
  member_id: string;
  settings_json: Partial<PersonalSettings>;
}

/** The channel this installation is about; one row. */
interface TeamChannelTable {
  twitch_id: string;
  login: string;
  display_name: string;
  connected_at: number;
  /** What the owner allows, in words of `ChannelRight` with spaces between. */
  rights: string;
}

/** The account that writes under a name of its own; at most one row. */
interface TeamBotTable {
  twitch_id: string;
  login: string;
  display_name: string;
  connected_at: number;
}

export interface TeamTables {
  team_member: TeamMemberTable;
  team_settings: TeamSettingsTable;
  team_channel: TeamChannelTable;
  team_bot: TeamBotTable;
}
