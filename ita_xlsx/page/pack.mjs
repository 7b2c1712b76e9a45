// Runs pack.py inside the page's own Python: node pack.mjs PYODIDE_FOLDER IN_FOLDER OUT_FOLDER
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [pyodideFolder, inFolder, outFolder] = process.argv.slice(2).map((name) => resolve(name));
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")).href);
const pyodide = await loadPyodide({ indexURL: pyodideFolder });
for (const [place, folder] of [["/in", inFolder], ["/out", outFolder]]) {
  pyodide.FS.mkdirTree(place);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: folder }, place);
}
const source = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "pack.py"), "utf8");
try {
  pyodide.runPython(`${source}\npack(Path("/in"), Path("/out"))\n`);
} catch (error) {
  // The text of an error holds the whole runtime; its end says what happened.
  console.error(String(error.message).slice(-4000));
  process.exit(1);
}
