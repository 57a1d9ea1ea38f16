import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { type ESTree, parseSync, Visitor } from 'vite'
import { filesUnder, isSource } from '../sources.ts'

export interface Import {
  specifier: string
  /** Path of the imported file relative to the root; null for a package. */
  target: string | null
  /** Names as the imported module exports them; `*` for all of it. */
  names: string[]
  typeOnly: boolean
  dynamic: boolean
  line: number
}

export type Use = 'process.env' | '.emit()' | '.transaction()' | '.ip'

export interface Module {
  path: string
  imports: Import[]
  uses: { use: Use; line: number }[]
  /** Why it could not be read. */
  unreadable: string | null
}

/** Reads every TypeScript file under the folders, with what it imports and what it does that has a zone. */
export function readModules(root: string, folders: string[]): Module[] {
  return filesUnder(root, folders)
    .filter(isSource)
    .map((path) => readModule(path, readFileSync(join(root, path), 'utf8')))
}

function readModule(path: string, source: string): Module {
  const lang = path.endsWith('x') ? 'tsx' : 'ts'
  const { program, module, errors } = parseSync(path, source, { lang, sourceType: 'module' })
  const lineOf = lineFinder(source)
  const located = (statement: { start: number }, specifier: string) => ({
    specifier,
    target: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier.replace(/\?.*$/, '')) : null,
    line: lineOf(statement.start),
  })

  const statics = module.staticImports.map((statement) => ({
    ...located(statement, statement.moduleRequest.value),
    names: statement.entries.map(
      ({ importName }) => importName.name ?? (importName.kind === 'Default' ? 'default' : '*'),
    ),
    typeOnly: statement.entries.length > 0 && statement.entries.every(({ isType }) => isType),
    dynamic: false,
  }))
  const reexports = module.staticExports.flatMap((statement) => {
    const from = statement.entries.filter(({ moduleRequest }) => moduleRequest)
    const specifier = from[0]?.moduleRequest?.value
    if (specifier === undefined) return []
    return {
      ...located(statement, specifier),
      names: from.map(({ importName }) => importName.name ?? '*'),
      typeOnly: from.every(({ isType }) => isType),
      dynamic: false,
    }
  })
  const within = insideOf(program)
  const lazily = within.lazy.map(({ specifier, start, typeOnly, names }) => ({
    ...located({ start }, specifier),
    names,
    typeOnly,
    dynamic: !typeOnly,
  }))
  return {
    path,
    imports: [...statics, ...reexports, ...lazily].sort((one, other) => one.line - other.line),
    uses: within.uses.map(({ use, start }) => ({ use, line: lineOf(start) })),
    unreadable: errors[0]?.message ?? null,
  }
}

interface Inside {
  lazy: { specifier: string; names: string[]; typeOnly: boolean; start: number }[]
  uses: { use: Use; start: number }[]
}

function insideOf(program: ESTree.Program): Inside {
  const inside: Inside = { lazy: [], uses: [] }
  const visitor = new Visitor({
    ImportExpression({ source, start }) {
      const specifier = source.type === 'Literal' && typeof source.value === 'string' ? source.value : null
      if (specifier !== null) inside.lazy.push({ specifier, names: ['*'], typeOnly: false, start })
    },
    TSImportType({ source, qualifier, start }) {
      const name = qualifier?.type === 'Identifier' ? qualifier.name : '*'
      inside.lazy.push({ specifier: source.value, names: [name], typeOnly: true, start })
    },
    ImportDeclaration({ source, specifiers, start }) {
      const takesEnvironment = specifiers.some(
        (one) => one.type === 'ImportSpecifier' && nameOf(one.imported) === 'env',
      )
      if (/^(node:)?process$/.test(source.value) && takesEnvironment) inside.uses.push({ use: 'process.env', start })
    },
    MemberExpression(member) {
      const ofProcess = member.object.type === 'Identifier' && member.object.name === 'process'
      const property = propertyOf(member)
      if (ofProcess && property === 'env') inside.uses.push({ use: 'process.env', start: member.start })
      if (property === 'ip' || property === 'remoteAddress') inside.uses.push({ use: '.ip', start: member.start })
    },
    CallExpression({ callee, start }) {
      if (callee.type !== 'MemberExpression') return
      const called = propertyOf(callee)
      if (called === 'emit') inside.uses.push({ use: '.emit()', start })
      if (called === 'transaction') inside.uses.push({ use: '.transaction()', start })
    },
  })
  visitor.visit(program)
  return inside
}

function propertyOf({ property }: ESTree.MemberExpression): string | null {
  if (property.type === 'Identifier') return property.name
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : null
}

function nameOf(name: ESTree.ModuleExportName): string {
  return name.type === 'Literal' ? name.value : name.name
}

function lineFinder(source: string): (offset: number) => number {
  return (offset) => source.slice(0, offset).split('\n').length
}
