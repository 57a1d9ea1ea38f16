import type { ReactNode } from 'react'
import { useState } from 'react'
import { CutOffLink } from '../../../ui/app/LinkPage.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useAct } from '../../../ui/app/useAct.ts'
import { useLinkToken } from '../../../ui/app/useLinkToken.ts'
import { Button } from '../../../ui/Button.tsx'
import styles from './LinkPages.module.css'

interface LinkActProps {
  readonly words: { readonly heading: string; readonly text: string; readonly submit: string }
  /** Does what the link is for; answers the words that say so. */
  readonly act: (token: string) => Promise<string>
  /** Where one may go on from there. */
  readonly after: ReactNode
}

/** A page that a mailed link opens and that does one thing at a press: opening the link alone does nothing. */
export function LinkAct({ words, act, after }: LinkActProps) {
  const token = useLinkToken()
  const [done, setDone] = useState<string | null>(null)
  const { run, busy, failure } = useAct()
  if (token === '') return <CutOffLink />
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{words.heading}</h1>
        {done === null && <p className={styles.text}>{words.text}</p>}
      </header>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {done === null ? (
        <Button size="large" busy={busy} onClick={() => run(async () => setDone(await act(token)))}>
          {words.submit}
        </Button>
      ) : (
        <Notice tone="ok" action={after}>
          {done}
        </Notice>
      )}
    </div>
  )
}
