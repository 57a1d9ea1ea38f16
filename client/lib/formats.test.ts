import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import type { Locale } from '../../shared/locale.ts'
import type { Messages } from '../../shared/messages/catalogue.gen.ts'
import { createFormats } from './formats.ts'
import { loadWords, type Translate } from './words.ts'

async function formatsIn(locale: Locale, timeZone: string) {
  const messages = (await loadWords(locale, ['app'])) as Messages
  return createFormats(locale, timeZone, createTranslator({ locale, messages }) as unknown as Translate)
}

describe('dates and sizes as a person reads them', () => {
  it('gives a calendar date the same day in every time zone', async () => {
    for (const zone of ['Pacific/Kiritimati', 'Europe/Paris', 'Pacific/Pago_Pago']) {
      expect((await formatsIn('fr', zone)).date('2020-02-29')).toBe('29 février 2020')
    }
  })

  it('gives an instant the day of the person’s time zone', async () => {
    expect((await formatsIn('fr', 'Europe/Paris')).instant('2026-12-31T23:30:00Z')).toBe('1 janvier 2027')
    expect((await formatsIn('en', 'America/New_York')).instant('2026-12-31T23:30:00Z')).toBe('31 December 2026')
  })

  it('writes bytes in the units of the language', async () => {
    const { size } = await formatsIn('fr', 'Europe/Paris')
    expect([size(0), size(999), size(1_500), size(24_700_000), size(5e12)]).toEqual([
      '0 o',
      '999 o',
      '2 Ko',
      '24,7 Mo',
      '5 To',
    ])
  })

  it('says roughly how long something takes', async () => {
    const { duration } = await formatsIn('fr', 'Europe/Paris')
    expect([duration(0.2), duration(45), duration(180), duration(7300)]).toEqual([
      '1 seconde',
      '45 secondes',
      '3 minutes',
      '2 heures',
    ])
  })

  it('tells how far away an instant is', async () => {
    const { relative } = await formatsIn('fr', 'Europe/Paris')
    const now = Date.parse('2026-06-15T12:00:00Z')
    expect(relative('2026-06-12T11:00:00Z', now)).toBe('il y a 3 jours')
    expect(relative('2026-06-15T12:00:20Z', now)).toBe('cette minute-ci')
  })
})
