import fs from 'node:fs'
import { expect, test } from 'vitest'
import { auditFormats } from '../../../shared/audit.ts'
import { auditValueKey } from '../../../shared/audit-words.ts'
import { visibilities } from '../../../shared/couple.ts'
import { locales } from '../../../shared/locale.ts'
import { mailSecurities } from '../../../shared/mail.ts'
import { givenRoles } from '../../../shared/people.ts'
import { features } from '../../routes.tsx'
import { houseWorkshop } from './workshop.tsx'

const folder = new URL('../../../shared/messages/fr/', import.meta.url)
const catalogue = (file: string) => JSON.parse(fs.readFileSync(new URL(file, folder), 'utf8'))

test.each(['admin', 'admin/audit'])('/%s has the words of every act that there is', (path) => {
  const files = fs.readdirSync(folder).filter((file) => 'acts' in catalogue(file))
  const page = houseWorkshop(features).find((route) => route.path === path)
  expect(files.length).toBeGreaterThan(5)
  expect(page?.words).toEqual(expect.arrayContaining(files.map((file) => file.replace('.json', ''))))
})

test.each([
  ['role', ['owner', ...givenRoles]],
  ['registrationRole', ['member', 'client']],
  ['language', locales],
  ['security', mailSecurities],
  ['visibility', visibilities],
  ['format', auditFormats],
])('each %s that the audit log can hold has words', (field, values) => {
  const known = Object.keys(catalogue('house.json').page.audit.values)
  expect(known).toEqual(expect.arrayContaining(values.map((value) => auditValueKey(field, value).split('.').at(-1))))
})
