import type { UseFormReturnType } from '@mantine/form'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { fieldWords } from '../../lib/errors.ts'
import { useErrorWords } from '../services.tsx'

/** For an act that ends with another document: the form stays busy until it is there. */
export const leaving = Symbol('leaving')

const lastPart = (path: string): string => path.split('.').at(-1) ?? path

/**
 * Sends a form: a refusal of single fields stands beside them and the first takes the focus, any other is `failure`.
 * @param fieldOf field of the form for a dotted path of the server's input; the path's last part where not given
 */
export function useSubmission<Values extends object>(
  form: UseFormReturnType<Values>,
  act: (values: Values) => Promise<unknown>,
  fieldOf: (path: string) => string = lastPart,
) {
  const t = useTranslations()
  const errorWords = useErrorWords()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const focus = (field: string | undefined) => {
    // A field that the same answer enables takes no focus before it is drawn again.
    if (field === undefined) return
    setTimeout(() => {
      const node = form.getInputNode(field as never) as HTMLInputElement | null
      node?.focus()
      // A wrong one cannot be mended unread: it is typed anew.
      if (node?.autocomplete === 'current-password') node.select()
    })
  }

  const refuse = (thrown: unknown) => {
    const words = Object.entries(fieldWords(t, thrown)).map(([path, text]) => [fieldOf(path), text] as const)
    const shown = Object.fromEntries(words.filter(([field]) => field in form.getValues()))
    form.setErrors(shown)
    // Values are listed in the order in which the fields stand.
    const first = Object.keys(form.getValues()).find((field) => field in shown)
    if (first === undefined) setFailure(errorWords(thrown))
    focus(first)
  }

  const run = async (values: Values) => {
    if (busy) return
    setBusy(true)
    setFailure(null)
    try {
      if ((await act(values)) === leaving) return
    } catch (thrown) {
      refuse(thrown)
    }
    setBusy(false)
  }

  return {
    submit: form.onSubmit(
      (values) => void run(values),
      (errors) => focus(Object.keys(form.getValues()).find((field) => field in errors)),
    ),
    busy,
    failure,
    refuse,
    /** Takes back the word of the last failure. */
    forget: () => setFailure(null),
  }
}
