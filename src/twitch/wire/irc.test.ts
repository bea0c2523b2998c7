import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIrcLine, parseUnusualLine, readTags } from './irc.ts';
import type { IrcCommand, IrcMessage, Privmsg, UserNotice } from './irc-message.ts';
import { MESSAGE, NOTICE } from './irc-pattern.ts';

const NOW = 1_787_000_999_999;

function read<C extends IrcCommand>(line: string, command: C): IrcMessage & { readonly command: C } {
  const message = parseIrcLine(line, NOW);
  expect(message?.command).toBe(command);
  return message as IrcMessage & { readonly command: C };
}

const chat = (line: string): Privmsg => read(line, 'PRIVMSG');
const notice = (line: string): UserNotice => read(line, 'USERNOTICE');

/** The words the emote ranges point at, the way a page cuts them out. */
function emoteWords(message: Privmsg): string[] {
  const points = Array.from(message.text);
  return message.emotes.map((emote) => points.slice(emote.start, emote.end + 1).join(''));
}

const id = (n: number) => `10000000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`;

describe('a chat message', () => {
  it('has sender, months, badge and emote places', () => {
    const message = chat(
      `@badge-info=subscriber/14;badges=subscriber/12;color=#1E90FF;display-name=Bob_B;emotes=25:0-4,9-13;first-msg=0;flags=;id=${id(1)};mod=0;returning-chatter=0;room-id=71000001;subscriber=1;tmi-sent-ts=1787000000001;turbo=0;user-id=71000011;user-type= :bob_b!bob_b@bob_b.tmi.twitch.tv PRIVMSG #ann_example :Kappa hi Kappa`,
    );
    expect(message).toMatchObject({
      receivedAtMs: NOW,
      channel: 'ann_example',
      roomId: '71000001',
      id: id(1),
      sentAtMs: 1_787_000_000_001,
      userId: '71000011',
      login: 'bob_b',
      displayName: 'Bob_B',
      color: '#1E90FF',
      badges: ['subscriber/12'],
      badgeInfo: ['subscriber/14'],
      text: 'Kappa hi Kappa',
      emotes: [
        { id: '25', start: 0, end: 4 },
        { id: '25', start: 9, end: 13 },
      ],
      isAction: false,
      bits: null,
      isFirstMessage: false,
      isReturning: false,
      isHighlighted: false,
      isEmoteOnly: false,
      msgId: null,
      customRewardId: null,
      clientNonce: null,
      reply: null,
      thread: null,
      shared: null,
    });
  });

  it('counts an emoji before an emote as one', () => {
    const message = chat(
      `@display-name=Zoe;emotes=25:2-6;id=${id(2)};room-id=71000001;tmi-sent-ts=1787000000002;user-id=71000012 :zoe!zoe@zoe.tmi.twitch.tv PRIVMSG #ann_example :😀 Kappa`,
    );
    expect(emoteWords(message)).toEqual(['Kappa']);
  });

  it('counts each part of a joined emoji', () => {
    const message = chat(
      `@display-name=Zoe;emotes=425618:6-8;id=${id(3)};room-id=71000001;user-id=71000012 :zoe!zoe@zoe.tmi.twitch.tv PRIVMSG #ann_example :👨‍👩‍👧 LUL`,
    );
    expect(emoteWords(message)).toEqual(['LUL']);
  });

  it('keeps combining marks as they came', () => {
    const message = chat(
      `@display-name=Rene;emotes=25:3-7;id=${id(4)};room-id=71000001;user-id=71000013 :rene!rene@rene.tmi.twitch.tv PRIVMSG #ann_example :e\u0301 Kappa`,
    );
    expect(message.text).toBe('e\u0301 Kappa');
    expect(emoteWords(message)).toEqual(['Kappa']);
  });

  it('carries bits and has no colour when none was chosen', () => {
    const message = chat(
      `@badges=bits/1000;bits=100;color=;display-name=Gina;emotes=25:18-22;id=${id(5)};room-id=71000001;user-id=71000014 :gina!gina@gina.tmi.twitch.tv PRIVMSG #ann_example :cheer100 nice one Kappa`,
    );
    expect(message).toMatchObject({ bits: 100, color: null, badges: ['bits/1000'] });
    expect(emoteWords(message)).toEqual(['Kappa']);
  });

  it('knows what it answers, with the body unescaped', () => {
    const message = chat(
      `@display-name=Bob_B;emotes=425618:19-21;id=${id(6)};reply-parent-display-name=Ann_Example;reply-parent-msg-body=is\\sthis\\sok\\:\\syes\\\\no?;reply-parent-msg-id=20000000-0000-4000-8000-000000000001;reply-parent-user-id=71000001;reply-parent-user-login=ann_example;reply-thread-parent-msg-id=20000000-0000-4000-8000-000000000002;room-id=71000001;user-id=71000011 :bob_b!bob_b@bob_b.tmi.twitch.tv PRIVMSG #ann_example :@Ann_Example yes 👍 LUL`,
    );
    expect(message.reply).toEqual({
      messageId: '20000000-0000-4000-8000-000000000001',
      userId: '71000001',
      login: 'ann_example',
      displayName: 'Ann_Example',
      text: 'is this ok; yes\\no?',
    });
    expect(message.thread?.messageId).toBe('20000000-0000-4000-8000-000000000002');
    // The position given in the reference counts "@Ann_Example yes 👍 " as 19 code points.
    expect(emoteWords(message)).toEqual(['LUL']);
  });

  it.each([['\x01'], ['']])('reads /me with %j at its end', (end) => {
    const message = chat(
      `@display-name=Bob_B;emotes=25:6-10;id=${id(7)};room-id=71000001;user-id=71000011 :bob_b!bob_b@bob_b.tmi.twitch.tv PRIVMSG #ann_example :\x01ACTION waves Kappa${end}`,
    );
    expect(message).toMatchObject({ isAction: true, text: 'waves Kappa' });
    expect(emoteWords(message)).toEqual(['Kappa']);
  });

  it('reads an empty /me and leaves what only begins like one', () => {
    expect(chat(':a!a@a PRIVMSG #c :\x01ACTION\x01')).toMatchObject({ isAction: true, text: '' });
    expect(chat(':a!a@a PRIVMSG #c :\x01ACTION \x01')).toMatchObject({ isAction: true, text: '' });
    expect(chat(':a!a@a PRIVMSG #c :\x01ACTION')).toMatchObject({ isAction: true, text: '' });
    expect(chat(':a!a@a PRIVMSG #c :\x01ACTIONS hi')).toMatchObject({ isAction: false, text: '\x01ACTIONS hi' });
    expect(chat(':a!a@a PRIVMSG #c :\x01')).toMatchObject({ isAction: false, text: '\x01' });
  });

  it('works without tags, with our own clock', () => {
    expect(chat(':carl!carl@carl.tmi.twitch.tv PRIVMSG #ann_example :no tags here: really ; ok')).toMatchObject({
      login: 'carl',
      displayName: 'carl',
      text: 'no tags here: really ; ok',
      id: null,
      userId: null,
      roomId: null,
      sentAtMs: NOW,
      badges: [],
      emotes: [],
    });
  });

  it('takes a text without its colon', () => {
    expect(
      chat(
        `@id=${id(10)};room-id=71000001;user-id=71000015;display-name=Dee :dee!dee@dee.tmi.twitch.tv PRIVMSG #ann_example hi`,
      ),
    ).toMatchObject({ text: 'hi', channel: 'ann_example' });
  });

  it('falls back to the login, keeps all spaces, and gives unknown tags on request', () => {
    const message = chat(
      `@badges=;color=;display-name=;emotes=;id=${id(11)};mod;room-id=71000001;unknown-new-tag=a=b\\zc\\;user-id=71000016 :em_x!em_x@em_x.tmi.twitch.tv PRIVMSG #ann_example :  two  spaces  `,
    );
    expect(message).toMatchObject({ displayName: 'em_x', text: '  two  spaces  ', userId: '71000016' });
    const tags = readTags(message.raw);
    expect(tags.get('mod')).toBe('');
    expect(tags.get('unknown-new-tag')).toBe('a=bzc');
  });

  it('knows a first message, and takes only the first colon as syntax', () => {
    expect(
      chat(
        `@badge-info=;badges=;display-name=Faye;emotes=;first-msg=1;id=${id(12)};room-id=71000001;returning-chatter=0;user-id=71000017 :faye!faye@faye.tmi.twitch.tv PRIVMSG #ann_example ::)`,
      ),
    ).toMatchObject({ isFirstMessage: true, isReturning: false, text: ':)' });
  });

  it('knows a highlighted message and its reward', () => {
    expect(
      chat(
        `@custom-reward-id=30000000-0000-4000-8000-000000000001;display-name=Gus;emotes=;id=${id(13)};msg-id=highlighted-message;room-id=71000001;user-id=71000018 :gus!gus@gus.tmi.twitch.tv PRIVMSG #ann_example :look at me`,
      ),
    ).toMatchObject({
      isHighlighted: true,
      msgId: 'highlighted-message',
      customRewardId: '30000000-0000-4000-8000-000000000001',
    });
  });

  it('knows a copy from a shared chat, with the roles of there', () => {
    const message = chat(
      `@badges=;display-name=Hana;emotes=;id=${id(14)};room-id=71000001;source-badge-info=;source-badges=moderator/1;source-id=40000000-0000-4000-8000-000000000001;source-only=0;source-room-id=71000002;user-id=71000019 :hana!hana@hana.tmi.twitch.tv PRIVMSG #ann_example :hello from next door`,
    );
    expect(message.badges).toEqual([]);
    expect(message.shared).toEqual({
      roomId: '71000002',
      messageId: '40000000-0000-4000-8000-000000000001',
      badges: ['moderator/1'],
      badgeInfo: [],
      isSourceOnly: false,
      isForeign: true,
    });
  });

  it('knows an own message inside a shared chat', () => {
    expect(
      chat('@id=a;room-id=71000001;source-room-id=71000001 :hana!hana@h PRIVMSG #ann_example :hello').shared?.isForeign,
    ).toBe(false);
  });

  it('drops emote places that cannot be', () => {
    expect(
      chat(
        `@display-name=Ivo;emotes=25:0-40,bad:x-y/77:3-1;id=${id(16)};room-id=71000001;user-id=71000020 :ivo!ivo@ivo.tmi.twitch.tv PRIVMSG #ann_example :short`,
      ),
    ).toMatchObject({ text: 'short', emotes: [] });
  });

  it('takes emote ids that are no numbers', () => {
    const message = chat(
      `@display-name=Jo;emotes=30259:0-6/emotesv2_0a1b2c3d4e5f60718293a4b5c6d7e8f9:8-17;id=${id(17)};room-id=71000001;user-id=71000021 :jo!jo@jo.tmi.twitch.tv PRIVMSG #ann_example :HeyGuys annexaHype`,
    );
    expect(message.emotes.map((emote) => emote.id)).toEqual(['30259', 'emotesv2_0a1b2c3d4e5f60718293a4b5c6d7e8f9']);
    expect(emoteWords(message)).toEqual(['HeyGuys', 'annexaHype']);
  });
});

