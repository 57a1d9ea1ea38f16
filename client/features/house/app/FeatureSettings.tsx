import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Section } from '../../../ui/app/Page.tsx'
import { useMe, useServices } from '../../../ui/services.tsx'

/** The groups of settings that other features bring. */
export function FeatureSettings() {
  const t = useTranslations()
  const { features } = useServices()
  const { modules } = useMe()
  const { data = [] } = useQuery({
    queryKey: ['house', 'feature settings'],
    queryFn: async () => {
      const loaded = await Promise.all(features.flatMap(({ settings }) => settings?.() ?? []))
      return loaded.flatMap(({ sections }) => sections)
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data
    .filter(({ module }) => module === undefined || modules.includes(module))
    .map(({ title, text, Component }) => (
      <Section key={title} title={t(title as never)} text={t(text as never)}>
        <Component />
      </Section>
    ))
}
