import { importByCommand } from '../domains/couple/import/command.ts'
import { type Command, commandLine } from './command.ts'

/** Brings an old couple site in from a folder of this machine. */
export const importCouple: Command = {
  text: 'house.command.about.importCouple',
  usage: 'FOLDER',
  options: {},
  operand: true,
  async run(deps, _values, place) {
    await importByCommand(deps, commandLine(deps), place, console.log)
    return 0
  },
}
