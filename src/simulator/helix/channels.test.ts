import { describe, expect, it } from 'vitest';
import { channelOf, userOf } from '../world.ts';
import type { WorldEvent } from '../world-events.ts';
import { MESSAGES } from './messages.ts';
import { outcomeOf, PEOPLE, quietEvening, type RefusedCase } from './quiet-evening.ts';

const caller = { as: 'streamer', scopes: ['channel:manage:broadcast'] } as const;
const target = `/channels?broadcaster_id=${PEOPLE.streamer}`;

describe('PATCH /channels', () => {
  it('changes what is named, tells everyone once, and answers 204', async () => {
    const evening = quietEvening();
    const events: WorldEvent[] = [];
    evening.world.listen((event) => void events.push(event));
    const answer = await evening.ask(caller, 'PATCH', target, {
      title: 'x'.repeat(140),
      game_id: '743',
      broadcaster_language: 'en',
      tags: Array.from({ length: 10 }, (_, index) => `Schachmatt${index}`),
      content_classification_labels: [{ id: 'Gambling', is_enabled: true }],
      is_branded_content: true,
    });
    expect(answer).toMatchObject({ status: 204, body: undefined });
    expect(events).toEqual([{ kind: 'channel-updated', channelId: PEOPLE.streamer }]);
    const { body } = await evening.ask({ as: 'streamer' }, 'GET', target);
    expect(body).toMatchObject({
      data: [
        {
          title: 'x'.repeat(140),
          game_id: '743',
          game_name: 'Chess',
          broadcaster_language: 'en',
          content_classification_labels: ['Gambling'],
          is_branded_content: true,
        },
      ],
    });
  });

  it.each([
    [{ game_id: '' }, { categoryId: '' }],
    [{ game_id: '0' }, { categoryId: '' }],
    [{ tags: [] }, { tags: [] }],
    [{ content_classification_labels: [{ id: 'Gambling', is_enabled: false }] }, { contentLabels: [] }],
  ])('clears with %j', async (body, expected) => {
    const evening = quietEvening();
    channelOf(evening.world, PEOPLE.streamer).contentLabels = ['Gambling'];
    expect((await evening.ask(caller, 'PATCH', target, body)).status).toBe(204);
    expect(channelOf(evening.world, PEOPLE.streamer)).toMatchObject(expected);
  });

  it.each([0, 900, '15'])("takes a partner's delay of %j", async (delay) => {
    const evening = quietEvening();
    userOf(evening.world, PEOPLE.streamer).broadcasterType = 'partner';
    expect((await evening.ask(caller, 'PATCH', target, { delay })).status).toBe(204);
  });

  it('changes nothing when one field is wrong', async () => {
    const evening = quietEvening();
    const before = structuredClone(channelOf(evening.world, PEOPLE.streamer));
    await evening.ask(caller, 'PATCH', target, { title: 'Neu', is_branded_content: true, game_id: '1' });
    expect(channelOf(evening.world, PEOPLE.streamer)).toEqual(before);
  });

  it('refuses with 409 to change the branded flag twice in a short time', async () => {
    const evening = quietEvening();
    expect((await evening.ask(caller, 'PATCH', target, { is_branded_content: true })).status).toBe(204);
    expect(await evening.ask(caller, 'PATCH', target, { is_branded_content: false })).toMatchObject({
      status: 409,
      body: { message: MESSAGES.brandedTooOften },
    });
    evening.wait(60_000);
    expect((await evening.ask(caller, 'PATCH', target, { is_branded_content: false })).status).toBe(204);
  });

  const change = { caller, method: 'PATCH', target };
  const bad = (when: string, body: unknown, message: string, status = 400): RefusedCase => ({
    ...change,
    when,
    body,
    status,
    message,
  });
  const label = (id: string) => ({ content_classification_labels: [{ id, is_enabled: true }] });
  const refused: readonly RefusedCase[] = [
    bad('nothing is to change', {}, MESSAGES.nothingToChange),
    bad('the title is empty', { title: '' }, MESSAGES.titleInvalid),
    bad('the title has 141 characters', { title: 'x'.repeat(141) }, MESSAGES.titleInvalid),
    bad('the title is no text', { title: 7 }, MESSAGES.parameterMalformed('title')),
    bad('AutoMod rejects the title', { title: 'ein automodheld Titel' }, MESSAGES.titleRejected),
    bad('the category is unknown', { game_id: '1' }, MESSAGES.gameUnknown),
    bad('the language is unknown', { broadcaster_language: 'deutsch' }, MESSAGES.languageInvalid),
    bad('there are eleven tags', { tags: Array.from({ length: 11 }, () => 'a') }, MESSAGES.tagInvalid),
    bad('a tag has 26 characters', { tags: ['x'.repeat(26)] }, MESSAGES.tagInvalid),
    bad('a tag has a space', { tags: ['zwei Worte'] }, MESSAGES.tagInvalid),
    bad('a tag has a sign', { tags: ['rot!'] }, MESSAGES.tagInvalid),
    bad('a tag is empty', { tags: [''] }, MESSAGES.tagInvalid),
    bad('AutoMod rejects a tag', { tags: ['automodheld'] }, MESSAGES.tagRejected),
    bad('a label is unknown', label('Nonsense'), MESSAGES.labelInvalid),
    bad('labels are plain texts', { content_classification_labels: ['Gambling'] }, MESSAGES.labelInvalid),
    bad('the label belongs to the category', label('MatureGame'), MESSAGES.labelForbidden, 403),
    bad('the delay is set without being a partner', { delay: 10 }, MESSAGES.delayPartnersOnly),
    bad('the delay is longer than 900 seconds', { delay: 901 }, MESSAGES.parameterRange('delay', 0, 900)),
    bad('the delay is negative', { delay: -1 }, MESSAGES.parameterRange('delay', 0, 900)),
    bad('the branded flag is text', { is_branded_content: 'yes' }, MESSAGES.parameterMalformed('is_branded_content')),
    { ...bad('no channel is named', { title: 'a' }, MESSAGES.parameterMissing('broadcaster_id')), target: '/channels' },
    {
      ...bad('the channel is someone else’s', { title: 'a' }, MESSAGES.tokenUserMismatch('broadcaster_id'), 401),
      caller: { as: 'moderator', scopes: caller.scopes },
    },
    {
      ...bad('the scope is missing', { title: 'a' }, MESSAGES.missingScope(caller.scopes), 401),
      caller: { as: 'streamer' },
    },
  ];
  it.each(refused)('refuses with $status when $when', async (row) => {
    expect(await outcomeOf(row)).toEqual({ status: row.status, message: row.message });
  });
});
