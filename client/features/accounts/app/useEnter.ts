import type { SignInAnswer } from '../../../../shared/mfa.ts'
import { leaving } from '../../../ui/app/useSubmission.ts'
import { useApi } from '../../../ui/services.tsx'

/** Leads on from a sign-in; the whole page starts anew as whoever signed in. */
export type Enter = (answer: SignInAnswer) => Promise<typeof leaving>

/** @param next where the sign-in was asked for */
export function useEnter(next: string): Enter {
  const api = useApi()
  return async (answer) => {
    const onward = `next=${encodeURIComponent(next)}`
    if (answer.next === 'enrol') location.assign(`/mfa?${onward}`)
    else {
      const { step } = await api.house.setup.query()
      location.assign(step === 'done' ? next : `/setup?${onward}`)
    }
    return leaving
  }
}
