import type { Module } from './modules.ts'
import type { Violation } from './rules.ts'

/** Import cycles, each named once at the import that closes it; types alone close none. */
export function importCycles(modules: Module[]): Violation[] {
  const byPath = new Map(modules.map((module) => [module.path, module]))
  const done = new Set<string>()
  const found: Violation[] = []

  function follow(module: Module, trail: string[]) {
    for (const { target, typeOnly, line } of module.imports) {
      const next = typeOnly || target === null ? undefined : byPath.get(target)
      if (!next || done.has(next.path)) continue
      const start = trail.indexOf(next.path)
      if (start < 0) follow(next, [...trail, next.path])
      else
        found.push({ path: module.path, line, rule: `import cycle ${[...trail.slice(start), next.path].join(' → ')}` })
    }
    done.add(module.path)
  }

  for (const module of modules) if (!done.has(module.path)) follow(module, [module.path])
  return found
}
