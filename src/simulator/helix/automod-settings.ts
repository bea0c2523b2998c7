import { setAutomod } from '../world-automod.ts';
import { AUTOMOD_CATEGORIES, type AutomodCategory, type AutomodSettings } from '../world-features.ts';
import {
  dataReply,
  type Endpoint,
  granted,
  HelixRefusal,
  type Moderation,
  moderation,
  wholeField,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';

const PATH = '/moderation/automod/settings';

/** GET /moderation/automod/settings */
export const getAutomodSettings: Endpoint = {
  method: 'GET',
  path: PATH,
  token: granted(['moderator:read:automod_settings', 'moderator:manage:automod_settings']),
  handle(call) {
    const where = moderation(call);
    return dataReply([toSettings(where, where.channel.automod)]);
  },
};

/** PUT /moderation/automod/settings: one level for all, or each category (what is missing is 0). */
export const putAutomodSettings: Endpoint = {
  method: 'PUT',
  path: PATH,
  token: granted(['moderator:manage:automod_settings']),
  handle(call) {
    const where = moderation(call);
    const overallLevel = wholeField(call, 'overall_level', [0, 4]);
    const levels: Partial<Record<AutomodCategory, number>> = {};
    for (const category of AUTOMOD_CATEGORIES) {
      const level = wholeField(call, category, [0, 4]);
      if (level !== undefined) levels[category] = level;
    }
    const hasLevels = Object.keys(levels).length > 0;
    if (overallLevel !== undefined && hasLevels) throw new HelixRefusal(400, MESSAGES.automodBothKinds);
    if (overallLevel === undefined && !hasLevels) throw new HelixRefusal(400, MESSAGES.nothingToChange);
    const change = overallLevel === undefined ? { levels } : { overallLevel };
    const settings = setAutomod(call.world, where.channel.broadcasterId, where.moderatorId, change);
    return dataReply([toSettings(where, settings)]);
  },
};

function toSettings({ channel, moderatorId }: Moderation, settings: AutomodSettings): Record<string, unknown> {
  return {
    broadcaster_id: channel.broadcasterId,
    moderator_id: moderatorId,
    overall_level: settings.overallLevel,
    ...settings.levels,
  };
}
