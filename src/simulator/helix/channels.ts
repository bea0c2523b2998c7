import { categoryName, channelOf, userOf } from '../world.ts';
import { isRejectedByAutomod } from '../world-automod.ts';
import { updateChannel } from '../world-channel.ts';
import type { Channel } from '../world-state.ts';
import { SETTABLE_LABELS } from './content-labels.ts';
import {
  booleanField,
  dataReply,
  type Endpoint,
  type HelixCall,
  HelixRefusal,
  NO_CONTENT,
  ownChannel,
  repeated,
  required,
  textField,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { named } from './users.ts';

/** Twitch says "too often" without a figure; this one is ours. */
const BRANDED_PAUSE_MS = 60_000;

/** GET /channels */
export const getChannels: Endpoint = {
  method: 'GET',
  path: '/channels',
  token: { kind: 'any' },
  handle(call) {
    required(call, 'broadcaster_id');
    const ids = repeated(call, 'broadcaster_id', 100);
    const known = ids.filter((id) => Object.hasOwn(call.world.state.users, id));
    return dataReply([...new Set(known)].map((id) => toChannel(call, channelOf(call.world, id))));
  },
};

function toChannel(call: HelixCall, channel: Channel): Record<string, unknown> {
  return {
    ...named(call, 'broadcaster', channel.broadcasterId),
    broadcaster_language: channel.language,
    game_id: channel.categoryId,
    game_name: categoryName(call.world, channel.categoryId),
    title: channel.title,
    delay: call.token.userId === channel.broadcasterId ? channel.delaySeconds : 0,
    tags: channel.tags,
    content_classification_labels: channel.contentLabels,
    is_branded_content: channel.isBranded,
  };
}

/** PATCH /channels: at least one field; all are checked before any is changed. */
export const patchChannel: Endpoint = {
  method: 'PATCH',
  path: '/channels',
  token: { kind: 'user', scopes: ['channel:manage:broadcast'] },
  handle(call) {
    const channel = ownChannel(call);
    const title = readTitle(call);
    const categoryId = readCategory(call);
    const language = readLanguage(call);
    const tags = readTags(call);
    const contentLabels = readLabels(call, channel);
    const isBranded = booleanField(call, 'is_branded_content');
    const delay = readDelay(call, channel);
    const changes = {
      ...(title === undefined ? {} : { title }),
      ...(categoryId === undefined ? {} : { categoryId }),
      ...(language === undefined ? {} : { language }),
      ...(tags === undefined ? {} : { tags }),
      ...(contentLabels === undefined ? {} : { contentLabels }),
    };
    if (Object.keys(changes).length === 0 && isBranded === undefined && delay === undefined) {
      throw new HelixRefusal(400, MESSAGES.nothingToChange);
    }
    if (isBranded !== undefined && isBranded !== channel.isBranded) changeBranded(call, channel, isBranded);
    if (delay !== undefined) channel.delaySeconds = delay;
    updateChannel(call.world, channel.broadcasterId, changes);
    return NO_CONTENT;
  },
};

function readTitle(call: HelixCall): string | undefined {
  const title = textField(call, 'title');
  if (title === undefined) return undefined;
  const length = Array.from(title).length;
  if (title.trim() === '' || length > 140) throw new HelixRefusal(400, MESSAGES.titleInvalid);
  if (isRejectedByAutomod(title)) throw new HelixRefusal(400, MESSAGES.titleRejected);
  return title;
}

function readCategory(call: HelixCall): string | undefined {
  const id = textField(call, 'game_id');
  if (id === undefined) return undefined;
  if (id === '' || id === '0') return '';
  if (!call.world.state.categories.some((category) => category.id === id)) {
    throw new HelixRefusal(400, MESSAGES.gameUnknown);
  }
  return id;
}

function readLanguage(call: HelixCall): string | undefined {
  const language = textField(call, 'broadcaster_language');
  if (language === undefined) return undefined;
  if (!/^([a-z]{2}|other|zh-hk)$/.test(language)) throw new HelixRefusal(400, MESSAGES.languageInvalid);
  return language;
}

function readTags(call: HelixCall): string[] | undefined {
  const tags = call.body['tags'];
  if (tags === undefined || tags === null) return undefined;
  if (!Array.isArray(tags) || tags.length > 10) throw new HelixRefusal(400, MESSAGES.tagInvalid);
  return tags.map((tag: unknown) => {
    if (typeof tag !== 'string' || !/^[\p{L}\p{N}]{1,25}$/u.test(tag)) throw new HelixRefusal(400, MESSAGES.tagInvalid);
    if (isRejectedByAutomod(tag)) throw new HelixRefusal(400, MESSAGES.tagRejected);
    return tag;
  });
}

function readLabels(call: HelixCall, channel: Channel): string[] | undefined {
  const labels = call.body['content_classification_labels'];
  if (labels === undefined || labels === null) return undefined;
  if (!Array.isArray(labels)) throw new HelixRefusal(400, MESSAGES.labelInvalid);
  const chosen = new Set(channel.contentLabels);
  for (const label of labels as unknown[]) {
    if (typeof label !== 'object' || label === null || !('id' in label) || !('is_enabled' in label)) {
      throw new HelixRefusal(400, MESSAGES.labelInvalid);
    }
    if (label.id === 'MatureGame') throw new HelixRefusal(403, MESSAGES.labelForbidden);
    if (
      typeof label.id !== 'string' ||
      !SETTABLE_LABELS.some((one) => one === label.id) ||
      typeof label.is_enabled !== 'boolean'
    ) {
      throw new HelixRefusal(400, MESSAGES.labelInvalid);
    }
    if (label.is_enabled) chosen.add(label.id);
    else chosen.delete(label.id);
  }
  return [...chosen];
}

/** Documented as a number; one maintained client sends it as text, and that is taken too. */
function readDelay(call: HelixCall, channel: Channel): number | undefined {
  const delay = call.body['delay'];
  if (delay === undefined || delay === null) return undefined;
  const seconds = typeof delay === 'string' && /^\d+$/.test(delay) ? Number(delay) : delay;
  if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds < 0 || seconds > 900) {
    throw new HelixRefusal(400, MESSAGES.parameterRange('delay', 0, 900));
  }
  if (userOf(call.world, channel.broadcasterId).broadcasterType !== 'partner') {
    throw new HelixRefusal(400, MESSAGES.delayPartnersOnly);
  }
  return seconds;
}

function changeBranded(call: HelixCall, channel: Channel, isBranded: boolean): void {
  const last = channel.brandedChangedAtMs;
  if (last !== null && call.world.nowMs() - last < BRANDED_PAUSE_MS) {
    throw new HelixRefusal(409, MESSAGES.brandedTooOften);
  }
  channel.isBranded = isBranded;
  channel.brandedChangedAtMs = call.world.nowMs();
  call.world.touch();
}
