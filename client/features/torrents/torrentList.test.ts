import { expect, test } from 'vitest'
import { exampleTorrent } from './exampleTorrents.ts'
import { LiveTorrents } from './torrentList.ts'

const room = { epoch: 'a', seq: 5 }
const names = (list: LiveTorrents) => list.current().torrents?.map(({ name }) => name)

function listed() {
  const list = new LiveTorrents()
  list.snapshot({ room, torrents: [exampleTorrent(1), exampleTorrent(2)] })
  return list
}

test('a list is its snapshot and what happened since', () => {
  const list = listed()
  list.event(6, { put: [exampleTorrent(3)], moved: [{ id: 1, name: 'Moved' }], gone: [2] })
  expect(names(list)).toEqual(['Moved', 'Torrent 3'])
})

test('what happened before the snapshot changes nothing', () => {
  const list = listed()
  const before = list.current()
  list.event(5, { gone: [1] })
  expect(list.current()).toBe(before)
})

test('what happens while a snapshot is read comes after it, where it is newer', () => {
  const list = listed()
  list.awaitSnapshot()
  list.event(6, { gone: [1] })
  list.event(8, { moved: [{ id: 2, progress: 0.9 }] })
  expect(names(list)).toEqual(['Torrent 1', 'Torrent 2'])
  list.snapshot({ room: { epoch: 'a', seq: 7 }, torrents: [exampleTorrent(1), exampleTorrent(2)] })
  expect(list.current().torrents?.map(({ progress }) => progress)).toEqual([0.5, 0.9])
})

test('changes of a torrent that is not listed are passed over', () => {
  const list = listed()
  list.event(6, { moved: [{ id: 9, name: 'Unknown' }] })
  expect(names(list)).toEqual(['Torrent 1', 'Torrent 2'])
})

test('what could not be read leaves the list as it was', () => {
  const list = listed()
  list.awaitSnapshot()
  list.giveUp()
  list.event(6, { gone: [2] })
  expect(names(list)).toEqual(['Torrent 1'])
})

test('what happens while a snapshot is read that fails is not lost', () => {
  const list = listed()
  list.awaitSnapshot()
  list.event(6, { put: [exampleTorrent(3)], gone: [1] })
  list.giveUp()
  expect(names(list)).toEqual(['Torrent 2', 'Torrent 3'])
  const unread = new LiveTorrents()
  unread.awaitSnapshot()
  unread.event(6, { put: [exampleTorrent(3)] })
  unread.giveUp()
  expect(names(unread)).toBeUndefined()
})
