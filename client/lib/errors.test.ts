import { describe, expect, it } from 'vitest'
import { DomainError } from '../../shared/errors.ts'
import { wireErrorOf, wireErrorOfAnswer } from './errors.ts'
import { CallError } from './trpc.ts'

describe('what went wrong, for a person', () => {
  it('is the refusal that the server wrote', () => {
    const wire = new DomainError('LIMIT', 'common.errors.tooOften', { seconds: 30 }).toWire()
    expect(wireErrorOf(new CallError(wire))).toEqual(wire)
  })

  it('is the refusal of a file, read from the body of its answer', () => {
    const body = JSON.stringify({ error: { code: 'TOO_LARGE', key: 'media.errors.tooLarge', args: { limit: 5 } } })
    expect(wireErrorOfAnswer(413, body)).toEqual({
      code: 'TOO_LARGE',
      key: 'media.errors.tooLarge',
      args: { limit: 5 },
    })
  })

  it('is what the status says where the body is no answer of the house', () => {
    expect(wireErrorOfAnswer(413, '<h1>nginx</h1>').key).toBe('common.errors.TOO_LARGE')
    expect(wireErrorOfAnswer(502, '').key).toBe('common.errors.UNAVAILABLE')
    expect(wireErrorOfAnswer(418, '{}').key).toBe('common.errors.INTERNAL')
  })

  it('names a time-out and an interruption', () => {
    expect(wireErrorOf(new DOMException('', 'TimeoutError')).key).toBe('common.errors.timeout')
    expect(wireErrorOf(new DOMException('', 'AbortError')).key).toBe('common.errors.cancelled')
  })

  it('never is the text of what was thrown', () => {
    const wire = wireErrorOf(new Error('SQLITE_CONSTRAINT: account.email'))
    expect(wire).toEqual({ code: 'INTERNAL', key: 'common.errors.INTERNAL', args: {} })
  })
})
