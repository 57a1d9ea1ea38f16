import { type ImportNote, type ImportReport, mostNotes, type NoteKind } from '../../../../shared/couple-import.ts'

const counted = ['memories', 'photographs', 'perspectives'] as const

type Counted = (typeof counted)[number]

const emptyCount = () => ({ brought: 0, updated: 0, known: 0 })

/** Counts what an import does, and keeps its remarks. */
export class Tally {
  readonly #counts = { memories: emptyCount(), photographs: emptyCount(), perspectives: emptyCount() }
  readonly #notes: ImportNote[] = []
  #moreNotes = 0
  #fields = 0

  count(what: Counted, how: 'brought' | 'updated' | 'known'): void {
    this.#counts[what][how] += 1
  }

  fillField(): void {
    this.#fields += 1
  }

  note(kind: NoteKind, args: ImportNote['args'] = {}): void {
    if (this.#notes.length < mostNotes) this.#notes.push({ kind, args })
    else this.#moreNotes += 1
  }

  report(): ImportReport {
    return { ...this.#counts, fields: this.#fields, notes: this.#notes, moreNotes: this.#moreNotes }
  }
}