describe('a notice of an event', () => {
  it('tells a resub with its parameters and text', () => {
    const message = notice(
      `@badge-info=subscriber/7;badges=subscriber/6;display-name=Kim;emotes=;id=${id(18)};login=kim;mod=0;msg-id=resub;msg-param-cumulative-months=7;msg-param-months=0;msg-param-should-share-streak=1;msg-param-streak-months=3;msg-param-sub-plan=Prime;msg-param-sub-plan-name=Ann's\\sClub;room-id=71000001;system-msg=Kim\\ssubscribed\\swith\\sPrime.\\sThey've\\ssubscribed\\sfor\\s7\\smonths!;tmi-sent-ts=1787000000018;user-id=71000022 :tmi.twitch.tv USERNOTICE #ann_example :love it`,
    );
    expect(message).toMatchObject({ login: 'kim', displayName: 'Kim', text: 'love it', sentAtMs: 1_787_000_000_018 });
    expect(message.notice).toEqual({
      type: 'resub',
      sourceType: null,
      params: {
        'cumulative-months': '7',
        months: '0',
        'should-share-streak': '1',
        'streak-months': '3',
        'sub-plan': 'Prime',
        'sub-plan-name': "Ann's Club",
      },
      systemText: "Kim subscribed with Prime. They've subscribed for 7 months!",
    });
  });

  it('tells a gift bomb without text and a gift that is part of it', () => {
    const bomb = notice(
      `@display-name=Lea;id=${id(19)};login=lea;msg-id=submysterygift;msg-param-community-gift-id=555;msg-param-mass-gift-count=2;msg-param-origin-id=555;msg-param-sender-count=12;msg-param-sub-plan=1000;room-id=71000001;system-msg=Lea\\sis\\sgifting\\s2\\sTier\\s1\\sSubs!;user-id=71000023 :tmi.twitch.tv USERNOTICE #ann_example`,
    );
    expect(bomb).toMatchObject({ channel: 'ann_example', text: '', login: 'lea' });
    expect(bomb.notice.params['mass-gift-count']).toBe('2');
    const gift = notice(
      `@display-name=Lea;id=${id(20)};login=lea;msg-id=subgift;msg-param-community-gift-id=555;msg-param-gift-months=1;msg-param-months=1;msg-param-origin-id=555;msg-param-recipient-display-name=Moe;msg-param-recipient-id=71000024;msg-param-recipient-user-name=moe;msg-param-sender-count=0;msg-param-sub-plan=1000;msg-param-sub-plan-name=Ann's\\sClub;room-id=71000001;system-msg=Lea\\sgifted\\sa\\sTier\\s1\\ssub\\sto\\sMoe!;user-id=71000023 :tmi.twitch.tv USERNOTICE #ann_example`,
    );
    expect(gift.notice.params).toMatchObject({ 'community-gift-id': '555', 'recipient-user-name': 'moe' });
  });

  it('tells an anonymous gift by its sender', () => {
    const gift = notice(
      `@display-name=AnAnonymousGifter;id=${id(21)};login=ananonymousgifter;msg-id=subgift;msg-param-gift-months=6;msg-param-recipient-display-name=Nia;msg-param-recipient-id=71000025;msg-param-recipient-user-name=nia;msg-param-sub-plan=2000;room-id=71000001;system-msg=An\\sanonymous\\suser\\sgifted\\sa\\sTier\\s2\\ssub\\sto\\sNia!;user-id=274598607 :tmi.twitch.tv USERNOTICE #ann_example`,
    );
    expect(gift).toMatchObject({ userId: '274598607', login: 'ananonymousgifter' });
    expect(gift.notice.params).toMatchObject({ 'gift-months': '6', 'sub-plan': '2000' });
  });

  it('tells a raid', () => {
    expect(
      notice(
        `@display-name=Otto;id=${id(22)};login=otto;msg-id=raid;msg-param-displayName=Otto;msg-param-login=otto;msg-param-profileImageURL=https://example.invalid/p-%s.png;msg-param-viewerCount=42;room-id=71000001;system-msg=42\\sraiders\\sfrom\\sOtto\\shave\\sjoined!;user-id=71000026 :tmi.twitch.tv USERNOTICE #ann_example`,
      ).notice.params,
    ).toMatchObject({ viewerCount: '42', profileImageURL: 'https://example.invalid/p-%s.png' });
  });

  it('tells an announcement with an empty sentence', () => {
    const message = notice(
      `@display-name=Pia;id=${id(23)};login=pia;msg-id=announcement;msg-param-color=PURPLE;room-id=71000001;system-msg=;user-id=71000027 :tmi.twitch.tv USERNOTICE #ann_example :Event in 10 minutes`,
    );
    expect(message.text).toBe('Event in 10 minutes');
    expect(message.notice).toMatchObject({ type: 'announcement', systemText: '', params: { color: 'PURPLE' } });
  });

  it('tells a sub of another channel in a shared chat as such', () => {
    const message = notice(
      `@display-name=Quin;id=${id(24)};login=quin;msg-id=sharedchatnotice;msg-param-sub-plan=1000;room-id=71000001;source-id=40000000-0000-4000-8000-000000000024;source-msg-id=sub;source-room-id=71000002;system-msg=Quin\\ssubscribed\\sat\\sTier\\s1.;user-id=71000028 :tmi.twitch.tv USERNOTICE #ann_example`,
    );
    expect(message.notice).toMatchObject({ type: 'sharedchatnotice', sourceType: 'sub' });
    expect(message.shared).toMatchObject({ roomId: '71000002', isForeign: true });
  });

  it('tells a watch streak', () => {
    const message = notice(
      `@display-name=Ria;id=${id(25)};login=ria;msg-id=viewermilestone;msg-param-category=watch-streak;msg-param-copoReward=450;msg-param-id=x1;msg-param-value=15;room-id=71000001;system-msg=Ria\\swatched\\s15\\sconsecutive\\sstreams!;user-id=71000029 :tmi.twitch.tv USERNOTICE #ann_example :still here`,
    );
    expect(message.notice.params).toEqual({ category: 'watch-streak', copoReward: '450', id: 'x1', value: '15' });
  });

  it('takes a gift bomb without a count and a parameter of any name', () => {
    const message = notice('@msg-id=submysterygift;msg-param-__proto__=x;msg-param-=y :tmi.twitch.tv USERNOTICE #c');
    expect(Object.entries(message.notice.params)).toEqual([
      ['__proto__', 'x'],
      ['', 'y'],
    ]);
  });
});

