// Runs pack.py inside the page's own Python: node pack.mjs PYODIDE_FOLDER IN_FOLDER OUT_FOLDER
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [pyodideFolder, inFolder, outFolder] = process.argv.slice(2).map((name) => resolve(name));
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")).href);
// Modules name the lines of their code, and not the columns: a quarter of their size would be columns.
const pyodide = await loadPyodide({ indexURL: pyodideFolder, env: { PYTHONNODEBUGRANGES: "1" } });
// Files are copied into the memory of Python: a mounted folder was once read short under load.
const copyIn = (folder, place) => {
  pyodide.FS.mkdirTree(place);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const [from, to] = [join(folder, entry.name), `${place}/${entry.name}`];
    if (entry.isDirectory()) copyIn(from, to);
    else pyodide.FS.writeFile(to, readFileSync(from));
  }
};
copyIn(inFolder, "/in");
pyodide.FS.mkdirTree("/out");
const source = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "pack.py"), "utf8");
try {
  pyodide.runPython(`${source}\npack(Path("/in"), Path("/out"))\n`);
} catch (error) {
  // The text of an error holds the whole runtime; its end says what happened.
  console.error(String(error.message).slice(-4000));
  process.exit(1);
}
for (const name of pyodide.FS.readdir("/out").filter((item) => item.endsWith(".gz")))
  writeFileSync(join(outFolder, name), pyodide.FS.readFile(`/out/${name}`));
