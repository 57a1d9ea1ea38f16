import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import { openSession } from '../domains/accounts/sessions.ts'
import type { Person } from './people.ts'
import type { TestApp } from './start-app.ts'

const run = promisify(execFile)

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

export interface Photo {
  readonly content: Uint8Array
  readonly name?: string
  readonly field?: string
}

export interface RestCall {
  readonly json?: unknown
  /** A body as it is, with the `content-type` of `headers`. */
  readonly raw?: string
  readonly form?: { readonly fields: Readonly<Record<string, string>>; readonly photos: readonly Photo[] }
  readonly headers?: Readonly<Record<string, string>>
}

/** A program that calls `/api` and knows nothing of the house. */
export interface RestClient {
  call(method: string, path: string, call?: RestCall): Promise<Answer>
}

export type OpenRestClient = (url: string, token?: string) => RestClient

/** A form as an old client sends it. */
export const formOf = (fields: Record<string, string>, ...photos: Photo[]): NonNullable<RestCall['form']> => ({
  fields,
  photos,
})

const headersOf = (token: string | undefined, { json, headers }: RestCall): Record<string, string> => ({
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  ...(json === undefined ? {} : { 'content-type': 'application/json' }),
  ...headers,
})

function parsed(headers: Headers, text: string): unknown {
  return headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : text
}

/** Nothing but `fetch`. @param token sent as `Authorization: Bearer` */
export const restClient: OpenRestClient = (url, token) => ({
  call: async (method, path, call = {}) => {
    const { json, raw, form } = call
    const body = json === undefined ? (form ? formData(form) : (raw ?? null)) : JSON.stringify(json)
    const init = { method, redirect: 'manual', headers: headersOf(token, call), body } as const
    const { status, headers, ...response } = await answered(fetch(new URL(path, url), init))
    return { status, headers, body: parsed(headers, response.text) }
  },
})

/** The token of a program that this person signed in. */
export const programToken = ({ deps }: TestApp, { id }: Person): string =>
  openSession(deps, id, { kind: 'bearer', remember: true, userAgent: 'test', address: '127.0.0.1' }).token

/** A program that this person signed in. */
export const programOf = (app: TestApp, person: Person): RestClient => restClient(app.url, programToken(app, person))

/** Refused with this status, as `{ "error": "a sentence" }` and nothing else. */
export function expectRefused({ status, body, headers }: Answer, expected: number, sentence?: string): void {
  expect({ status, body }).toEqual({
    status: expected,
    body: { error: sentence ?? expect.stringMatching(/.{10,}[.»]$/) },
  })
  expect(headers.get('cache-control')).toBe('no-store')
}

async function answered(pending: Promise<Response>): Promise<{ status: number; headers: Headers; text: string }> {
  const response = await pending
  return { status: response.status, headers: response.headers, text: await response.text() }
}

function formData({ fields, photos }: NonNullable<RestCall['form']>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const { content, name = 'photo.jpg', field = 'photo' } of photos) {
    form.append(field, new Blob([new Uint8Array(content)]), name)
  }
  return form
}

/** The curl of the command line, from Debian's package of that name. */
export const curlClient: OpenRestClient = (url, token) => ({
  call: async (method, path, call = {}) => {
    const folder = await mkdtemp(join(tmpdir(), 'foyer-curl-'))
    try {
      const body = await curlBody(folder, call)
      const headers = Object.entries(headersOf(token, call)).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
      const { stdout } = await run('curl', ['-s', '-i', '-X', method, ...headers, ...body, String(new URL(path, url))])
      const [, head = '', text = ''] =
        /^(?:HTTP\/1\.1 100 [\s\S]*?\r\n\r\n)?([\s\S]*?)\r\n\r\n([\s\S]*)$/.exec(stdout) ?? []
      const [first = '', ...lines] = head.split('\r\n')
      const answer = new Headers(lines.map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]))
      return { status: Number(first.split(' ')[1]), headers: answer, body: parsed(answer, text) }
    } finally {
      await rm(folder, { recursive: true })
    }
  },
})

async function curlBody(folder: string, { json, raw, form }: RestCall): Promise<string[]> {
  if (!form) return json === undefined && raw === undefined ? [] : ['--data-binary', raw ?? JSON.stringify(json)]
  const fields = Object.entries(form.fields).flatMap(([name, value]) => ['--form-string', `${name}=${value}`])
  const photos: string[] = []
  for (const [index, { content, name = 'photo.jpg', field = 'photo' }] of form.photos.entries()) {
    const file = join(folder, String(index))
    await writeFile(file, content)
    photos.push('-F', `${field}=@${file};filename=${name}`)
  }
  return [...fields, ...photos]
}
