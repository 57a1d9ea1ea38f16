import { expect, onTestFinished, test, vi } from 'vitest'
import { createLogger } from '../log.ts'
import { openDatabase } from './open.ts'
import { Transactions } from './transactions.ts'

function setUp() {
  const db = openDatabase(':memory:')
  onTestFinished(() => {
    db.$client.close()
  })
  db.$client.exec('CREATE TABLE note (text TEXT)')
  const transactions = new Transactions(db, createLogger({ logLevel: 'silent' }))
  const write = (text: string) => db.$client.prepare('INSERT INTO note VALUES (?)').run(text)
  const notes = () => db.$client.prepare('SELECT text FROM note ORDER BY rowid').pluck().all()
  return { transactions, write, notes }
}

test('what fails leaves no row behind', () => {
  const { transactions, write, notes } = setUp()
  const fail = () =>
    transactions.inTx(() => {
      write('a')
      throw new Error('no')
    })
  expect(fail).toThrow('no')
  expect(notes()).toEqual([])
})

test('an inner transaction that fails takes only its own rows and hooks with it', () => {
  const { transactions, write, notes } = setUp()
  const [kept, dropped] = [vi.fn(), vi.fn()]
  transactions.inTx(() => {
    write('outer')
    transactions.onCommit(kept)
    try {
      transactions.inTx(() => {
        write('inner')
        transactions.onCommit(dropped)
        throw new Error('inner failed')
      })
    } catch {
      write('after')
    }
    expect(kept).not.toHaveBeenCalled()
  })
  expect(notes()).toEqual(['outer', 'after'])
  expect(kept).toHaveBeenCalledOnce()
  expect(dropped).not.toHaveBeenCalled()
})

test('hooks of an inner transaction run after the outermost commit, not before', () => {
  const { transactions } = setUp()
  const hook = vi.fn()
  transactions.inTx(() => {
    transactions.inTx(() => transactions.onCommit(hook))
    expect(hook).not.toHaveBeenCalled()
  })
  expect(hook).toHaveBeenCalledOnce()
})

test('a hook that fails neither undoes the commit nor stops the next hook', () => {
  const { transactions, write, notes } = setUp()
  const next = vi.fn()
  transactions.inTx(() => {
    write('a')
    transactions.onCommit(() => {
      throw new Error('hook')
    })
    transactions.onCommit(next)
  })
  expect(notes()).toEqual(['a'])
  expect(next).toHaveBeenCalledOnce()
})

test('asynchronous work is refused and rolled back', () => {
  const { transactions, write, notes } = setUp()
  const asynchronous = () => {
    write('a')
    return Promise.resolve() as never
  }
  expect(() => transactions.inTx(asynchronous)).toThrow(TypeError)
  expect(notes()).toEqual([])
})
