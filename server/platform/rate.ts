import ipaddr from 'ipaddr.js'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { DomainError } from '../../shared/errors.ts'

export interface Rate {
  /** Names the bucket. */
  readonly name: string
  readonly points: number
  readonly seconds: number
}

/** An address as limits count it: IPv4 whole, IPv6 by its /64, since one household holds a whole one. */
export function rateKey(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return `${parsed.toByteArray().slice(0, 8).join('.')}/64`
}

/** Counts calls in memory, each rate in its own bucket. */
export class RateLimits {
  readonly #limiters = new Map<string, RateLimiterMemory>()

  /** Takes one call from the bucket of `key`. Throws {@link DomainError} LIMIT where it is empty. */
  async take(rate: Rate, key: string): Promise<void> {
    try {
      await this.#limiter(rate).consume(key)
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      throw new DomainError('LIMIT', 'common.errors.tooOften', { seconds: Math.ceil(refused.msBeforeNext / 1000) })
    }
  }

  #limiter(rate: Rate): RateLimiterMemory {
    const known = this.#limiters.get(rate.name)
    if (known) return known
    const limiter = new RateLimiterMemory({ points: rate.points, duration: rate.seconds })
    this.#limiters.set(rate.name, limiter)
    return limiter
  }
}
