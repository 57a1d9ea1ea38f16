import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useTranslations } from 'use-intl'

const schemes = ['auto', 'light', 'dark'] as const

/** Light, dark, or as the device has it. */
export function SchemeChoice() {
  const t = useTranslations()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      aria-label={t('accounts.page.me.appearance.scheme')}
      value={colorScheme}
      onChange={setColorScheme}
      data={schemes.map((scheme) => ({ value: scheme, label: t(`common.appearance.${scheme}`) }))}
      fullWidth
    />
  )
}