describe('what was taken out', () => {
  it('tells a timeout', () => {
    expect(
      read(
        '@ban-duration=600;room-id=71000001;target-user-id=71000030;tmi-sent-ts=1787000000026 :tmi.twitch.tv CLEARCHAT #ann_example :troll_1',
        'CLEARCHAT',
      ),
    ).toMatchObject({
      channel: 'ann_example',
      roomId: '71000001',
      targetUserId: '71000030',
      targetLogin: 'troll_1',
      banSeconds: 600,
      sentAtMs: 1_787_000_000_026,
    });
  });

  it('tells a ban from a cleared chat, with or without the colon', () => {
    for (const colon of [':', '']) {
      expect(
        read(
          `@room-id=71000001;target-user-id=71000030 :tmi.twitch.tv CLEARCHAT #ann_example ${colon}troll_1`,
          'CLEARCHAT',
        ),
      ).toMatchObject({ targetUserId: '71000030', targetLogin: 'troll_1', banSeconds: null });
    }
    expect(
      read('@room-id=71000001;tmi-sent-ts=1787000000028 :tmi.twitch.tv CLEARCHAT #ann_example', 'CLEARCHAT'),
    ).toMatchObject({ targetUserId: null, targetLogin: null, banSeconds: null });
  });

  it('tells a deleted message also when its room is missing', () => {
    expect(
      read(
        `@login=troll_1;room-id=;target-msg-id=${id(99)};tmi-sent-ts=1787000000029 :tmi.twitch.tv CLEARMSG #ann_example :bad words`,
        'CLEARMSG',
      ),
    ).toMatchObject({
      channel: 'ann_example',
      roomId: null,
      targetMessageId: id(99),
      targetLogin: 'troll_1',
      text: 'bad words',
    });
  });
});

