import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Ten shades each; 6 is the fill in dark, 8 in light, 4 and 9 their texts. */
const COLORS: Record<string, MantineColorsTuple> = {
  // Mantine's own dark greys are warmer than ours; whatever still uses them takes the tokens' tones.
  dark: ['#F2F3F5', '#B6BBC6', '#8C93A1', '#6A7080', '#2E323C', '#1D2028', '#1B1E25', '#14161B', '#0F1014', '#0B0C0F'],
  act: ['#EEF1FE', '#E1E6FD', '#BFCBFF', '#9DB0FF', '#738DFB', '#4A68F5', '#3D5BE8', '#2C47D1', '#1C31BA', '#131F74'],
  live: ['#FDEFE5', '#FFDBC1', '#FFC79B', '#FEB27B', '#FF9A57', '#FF7A1F', '#E16618', '#C4520F', '#A8450B', '#6B2A05'],
  ok: ['#E5F4EB', '#C4E7D3', '#A1DCBC', '#80D8AB', '#5FD39A', '#47BB82', '#2FA36B', '#25915B', '#1B7F4B', '#126239'],
  warn: ['#FBF1DA', '#F9E4B8', '#F6D796', '#F4CB76', '#F2BE55', '#E6AC39', '#D99A1C', '#C1850E', '#A86F00', '#7A5000'],
  bad: ['#FCEAEA', '#FDD3D2', '#FEBCBB', '#FFA6A3', '#FF8F8C', '#EB6769', '#D63F45', '#CB353A', '#C02A2F', '#A81E24'],
  info: ['#E4F0F8', '#CAE4F6', '#B0D8F4', '#96CCF2', '#7CC0F0', '#5BA3D7', '#3A86BD', '#2C75AB', '#1D6499', '#165782'],
};

interface Sized {
  readonly size?: unknown;
}

/** Heights come from CSS, so that a coarse pointer gets 44 px everywhere at once (theme/global.css). */
const heightOf = (size: unknown): string => `var(--lx-control-${size === 'xs' || size === 'md' ? size : 'sm'})`;

const transition = { transition: 'fade', duration: 180, timingFunction: 'cubic-bezier(.2,.8,.2,1)' } as const;

export const theme = createTheme({
  colors: COLORS,
  primaryColor: 'act',
  primaryShade: { light: 8, dark: 6 },
  white: '#FFFFFF',
  black: '#15171C',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, Consolas, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '15px', xl: '22px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '22px', xl: '28px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '15px', lineHeight: '22px' },
      h2: { fontSize: '14px', lineHeight: '20px' },
      h3: { fontSize: '13px', lineHeight: '18px' },
    },
  },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '5px', sm: '7px', md: '8px', lg: '12px', xl: '14px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Plain objects instead of `Button.extend`: naming a component here would load it with the first page.
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      vars: (_theme: unknown, props: Sized) => ({
        root: {
          '--button-height': heightOf(props.size),
          '--button-fz': props.size === 'md' ? '14px' : '13px',
          '--button-padding-x': props.size === 'xs' ? '10px' : '13px',
        },
      }),
    },
    ActionIcon: {
      defaultProps: { variant: 'subtle', color: 'gray', size: 'md' },
      vars: (_theme: unknown, props: Sized) => ({
        root: { '--ai-size': heightOf(props.size === 'md' ? 'sm' : props.size) },
      }),
    },
    Input: {
      vars: (_theme: unknown, props: Sized) => ({
        wrapper: { '--input-height': heightOf(props.size ?? 'sm'), '--input-fz': 'var(--lx-input-font)' },
      }),
    },
    Select: { defaultProps: { allowDeselect: false, comboboxProps: { transitionProps: transition } } },
    Switch: { defaultProps: { withThumbIndicator: false } },
    Checkbox: { defaultProps: { size: 'xs', radius: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'sm', radius: 'sm' } },
    // Without the placeholder the first item gets the focus, and the menu holds nothing but items.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: 'none', transitionProps: transition } },
    Popover: { defaultProps: { shadow: 'none', transitionProps: transition } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } } },
    Modal: { defaultProps: { radius: 'xl', centered: true, transitionProps: transition } },
    Drawer: { defaultProps: { transitionProps: { duration: 240 } } },
    Loader: { defaultProps: { size: 16 } },
    Skeleton: { defaultProps: { radius: 'sm' } },
  },
});
