import http from 'node:http'
import { Socket } from 'node:net'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { bytesOf } from './tus-body.ts'

describe('a client that left before anyone read what it sent', () => {
  it('is not waited for', async () => {
    const request = new http.IncomingMessage(new Socket())
    const { promise: left, resolve } = Promise.withResolvers<void>()
    request.once('close', resolve).destroy()
    await left
    expect(await buffer(bytesOf(request, new PassThrough()).bytes)).toHaveLength(0)
  })
})
