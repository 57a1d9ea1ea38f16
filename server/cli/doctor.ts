import { healthLines } from '../domains/house/health.ts'
import { type Command, language } from './command.ts'

/** Tells what is well in the house and what is not. */
export const doctor: Command = {
  usage: '',
  options: {},
  async run(deps) {
    const words = deps.words(language(deps))
    const lines = await healthLines(deps)
    for (const { ok, name, message, args } of lines) {
      console.log(`${ok ? 'ok ' : '!! '} ${words(name as never)} — ${words(message as never, args as never)}`)
    }
    return lines.every((line) => line.ok) ? 0 : 1
  },
}
