import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { ApiKeySecretView, ApiKeyView, NewApiKeySecret } from '../../../../../shared/api-keys.ts'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useConfirm } from '../../../../ui/app/useConfirm.ts'
import { useApi, useErrorWords, useFormats } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'

const lastUsed = (secrets: readonly ApiKeySecretView[]): ApiKeySecretView | undefined =>
  secrets
    .filter(({ lastUsedAt }) => lastUsedAt !== null)
    .sort((a, b) => ((a.lastUsedAt ?? '') < (b.lastUsedAt ?? '') ? 1 : -1))[0]

/** Which of two secrets a program came with last; null where that says nothing. */
export const lastUsedOf = ({ secrets }: ApiKeyView): number | null =>
  secrets.length > 1 ? (lastUsed(secrets)?.id ?? null) : null

/** What may be done with a key, each asked for once more and refused in words. */
export function useKeyActs(onRotated: (made: NewApiKeySecret) => void) {
  const t = useTranslations()
  const api = useApi()
  const formats = useFormats()
  const confirm = useConfirm()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const queries = useQueryClient()
  const queryKey = useProcedures().accounts.apiKeys.queryKey()

  const act = async (work: () => Promise<string | null>) => {
    try {
      const text = await work()
      if (text !== null) toasts.show({ text })
    } catch (thrown) {
      toasts.show({ text: errorWords(thrown), tone: 'error' })
    }
    await queries.invalidateQueries({ queryKey })
  }

  /** Which programs would stop, as far as the house knows. */
  const pastUse = (secrets: readonly ApiKeySecretView[]): string => {
    const last = lastUsed(secrets)
    if (!last?.lastUsedAt) return t('apiKeys.page.useNever')
    const when = formats.relative(last.lastUsedAt, Date.now())
    return t('apiKeys.page.useLast', { when, address: last.lastAddress ?? '' })
  }

  const revoke = async ({ id, name, secrets }: ApiKeyView) => {
    const sure = await confirm({
      title: t('apiKeys.page.revokeTitle', { name }),
      text: t('apiKeys.page.revokeText', { use: pastUse(secrets) }),
      confirm: t('apiKeys.page.revokeConfirm'),
      destructive: true,
    })
    if (!sure) return
    await act(async () => {
      await api.accounts.revokeApiKey.mutate({ id })
      return t('apiKeys.page.revoked', { name })
    })
  }

  const rotate = async ({ id }: ApiKeyView) => {
    const sure = await confirm({
      title: t('apiKeys.page.rotateTitle'),
      text: t('apiKeys.page.rotateText'),
      confirm: t('apiKeys.page.rotateConfirm'),
    })
    if (!sure) return
    await act(async () => {
      onRotated(await api.accounts.rotateApiKey.mutate({ id }))
      return null
    })
  }

  const end = async ({ id, name }: ApiKeyView, secret: ApiKeySecretView) => {
    const sure = await confirm({
      title: t('apiKeys.page.secret.endTitle'),
      text: t('apiKeys.page.secret.endText', { hint: secret.hint, name, use: pastUse([secret]) }),
      confirm: t('apiKeys.page.secret.endConfirm'),
      destructive: true,
    })
    if (!sure) return
    await act(async () => {
      await api.accounts.endApiKeySecret.mutate({ id, secretId: secret.id })
      return t('apiKeys.page.secret.ended')
    })
  }

  return { revoke, rotate, end }
}
