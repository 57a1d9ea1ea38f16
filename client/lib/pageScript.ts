import type { Locale } from '../../shared/locale.ts'

/** What starts the code of a page. */
interface PageScript {
  /** Address of the entry. */
  readonly entry: string
  /** Addresses of what the entry will ask for. */
  readonly others: readonly string[]
  readonly nonce: string
}

/** Has the first of Intl's formats made beside the page: see the worker. */
export const warmIntl = ({ worker, locale, nonce }: { worker: string; locale: Locale; nonce: string }): string =>
  `<script nonce="${nonce}">new Worker("${worker}",{name:"${locale}"})</script>`

/** Nothing can be seen of a screen without its code: it is asked for at once. */
export const startAtOnce = ({ entry, others, nonce }: PageScript): string =>
  [
    ...others.map((file) => `<link rel="modulepreload" href="${file}">`),
    `<script type="module" src="${entry}" nonce="${nonce}"></script>`,
  ].join('')

/**
 * A page that the server drew is looked at before it is used: its code is asked for after the first frame, so that
 * photographs do not share a slow line with it. A button that was pressed before is pressed again when it can answer.
 */
export const startAfterFirstFrame = ({ entry, others, nonce }: PageScript): string =>
  `<script nonce="${nonce}">(${whenDrawn})(${[entry, others, listeningEvent].map((value) => JSON.stringify(value)).join()})</script>`

/** Dispatched at the document when React listens. */
export const listeningEvent = 'foyer:listening'

/** Runs as text in the head of a page: it knows nothing from around itself. */
function whenDrawn(entry: string, others: string[], listening: string) {
  let started = false
  const start = () => {
    if (started) return
    started = true
    // One after the other: each runs in a slice of its own.
    for (const src of [...others, entry]) {
      const script = { type: 'module', async: false, fetchPriority: 'low', src }
      document.head.append(Object.assign(document.createElement('script'), script))
    }
  }
  const startSoon = () => {
    if ('requestIdleCallback' in self) requestIdleCallback(start, { timeout: 500 })
    else setTimeout(start)
  }

  let pressed: HTMLButtonElement | null = null
  const remember = ({ target }: Event) => {
    // What opens without code is open already.
    pressed = (target as Element).closest<HTMLButtonElement>('button:not([popovertarget])') ?? pressed
    start()
  }
  const pressAgain = () => {
    document.removeEventListener('click', remember)
    pressed?.click()
  }
  document.addEventListener('click', remember)
  document.addEventListener(listening, pressAgain, { once: true })
  document.addEventListener('DOMContentLoaded', () => {
    if (document.hidden) start()
    else requestAnimationFrame(startSoon)
  })
}
