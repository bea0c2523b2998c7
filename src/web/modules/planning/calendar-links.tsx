import { Button, TextInput } from '@mantine/core';
import { IconLinkPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { planning } from '../../../contract/planning.ts';
import { call } from '../../api/call.ts';
import { ask, askAgain } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useNow } from '../../ui/use-now.ts';
import classes from './calendar-links.module.css';

/** Secret addresses that any calendar can subscribe to; each is shown once, when it is made. */
export function CalendarLinks() {
  const { t, date, relative } = useTexts();
  const nowMs = useNow(60_000);
  const links = useQuery(ask(planning.calendarLinks, {}));
  const [leaving, setLeaving] = useState<string | null>(null);
  const add = useMutation({
    mutationFn: () => call(planning.addCalendarLink, {}),
    onSuccess: () => askAgain(planning.calendarLinks),
  });
  const revoke = useMutation({
    mutationFn: (linkId: string) => call(planning.revokeCalendarLink, { linkId }),
    onSettled: () => askAgain(planning.calendarLinks),
  });
  const made = add.data && links.data?.links.some(({ id }) => id === add.data.link.id) ? add.data : null;
  const address = made ? new URL(made.path, location.origin).href : '';
  return (
    <Card title={t('planning.links.title')}>
      <div className={classes['body']}>
        <p className={classes['text']}>{t('planning.links.text')}</p>
        {made ? (
          <div className={classes['made']}>
            <TextInput
              label={t('planning.links.address')}
              description={t('planning.links.once')}
              inputWrapperOrder={['label', 'input', 'description']}
              readOnly
              value={address}
              onFocus={(event) => event.currentTarget.select()}
              styles={{ input: { fontFamily: 'var(--lx-mono)', fontSize: 12 } }}
            />
            <CopyButton value={address} />
          </div>
        ) : null}
        <QueryView query={links}>
          {(reply) =>
            reply.links.length === 0 ? (
              <p className={classes['text']}>{t('planning.links.none')}</p>
            ) : (
              <ul className={classes['list']}>
                {reply.links.map((link) => (
                  <li key={link.id}>
                    <span>
                      {t('planning.links.created', { date: date(link.createdAt) })} ·{' '}
                      {link.lastReadAt
                        ? t('planning.links.lastRead', {
                            when: relative(Math.min(Date.parse(link.lastReadAt), nowMs), nowMs),
                          })
                        : t('planning.links.neverRead')}
                    </span>
                    <Button size="xs" variant="default" onClick={() => setLeaving(link.id)}>
                      {t('planning.links.revoke')}
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </QueryView>
        {add.error ? <ErrorStrip error={add.error} /> : null}
        <Button
          variant="default"
          className={classes['add'] ?? ''}
          loading={add.isPending}
          leftSection={<IconLinkPlus size={15} stroke={1.75} />}
          onClick={() => add.mutate()}
        >
          {t('planning.links.add')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        onConfirm={() => {
          if (leaving !== null) revoke.mutate(leaving, { onSuccess: () => setLeaving(null) });
        }}
        title={t('planning.links.revokeTitle')}
        question={t('planning.links.revokeQuestion')}
        verb={t('planning.links.revoke')}
        isBusy={revoke.isPending}
        error={revoke.error}
      />
    </Card>
  );
}
