import {
  type CSSVariablesResolver,
  createTheme as createMantineTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
  type VariantColorsResolver,
} from '@mantine/core'
import type { Translate } from '../../lib/words.ts'

/** Stands in where Mantine computes with colours; what is drawn are the tokens, by way of {@link variables}. */
const bronze: MantineColorsTuple = [
  '#faf3ea',
  '#f1e3cf',
  '#e3c9a4',
  '#d3ac76',
  '#c4934f',
  '#ab783a',
  '#84582a',
  '#6c461e',
  '#553615',
  '#3d260e',
]

/** Mantine's names for the colours of status, and ours. */
const statuses = { red: '--error', green: '--ok', yellow: '--warn', blue: '--info' } as const

const onFilled: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  if (input.variant !== 'filled') return colors
  const isAccent = input.color === undefined || input.color === 'bronze'
  return { ...colors, color: isAccent ? 'var(--on-accent)' : 'var(--paper)' }
}

const mixed = (color: string, percent: number) => `color-mix(in srgb, var(${color}) ${percent}%, var(--paper))`

const shades = (name: string, colors: readonly string[]) =>
  Object.fromEntries(colors.map((color, shade) => [`--mantine-color-${name}-${shade}`, color]))

function roles(name: string, color: string, hover: string, soft: string): Record<string, string> {
  return {
    [`--mantine-color-${name}-filled`]: `var(${color})`,
    [`--mantine-color-${name}-filled-hover`]: hover,
    [`--mantine-color-${name}-light`]: soft,
    [`--mantine-color-${name}-light-hover`]: mixed(color, 18),
    [`--mantine-color-${name}-light-color`]: `var(${color})`,
    [`--mantine-color-${name}-outline`]: `var(${color})`,
    [`--mantine-color-${name}-outline-hover`]: mixed(color, 8),
    [`--mantine-color-${name}-text`]: `var(${color})`,
  }
}

const surfaces = [
  '--sunken',
  '--sunken',
  '--line',
  '--line',
  '--border',
  '--muted',
  '--muted',
  '--muted',
  '--ink',
  '--ink',
]
const depths = [
  '--ink',
  '--ink',
  '--muted',
  '--muted',
  '--border',
  '--line',
  '--surface',
  '--paper',
  '--sunken',
  '--sunken',
]

/** Every colour that Mantine draws with, as a token of the mood; the tokens know the scheme themselves. */
export const variables: CSSVariablesResolver = () => {
  const colors = {
    ...roles('bronze', '--accent', 'var(--accent-strong)', 'var(--accent-soft)'),
    ...roles('gray', '--muted', 'var(--ink)', 'var(--sunken)'),
    ...roles('dark', '--ink', 'var(--muted)', 'var(--sunken)'),
    ...Object.assign(
      {},
      ...Object.entries(statuses).map(([name, color]) => roles(name, color, mixed(color, 85), mixed(color, 12))),
    ),
    ...shades(
      'bronze',
      [8, 16, 30, 45, 60, 80, 100, 100, 100, 100].map((percent) => mixed('--accent', percent)),
    ),
    ...shades(
      'gray',
      surfaces.map((color) => `var(${color})`),
    ),
    ...shades(
      'dark',
      depths.map((color) => `var(${color})`),
    ),
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--error)',
    '--mantine-color-success': 'var(--ok)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-disabled': 'var(--sunken)',
    '--mantine-color-disabled-color': 'var(--muted)',
    '--mantine-color-disabled-border': 'var(--line)',
  }
  return { variables: {}, light: colors, dark: colors }
}

/** Mantine's theme: measures from the tokens, labels in the person's language. */
export function createTheme(t: Translate): MantineThemeOverride {
  const clear = { clearButtonProps: { 'aria-label': t('app.labels.clearField') } }
  const close = { closeButtonProps: { 'aria-label': t('common.actions.close') } }
  const calendar = {
    hideOutsideDates: true,
    ariaLabels: {
      previousMonth: t('app.labels.previousMonth'),
      nextMonth: t('app.labels.nextMonth'),
      previousYear: t('app.labels.previousYear'),
      nextYear: t('app.labels.nextYear'),
      previousDecade: t('app.labels.previousDecade'),
      nextDecade: t('app.labels.nextDecade'),
      monthLevelControl: t('app.labels.chooseMonth'),
      yearLevelControl: t('app.labels.chooseYear'),
    },
  }
  return createMantineTheme({
    colors: { bronze },
    primaryColor: 'bronze',
    primaryShade: 6,
    variantColorResolver: onFilled,
    fontFamily: 'var(--font-text)',
    headings: { fontFamily: 'inherit', fontWeight: 'inherit' },
    defaultRadius: 'md',
    radius: { xs: '2px', sm: 'min(var(--radius), 6px)', md: 'min(var(--radius), 14px)', lg: 'var(--radius-large)' },
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      Modal: {
        defaultProps: { ...close, centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.55, blur: 4 } },
      },
      Drawer: { defaultProps: close },
      Alert: { defaultProps: { closeButtonLabel: t('common.actions.close') } },
      Select: { defaultProps: clear },
      MultiSelect: { defaultProps: clear },
      TagsInput: { defaultProps: clear },
      Autocomplete: { defaultProps: clear },
      FileInput: { defaultProps: clear },
      DateInput: { defaultProps: { ...clear, ...calendar } },
      DatePicker: { defaultProps: calendar },
      DatePickerInput: { defaultProps: { ...clear, ...calendar } },
      PasswordInput: {
        defaultProps: { visibilityToggleButtonProps: { 'aria-label': t('app.labels.showPassword') } },
      },
      Checkbox: { defaultProps: { iconColor: 'var(--on-accent)' } },
      Radio: { defaultProps: { iconColor: 'var(--on-accent)' } },
      Pagination: {
        defaultProps: {
          getControlProps: (control: 'first' | 'previous' | 'next' | 'last') => ({
            'aria-label': t(`app.labels.${control}Page`),
          }),
        },
      },
    },
  })
}
