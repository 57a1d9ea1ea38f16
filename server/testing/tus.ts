import http from 'node:http'
import { expect } from 'vitest'
import type { Browser } from './browser.ts'
import { uploadHeaders } from './uploads.ts'

/** The header that every request of tus bears. */
export const tus = { 'tus-resumable': '1.0.0' }

/** Announces an upload. */
export const create = (browser: Browser, headers: Record<string, string>): Promise<Response> =>
  browser.fetch('/api/uploads', { method: 'POST', headers: { ...tus, ...headers } })

/** Announces an upload that is taken. Answers its address. */
export async function created(browser: Browser, bytes: number): Promise<string> {
  const response = await create(browser, { 'upload-length': String(bytes) })
  expect(response.status).toBe(201)
  return response.headers.get('location') ?? ''
}

const patchHeaders = (offset: number) => ({
  ...tus,
  'upload-offset': String(offset),
  'content-type': 'application/offset+octet-stream',
})

/** Sends a piece. */
export const patch = (browser: Browser, url: string, offset: number, body: Buffer): Promise<Response> =>
  browser.fetch(url, { method: 'PATCH', headers: patchHeaders(offset), body: new Uint8Array(body) })

/** Asks how much has arrived. */
export const head = (browser: Browser, url: string): Promise<Response> =>
  browser.fetch(url, { method: 'HEAD', headers: tus })

/** A PATCH whose body the test writes itself. */
export const patchRequest = (
  browser: Browser,
  url: string,
  offset: number,
  { headers, ...options }: http.RequestOptions = {},
): http.ClientRequest =>
  http.request(new URL(url, browser.url), {
    method: 'PATCH',
    headers: { ...uploadHeaders(browser), ...patchHeaders(offset), ...headers },
    ...options,
  })
