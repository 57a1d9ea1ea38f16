import type { Clock } from '../platform/clock.ts'

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  #now: number

  constructor(start = '2026-03-14T10:00:00.000Z') {
    this.#now = Date.parse(start)
  }

  now(): number {
    return this.#now
  }

  /** @param by milliseconds */
  advance(by: number): void {
    this.#now += by
  }

  set(instant: string): void {
    this.#now = Date.parse(instant)
  }
}
