import type { Hex } from '../../kernel/color.ts';

/** Every colour of the product by its use; components reach them as `var(--lx-…)` only. */
export interface Tokens {
  readonly canvas: Hex;
  readonly sidebar: Hex;
  readonly surface: Hex;
  readonly raised: Hex;
  readonly overlay: Hex;
  readonly hover: Hex;
  readonly selected: Hex;
  /** Inside cards, around things, edge of inputs. */
  readonly line: Hex;
  readonly border: Hex;
  readonly control: Hex;
  readonly text: Hex;
  readonly text2: Hex;
  readonly text3: Hex;
  readonly disabled: Hex;
  /** Orange is only what happens now. */
  readonly live: Hex;
  readonly onLive: Hex;
  readonly liveText: Hex;
  readonly liveSoft: Hex;
  /** Blue is only what can be pressed, selected or focused. */
  readonly act: Hex;
  readonly actHover: Hex;
  readonly onAct: Hex;
  readonly actText: Hex;
  readonly actSoft: Hex;
  readonly focus: Hex;
  readonly ok: Hex;
  readonly okText: Hex;
  readonly okSoft: Hex;
  readonly warn: Hex;
  readonly warnText: Hex;
  readonly warnSoft: Hex;
  readonly bad: Hex;
  readonly onBad: Hex;
  readonly badText: Hex;
  readonly badSoft: Hex;
  readonly info: Hex;
  readonly infoText: Hex;
  readonly infoSoft: Hex;
  readonly violetText: Hex;
  /** Logo only. */
  readonly steel: Hex;
  /** Series 1 to 8, in this order and with a fixed meaning everywhere (see the design language). */
  readonly chart1: Hex;
  readonly chart2: Hex;
  readonly chart3: Hex;
  readonly chart4: Hex;
  readonly chart5: Hex;
  readonly chart6: Hex;
  readonly chart7: Hex;
  readonly chart8: Hex;
}

export type TokenName = keyof Tokens;
export type Scheme = 'dark' | 'light';

export const TOKENS: Readonly<Record<Scheme, Tokens>> = {
  dark: {
    canvas: '#0B0C0F',
    sidebar: '#0F1014',
    surface: '#14161B',
    raised: '#1B1E25',
    overlay: '#21242C',
    hover: '#1D2028',
    selected: '#1B2140',
    line: '#22252D',
    border: '#2E323C',
    control: '#6A7080',
    text: '#F2F3F5',
    text2: '#B6BBC6',
    text3: '#8C93A1',
    disabled: '#5A606C',
    live: '#FF7A1F',
    onLive: '#1C0C02',
    liveText: '#FF9A57',
    liveSoft: '#2C1A0E',
    act: '#3D5BE8',
    actHover: '#4A68F5',
    onAct: '#FFFFFF',
    actText: '#9DB0FF',
    actSoft: '#1A2142',
    focus: '#8FA5FF',
    ok: '#2FA36B',
    okText: '#5FD39A',
    okSoft: '#10261B',
    warn: '#D99A1C',
    warnText: '#F2BE55',
    warnSoft: '#2A2009',
    bad: '#D63F45',
    onBad: '#FFFFFF',
    badText: '#FF8F8C',
    badSoft: '#321517',
    info: '#3A86BD',
    infoText: '#7CC0F0',
    infoSoft: '#0F2231',
    violetText: '#C79DF2',
    steel: '#56A3D9',
    chart1: '#6E8BFF',
    chart2: '#F0843C',
    chart3: '#008173',
    chart4: '#CD97C7',
    chart5: '#E3D45E',
    chart6: '#BAE6FF',
    chart7: '#9451BE',
    chart8: '#B4580F',
  },
  light: {
    canvas: '#F5F5F7',
    sidebar: '#FAFAFB',
    surface: '#FFFFFF',
    raised: '#F2F3F5',
    overlay: '#FFFFFF',
    hover: '#F2F3F6',
    selected: '#E9ECFB',
    line: '#E9EAEE',
    border: '#D8DAE1',
    control: '#858A96',
    text: '#15171C',
    text2: '#474C58',
    text3: '#636976',
    disabled: '#A3A8B3',
    live: '#C4520F',
    onLive: '#FFFFFF',
    liveText: '#A8450B',
    liveSoft: '#FDEFE5',
    act: '#1C31BA',
    actHover: '#16289C',
    onAct: '#FFFFFF',
    actText: '#1C31BA',
    actSoft: '#E9ECFB',
    focus: '#2F4BD8',
    ok: '#1B7F4B',
    okText: '#126239',
    okSoft: '#E5F4EB',
    warn: '#A86F00',
    warnText: '#7A5000',
    warnSoft: '#FBF1DA',
    bad: '#C02A2F',
    onBad: '#FFFFFF',
    badText: '#A81E24',
    badSoft: '#FCEAEA',
    info: '#1D6499',
    infoText: '#165782',
    infoSoft: '#E4F0F8',
    violetText: '#6A32B5',
    steel: '#1D6499',
    chart1: '#2F4BD8',
    chart2: '#D2601A',
    chart3: '#028B6C',
    chart4: '#923787',
    chart5: '#575600',
    chart6: '#089BCA',
    chart7: '#8F65FB',
    chart8: '#5B2028',
  },
};

/** `actHover` → `--lx-act-hover`, `chart1` → `--lx-chart1`. */
export function variableOf(name: TokenName): `--lx-${string}` {
  return `--lx-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
