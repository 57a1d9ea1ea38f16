import { generateSync } from 'otplib'
import type { Browser } from './browser.ts'
import { ada } from './people.ts'
import type { TestApp } from './start-app.ts'

/** The code that an authenticator with this key shows at an instant, in milliseconds since the epoch. */
export const codeAt = (key: string, at: number): string => generateSync({ secret: key, epoch: Math.floor(at / 1000) })

/** Signs a browser in with the password and, where it is asked for, a code; answers what the house answered last. */
export async function signInAs(browser: Browser, code?: string) {
  const answer = await browser.api.accounts.signIn.mutate({ login: 'ada', password: ada.password, remember: true })
  if (answer.next !== 'code' || code === undefined) return answer
  return browser.api.accounts.signInWithCode.mutate({ ticket: answer.ticket, code })
}

/** Sets up a second factor for whoever is signed in in this browser; answers its key and backup codes. */
export async function enrol(
  { clock }: Pick<TestApp['deps'], 'clock'>,
  browser: Browser,
): Promise<{ key: string; codes: string[] }> {
  const { key } = await browser.api.accounts.startMfa.mutate({ password: ada.password })
  const codes = await browser.api.accounts.confirmMfa.mutate({ code: codeAt(key, clock.now()) })
  return { key, codes }
}
