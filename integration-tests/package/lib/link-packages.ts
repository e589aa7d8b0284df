import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs"
import path from "node:path"

type PackageJson = Partial<Record<"dependencies" | "optionalDependencies" | "peerDependencies", Record<string, string>>>

/**
 * Gives a folder the `node_modules` that `npm install` would make of these packages, out of an installation that is
 * already here. Files are hard links: that costs seconds and no space, and each package really lies where Node, Vite
 * and TypeScript look for it. (With symbolic links they would see the original's path, and beside it packages that the
 * app did not install.)
 *
 * @param names what the app asks for; what these need comes along
 */
export function linkPackages(from: string, to: string, names: string[]): void {
  const seen = new Set<string>()
  const queue = [...names]
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const source = path.join(from, name)
    if (seen.has(name) || !existsSync(path.join(source, "package.json"))) {
      continue
    }
    seen.add(name)
    queue.push(...neededBy(source))
    linkTree(source, path.join(to, name))
  }
}

/** What a package asks for, and what the packages nested in it ask for. */
function neededBy(folder: string): string[] {
  const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
    readFileSync(path.join(folder, "package.json"), "utf8")
  ) as PackageJson
  const nested = packagesIn(path.join(folder, "node_modules")).flatMap((inner) => neededBy(inner))
  return [...Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }), ...nested]
}

function packagesIn(nodeModules: string): string[] {
  if (!existsSync(nodeModules)) {
    return []
  }
  return readdirSync(nodeModules).flatMap((name) => {
    const folder = path.join(nodeModules, name)
    const found = name.startsWith("@") ? readdirSync(folder).map((inner) => path.join(folder, inner)) : [folder]
    return found.filter((inner) => existsSync(path.join(inner, "package.json")))
  })
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) {
      linkTree(source, target)
    } else if (entry.isSymbolicLink()) {
      symlinkSync(path.relative(to, source), target)
    } else {
      linkFile(source, target)
    }
  }
}

function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch (error) {
    // Some file systems have no hard links, or not over their borders.
    if (!["EPERM", "EXDEV", "ENOSYS", "EMLINK"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      throw error
    }
    copyFileSync(source, target)
  }
}