describe('states and the rest', () => {
  it('tells all of a room at first, later only what changed', () => {
    expect(
      read(
        '@emote-only=0;followers-only=-1;r9k=0;room-id=71000001;slow=0;subs-only=0 :tmi.twitch.tv ROOMSTATE #ann_example',
        'ROOMSTATE',
      ),
    ).toMatchObject({
      roomId: '71000001',
      isEmoteOnly: false,
      followersOnlyMinutes: -1,
      isUniqueOnly: false,
      slowSeconds: 0,
      isSubscribersOnly: false,
    });
    expect(read('@room-id=71000001;slow=30 :tmi.twitch.tv ROOMSTATE #ann_example', 'ROOMSTATE')).toMatchObject({
      slowSeconds: 30,
      isEmoteOnly: null,
      followersOnlyMinutes: null,
      isSubscribersOnly: null,
    });
  });

  it('tells why an own message was refused', () => {
    expect(
      read(
        '@msg-id=msg_timedout :tmi.twitch.tv NOTICE #ann_example :You are timed out for 533 more seconds.',
        'NOTICE',
      ),
    ).toMatchObject({
      channel: 'ann_example',
      msgId: 'msg_timedout',
      text: 'You are timed out for 533 more seconds.',
    });
  });

  it('tells a refused login, which belongs to no channel', () => {
    expect(read(':tmi.twitch.tv NOTICE * :Login authentication failed', 'NOTICE')).toMatchObject({
      channel: null,
      msgId: null,
      text: 'Login authentication failed',
    });
  });

  it('knows PING, PONG and RECONNECT', () => {
    expect(read('PING :tmi.twitch.tv', 'PING').text).toBe('tmi.twitch.tv');
    expect(read('PING', 'PING').text).toBe('');
    expect(read(':tmi.twitch.tv PONG tmi.twitch.tv :x', 'PONG').text).toBe('x');
    expect(read(':tmi.twitch.tv RECONNECT', 'RECONNECT').raw).toBe(':tmi.twitch.tv RECONNECT');
  });

  it('tells the own role in a channel and the id of the own last line', () => {
    expect(
      read(
        `@badge-info=;badges=moderator/1;color=;display-name=liveX_Bot;emote-sets=0;id=${id(33)};mod=1;subscriber=0;user-type=mod :tmi.twitch.tv USERSTATE #ann_example`,
        'USERSTATE',
      ),
    ).toMatchObject({ id: id(33), isModerator: true, displayName: 'liveX_Bot', badges: ['moderator/1'] });
    expect(
      read(
        '@badges=;color=#FF0000;display-name=liveX_Bot;emote-sets=0;user-id=71000040;user-type= :tmi.twitch.tv GLOBALUSERSTATE',
        'GLOBALUSERSTATE',
      ),
    ).toMatchObject({ userId: '71000040', color: '#FF0000' });
  });

  it('knows who joined and left, with and without the colon', () => {
    expect(read(':dee!dee@dee.tmi.twitch.tv JOIN #ann_example', 'JOIN')).toMatchObject({
      login: 'dee',
      channel: 'ann_example',
    });
    expect(read(':dee!dee@dee.tmi.twitch.tv PART :#ann_example', 'PART')).toMatchObject({
      login: 'dee',
      channel: 'ann_example',
    });
  });

  it('knows a whisper', () => {
    expect(
      read(
        '@badges=;color=;display-name=Dee;emotes=25:0-4;message-id=5;thread-id=1_2;user-id=71000015 :dee!dee@dee.tmi.twitch.tv WHISPER ann_example :Kappa psst',
        'WHISPER',
      ),
    ).toMatchObject({
      id: '5',
      threadId: '1_2',
      recipientLogin: 'ann_example',
      login: 'dee',
      text: 'Kappa psst',
      emotes: [{ id: '25', start: 0, end: 4 }],
    });
  });

  it('knows capabilities, replies by number and keeps the unknown', () => {
    expect(read(':tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands', 'CAP')).toMatchObject({
      answer: 'ACK',
      capabilities: ['twitch.tv/tags', 'twitch.tv/commands'],
    });
    expect(read(':tmi.twitch.tv 353 bot = #c :a b', 'NUMERIC')).toMatchObject({
      code: 353,
      params: ['bot', '=', '#c', 'a b'],
    });
    expect(read('@x=1 :tmi.twitch.tv HOSTTARGET #a  b :c d', 'OTHER')).toMatchObject({
      name: 'HOSTTARGET',
      params: ['#a', 'b', 'c d'],
    });
  });

  it.each([
    '',
    ' ',
    '     ',
    '@',
    ':',
    '@ ',
    ': ',
    '@a=b',
    '@a=b ',
    '@a=b :c',
    ':c  ',
    '\0',
    '\r\n',
    '@;',
    '@=',
    '@;= ',
  ])('takes %j as no message', (line) => {
    expect(parseIrcLine(line, NOW)).toBeUndefined();
  });

  it('takes a line longer than any of Twitch’s as no message', () => {
    expect(parseIrcLine(`PRIVMSG #c :${'a'.repeat(200_000)}`, NOW)).toBeUndefined();
    expect(chat(`:a!a@a PRIVMSG #c :${'ü'.repeat(100_000)}`).text).toHaveLength(100_000);
  });
});

