import { readAccount, userOf } from '../world.ts';
import { dataReply, type Endpoint, HelixRefusal, NO_CONTENT, ownUserId, repeated, required } from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { named } from './users.ts';

const COLORS: Readonly<Record<string, string>> = {
  blue: '#0000FF',
  blue_violet: '#8A2BE2',
  cadet_blue: '#5F9EA0',
  chocolate: '#D2691E',
  coral: '#FF7F50',
  dodger_blue: '#1E90FF',
  firebrick: '#B22222',
  golden_rod: '#DAA520',
  green: '#008000',
  hot_pink: '#FF69B4',
  orange_red: '#FF4500',
  red: '#FF0000',
  sea_green: '#2E8B57',
  spring_green: '#00FF7F',
  yellow_green: '#9ACD32',
};

/** GET /chat/color: '' for who never chose one. */
export const getChatColors: Endpoint = {
  method: 'GET',
  path: '/chat/color',
  token: { kind: 'any' },
  handle(call) {
    required(call, 'user_id');
    const ids = repeated(call, 'user_id', 100).filter((id) => Object.hasOwn(call.world.state.users, id));
    const data = [...new Set(ids)].map((id) => ({ ...named(call, 'user', id), color: userOf(call.world, id).color }));
    return dataReply(data);
  },
};

/** PUT /chat/color: fifteen names for everybody, any colour for who pays. */
export const putChatColor: Endpoint = {
  method: 'PUT',
  path: '/chat/color',
  token: { kind: 'user', scopes: ['user:manage:chat_color'] },
  handle(call) {
    const userId = ownUserId(call);
    const wanted = required(call, 'color').toLowerCase();
    const isHex = /^#[0-9a-f]{6}$/.test(wanted);
    const color = isHex ? wanted.toUpperCase() : COLORS[wanted];
    if (color === undefined) throw new HelixRefusal(400, MESSAGES.parameterMalformed('color'));
    if (isHex && !readAccount(call.world, userId).hasTurbo) throw new HelixRefusal(400, MESSAGES.hexNeedsTurbo);
    userOf(call.world, userId).color = color;
    call.world.touch();
    return NO_CONTENT;
  },
};
