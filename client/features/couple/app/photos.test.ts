import { describe, expect, it } from 'vitest'
import { keptPhoto, photoOfDraft } from './draft.ts'
import { fallbackOf, moved, type Photo, refusalOf, withdrawn } from './photos.ts'

const photo = (key: string, file: File | null = null): Photo => ({
  ...{ key, file, name: key, alt: '' },
  ...{ picture: null, preview: null, keptAs: null },
})
const keys = (photos: readonly Photo[]) => photos.map(({ key }) => key).join('')
const fileOf = (name: string, content: string, type = 'image/jpeg') =>
  new File([content], name, { type, lastModified: 1 })

describe('the order of photographs', () => {
  const photos = ['a', 'b', 'c'].map((key) => photo(key))

  it('changes by one that is moved', () => {
    expect(keys(moved(photos, 'a', 2))).toBe('bca')
    expect(keys(moved(photos, 'c', 0))).toBe('cab')
  })

  it('ends at its ends', () => {
    expect(keys(moved(photos, 'a', 99))).toBe('bca')
    expect(keys(moved(photos, 'b', -5))).toBe('bac')
    expect(keys(moved(photos, 'unknown', 1))).toBe('abc')
  })
})

describe('a file is refused before it is sent', () => {
  const limits = { most: 60, largest: 10 }

  it('when it is empty, no picture, there already, one too many, or too large', () => {
    const file = fileOf('a.jpg', 'x')
    expect(refusalOf(fileOf('a.jpg', 'x'.repeat(11)), [], limits)).toEqual({ kind: 'tooLarge', bytes: 11, limit: 10 })
    expect(refusalOf(fileOf('a.jpg', ''), [], limits)?.kind).toBe('emptyFile')
    expect(refusalOf(fileOf('a.mp4', 'x', 'video/mp4'), [], limits)?.kind).toBe('notAPicture')
    expect(refusalOf(file, [photo('a', file)], limits)?.kind).toBe('twice')
    expect(refusalOf(file, [photo('a')], { ...limits, most: 1 })?.kind).toBe('tooMany')
  })

  it('and never for want of a name for its kind', () => {
    expect(refusalOf(fileOf('IMG_1.HEIC', 'x', ''), [], limits)).toBeNull()
  })
})

describe('a photograph that replaces another', () => {
  const picture = { id: 'old', width: 3, height: 2, thumbhash: null, sources: [], takenAt: null }
  const old: Photo = { ...photo('old'), picture }
  const replacing = (before: Photo) => ({ ...photo('new'), replaces: fallbackOf([before]) })

  it('gives its place back when the house refuses it', () => {
    expect(keys(withdrawn([replacing(old)], 'new'))).toBe('old')
    expect(withdrawn([photo('first')], 'first')).toEqual([])
  })

  it('gives it back to the last one that the house has', () => {
    expect(keys(withdrawn([replacing(replacing(old))], 'new'))).toBe('old')
    expect(fallbackOf([photo('on its way')])).toBeUndefined()
    expect(fallbackOf([])).toBeUndefined()
  })

  it('still knows what it replaced after a reload', () => {
    const kept = JSON.parse(JSON.stringify([replacing(old)].map(keptPhoto)))
    const [found] = kept.map(photoOfDraft)
    expect(keys(withdrawn([found], 'new'))).toBe('old')
    expect(found.replaces.picture).toEqual(picture)
  })
})
