import { Radio } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { type EngineChoice, type EngineSettingsView, engineWays } from '../../../../../shared/torrent-engine.ts'
import { SaveFailure } from '../../../../ui/app/SaveFailure.tsx'
import { SaveFoot } from '../../../../ui/app/SaveFoot.tsx'
import { useConfirm } from '../../../../ui/app/useConfirm.ts'
import type { Stored } from '../../../../ui/app/useSettings.ts'
import { useSettingsForm } from '../../../../ui/app/useSettingsForm.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useApi } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import { ManagedFields } from './ManagedFields.tsx'
import { RemoteFields } from './RemoteFields.tsx'
import styles from './Settings.module.css'
import { type EngineSettings, partOf } from './useEngineSettings.ts'

/** What the form holds: the choice, and whether the legal notice is accepted. */
export type TypedEngine = EngineChoice & { readonly noticeAccepted: boolean }

const storedOf = ({ value, revision, passwordSet }: EngineSettingsView): Stored<TypedEngine> => ({
  value: { ...value, noticeAccepted: value.way === 'managed' },
  revision,
  secretsSet: passwordSet ? ['password'] : [],
})

interface EngineFormProps {
  readonly view: EngineSettingsView
  readonly settings: EngineSettings
}

/** None, the house's own, or one that runs somewhere: chosen, tried and stored. */
export function EngineForm({ view, settings }: EngineFormProps) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const confirm = useConfirm()
  const saving = useSettingsForm<TypedEngine>({
    stored: storedOf(view),
    settings: partOf(settings, storedOf, ({ noticeAccepted, ...value }, revision) =>
      api.torrents.changeEngine.mutate({ value, revision, noticeAccepted }),
    ),
    onSaved: () => toasts.show({ text: t('torrentEngine.page.engine.saved') }),
  })
  const { form, submit, busy, secretsSet } = saving
  const { way } = form.values
  const isOther = way !== view.value.way
  const switchesOn = way === 'managed' && isOther

  const store = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const leaves = isOther && view.value.way !== 'none'
    const sure =
      !leaves ||
      (await confirm({
        title: t('torrentEngine.page.engine.switchAway'),
        text: t('torrentEngine.page.engine.switchAwayText'),
        confirm: t('torrentEngine.page.engine.switchAwayConfirm'),
      }))
    if (sure) submit()
  }

  return (
    <form onSubmit={(event) => void store(event)} noValidate autoComplete="off" className={styles.form}>
      <SaveFailure of={saving} />
      <Radio.Group label={t('torrentEngine.page.engine.way')} {...form.getInputProps('way')}>
        <div className={styles.ways}>
          {engineWays.map((one) => (
            <Radio.Card key={one} value={one} className={styles.way ?? ''} radius="md">
              <Radio.Indicator />
              <span className={styles.words}>
                <span className={styles.name}>{t(`torrentEngine.page.engine.ways.${one}`)}</span>
                <span className={styles.hint}>{t(`torrentEngine.page.engine.hints.${one}`)}</span>
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {way === 'managed' && <ManagedFields form={form} managed={view.managed} asksNotice={switchesOn} />}
      {way === 'remote' && <RemoteFields form={form} passwordSet={secretsSet.includes('password')} />}
      {switchesOn ? (
        <div className={styles.switch}>
          <Button type="submit" busy={busy} disabled={!view.managed.installed || !form.values.noticeAccepted}>
            {t('torrentEngine.page.engine.switchOn')}
          </Button>
        </div>
      ) : (
        <SaveFoot busy={busy} isDirty={form.isDirty()} />
      )}
    </form>
  )
}
