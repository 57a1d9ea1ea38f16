// Plain JavaScript without dependencies: this runs on the machine's own Node, before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const binaries = join(root, 'node_modules/.bin')

const modes = {
  runtime: { development: false, build: true },
  commands: { development: false },
  dev: { development: true, hooks: true },
  bench: { development: true, build: true },
  tests: { development: true, hooks: true, requirements: true },
}

const mode = process.argv[2] ?? ''
if (!Object.hasOwn(modes, mode)) fail(`usage: node scripts/prepare.mjs ${Object.keys(modes).join('|')}`)
prepare(modes[mode])

function prepare({ development, build, hooks, requirements }) {
  const lock = readJson('package-lock.json')
  const pinnedNode = `node_modules/node-${process.platform}-${process.arch}`
  const pinned = pinnedNode in lock.packages
  if (!pinned) refuseOldNode()
  if (!isInstalled(lock, development, pinned ? pinnedNode : null)) install(development)
  if (pinned) refuseBrokenNode()
  if (hooks) setGitHooks()
  const node = pinned ? join(binaries, 'node') : process.execPath
  if (requirements) run(node, ['scripts/requirements.ts'], 'The tests cannot run yet.')
  if (build) run(node, ['scripts/build.ts', 'when-changed'], 'The build failed.')
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 22)) return
  fail(
    `No Node comes along for ${process.platform} ${process.arch}, and this machine has Node ${process.versions.node}.`,
    'Install Node 22.22 or newer (https://nodejs.org), then try again.',
  )
}

/** npm's own record of what it installed says whether node_modules belongs to this lock file, whoever installed it. */
function isInstalled(lock, development, pinnedNode) {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false
  const installed = readJson('node_modules/.package-lock.json').packages
  return Object.entries(lock.packages).every(([path, entry]) => {
    const needed = path === pinnedNode || !(path === '' || entry.optional || entry.devOptional)
    if (!needed || (entry.dev && !development)) return true
    return installed[path]?.version === entry.version && installed[path]?.integrity === entry.integrity
  })
}

function install(development) {
  say(`Installing ${development ? 'packages with those for development' : 'packages'} (npm ci), this takes a minute …`)
  const kinds = development ? ['--include=dev'] : ['--omit=dev']
  const options = [
    'ci',
    ...kinds,
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  // npm ci removes node_modules with the Node within it: npm has to run on the Node that it was started with.
  const { npm_node_execpath: node, npm_execpath: npm } = process.env
  if (node && npm) run(node, [npm, ...options], 'npm ci failed.')
  else run('npm', options, 'npm ci failed.')
}

function refuseBrokenNode() {
  const { status, stdout } = spawnSync(join(binaries, 'node'), ['--version'], { encoding: 'utf8' })
  if (status === 0 && stdout.startsWith('v')) return
  fail(
    `The Node that comes along (node_modules/.bin/node) does not run on this machine.`,
    'It needs a Linux with glibc 2.28 or newer, such as Debian or Ubuntu.',
  )
}

function setGitHooks() {
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  const inCheckout = existsSync(join(root, '.git')) && git('rev-parse', '--git-dir').status === 0
  if (!inCheckout || git('config', 'core.hooksPath').stdout.trim() === '.githooks') return
  if (git('config', 'core.hooksPath', '.githooks').status === 0) say('Commits are checked from now on (.githooks).')
}

function run(command, args, failure) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (error) fail(`${failure} ${error.message}`)
  if (status !== 0) fail(failure)
}

function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}

function say(words) {
  console.log(words)
}

function fail(...lines) {
  for (const line of lines) console.error(line)
  process.exit(1)
}
