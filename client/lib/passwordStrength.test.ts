import { expect, test } from 'vitest'
import { passwordRules, passwordStrength } from './passwordStrength.ts'

const own = ['Camille Martin', 'camille', 'camille.martin@maison.test']

test('a password shorter than twelve characters is too short whatever it holds', () => {
  expect(passwordStrength('Zk8!pQ2_x', own)).toBe('short')
})

test('a password of few signs, of a run or of the own name is weak', () => {
  expect(passwordStrength('aaaaaaaaaaaaaaaa', own)).toBe('weak')
  expect(passwordStrength('abcdefghijklmnop', own)).toBe('weak')
  expect(passwordStrength('camillemartin2020', own)).toBe('weak')
})

test('a phrase of four words is good, a longer one excellent', () => {
  expect(passwordStrength('lampe tortue violet', own)).toBe('good')
  expect(passwordStrength('lampe tortue violet orage cerise', own)).toBe('strong')
})

test('the rules tell which of them is met', () => {
  expect(passwordRules('', own)).toEqual({ long: false, varied: false, notName: false })
  expect(passwordRules('camille martin 12', own)).toEqual({ long: true, varied: true, notName: false })
  expect(passwordRules('lampe tortue violet orage', own)).toEqual({ long: true, varied: true, notName: true })
})
