// Which subscriptions exist, what their condition is made of, and what the token must be allowed to.

/** `b` broadcaster · `b+m` and the moderator who asks · `b+u` and the user who reads · `raid` one direction. */
type ConditionShape = 'b' | 'b+m' | 'b+u' | 'b+r?' | 'raid' | 'user';

export interface EventSubType {
  readonly version: string;
  readonly condition: ConditionShape;
  /** One of each group is needed; no group: any token will do. */
  readonly scopes: readonly (readonly string[])[];
}

const type = (condition: ConditionShape, scopes: readonly (readonly string[])[] = [], version = '1'): EventSubType => ({
  version,
  condition,
  scopes,
});

const readOrManage = (name: string, area = 'moderator'): readonly string[][] => [
  [`${area}:read:${name}`, `${area}:manage:${name}`],
];

const MODERATE_SCOPES = [
  ...['blocked_terms', 'chat_settings', 'unban_requests', 'banned_users', 'chat_messages', 'warnings'].flatMap((name) =>
    readOrManage(name),
  ),
  ['moderator:read:moderators'],
  ['moderator:read:vips'],
];

const CHAT = [['user:read:chat']];
const SUBSCRIPTIONS = [['channel:read:subscriptions']];
const BITS = [['bits:read']];
const REDEMPTIONS = readOrManage('redemptions', 'channel');

export const EVENTSUB_TYPES: Readonly<Record<string, EventSubType>> = {
  'stream.online': type('b'),
  'stream.offline': type('b'),
  'channel.update': type('b', [], '2'),
  'channel.follow': type('b+m', [['moderator:read:followers']], '2'),
  'channel.raid': type('raid'),
  'channel.ad_break.begin': type('b', [['channel:read:ads']]),
  'channel.shoutout.create': type('b+m', readOrManage('shoutouts')),
  'channel.shoutout.receive': type('b+m', readOrManage('shoutouts')),
  'channel.shared_chat.begin': type('b'),
  'channel.shared_chat.update': type('b'),
  'channel.shared_chat.end': type('b'),
  'user.update': type('user'),
  'user.whisper.message': type('user', [['user:read:whispers', 'user:manage:whispers']]),
  'channel.chat.message': type('b+u', CHAT),
  'channel.chat.message_delete': type('b+u', CHAT),
  'channel.chat.clear': type('b+u', CHAT),
  'channel.chat.clear_user_messages': type('b+u', CHAT),
  'channel.chat_settings.update': type('b+u', CHAT),
  'channel.chat.user_message_hold': type('b+u', CHAT),
  'channel.chat.user_message_update': type('b+u', CHAT),
  'channel.chat.notification': type('b+u', CHAT),
  'channel.ban': type('b', [['channel:moderate']]),
  'channel.unban': type('b', [['channel:moderate']]),
  'channel.moderate': type('b+m', MODERATE_SCOPES, '2'),
  'channel.moderator.add': type('b', [['moderation:read']]),
  'channel.moderator.remove': type('b', [['moderation:read']]),
  'channel.vip.add': type('b', readOrManage('vips', 'channel')),
  'channel.vip.remove': type('b', readOrManage('vips', 'channel')),
  'channel.unban_request.create': type('b+m', readOrManage('unban_requests')),
  'channel.unban_request.resolve': type('b+m', readOrManage('unban_requests')),
  'channel.warning.send': type('b+m', readOrManage('warnings')),
  'channel.warning.acknowledge': type('b+m', readOrManage('warnings')),
  'channel.suspicious_user.message': type('b+m', [['moderator:read:suspicious_users']]),
  'channel.suspicious_user.update': type('b+m', [['moderator:read:suspicious_users']]),
  'channel.shield_mode.begin': type('b+m', readOrManage('shield_mode')),
  'channel.shield_mode.end': type('b+m', readOrManage('shield_mode')),
  'automod.message.hold': type('b+m', [['moderator:manage:automod']], '2'),
  'automod.message.update': type('b+m', [['moderator:manage:automod']], '2'),
  'automod.settings.update': type('b+m', [['moderator:read:automod_settings']]),
  'automod.terms.update': type('b+m', [['moderator:manage:automod']]),
  'channel.subscribe': type('b', SUBSCRIPTIONS),
  'channel.subscription.message': type('b', SUBSCRIPTIONS),
  'channel.subscription.gift': type('b', SUBSCRIPTIONS),
  'channel.subscription.end': type('b', SUBSCRIPTIONS),
  'channel.cheer': type('b', BITS),
  'channel.bits.use': type('b', BITS),
  'channel.custom_power_up_redemption.add': type('b+r?', BITS),
  'channel.goal.begin': type('b', [['channel:read:goals']]),
  'channel.goal.progress': type('b', [['channel:read:goals']]),
  'channel.goal.end': type('b', [['channel:read:goals']]),
  'channel.hype_train.begin': type('b', [['channel:read:hype_train']], '2'),
  'channel.hype_train.progress': type('b', [['channel:read:hype_train']], '2'),
  'channel.hype_train.end': type('b', [['channel:read:hype_train']], '2'),
  'channel.charity_campaign.donate': type('b', [['channel:read:charity']]),
  'channel.charity_campaign.start': type('b', [['channel:read:charity']]),
  'channel.charity_campaign.progress': type('b', [['channel:read:charity']]),
  'channel.charity_campaign.stop': type('b', [['channel:read:charity']]),
  'channel.channel_points_automatic_reward_redemption.add': type('b', REDEMPTIONS, '2'),
  'channel.channel_points_custom_reward.add': type('b', REDEMPTIONS),
  'channel.channel_points_custom_reward.update': type('b+r?', REDEMPTIONS),
  'channel.channel_points_custom_reward.remove': type('b+r?', REDEMPTIONS),
  'channel.channel_points_custom_reward_redemption.add': type('b+r?', REDEMPTIONS),
  'channel.channel_points_custom_reward_redemption.update': type('b+r?', REDEMPTIONS),
  'channel.poll.begin': type('b', readOrManage('polls', 'channel')),
  'channel.poll.progress': type('b', readOrManage('polls', 'channel')),
  'channel.poll.end': type('b', readOrManage('polls', 'channel')),
  'channel.prediction.begin': type('b', readOrManage('predictions', 'channel')),
  'channel.prediction.progress': type('b', readOrManage('predictions', 'channel')),
  'channel.prediction.lock': type('b', readOrManage('predictions', 'channel')),
  'channel.prediction.end': type('b', readOrManage('predictions', 'channel')),
};
