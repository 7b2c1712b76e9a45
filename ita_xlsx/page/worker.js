// The last part of the worker's script: starts Python, keeps the files of the page, and runs one call at a time.
// The runtime before it has put `loadPyodide` and `_createPyodideModule` into the global scope; the build puts
// `RUNTIME_INFO`, what the runtime says about itself, before this text.
"use strict";

/** @typedef {{path: string, file: Blob}} Given */
/** @typedef {{kind: "start", module: WebAssembly.Module, stdlib: Blob, packages: Blob}} Start */
/** @typedef {{kind: "call", id: number, name: string, values: string, files: Given[], gone: string[]}} Call */

/** The folder of all files of the page; paths outside of this script are relative to it. */
const ROOT = "/work";
const HOME = "https://page.invalid/";
const LIBRARY = `${HOME}python_stdlib.zip`;
const RUNTIME = `${HOME}pyodide.asm.wasm`;
/** @type {any} */
let pyodide = null;

/**
 * Start Python with the library and the packages.
 * @param {Start} start
 */
async function startPython(start) {
  const library = await start.stdlib.arrayBuffer();
  // The runtime asks for its library and itself by an address; nothing else is ever answered.
  self.fetch = async (address) => {
    if (String(address) === LIBRARY) return new Response(library);
    if (String(address) === RUNTIME) return new Response();
    throw new TypeError("this page asks no address");
  };
  WebAssembly.instantiateStreaming = async (_, imports) => ({
    module: start.module,
    instance: await WebAssembly.instantiate(start.module, imports),
  });
  pyodide = await /** @type {any} */ (self).loadPyodide({
    createPyodideModule: /** @type {any} */ (self)._createPyodideModule,
    indexURL: HOME,
    stdLibURL: LIBRARY,
    lockFileContents: { info: /** @type {any} */ (self).RUNTIME_INFO, packages: {} },
    env: { OPENPYXL_LXML: "False", HOME: "/home" },
  });
  pyodide.FS.mkdirTree("/lib/page");
  pyodide.FS.writeFile("/lib/page/packages.zip", new Uint8Array(await start.packages.arrayBuffer()), { canOwn: true });
  pyodide.registerJsModule("page_host", {
    /** @param {string} text */
    report(text) {
      self.postMessage({ kind: "progress", text });
    },
  });
  pyodide.runPython(`
import sys, zipfile
with zipfile.ZipFile("/lib/page/packages.zip") as archive:
    native = {name.split("/")[0] for name in archive.namelist() if name.endswith(".so")}
    archive.extractall("/lib/page/native", [name for name in archive.namelist() if name.split("/")[0] in native])
sys.path[:0] = ["/lib/page/native", "/lib/page/packages.zip"]
import ita_xlsx.page.calls
`);
}

/**
 * Put the files of a call in place, run it, and return its values with the bytes of the files it names.
 * @param {Call} call
 */
async function runCall(call) {
  for (const path of call.gone.map((name) => `${ROOT}/${name}`)) {
    if (pyodide.FS.analyzePath(path).exists) pyodide.FS.unlink(path);
  }
  for (const { path: name, file } of call.files) {
    const path = `${ROOT}/${name}`;
    pyodide.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")) || "/");
    pyodide.FS.writeFile(path, new Uint8Array(await file.arrayBuffer()), { canOwn: true });
  }
  const calls = pyodide.pyimport("ita_xlsx.page.calls");
  try {
    const values = JSON.parse(calls.run(call.name, call.values));
    const files = (values.files || []).map((/** @type {string} */ path) => ({ path, data: pyodide.FS.readFile(`${ROOT}/${path}`) }));
    const heap = pyodide._module.HEAPU8.length;
    self.postMessage(
      { kind: "done", id: call.id, values, files, heap },
      { transfer: files.map((/** @type {{data: Uint8Array}} */ item) => item.data.buffer) },
    );
  } finally {
    calls.destroy();
  }
}

/** @param {Start | Call} message */
async function answer(message) {
  try {
    if (message.kind === "start") {
      await startPython(message);
      self.postMessage({ kind: "ready" });
    } else {
      await runCall(message);
    }
  } catch (error) {
    // The text of an error can hold the whole runtime.
    const text = String(/** @type {any} */ (error)?.message ?? error).slice(-2000);
    self.postMessage({ kind: "failed", id: message.kind === "call" ? message.id : 0, text });
  }
}

/** Answers are given in the order of the questions, whatever their files take. */
let queue = Promise.resolve();
self.onmessage = (/** @type {MessageEvent<Start | Call>} */ event) => {
  queue = queue.then(() => answer(event.data));
};