describe('what breaks chat parsers', () => {
  it('reads empty, duplicate, value-less and missing tags; the last of a name counts', () => {
    const message = chat('@id=one;;=x;id=two;color;user-id=1;user-id= :a!a@a PRIVMSG #c :t');
    expect(message).toMatchObject({ id: 'two', color: null, userId: null, login: 'a' });
  });

  it('reads tags in any order, whatever came in the lines before', () => {
    const tags = [
      'id=i',
      'user-id=1',
      'room-id=2',
      'display-name=D',
      'bits=5',
      'first-msg=1',
      'mod=1',
      'color=#ABCDEF',
    ];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(tags, { minLength: 1 }),
        fc.array(fc.constantFrom('x=1', 'idx=2', 'i', 'color-x=')),
        (some, noise) => {
          const message = chat(`@${[...noise, ...some].join(';')} :a!a@a PRIVMSG #c :t`);
          expect(message).toMatchObject({
            id: some.includes('id=i') ? 'i' : null,
            userId: some.includes('user-id=1') ? '1' : null,
            roomId: some.includes('room-id=2') ? '2' : null,
            displayName: some.includes('display-name=D') ? 'D' : 'a',
            bits: some.includes('bits=5') ? 5 : null,
            isFirstMessage: some.includes('first-msg=1'),
            color: some.includes('color=#ABCDEF') ? '#ABCDEF' : null,
          });
        },
      ),
    );
  });

  it('never takes what an earlier line left behind', () => {
    chat(
      '@display-name=Long;id=left-over;user-id=123456;color=#FF0000 :left!l@l PRIVMSG #over :all of this is old text',
    );
    expect(chat('@id PRIVMSG #c :t')).toMatchObject({ id: null, userId: null, color: null, login: '', text: 't' });
    expect(chat('PRIVMSG')).toMatchObject({ login: '', channel: '', text: '', id: null });
    expect(chat('PRIVMSG #c')).toMatchObject({ channel: 'c', text: '' });
  });

  it('unescapes only where a backslash stands', () => {
    const message = chat('@display-name=A\\sB\\s;msg-id=a\\:b;id=x\\ :ab!ab@ab PRIVMSG #c :back\\slash \\s stays');
    expect(message).toMatchObject({ displayName: 'A B', msgId: 'a;b', id: 'x', text: 'back\\slash \\s stays' });
  });

  it('falls back to the login for a name of spaces and keeps other scripts', () => {
    expect(chat('@display-name=\\s\\s :ab!ab@ab PRIVMSG #c :t').displayName).toBe('ab');
    expect(chat('@display-name=日本語;color=#00ff00 :ab!ab@ab PRIVMSG #c :t')).toMatchObject({
      displayName: '日本語',
      color: '#00ff00',
    });
  });

  it('is not led astray by characters whose low byte is syntax', () => {
    // U+013B and U+0120 end in the bytes of ";" and " ".
    expect(chat('@display-name=\u013b\u0120\u013d;id=i :ab!ab@ab PRIVMSG #c :\u013b\u0120')).toMatchObject({
      displayName: '\u013b\u0120\u013d',
      id: 'i',
      text: '\u013b\u0120',
    });
  });

  it('brings emote places into the order of the text and drops overlaps', () => {
    const message = chat('@emotes=25:6-10,0-4/30:3-7/31:12-13 :ab!ab@ab PRIVMSG #c :Kappa Kappa :D');
    expect(message.emotes).toEqual([
      { id: '25', start: 0, end: 4 },
      { id: '25', start: 6, end: 10 },
      { id: '31', start: 12, end: 13 },
    ]);
  });

  it.each([
    '25',
    '25:',
    '25:0',
    '25:0-',
    '25:-4',
    '25:4-0',
    ':0-4',
    '25:0-99999999999',
    '25:0-4x',
    '25:0-4-5',
    '/,:-',
    '25:a-b',
    '25:5-9',
    '//',
    '25:0-4294967296',
  ])('drops emotes=%s on a text of five', (emotes) => {
    expect(chat(`@emotes=${emotes} :ab!ab@ab PRIVMSG #c :Kappa`).emotes).toEqual([]);
  });

  it('keeps the good ranges beside bad ones', () => {
    expect(chat('@emotes=25:x,0-4/bad/30:6-7,90-99 :ab!ab@ab PRIVMSG #c :Kappa :D').emotes).toEqual([
      { id: '25', start: 0, end: 4 },
      { id: '30', start: 6, end: 7 },
    ]);
  });

  it('reads badge lists of any shape', () => {
    const badges = (value: string) => chat(`@badges=${value} :ab!ab@ab PRIVMSG #c :t`).badges;
    expect(badges('a/1,b/2')).toEqual(['a/1', 'b/2']);
    expect(badges('a/1,b/3')).toEqual(['a/1', 'b/3']);
    expect(badges(',,a/1,')).toEqual(['a/1']);
    expect(badges(',')).toEqual([]);
    expect(badges('predictions/blue\\schoice')).toEqual(['predictions/blue choice']);
    const many = Array.from({ length: 30 }, (_, i) => `set${i}/1`);
    expect(badges(many.join(','))).toEqual(many);
  });

  it('keeps numbers exact and refuses what is none', () => {
    const bits = (value: string) => chat(`@bits=${value} :ab!ab@ab PRIVMSG #c :t`).bits;
    expect([bits('1'), bits('999999999'), bits('1000000000'), bits('123456789012345')]).toEqual([
      1, 999_999_999, 1_000_000_000, 123_456_789_012_345,
    ]);
    expect([bits(''), bits('-'), bits('1.5'), bits('1e3'), bits('0x1'), bits('1234567890123456'), bits(' ')]).toEqual(
      Array(7).fill(null),
    );
  });

  it('takes only hex as a colour', () => {
    const color = (value: string) => chat(`@color=${value} :ab!ab@ab PRIVMSG #c :t`).color;
    expect(color('#09afAF')).toBe('#09afAF');
    for (const wrong of [
      'red',
      '#12345',
      '#1234567',
      '#12345g',
      '#12345:',
      '#@@@@@@',
      '#12345/',
      '#12345`',
      '#12345\u0130',
    ]) {
      expect(color(wrong)).toBeNull();
    }
  });

  it('takes off NUL bytes at the end and the mark of clients that repeat a line', () => {
    expect(chat(':ab!ab@ab PRIVMSG #c :hi\0\0').text).toBe('hi');
    const twice = chat(':ab!ab@ab PRIVMSG #c :hi \u{e0000}');
    expect(twice.text).toBe('hi');
    expect(twice.raw.endsWith('\u{e0000}')).toBe(true);
  });

  it('gives the joiner back that older clients replace', () => {
    const message = chat('@emotes=25:6-10 :ab!ab@ab PRIVMSG #c :👨\u{e0002}👩\u{e0002}👧 Kappa');
    expect(message.text).toBe('👨‍👩‍👧 Kappa');
    expect(emoteWords(message)).toEqual(['Kappa']);
  });

  it('reads a prefix of every form', () => {
    expect(chat(':jtv PRIVMSG #c :t').login).toBe('jtv');
    expect(chat(':a@b PRIVMSG #c :t').login).toBe('a');
    expect(chat(': PRIVMSG #c :t').login).toBe('');
    expect(chat('@id=1   :a!b@c   PRIVMSG   #c   :t')).toMatchObject({ login: 'a', channel: 'c', text: 't' });
  });

  it('never throws, whatever comes', () => {
    const pieces = fc.constantFrom(
      '@',
      ':',
      ';',
      '=',
      ' ',
      '\\',
      '!',
      '#',
      ',',
      '/',
      '-',
      '0',
      '9',
      'id',
      'emotes',
      'badges',
      'color',
      'bits',
      'PRIVMSG',
      'USERNOTICE',
      'CLEARCHAT',
      'CAP',
      '\x01ACTION',
      'msg-param-',
      '\0',
      '\n',
      '😀',
      '\ud800',
      '\udc00',
      '\u013b',
      'tmi-sent-ts',
    );
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('utf8')),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
      fc.array(pieces, { maxLength: 40 }).map((parts) => `@${parts.join('')} :a!a@a PRIVMSG #c :${parts.join('')}`),
    );
    fc.assert(
      fc.property(line, (text) => {
        const message = parseIrcLine(text, NOW);
        if (message !== undefined) {
          expect(JSON.stringify(message).length).toBeGreaterThan(0);
          for (const value of readTags(text).values()) expect(typeof value).toBe('string');
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('finds every place whatever characters stand before it, of one, two, three or four bytes', () => {
    const foreign = fc
      .array(fc.constantFrom('a', 'ä', 'ÿ', 'ā', 'さ', '\u{ffff}', '😀', '𐀀', '\ud800', '\udc00', '\u013b', '\u0120'), {
        maxLength: 6,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(foreign, foreign, foreign, (name, nick, text) => {
        const words = `${text} Kappa`;
        const at = Array.from(text).length + 1;
        const message = chat(
          `@badges=${name}/1;display-name=${name};emotes=25:${at}-${at + 4};reply-parent-msg-body=${text};id=i;bits=7 :${nick}!u@h PRIVMSG #${name} :${words}`,
        );
        expect(message).toMatchObject({
          badges: [`${name}/1`],
          displayName: name || nick,
          id: 'i',
          bits: 7,
          login: nick,
          channel: name,
          text: words,
        });
        expect(emoteWords(message)).toEqual(['Kappa']);
        expect(chat(`:${nick}!u@h PRIVMSG #c x${name} y${text}`).text).toBe(`x${name}`);
        expect(read(`PING :${text}`, 'PING').text).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('reads a message the same whatever unknown tag stands in it', () => {
    const value = fc.constantFrom(
      '',
      '1',
      '0',
      '7',
      'a/1,b/2',
      '#1E90FF',
      'red',
      '0-2',
      '25:0-2',
      'Ann\\sB',
      'ü',
      '1787000000001',
    );
    const names = [
      ...[
        'badge-info',
        'badges',
        'bits',
        'client-nonce',
        'color',
        'custom-reward-id',
        'display-name',
        'emote-only',
        'emotes',
      ],
      ...['first-msg', 'flags', 'id', 'mod', 'msg-id', 'reply-parent-display-name', 'reply-parent-msg-body'],
      ...[
        'reply-parent-msg-id',
        'reply-parent-user-id',
        'reply-thread-parent-display-name',
        'reply-thread-parent-msg-id',
      ],
      ...[
        'returning-chatter',
        'room-id',
        'source-badges',
        'source-only',
        'source-room-id',
        'subscriber',
        'tmi-sent-ts',
      ],
      ...['turbo', 'user-id', 'user-type', 'vip'],
    ];
    const tags = fc
      .subarray(names, { minLength: 1 })
      .chain((some) =>
        fc.tuple(fc.constant(some), fc.array(value, { minLength: some.length, maxLength: some.length })),
      );
    const texts = fc.constantFrom(
      'hi',
      ':)',
      '😀 Kappa',
      '\x01ACTION waves\x01',
      '\x01x',
      '',
      ' a ',
      'hi \u{e0000}',
      'a\u{e0002}b',
    );
    fc.assert(
      fc.property(tags, texts, ([some, values], text) => {
        const usual = some.map((name, i) => `${name}=${values[i]}`).join(';');
        const rest = ` :ann!ann@ann.tmi.twitch.tv PRIVMSG #c :${text}`;
        // Twitch adds tags without a word.
        expect({ ...chat(`@${usual}${rest}`), raw: '' }).toEqual({ ...chat(`@unknown=1;${usual}${rest}`), raw: '' });
      }),
      { numRuns: 2000 },
    );
  });

  it('reads the same as a slow reading by splitting', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .map((t) => t.replaceAll(/[\p{Cc}\u{e0000}-\u{e0002}]/gu, ''));
    const value = text.map((t) => t.replaceAll(/[\s;\\]/g, ''));
    const tags = fc.array(
      fc.tuple(fc.constantFrom('id', 'msg-id', 'user-id', 'custom-reward-id', 'x', 'idd', 'bits'), value),
    );
    fc.assert(
      fc.property(tags, text, (pairs, body) => {
        const last = new Map(pairs);
        const message = chat(`@${pairs.map(([name, v]) => `${name}=${v}`).join(';')} :ab!ab@ab PRIVMSG #c :${body}`);
        expect(message.text).toBe(body);
        expect(message.id).toBe(last.get('id') || null);
        expect(message.msgId).toBe(last.get('msg-id') || null);
        expect(message.userId).toBe(last.get('user-id') || null);
        expect(message.customRewardId).toBe(last.get('custom-reward-id') || null);
        expect(readTags(message.raw)).toEqual(last);
      }),
    );
  });
});

describe('the time a line takes', () => {
  /** Of this thread alone, so that a busy machine does not count. */
  function cpuMs(line: string): number {
    const before = process.threadCpuUsage();
    parseIrcLine(line, NOW);
    parseUnusualLine(line, NOW);
    readTags(line);
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  }

  it.each([
    ['tags without a value', '@', 'a;', ' PRIVMSG #c :t'],
    ['parameters without a value', '@x=;', 'msg-param-a;', ' :s USERNOTICE #c'],
    ['emotes without a place', '@emotes=', 'a/', ':0-0 :a!a@a PRIVMSG #c :t'],
    ['badges', '@badge-info=;badges=', ';badges=', ';color= :a!a@a PRIVMSG #c :t'],
    ['escapes', '@display-name=', '\\\\', ' :a!a@a PRIVMSG #c :t'],
    ['spaces', '@a=1', ' ', ':a!a@a PRIVMSG #c :t'],
    ['marks of an action', ':a!a@a PRIVMSG #c :\x01ACTION ', '\x01', 'x'],
    ['halves of characters', ':a!a@a PRIVMSG #c :', '\udb40', 'x'],
  ])('is bounded for any number of %s', (_, before, run, after) => {
    const line = before + run.repeat((131_072 - before.length - after.length) / run.length) + after;
    // A few times what it takes; a reader that searches all the rest for each run needs more.
    expect(Math.min(cpuMs(line), cpuMs(line), cpuMs(line))).toBeLessThan(60);
  });
});

describe('the usual form', () => {
  const value = fc.constantFrom(
    '',
    '0',
    '1',
    'a/1,b/22',
    '#1E90FF',
    '25:0-2',
    'Ann\\sB',
    'さくら',
    '1787000000001',
    ' ',
  );
  const word = fc.constantFrom(
    'hi',
    'Kappa',
    '😀',
    'ü',
    '\x01ACTION waves\x01',
    '\u{e0002}',
    ' \u{e0000}',
    ':',
    ';',
    '',
  );
  const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
  const uuid = fc.uuid();
  const digits = fc.nat().map(String);
  const bit = fc.constantFrom('0', '1');
  const name = fc.constantFrom('bob', 'Bob_B', 'さくら', '');
  const color = fc.constantFrom('', '#1E90FF', '#00ff0');
  const badgeInfo = fc.constantFrom('', 'subscriber/14', 'predictions/blue\\schoice');
  const badges = fc.constantFrom('', 'subscriber/12', 'moderator/1,subscriber/3012,premium/1');
  const emotes = fc.constantFrom('', '25:0-4', '25:0-1,3-4/emotesv2_0a1b:6-8', '25:0-99');
  const some = (tags: string): fc.Arbitrary<string> => fc.constantFrom('', tags);
  const time = fc.integer({ min: 1_600_000_000_000, max: 1_999_999_999_999 });

  const message = fc
    .tuple(
      fc.tuple(badgeInfo, badges, some('bits=500;'), some('client-nonce=7c;'), color, some('custom-reward-id=r;')),
      fc.tuple(name, some('emote-only=1;'), emotes, bit, uuid, some('msg-id=highlighted-message;')),
      fc.tuple(
        some(
          'reply-parent-display-name=A;reply-parent-msg-body=a\\sb;reply-parent-msg-id=p;reply-parent-user-id=2;reply-parent-user-login=a;',
        ),
        some(
          'reply-thread-parent-display-name=T;reply-thread-parent-msg-id=t;reply-thread-parent-user-id=3;reply-thread-parent-user-login=t;',
        ),
        some('source-badge-info=;source-badges=vip/1;source-id=s;source-only=1;source-room-id=72;'),
      ),
      fc.tuple(bit, digits, time, digits, some(';vip=1'), text),
    )
    .map(
      ([
        [info, list, bits, nonce, chosen, reward],
        [shown, only, places, first, id, kind],
        [reply, thread, source],
        end,
      ]) =>
        `@badge-info=${info};badges=${list};${bits}${nonce}color=${chosen};${reward}display-name=${shown};${only}emotes=${places};first-msg=${first};flags=;id=${id};mod=0;${kind}${reply}${reply && thread}returning-chatter=${end[0]};room-id=${end[1]};${source}subscriber=0;tmi-sent-ts=${end[2]};turbo=0;user-id=${end[3]};user-type=${end[4]} :bob!bob@bob.tmi.twitch.tv PRIVMSG #ann :${end[5]}`,
    );
  const event = fc
    .tuple(
      fc.tuple(badgeInfo, badges, color, name, emotes, uuid, fc.constantFrom('resub', 'raid', 'odd\\skind')),
      fc.array(fc.tuple(fc.constantFrom('months', '__proto__', 'sub-plan-name', ''), value), { maxLength: 4 }),
      some('source-badge-info=;source-badges=vip/1;source-id=s;source-msg-id=sub;source-only=0;source-room-id=72;'),
      fc.tuple(time, digits, fc.option(text)),
    )
    .map(
      ([[info, list, chosen, shown, places, id, kind], params, source, [sentAt, user, said]]) =>
        `@badge-info=${info};badges=${list};color=${chosen};display-name=${shown};emotes=${places};flags=;id=${id};login=bob;mod=0;msg-id=${kind};${params.map(([param, of]) => `msg-param-${param}=${of};`).join('')}room-id=71;${source}subscriber=1;system-msg=Bob\\ssubscribed.;tmi-sent-ts=${sentAt};user-id=${user};user-type=;vip=0 :tmi.twitch.tv USERNOTICE #ann${said === null ? '' : ` :${said}`}`,
    );

  function same(line: string): void {
    expect(parseIrcLine(line, NOW)).toStrictEqual(parseUnusualLine(line, NOW));
  }

  it('is read as any other line is', () => {
    let usual = 0;
    fc.assert(
      fc.property(fc.oneof(message, event), (line) => {
        if (MESSAGE.test(line) || NOTICE.test(line)) usual++;
        same(line);
      }),
      { numRuns: 2000 },
    );
    // Otherwise the general way would only be held against itself.
    expect(usual).toBeGreaterThan(500);
  });

  it('is read as any other line is, with something put in, taken out or moved', () => {
    const piece = fc.constantFrom(
      ';',
      '=',
      ' ',
      '\\',
      ':',
      '!',
      '@',
      '#',
      '\0',
      '\n',
      '😀',
      '1',
      'id=2;',
      'bits=;',
      'x',
    );
    fc.assert(
      fc.property(fc.oneof(message, event), fc.nat(), fc.nat(12), piece, (line, place, count, put) => {
        const at = place % line.length;
        const rest = line.slice(at + count);
        same(line.slice(0, at) + put + line.slice(at));
        same(line.slice(0, at) + rest);
        same(line.slice(0, at) + put + rest);
        same(line.slice(0, at) + rest + line.slice(at, at + count));
      }),
      { numRuns: 3000 },
    );
  });

  it('is no other for any text whatever', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), same), { numRuns: 2000 });
  });
});
