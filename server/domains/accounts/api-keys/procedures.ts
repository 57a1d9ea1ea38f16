import {
  type ApiKeysView,
  apiKeyInput,
  apiKeySecretInput,
  type NewApiKeySecret,
  newApiKeyInput,
} from '../../../../shared/api-keys.ts'
import { limited, signedIn } from '../../../platform/trpc.ts'
import { createKey, endSecret, keysOf, revokeKey, rotateKey } from './keys.ts'
import { offeredScopes, presentKey } from './present.ts'

const changes = { name: 'accounts.api-keys', points: 60, seconds: 300 }

/** The own API keys: of a session alone, since no key opens tRPC. */
export const apiKeyProcedures = {
  apiKeys: signedIn.query(({ ctx: { deps, actor } }): ApiKeysView => {
    const now = deps.clock.now()
    return {
      keys: keysOf(deps, actor).map(([key, secrets]) => presentKey(key, secrets, now)),
      scopes: offeredScopes(deps),
    }
  }),

  createApiKey: signedIn
    .use(limited(changes))
    .input(newApiKeyInput)
    .mutation(({ ctx, input }): NewApiKeySecret => createKey(ctx.deps, ctx.actor, input)),

  rotateApiKey: signedIn
    .use(limited(changes))
    .input(apiKeyInput)
    .mutation(({ ctx, input }): NewApiKeySecret => rotateKey(ctx.deps, ctx.actor, input.id)),

  endApiKeySecret: signedIn
    .input(apiKeySecretInput)
    .mutation(({ ctx, input }): void => endSecret(ctx.deps, ctx.actor, input)),

  revokeApiKey: signedIn
    .input(apiKeyInput)
    .mutation(({ ctx, input }): void => revokeKey(ctx.deps, ctx.actor, input.id)),
}
