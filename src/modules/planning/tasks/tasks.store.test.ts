import { describe, expect, it } from 'vitest';
import type { Role } from '../../../contract/permissions.ts';
import { openModelRig, type ScheduleRig } from '../../../testing/schedule-rig.ts';

const addMember = (rig: ScheduleRig, id: string, displayName: string, role: Role) =>
  rig.db.transaction((db) =>
    db
      .insertInto('team_member')
      .values({
        id,
        twitch_id: null,
        login: displayName.toLowerCase(),
        display_name: displayName,
        role,
        is_owner: false,
        added_at: 1,
        added_by: null,
        signed_in_at: null,
        last_seen_at: null,
      })
      .execute(),
  );

const titles = async (rig: ScheduleRig, state: 'open' | 'done' | 'all') =>
  (await rig.call('tasks', { state })).tasks.map(({ title }) => title);

describe('tasks', () => {
  it('come by due date, at the same time by priority, those without a date last', async () => {
    const rig = await openModelRig();
    const due = (day: string, time: string | null = null) => ({ day, time });
    await rig.call('addTask', { title: 'no date' });
    await rig.call('addTask', { title: 'no date, high', priority: 'high' });
    await rig.call('addTask', { title: 'Friday', due: due('2026-11-27') });
    await rig.call('addTask', { title: 'Thursday', due: due('2026-11-26') });
    await rig.call('addTask', { title: 'Thursday, high', due: due('2026-11-26'), priority: 'high' });
    await rig.call('addTask', { title: 'Thursday at six, low', due: due('2026-11-26', '18:00'), priority: 'low' });
    expect(await titles(rig, 'open')).toEqual([
      'Thursday at six, low',
      'Thursday, high',
      'Thursday',
      'Friday',
      'no date, high',
      'no date',
    ]);
  });

  it('done ones come after the open ones, the newest first, and can be opened again', async () => {
    const rig = await openModelRig();
    const one = await rig.call('addTask', { title: 'one' });
    rig.clock.advance(1000);
    const two = await rig.call('addTask', { title: 'two' });
    rig.clock.advance(1000);
    await rig.call('addTask', { title: 'three' });
    for (const { id } of [one, two]) {
      rig.clock.advance(1000);
      await rig.call('changeTask', { taskId: id, isDone: true });
    }
    expect(await titles(rig, 'all')).toEqual(['three', 'two', 'one']);
    expect(await titles(rig, 'done')).toEqual(['two', 'one']);
    const again = await rig.call('changeTask', { taskId: one.id, isDone: true, title: 'one!' });
    expect(again).toMatchObject({ doneAt: '2026-11-22T18:00:03.000Z', title: 'one!' });
    expect(await rig.call('changeTask', { taskId: one.id, isDone: false })).toMatchObject({ doneAt: null });
    expect(await titles(rig, 'open')).toEqual(['one!', 'three']);
  });

  it('go to somebody of the team who can see them, and outlive that person', async () => {
    const rig = await openModelRig();
    await addMember(rig, 'mem_b', 'Bea', 'moderator');
    await addMember(rig, 'mem_a', 'Anna', 'manager');
    await addMember(rig, 'mem_c', 'Carl', 'accountant');
    expect((await rig.call('assignees', {})).members).toEqual([
      { memberId: 'mem_a', displayName: 'Anna' },
      { memberId: 'mem_b', displayName: 'Bea' },
    ]);
    for (const assigneeId of ['mem_c', 'mem_x']) {
      await expect(rig.call('addTask', { title: 'x', assigneeId })).rejects.toMatchObject({
        code: 'planning.unknown-assignee',
      });
    }
    const { id: taskId } = await rig.call('addTask', { title: 'cut clips', assigneeId: 'mem_b' });
    expect(await rig.call('changeTask', { taskId, assigneeId: 'mem_a' })).toMatchObject({
      title: 'cut clips',
      assignee: { memberId: 'mem_a', displayName: 'Anna' },
    });
    await rig.db.transaction((db) => db.deleteFrom('team_member').where('id', '=', 'mem_a').execute());
    expect((await rig.call('tasks', {})).tasks).toMatchObject([{ id: taskId, assignee: null }]);
  });

  it('change only in what is said, also back to nothing', async () => {
    const rig = await openModelRig();
    const task = await rig.call('addTask', { title: 'a', due: { day: '2026-11-27', time: '12:00' }, priority: 'high' });
    await expect(rig.call('changeTask', { taskId: task.id })).rejects.toThrow();
    expect(await rig.call('changeTask', { taskId: task.id, title: 'a' })).toEqual(task);
    expect(await rig.call('changeTask', { taskId: task.id, due: { day: '2026-11-28', time: null } })).toMatchObject({
      due: { day: '2026-11-28', time: null },
      priority: 'high',
    });
    expect(await rig.call('changeTask', { taskId: task.id, due: null })).toMatchObject({ due: null });
  });

  it('belong to a stream of the plan, if to any', async () => {
    const rig = await openModelRig();
    await expect(rig.call('addTask', { title: 'x', streamId: 'plan_x' })).rejects.toMatchObject({
      code: 'planning.unknown-stream',
    });
    const stream = await rig.call('planStream', {
      title: 'Chatting',
      category: null,
      local: '2026-11-25T19:30',
      zone: 'Europe/Berlin',
      durationMinutes: 180,
      status: 'planned',
      notes: '',
      checklist: [],
      color: 1,
      isPublished: false,
      repeat: null,
    });
    const task = await rig.call('addTask', { title: 'x', streamId: stream.id });
    await rig.call('removeStream', { streamId: stream.id });
    // The form sends back what it was given.
    expect(await rig.call('changeTask', { taskId: task.id, streamId: stream.id, title: 'y' })).toMatchObject({
      streamId: stream.id,
      title: 'y',
    });
  });

  it('tell everyone when they change, and nobody when they do not', async () => {
    const rig = await openModelRig();
    const { id: taskId } = await rig.call('addTask', { title: 'x' });
    await rig.call('removeTask', { taskId });
    expect(rig.changed).toEqual(['tasks', 'tasks']);
    for (const act of [rig.call('removeTask', { taskId }), rig.call('changeTask', { taskId, isDone: true })]) {
      await expect(act).rejects.toMatchObject({ code: 'planning.unknown-task' });
    }
    expect(rig.changed).toHaveLength(2);
  });
});
