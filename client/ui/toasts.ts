import type { Services } from '../lib/services.ts'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'plain' | 'error'
  readonly undo?: () => void | Promise<void>
}

const shownAtOnce = 3

/** Short messages of the window, newest last; each leaves by itself. */
export class Toasts {
  readonly #listeners = new Set<() => void>()
  #toasts: readonly Toast[] = []
  #last = 0

  readonly current = (): readonly Toast[] => this.#toasts

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  show(toast: { text: string; tone?: Toast['tone']; undo?: () => void | Promise<void> }): void {
    this.#last += 1
    this.#set([...this.#toasts.slice(1 - shownAtOnce), { tone: 'plain', ...toast, id: this.#last }])
  }

  dismiss(id: number): void {
    this.#set(this.#toasts.filter((toast) => toast.id !== id))
  }

  #set(toasts: readonly Toast[]): void {
    this.#toasts = toasts
    for (const listener of this.#listeners) listener()
  }
}

/** For `services.get(createToasts)`: one list a window. */
export const createToasts = (_services: Services): Toasts => new Toasts()
