import { useTranslations } from 'use-intl'
import type { ApiKeySecretView, ApiKeyView, NewApiKeySecret, ScopeView } from '../../../../../shared/api-keys.ts'
import { Badge } from '../../../../ui/app/Badge.tsx'
import { RoundIcon } from '../../../../ui/app/RoundIcon.tsx'
import { useKeptFocus } from '../../../../ui/app/useKeptFocus.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useFormats } from '../../../../ui/services.tsx'
import styles from './Keys.module.css'
import { lastUsedOf, useKeyActs } from './useKeyActs.ts'
import { useScopeWords } from './useScopeWords.ts'

const tones = { live: 'ok', expired: 'warn', revoked: 'plain' } as const

interface KeyListProps {
  readonly keys: readonly ApiKeyView[]
  readonly scopes: readonly ScopeView[]
  /** A secret is being shown: another would push it aside. */
  readonly isHeld: boolean
  readonly onRotated: (made: NewApiKeySecret) => void
}

/** Keys in use, then those that open nothing any more. */
export function KeyList({ keys, scopes, isHeld, onRotated }: KeyListProps) {
  const t = useTranslations()
  const acts = useKeyActs(onRotated)
  const kept = useKeptFocus<HTMLDivElement>()
  const live = keys.filter(({ state }) => state === 'live')
  const over = keys.filter(({ state }) => state !== 'live')
  return (
    <div {...kept} className={styles.all}>
      {live.length > 0 && (
        <ul className={styles.list ?? ''}>
          {live.map((key) => (
            <li key={key.id} className={styles.key}>
              <KeyHead of={key} scopes={scopes} />
              {key.secrets.length > 1 && <p className={styles.moving}>{t('apiKeys.page.moving')}</p>}
              <ul className={styles.secrets ?? ''}>
                {key.secrets.map((secret) => (
                  <SecretLine
                    key={secret.id}
                    of={secret}
                    isLast={lastUsedOf(key) === secret.id}
                    onEnd={key.secrets.length > 1 ? () => void acts.end(key, secret) : null}
                  />
                ))}
              </ul>
              <div className={styles.acts}>
                {key.secrets.length === 1 && !isHeld && (
                  <Button
                    look="outline"
                    size="small"
                    aria-label={t('apiKeys.page.rotateNamed', { name: key.name })}
                    onClick={() => void acts.rotate(key)}
                  >
                    {t('apiKeys.page.rotate')}
                  </Button>
                )}
                <Button
                  look="plain"
                  size="small"
                  aria-label={t('apiKeys.page.revokeNamed', { name: key.name })}
                  onClick={() => void acts.revoke(key)}
                >
                  {t('apiKeys.page.revoke')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {over.length > 0 && (
        <section className={styles.over} aria-label={t('apiKeys.page.overTitle')}>
          <h2 className={styles.overTitle}>{t('apiKeys.page.overTitle')}</h2>
          <p className={styles.detail}>{t('apiKeys.page.overText')}</p>
          <ul className={styles.list ?? ''}>
            {over.map((key) => (
              <li key={key.id} className={styles.key} data-over>
                <KeyHead of={key} scopes={scopes} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function KeyHead({ of, scopes }: { of: ApiKeyView; scopes: readonly ScopeView[] }) {
  const t = useTranslations()
  const formats = useFormats()
  const words = useScopeWords(scopes)
  const { name, state, createdAt, expiresAt, revokedAt } = of
  const end = () => {
    if (revokedAt !== null) return t('apiKeys.page.revokedOn', { date: formats.instant(revokedAt) })
    if (expiresAt === null) return t('apiKeys.page.endless')
    return t(state === 'expired' ? 'apiKeys.page.expired' : 'apiKeys.page.expires', {
      date: formats.instant(expiresAt),
    })
  }
  return (
    <div className={styles.head}>
      <RoundIcon name="key" quiet={state !== 'live'} />
      <div className={styles.words}>
        <h2 className={styles.name}>
          {name}
          <Badge tone={tones[state]}>{t(`apiKeys.page.states.${state}`)}</Badge>
        </h2>
        <p className={styles.scopes}>
          {of.scopes.map((scope) => (
            <span key={scope} className={styles.scope} title={words(scope).text}>
              {words(scope).label}
            </span>
          ))}
        </p>
        <p className={styles.detail}>
          {t('apiKeys.page.created', { date: formats.instant(createdAt) })}
          {' · '}
          {end()}
        </p>
      </div>
    </div>
  )
}

interface SecretLineProps {
  readonly of: ApiKeySecretView
  readonly isLast: boolean
  /** null where it is the only one. */
  readonly onEnd: (() => void) | null
}

function SecretLine({ of, isLast, onEnd }: SecretLineProps) {
  const t = useTranslations()
  const formats = useFormats()
  const { hint, createdAt, lastUsedAt, lastAddress } = of
  return (
    <li className={styles.secret}>
      <div className={styles.words}>
        <p className={styles.use}>
          {lastUsedAt === null ? (
            t('apiKeys.page.secret.never')
          ) : (
            <time dateTime={lastUsedAt} title={formats.moment(lastUsedAt)}>
              {t('apiKeys.page.secret.used', { when: formats.relative(lastUsedAt, Date.now()) })}
            </time>
          )}
          {lastAddress !== null && ` ${t('apiKeys.page.secret.from', { address: lastAddress })}`}
          {isLast && <span className={styles.scope}>{t('apiKeys.page.secret.last')}</span>}
        </p>
        <p className={styles.detail}>
          <code>…{hint}</code>
          {' · '}
          {t('apiKeys.page.secret.added', { date: formats.instant(createdAt) })}
        </p>
      </div>
      {onEnd && (
        <Button look="outline" size="small" aria-label={t('apiKeys.page.secret.endNamed', { hint })} onClick={onEnd}>
          {t('apiKeys.page.secret.end')}
        </Button>
      )}
    </li>
  )
}
