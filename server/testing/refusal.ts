import { TRPCClientError } from '@trpc/client'
import type { WireError } from '../../shared/errors.ts'

export type Refusal = WireError & { readonly status: number }

/** What a call was refused with. Throws where it was not refused. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  let answer: unknown
  try {
    answer = await call
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error
    const { code, key, args, issues, httpStatus } = error.data
    return { code, key, args, status: httpStatus, ...(issues ? { issues } : {}) }
  }
  throw new Error(`The call was not refused but answered ${JSON.stringify(answer)}`)
}
