import { type UseFormReturnType, useForm } from '@mantine/form'
import { useState } from 'react'
import { wireErrorOf } from '../../lib/errors.ts'
import type { SettingsOf, Stored } from './useSettings.ts'
import { useSubmission } from './useSubmission.ts'

type Validation<T> = { readonly [K in keyof T]?: (value: T[K]) => string | null }

interface SettingsFormOptions<T extends object> {
  /** What was read when the form was opened. */
  readonly stored: Stored<T>
  readonly settings: SettingsOf<T>
  readonly validate?: Validation<T>
  readonly onSaved: () => unknown
  /** As for {@link useSubmission}. */
  readonly fieldOf?: (path: string) => string
}

export interface SettingsForm<T extends object> {
  readonly form: UseFormReturnType<T>
  readonly secretsSet: readonly string[]
  submit(event?: React.FormEvent<HTMLFormElement>): void
  readonly busy: boolean
  readonly failure: string | null
  /** Somebody else changed the settings since they were read. */
  readonly conflict: boolean
  /** Drops what was typed for what is stored now. */
  takeLatest(): Promise<void>
  /** Stores another value than the typed one; throws its refusal. */
  replace(value: T): Promise<void>
  /** Shows a refusal in the form. */
  refuse(thrown: unknown): void
}

/** A form over one group of settings. It overwrites only the revision that it was opened with. */
export function useSettingsForm<T extends object>(options: SettingsFormOptions<T>): SettingsForm<T> {
  const { stored, settings, validate, onSaved, fieldOf } = options
  const [base, setBase] = useState(stored)
  const [conflict, setConflict] = useState(false)
  const form = useForm<T>({ initialValues: stored.value, ...(validate ? { validate: validate as never } : {}) })

  const show = (next: Stored<T>) => {
    setBase(next)
    form.setInitialValues(next.value)
    form.setValues(next.value)
    form.resetDirty(next.value)
  }
  const replace = async (value: T) => {
    setConflict(false)
    try {
      show(await settings.save(value, base.revision))
    } catch (thrown) {
      setConflict(wireErrorOf(thrown).code === 'CONFLICT')
      throw thrown
    }
  }
  const { submit, busy, failure, refuse, forget } = useSubmission(
    form,
    async (values) => {
      await replace(values)
      await onSaved()
    },
    fieldOf,
  )
  const takeLatest = async () => {
    const { data } = await settings.query.refetch()
    if (!data) return
    forget()
    show(data)
  }
  return { form, secretsSet: base.secretsSet, submit, busy, failure, conflict, takeLatest, replace, refuse }
}
