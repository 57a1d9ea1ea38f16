import { expect, test } from 'vitest'
import { iniText, withKeys } from './ini.ts'

test('keys are set where they stand, and everything else stays', () => {
  const file = '[LegalNotice]\nAccepted=false\n\n[Preferences]\nWebUI\\Port=8080\nGeneral\\Locale=fr\n'
  expect(
    withKeys(file, { LegalNotice: { Accepted: 'true' }, Preferences: { 'WebUI\\Port': '9' }, New: { a: 'b=c' } }),
  ).toBe('[LegalNotice]\nAccepted=true\n\n[Preferences]\nWebUI\\Port=9\nGeneral\\Locale=fr\n\n[New]\na=b=c\n')
})

test('any text is written so that Qt reads it', () => {
  expect(iniText('/srv/foyer')).toBe('"/srv/foyer"')
  expect(iniText('/a "b" \\c')).toBe('"/a \\"b\\" \\\\c"')
  expect(iniText('/médias,été')).toBe('"/m\\xe9\\x64ias,\\xe9t\\xe9"')
  expect(iniText('a\n[Preferences]')).toBe('"a\\xa[Preferences]"')
})
