import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: ['./server/platform/**/tables.ts', './server/domains/**/tables.ts'],
  out: './drizzle',
})
