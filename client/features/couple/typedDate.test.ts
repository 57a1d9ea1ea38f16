import { describe, expect, it } from 'vitest'
import { typedDate } from './typedDate.ts'

const read = (typed: string) => typedDate(typed, '2026-11-20')

describe('a date that somebody types', () => {
  it.each([
    ['2024-02-29', '2024-02-29'],
    ['14/07/2023', '2023-07-14'],
    ['14.7.23', '2023-07-14'],
    ['4-7-2023', '2023-07-04'],
    ['14 07 2023', '2023-07-14'],
    ['14072023', '2023-07-14'],
    ['07/14/2023', '2023-07-14'],
    ['14 juillet 2023', '2023-07-14'],
    ['vendredi 14 juillet 2023', '2023-07-14'],
    ['le 1er août 2021', '2021-08-01'],
    ['1 déc. 2020', '2020-12-01'],
    ['July 14, 2023', '2023-07-14'],
    ['14 July 2023', '2023-07-14'],
    ['Friday 14th of July 2023', '2023-07-14'],
    ['Feb 29 2024', '2024-02-29'],
    ['3/5/87', '1987-05-03'],
    ['hier', '2026-11-19'],
    ['Aujourd’hui', '2026-11-20'],
    ['yesterday', '2026-11-19'],
  ])('%s is understood', (typed, date) => {
    expect(read(typed)).toBe(date)
  })

  it('without a year is the last one that was', () => {
    expect(read('14 juillet')).toBe('2026-07-14')
    expect(read('24/12')).toBe('2025-12-24')
    expect(read('29 février')).toBe('2024-02-29')
  })

  it.each([
    '',
    '29/02/2023',
    '31 juin 2024',
    '32/01/2024',
    '2024-13-01',
    'demain peut-être',
    '14 foo 2023',
    '12',
    '0/0/2020',
  ])('« %s » is refused', (typed) => {
    expect(read(typed)).toBeNull()
  })
})
