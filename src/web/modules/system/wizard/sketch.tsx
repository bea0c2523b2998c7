import type { ReactNode } from 'react';
import type { ClientType } from '../../../../contract/team.ts';
import { useTexts } from '../../../app/locale.tsx';
import classes from './sketch.module.css';

// Our own drawings of what Twitch shows, reduced to what matters: no screenshots, which would be old
// by the next change over there. Units are pixels of a picture 280 wide.

const WIDTH = 280;
/** As long as a real one. */
const SAMPLE_ID = 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5';

function Frame({
  height,
  address,
  label,
  children,
}: {
  height: number;
  address: string;
  label: string;
  children: ReactNode;
}) {
  return (
    <svg className={classes['sketch']} viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={label}>
      <rect className={classes['chrome']} width={WIDTH} height={20} />
      <circle className={classes['off']} cx={12} cy={10} r={3} />
      <circle className={classes['off']} cx={21} cy={10} r={3} />
      <text className={classes['address']} x={34} y={13.5}>
        {address}
      </text>
      {children}
    </svg>
  );
}

/** The letter that also stands at the explanation. */
function Mark({ x, y, letter }: { x: number; y: number; letter: string }) {
  return (
    <>
      <circle className={classes['mark']} cx={x} cy={y} r={7.5} />
      <text className={classes['letter']} x={x} y={y + 3.2}>
        {letter}
      </text>
    </>
  );
}

function Field({
  y,
  label,
  value,
  width = 238,
  isMono,
}: {
  y: number;
  label: string;
  value: string;
  width?: number;
  isMono?: boolean;
}) {
  return (
    <>
      <text x={30} y={y}>
        {label}
      </text>
      <rect className={classes['field']} x={30} y={y + 5} width={width} height={19} rx={3} />
      <text className={[classes['value'], isMono && classes['mono']].filter(Boolean).join(' ')} x={36} y={y + 18}>
        {value}
      </text>
    </>
  );
}

/** As wide as its words; `x` is its left edge, or its right one. */
function Press({
  x,
  y,
  text,
  from = 'left',
  isQuiet,
}: {
  x: number;
  y: number;
  text: string;
  from?: 'left' | 'right';
  isQuiet?: boolean;
}) {
  const width = pressWidth(text);
  const left = from === 'left' ? x : x - width;
  return (
    <>
      <rect className={classes[isQuiet ? 'quiet' : 'button']} x={left} y={y} width={width} height={19} rx={3} />
      <text
        className={[classes['middle'], !isQuiet && classes['onButton']].filter(Boolean).join(' ')}
        x={left + width / 2}
        y={y + 13}
      >
        {text}
      </text>
    </>
  );
}

/** Letters of ten pixels are some five wide. */
const pressWidth = (text: string): number => Math.max(48, text.length * 5.4 + 18);

export function TwoFactorSketch() {
  const { t } = useTexts();
  const setUp = t('connect.sketch.setUp');
  const setUpWidth = pressWidth(setUp);
  return (
    <Frame height={118} address="twitch.tv/settings/security" label={t('connect.sketch.twoFactor')}>
      <text className={classes['head']} x={14} y={42}>
        {t('connect.sketch.security')}
      </text>
      <text x={14} y={64}>
        {t('connect.sketch.password')}
      </text>
      <text x={120} y={64}>
        ••••••••
      </text>
      <line className={classes['line']} x1={14} x2={266} y1={74} y2={74} />
      <text x={14} y={96}>
        {t('connect.sketch.twoFactorRow')}
      </text>
      <Press x={262} y={83} text={setUp} from="right" />
      <rect className={classes['ring']} x={257 - setUpWidth} y={78} width={setUpWidth + 10} height={29} rx={6} />
    </Frame>
  );
}

export function FormSketch({ name, redirectUri, type }: { name: string; redirectUri: string; type: ClientType }) {
  const { t } = useTexts();
  return (
    <Frame height={346} address="dev.twitch.tv/console/apps/create" label={t('connect.sketch.form')}>
      <text className={classes['head']} x={14} y={42}>
        {t('connect.sketch.registerTitle')}
      </text>
      <Mark x={16} y={76} letter="A" />
      <Field y={62} label={t('connect.app.name')} value={name} />
      <Mark x={16} y={121} letter="B" />
      <Field y={107} label={t('connect.app.redirect')} value={redirectUri} isMono />
      <Press x={30} y={136} text={t('connect.sketch.add')} isQuiet />
      <Mark x={16} y={190} letter="C" />
      <Field y={176} label={t('connect.app.category')} value={CATEGORY} />
      <path d="M256 188l3.500 4 3.500-4" stroke="var(--lx-text3)" fill="none" strokeWidth={1.2} />
      <Mark x={16} y={217} letter="D" />
      <text x={30} y={221}>
        {t('connect.app.type')}
      </text>
      <Choice x={30} y={236} text={t('connect.app.confidential')} isChosen={type === 'confidential'} />
      <Choice x={30} y={254} text={t('connect.app.public')} isChosen={type === 'public'} />
      <rect className={classes['off']} x={30} y={275} width={11} height={11} rx={2} />
      <text x={48} y={284}>
        {t('connect.sketch.robot')}
      </text>
      <Press x={30} y={306} text={t('connect.sketch.create')} />
    </Frame>
  );
}

/** What changes nothing, but has to be chosen; Twitch's own word. */
export const CATEGORY = 'Application Integration';

function Choice({ x, y, text, isChosen }: { x: number; y: number; text: string; isChosen: boolean }) {
  return (
    <>
      <circle className={classes['off']} cx={x + 6} cy={y} r={5.5} />
      {isChosen ? <circle className={classes['dot']} cx={x + 6} cy={y} r={3} /> : null}
      <text x={x + 17} y={y + 3.5}>
        {text}
      </text>
    </>
  );
}

export function KeysSketch({ name, type }: { name: string; type: ClientType }) {
  const { t } = useTexts();
  const hasSecret = type === 'confidential';
  return (
    <Frame
      height={hasSecret ? 170 : 122}
      address="dev.twitch.tv/console/apps"
      label={t(hasSecret ? 'connect.sketch.keys' : 'connect.sketch.keysPublic')}
    >
      <text className={classes['head']} x={14} y={42}>
        {name.length > 20 ? `${name.slice(0, 19)}…` : name}
      </text>
      <Press x={264} y={29} text={t('connect.sketch.manage')} from="right" isQuiet />
      <line className={classes['line']} x1={14} x2={266} y1={54} y2={54} />
      <text x={30} y={70}>
        {t('connect.app.clientId')}
      </text>
      <rect className={classes['field']} x={30} y={79} width={234} height={19} rx={3} />
      <text className={classes['mono']} x={36} y={91.5}>
        {SAMPLE_ID}
      </text>
      <rect className={classes['ring']} x={25} y={75} width={244} height={27} rx={6} />
      {hasSecret ? (
        <>
          <text x={30} y={121}>
            {t('connect.app.clientSecret')}
          </text>
          <Press x={30} y={130} text={t('connect.sketch.newSecret')} />
          <rect
            className={classes['ring']}
            x={25}
            y={126}
            width={pressWidth(t('connect.sketch.newSecret')) + 10}
            height={27}
            rx={6}
          />
        </>
      ) : null}
    </Frame>
  );
}
