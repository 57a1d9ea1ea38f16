import { PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import {
  type IndexersView,
  type IndexerView,
  longestSearch,
  type TriedIndexer,
} from '../../../../../../shared/torrent-search.ts'
import { Notice } from '../../../../../ui/app/Notice.tsx'
import { FormFoot } from '../../../../../ui/app/Page.tsx'
import { useAct } from '../../../../../ui/app/useAct.ts'
import { useSubmission } from '../../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../../ui/Button.tsx'
import { useApi } from '../../../../../ui/services.tsx'
import { useToasts } from '../../../../../ui/Toast.tsx'
import { useElapsed } from '../../search/useElapsed.ts'
import styles from './Indexers.module.css'
import { JackettChoices } from './JackettChoices.tsx'
import { nameFrom } from './nameFrom.ts'
import { useIndexerActs } from './useIndexerActs.ts'

interface IndexerFormProps {
  readonly view: IndexersView
  /** Null adds one. */
  readonly indexer: IndexerView | null
  readonly onClose: () => void
}

/** Address, key and name of an indexer. A new one is tried before it is kept; a Jackett offers all that it has. */
export function IndexerForm({ view, indexer, onClose }: IndexerFormProps) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const change = useIndexerActs()
  const elapsed = useElapsed()
  const [tried, setTried] = useState<TriedIndexer | null>(null)
  const form = useForm({
    initialValues: { url: indexer?.url ?? '', apiKey: '', name: indexer?.name ?? '' },
    validate: { url: (url) => (url.trim() === '' ? t('torrentSearch.errors.notAddress') : null) },
    onValuesChange: () => setTried(null),
  })
  const { revision } = view

  const attempt = async (): Promise<TriedIndexer> => {
    setTried(null)
    const { url, apiKey } = form.getValues()
    const found = await api.torrents.tryIndexer.mutate({ id: indexer?.id ?? null, url, apiKey })
    setTried(found)
    return found
  }
  const add = async (indexers: { name: string; url: string }[]) => {
    const { url, apiKey } = form.getValues()
    const from = { id: indexer?.id ?? null, url }
    await change(() => api.torrents.addIndexers.mutate({ revision, apiKey, from, indexers }))
    toasts.show({ text: t('torrentSearch.settings.added', { count: indexers.length }) })
    onClose()
  }
  const addTyped = () => {
    const { url, name } = form.getValues()
    return add([{ url, name: name.trim() || nameFrom(url) }])
  }
  const save = async ({ url, apiKey, name }: ReturnType<typeof form.getValues>) => {
    if (indexer === null) {
      if ((await attempt()).kind === 'indexer') await addTyped()
      return
    }
    const { id, on } = indexer
    await change(() => api.torrents.changeIndexer.mutate({ revision, id, url, apiKey, name, on }))
    toasts.show({ text: t('torrentSearch.settings.saved', { name }) })
    onClose()
  }
  const saving = useSubmission(form, save)
  const trying = useAct()
  const anyway = useAct()
  const tryOnly = async () => {
    saving.forget()
    if (form.validate().hasErrors) return
    try {
      await attempt()
    } catch (thrown) {
      saving.refuse(thrown)
    }
  }
  const failure = anyway.failure ?? saving.failure

  return (
    <form className={styles.form} onSubmit={saving.submit} noValidate autoComplete="off">
      {failure !== null && (
        <Notice
          tone="error"
          action={
            indexer === null && (
              <Button look="outline" size="small" busy={anyway.busy} onClick={() => anyway.run(addTyped)}>
                {t('torrentSearch.settings.addAnyway')}
              </Button>
            )
          }
        >
          {failure}
        </Notice>
      )}
      <TextInput
        label={t('torrentSearch.settings.url')}
        description={t('torrentSearch.settings.urlHint')}
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={longestSearch.url}
        data-autofocus
        {...form.getInputProps('url')}
      />
      <PasswordInput
        label={t('torrentSearch.settings.apiKey')}
        description={t(indexer?.keySet ? 'torrentSearch.settings.apiKeySet' : 'torrentSearch.settings.apiKeyHint')}
        // Browsers offer the person's own passwords for anything else.
        autoComplete="new-password"
        maxLength={longestSearch.key}
        visibilityToggleFocusable
        {...form.getInputProps('apiKey')}
      />
      <TextInput
        label={t('torrentSearch.settings.name')}
        {...(indexer === null ? { description: t('torrentSearch.settings.nameHint') } : {})}
        maxLength={longestSearch.name}
        {...form.getInputProps('name')}
      />
      {tried?.kind === 'indexer' && (
        <Notice tone="ok">{t('torrentSearch.settings.tried', { time: elapsed(tried.ms) })}</Notice>
      )}
      {tried?.kind === 'jackett' && <JackettChoices found={tried.indexers} view={view} onAdd={add} />}
      <FormFoot>
        {tried?.kind !== 'jackett' && (
          <Button type="submit" size="small" busy={saving.busy}>
            {t(indexer === null ? 'torrentSearch.settings.addOne' : 'common.actions.save')}
          </Button>
        )}
        <Button look="outline" size="small" busy={trying.busy} onClick={() => trying.run(tryOnly)}>
          {t(trying.busy ? 'torrentSearch.settings.trying' : 'torrentSearch.settings.try')}
        </Button>
        <Button look="plain" size="small" onClick={onClose}>
          {t('common.actions.cancel')}
        </Button>
      </FormFoot>
    </form>
  )
}
