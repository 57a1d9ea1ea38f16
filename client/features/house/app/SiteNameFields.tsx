import { TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslations } from 'use-intl'
import type * as z from 'zod/mini'
import type { siteSettings } from '../../../../shared/house.ts'

/** The name of the house and the line under it. */
export function SiteNameFields({ form }: { form: UseFormReturnType<z.infer<typeof siteSettings.schema>> }) {
  const t = useTranslations()
  return (
    <>
      <TextInput
        label={t('house.page.settings.site.name')}
        maxLength={80}
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('house.page.settings.site.promise')}
        description={t('house.page.settings.site.promiseHint')}
        placeholder={t('house.page.settings.site.promiseExample')}
        maxLength={200}
        autoComplete="off"
        {...form.getInputProps('promise')}
      />
    </>
  )
}
