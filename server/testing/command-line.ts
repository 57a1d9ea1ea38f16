import { spawn } from 'node:child_process'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { quickStart } from './killable-house.ts'

/** The command line on the folders of a house; answers how it ended, and everything it said. */
export const commandLine =
  (root: string) =>
  async (args: string[], input = ''): Promise<{ code: number | null; output: string }> => {
    const folders = { FOYER_DATA: path.join(root, 'data'), FOYER_UPLOADS: path.join(root, 'uploads') }
    const child = spawn(process.execPath, ['server/cli.ts', ...args], {
      env: { PATH: process.env.PATH, ...quickStart, ...folders },
    })
    child.stdin.end(input)
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
    const code = await new Promise<number | null>((resolve) =>
      child.exitCode === null ? child.once('exit', resolve) : resolve(child.exitCode),
    )
    return { code, output: output + errors }
  }

/** Its arguments that make the owner `ada`; the password follows on the standard input. */
export const createOwnerAda = ['create-owner', '--username', 'ada', '--email', 'ada@example.org', '--password-stdin']
