import type { AddressInfo } from 'node:net'
import { initTRPC, TRPCError } from '@trpc/server'
import { createHTTPServer } from '@trpc/server/adapters/standalone'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowserCall } from './browserCall.ts'
import type { Call } from './trpc.ts'

const t = initTRPC.create({
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    data: {
      ...shape.data,
      code: error.code === 'NOT_FOUND' ? 'NOT_FOUND' : 'INTERNAL',
      key: 'couple.errors.gone',
      args: {},
    },
  }),
})

const router = t.router({
  couple: t.router({
    echo: t.procedure.input((input: unknown) => input).query(({ input }) => ({ input })),
    missing: t.procedure.query(() => {
      throw new TRPCError({ code: 'NOT_FOUND' })
    }),
    save: t.procedure.input((input: unknown) => input).mutation(({ input }) => ({ saved: input })),
  }),
})

describe('calls of a browser', () => {
  const asked: { method: string; url: string; header: string | undefined }[] = []
  const server = createHTTPServer({
    router,
    middleware: (request, _response, next) => {
      const header = request.headers['x-foyer']
      asked.push({ method: request.method ?? '', url: request.url ?? '', header: header?.toString() })
      next()
    },
  })
  let call: Call

  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    call = createBrowserCall({ connected: false, call: async () => null }, `http://127.0.0.1:${port}`)
  })

  afterAll(() => {
    server.close()
  })

  it('put the queries of one moment into one request', async () => {
    asked.length = 0
    const inputs = [{ a: 'é&?#' }, undefined, [1]]
    const answers = await Promise.all(inputs.map((input) => call('couple.echo', 'query', input)))
    expect(answers).toEqual([{ input: { a: 'é&?#' } }, {}, { input: [1] }])
    expect(asked).toHaveLength(1)
  })

  it('never put more than twenty into one', async () => {
    asked.length = 0
    const answers = await Promise.all(Array.from({ length: 45 }, (_, n) => call('couple.echo', 'query', n)))
    expect(answers.at(-1)).toEqual({ input: 44 })
    expect(asked).toHaveLength(3)
  })

  it('let one fail without the others', async () => {
    const [good, bad] = await Promise.allSettled([
      call('couple.echo', 'query', 1),
      call('couple.missing', 'query', undefined),
    ])
    expect(good).toEqual({ status: 'fulfilled', value: { input: 1 } })
    expect(bad).toMatchObject({ reason: { data: { code: 'NOT_FOUND', key: 'couple.errors.gone', args: {} } } })
  })

  it('send every change by itself, with the header that no form can send', async () => {
    asked.length = 0
    expect(await call('couple.save', 'mutation', { title: 'x' })).toEqual({ saved: { title: 'x' } })
    expect(asked).toEqual([{ method: 'POST', url: '/couple.save', header: '1' }])
  })

  it('say that nobody answers', async () => {
    const nobody = createBrowserCall({ connected: false, call: async () => null }, 'http://127.0.0.1:9')
    await expect(nobody('couple.echo', 'query', 1)).rejects.toMatchObject({ data: { code: 'UNAVAILABLE' } })
  })
})
