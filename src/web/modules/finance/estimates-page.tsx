import { Button } from '@mantine/core';
import { IconPencil, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { type AmountView, finance, type RevenueModel } from '../../../contract/finance.ts';
import { call } from '../../api/call.ts';
import { ask, askAgainBelow } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { HeaderAction } from '../../ui/header-action.tsx';
import { EstimatedMoney, SettledMoney } from '../../ui/money.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { showToast } from '../../ui/toast.ts';
import { useNow } from '../../ui/use-now.ts';
import classes from './estimates-page.module.css';
import { FinanceGate } from './finance-gate.tsx';
import { subBrings } from './model-values.ts';
import { useMemberName } from './use-member-name.ts';

const ModelDialog = lazy(() => import('./model-dialog.tsx').then(({ ModelDialog: dialog }) => ({ default: dialog })));

/** The values every estimate is reckoned with, version by version. */
export function EstimatesPage() {
  const { t } = useTexts();
  const nowMs = useNow(60_000);
  const mayRead = useMay('finance.read');
  const mayWrite = useMay('finance.write');
  const query = useQuery({ ...ask(finance.model, {}), enabled: mayRead });
  const [isChanging, setChanging] = useState(false);
  const current = inForce(query.data?.models ?? [], nowMs);
  return (
    <>
      <PageHeader
        title={t('finance.estimates.title')}
        actions={
          mayWrite && current ? (
            <HeaderAction icon={IconPencil} label={t('finance.estimates.change')} onClick={() => setChanging(true)} />
          ) : null
        }
      />
      <PageBody>
        <FinanceGate>
          <div className={classes['narrow']}>
            <p className={classes['intro']}>{t('finance.estimates.intro')}</p>
            <QueryView query={query}>
              {({ models }) => (
                <>
                  {current ? <Current model={current} /> : null}
                  <Card title={t('finance.estimates.history')} count={models.length} flush>
                    <History models={models} current={current} />
                  </Card>
                </>
              )}
            </QueryView>
            {mayWrite ? <Rebuild /> : null}
          </div>
        </FinanceGate>
      </PageBody>
      {isChanging && current ? (
        <Suspense>
          <ModelDialog model={current} onClose={() => setChanging(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** The newest version that has begun. */
function inForce(models: readonly RevenueModel[], nowMs: number): RevenueModel | undefined {
  const begun = models.filter(({ validFrom }) => Date.parse(validFrom) <= nowMs);
  return [...begun].sort((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom) || b.version - a.version)[0];
}

function Current({ model }: { model: RevenueModel }) {
  const { t, percent } = useTexts();
  const { values } = model;
  const share = percent(values.shareBasisPoints / 100);
  const of = (minor: number): AmountView => ({ minor: String(minor), currency: values.currency });
  return (
    <Card
      title={t('finance.estimates.now')}
      note={t('finance.estimates.version', { version: model.version })}
      flush
      footer={`${t('finance.estimates.currencyNote', { currency: values.currency })} ${t('finance.estimates.monthsNote')}`}
    >
      <dl className={classes['values']}>
        {(['1000', '2000', '3000'] as const).map((tier, index) => (
          <Value key={tier} label={t(`finance.estimates.tier${(index + 1) as 1 | 2 | 3}`)}>
            <SettledMoney amounts={of(values.priceMinor[tier])} />
            <small>
              {t('finance.estimates.brings')} <EstimatedMoney amounts={of(subBrings(values, tier))} />
            </small>
          </Value>
        ))}
        <Value label={t('finance.estimates.share')} note={t('finance.estimates.perSub')}>
          <span className="num">{share}</span>
        </Value>
        <Value label={t('finance.estimates.prime')} note={t('finance.estimates.primeHint')}>
          <EstimatedMoney amounts={of(values.primeMinor)} />
        </Value>
        <Value label={t('finance.estimates.bits')}>
          <EstimatedMoney amounts={of(values.hundredBitsMinor)} />
        </Value>
      </dl>
    </Card>
  );
}

function Value({ label, note, children }: { label: string; note?: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {children}
        {note ? <small>{note}</small> : null}
      </dd>
    </div>
  );
}

function History({ models, current }: { models: readonly RevenueModel[]; current: RevenueModel | undefined }) {
  const { t, date, percent, money } = useTexts();
  const of = (minor: number, { values }: RevenueModel): string =>
    money({ minor: String(minor), currency: values.currency });
  const columns: Column<RevenueModel>[] = [
    {
      key: 'version',
      head: t('finance.estimates.version', { version: '' }).trim(),
      cell: (model) => (
        <>
          {t('finance.estimates.version', { version: model.version })}{' '}
          {model.version === current?.version ? <Badge tone="ok">{t('finance.estimates.current')}</Badge> : null}
        </>
      ),
    },
    {
      key: 'from',
      head: t('finance.estimates.validFrom'),
      // The first version holds for all that was before anybody changed anything.
      cell: ({ validFrom }) =>
        Date.parse(validFrom) <= 0
          ? t('finance.estimates.always')
          : t('finance.estimates.from', { date: date(validFrom) }),
    },
    {
      key: 'tiers',
      head: t('finance.estimates.tiers'),
      isOptional: true,
      cell: (model) =>
        (['1000', '2000', '3000'] as const).map((tier) => of(model.values.priceMinor[tier], model)).join(' · '),
    },
    {
      key: 'share',
      head: t('finance.estimates.share'),
      align: 'end',
      cell: ({ values }) => percent(values.shareBasisPoints / 100),
    },
    {
      key: 'prime',
      head: t('finance.sources.prime'),
      align: 'end',
      isOptional: true,
      cell: (model) => of(model.values.primeMinor, model),
    },
    {
      key: 'bits',
      head: t('finance.estimates.hundredBits'),
      align: 'end',
      isOptional: true,
      cell: (model) => of(model.values.hundredBitsMinor, model),
    },
    {
      key: 'by',
      head: t('finance.estimates.madeBy'),
      align: 'end',
      cell: ({ madeBy }) => <MadeBy memberId={madeBy} />,
    },
  ];
  return (
    <DataTable
      label={t('finance.estimates.history')}
      columns={columns}
      rows={models}
      keyOf={({ version }) => String(version)}
    />
  );
}

function MadeBy({ memberId }: { memberId: string | null }) {
  const name = useMemberName(memberId);
  return memberId === null ? 'liveXtrem' : name;
}

function Rebuild() {
  const { t, number } = useTexts();
  const rebuild = useMutation({
    mutationFn: () => call(finance.rebuildAccruals, {}),
    onSuccess: ({ rows, changed }) => {
      showToast({
        text: t('finance.estimates.rebuilt', { count: rows, rows: number(rows), changed: number(changed) }),
        tone: 'ok',
      });
      return askAgainBelow('/finance/');
    },
  });
  return (
    <>
      {rebuild.error ? <ErrorStrip error={rebuild.error} /> : null}
      <div className={classes['rebuild']}>
        <span>{t('finance.estimates.rebuildHint')}</span>
        <Button
          variant="default"
          leftSection={<IconRefresh size={15} stroke={1.75} />}
          loading={rebuild.isPending}
          onClick={() => rebuild.mutate()}
        >
          {t('finance.estimates.rebuild')}
        </Button>
      </div>
    </>
  );
}
