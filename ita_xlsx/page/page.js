// The only script of the page: it takes files in, hands them to a worker, puts HTML in place and saves files.
// Every word on the screen comes from Python as escaped HTML, or stands in page.html.
"use strict";
// No policy closes this way out, so it is taken away before anything else runs.
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection"]) Reflect.deleteProperty(window, name);

/** @typedef {{html?: string, title?: string, files?: string[], save?: string, refused?: string, copied?: boolean}} Answer */
/** @typedef {{values: Answer, files: {path: string, data: Uint8Array<ArrayBuffer>}[]}} Done */
/** @typedef {{resolve: (done: Done) => void, reject: (error: Error) => void, work: Work}} Waiting */
/** @typedef {{name: string, values: Record<string, unknown>, quiet: boolean}} Work */

/** Seconds without a sign of life after which the file that is being read has cost its worker. */
const PATIENCE = 30;
/** Seconds for which a line stands that says what was done. */
const SAID = 10;
/** Bytes of a worker's memory, which never shrinks, above which the next call gets a new worker. */
const MOST_HEAP = 300 * 2 ** 20;
const MAIN = /** @type {HTMLElement} */ (document.getElementById("main"));

/** Everything that was opened or made, by its path in the worker. */
const files = /** @type {Map<string, Blob>} */ (new Map());
/** Files that a worker did not survive; they are told and never read again. */
const refused = /** @type {Set<string>} */ (new Set());
/** Where the results are written, if the browser and the person allow it. */
let folder = /** @type {FileSystemDirectoryHandle | null} */ (null);
let language = "th";
/** Whether something was made that is in no folder and was not saved. */
let unsaved = false;
/** The numbers of pages of each printed form; no policy forbids rules that a script makes this way. */
const paper = new CSSStyleSheet();
document.adoptedStyleSheets = [paper];

/** @param {string} id */
function part(id) {
  const element = /** @type {HTMLElement} */ (document.getElementById(`part-${id}`));
  const text = element.textContent || "";
  element.remove();
  const from = /** @type {any} */ (Uint8Array).fromBase64;
  if (from) return from.call(Uint8Array, text);
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i += 1) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

/** @param {string} id */
function unpacked(id) {
  return new Response(new Blob([part(id)]).stream().pipeThrough(new DecompressionStream("gzip")));
}

/** The runtime, compiled once and handed to every worker. */
const runtime = (async () => {
  const [script, stdlib, packages, module] = await Promise.all([
    unpacked("worker").blob(),
    unpacked("stdlib").blob(),
    unpacked("packages").blob(),
    unpacked("wasm").arrayBuffer().then((bytes) => WebAssembly.compile(bytes)),
  ]);
  return { address: URL.createObjectURL(new Blob([script], { type: "text/javascript" })), stdlib, packages, module };
})();

/** A worker with Python in it, which knows the files it was given. */
class Python {
  constructor() {
    /** @type {Map<string, Blob>} */
    this.given = new Map();
    /** @type {Map<number, Waiting>} */
    this.waiting = new Map();
    this.last = 0;
    this.current = "";
    this.timer = 0;
    this.heap = 0;
    this.worker = /** @type {Worker | null} */ (null);
    /** @type {(error: Error) => void} */
    this.giveUp = () => {};
    this.ready = this.start();
    this.ready.catch(() => {});
  }

  async start() {
    const ended = new Promise((_, reject) => (this.giveUp = reject));
    await Promise.race([ended, this.open()]);
  }

  /** Start the worker and wait until Python stands in it. */
  async open() {
    const { address, ...rest } = await runtime;
    const worker = new Worker(address);
    this.worker = worker;
    await new Promise((resolve, reject) => {
      worker.onmessage = (event) => (event.data.kind === "ready" ? resolve(null) : reject(new Error(event.data.text)));
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage({ kind: "start", ...rest });
    });
    worker.onmessage = (event) => this.hear(event.data);
    worker.onerror = (event) => this.lose(new Error(event.message));
  }

  /**
   * Run a call with all files that the worker does not have yet.
   * @param {Work} work
   * @returns {Promise<Done>}
   */
  async run(work) {
    await this.ready;
    const fresh = [...files].filter(([path, file]) => this.given.get(path) !== file);
    const gone = [...this.given.keys()].filter((path) => !files.has(path));
    for (const path of gone) this.given.delete(path);
    for (const [path, file] of fresh) this.given.set(path, file);
    this.last += 1;
    const id = this.last;
    const values = JSON.stringify({ ...work.values, language, refused: [...refused], kept: folder?.name ?? "" });
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, work });
      this.watch();
      const given = fresh.map(([path, file]) => ({ path, file }));
      this.worker?.postMessage({ kind: "call", id, name: work.name, values, files: given, gone });
    });
  }

  /** Begin to wait anew for a sign of life. */
  watch() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lose(new Error("time")), PATIENCE * 1000);
  }

  /** @param {any} message */
  hear(message) {
    if (message.kind === "progress") {
      const step = JSON.parse(message.text);
      this.current = step.path || "";
      this.watch();
      // Calls are run in their order: this is a sign of the first.
      const [waiting] = this.waiting.values();
      if (waiting && !waiting.work.quiet) showProgress(step);
      return;
    }
    clearTimeout(this.timer);
    if (message.kind !== "done") {
      this.lose(new Error(message.text));
      return;
    }
    this.current = "";
    this.heap = message.heap;
    this.waiting.get(message.id)?.resolve(message);
    this.waiting.delete(message.id);
    if (this.waiting.size) this.watch();
  }

  /**
   * Give the worker up: the file that it was reading is refused, and the work is done again by a new one.
   * @param {Error} error
   */
  lose(error) {
    const suspect = refused.has(this.current) ? "" : this.current;
    const all = [...this.waiting.values()];
    this.end(error);
    const fresh = new Python();
    if (python === this) python = fresh;
    if (suspect) refused.add(suspect);
    for (const { work, resolve, reject } of all) {
      if (suspect) fresh.run(work).then(resolve, reject);
      else reject(error);
    }
  }

  /** @param {Error} error  what whoever waits for its start is told */
  end(error) {
    clearTimeout(this.timer);
    this.waiting.clear();
    this.worker?.terminate();
    this.giveUp(error);
  }
}

let python = new Python();

/**
 * Run a call and show its answer; a screen that was come back to is not remembered once more.
 * @param {string} name
 * @param {Record<string, unknown>} [values]
 * @param {boolean} [again]
 */
async function call(name, values = {}, again = false) {
  const shown = showBusy();
  if (python.heap > MOST_HEAP && !python.waiting.size) {
    python.end(new Error("grown"));
    python = new Python();
  }
  try {
    const dates = { ...(await changedOnDisk()), .../** @type {object} */ (values.dates || {}) };
    const { values: answer, files: made } = await python.run({ name, values: { ...values, dates }, quiet: false });
    shown.end();
    for (const { path, data } of made) files.set(path, new Blob([data]));
    const kept = (/** @type {{path: string}} */ { path }) => path.split("/")[0] === folder?.name;
    noteUnsaved(answer.save ? unsaved && name !== "save_folder" : unsaved || !made.every(kept));
    for (const { path } of made) python.given.set(path, /** @type {Blob} */ (files.get(path)));
    await keep(made.map(({ path }) => path), answer.save);
    show(answer);
    if (typeof answer.html === "string" && !again) remember();
  } catch (error) {
    shown.end();
    showFailure(/** @type {Error} */ (error));
  }
  void fillLater();
}

/** @param {boolean} now */
function noteUnsaved(now) {
  unsaved = now;
  document.body.toggleAttribute("data-unsaved", now);
}

/**
 * Put HTML that Python escaped into an element; nothing else does.
 * @param {HTMLElement} element
 * @param {string} html
 */
function put(element, html) {
  element.innerHTML = html;
}

/** @param {Answer} answer */
function show(answer) {
  if (typeof answer.html !== "string") return;
  put(MAIN, answer.html);
  opened = true;
  if (answer.title) document.title = answer.title;
  numberPages();
  const first = /** @type {HTMLElement | null} */ (MAIN.querySelector("[data-focus]") || MAIN.querySelector("h1"));
  if (first) {
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  }
  window.scrollTo(0, 0);
}

/**
 * Ask one after the other for the parts of the screen for which nobody should wait, and put them in place.
 * A call that the person asks for goes first; when it has ended, the rest is asked for.
 */
async function fillLater() {
  while (!python.waiting.size) {
    const place = /** @type {HTMLElement | null} */ (MAIN.querySelector("[data-later]"));
    if (!place) return;
    const name = place.dataset.later || "";
    delete place.dataset.later;
    try {
      const { values: answer } = await python.run({ name, values: given(place), quiet: true });
      put(place, answer.html || "");
      place.replaceWith(...place.childNodes);
    } catch (error) {
      if (!place.isConnected) return;
      place.remove();
      showFailure(/** @type {Error} */ (error));
    }
  }
}

/** Return the call that shows this screen anew, which also shows it in another language. */
function screenShown() {
  const screen = /** @type {HTMLElement | null} */ (MAIN.querySelector("[data-screen]"));
  return { name: screen?.dataset.screen || "first", values: screen ? given(screen) : {} };
}

/** Put the screen into the history of the tab, so that the browser's Back comes to it and not out of the page. */
function remember() {
  if (history.state) history.pushState(screenShown(), "");
  else history.replaceState(screenShown(), "");
}

/** Count the pages of each printed form for itself: a counter of pages cannot begin anew, but each form can have its own. */
function numberPages() {
  const rules = [...MAIN.querySelectorAll("[data-sheet]")].map((sheet, index) => {
    const word = JSON.stringify(`${sheet.getAttribute("data-sheet")} `);
    return `@page sheet${index} { counter-increment: sheet${index}; @bottom-right { content: ${word} counter(sheet${index}) } }
      main > article.sheet:nth-of-type(${index + 1}) { page: sheet${index} }`;
  });
  paper.replaceSync(rules.join("\n"));
}

/** @param {string} id */
function copyOf(id) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  return /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (template.content.firstElementChild).cloneNode(true));
}

/** Whether the first screen stands. */
let opened = false;
/** What says that work is going on; it may not be on the screen yet. */
let busy = /** @type {HTMLElement | null} */ (null);

/** Show after a moment that work is going on, with a button that gives it up. */
function showBusy() {
  document.body.setAttribute("aria-busy", "true");
  document.getElementById("said")?.replaceChildren();
  for (const old of MAIN.querySelectorAll(":scope > .error")) old.remove();
  const box = copyOf(`busy-${language}`);
  busy = box;
  // While the page opens, it says so itself, and there is nothing to give up yet.
  const timer = setTimeout(() => opened && MAIN.prepend(box), 300);
  box.querySelector("[data-cancel]")?.addEventListener("click", () => {
    python.current = "";
    python.lose(new Error("cancelled"));
  });
  return {
    end() {
      clearTimeout(timer);
      box.remove();
      document.body.removeAttribute("aria-busy");
    },
  };
}

/** @param {{done: number, all: number, words: string}} step */
function showProgress(step) {
  const bar = /** @type {HTMLProgressElement | null} */ (busy?.querySelector("progress"));
  const words = busy?.querySelector("[data-words]");
  if (bar && step.all) [bar.max, bar.value] = [step.all, step.done];
  if (words) words.textContent = step.words;
}

/** @param {Error} error */
function showFailure(error) {
  const kind = ["cancelled", "taken"].includes(error.message) ? error.message : "failure";
  const box = copyOf(`${kind}-${language}`);
  const details = box.querySelector("[data-words]");
  if (details) details.textContent = error.message;
  MAIN.prepend(box);
  box.tabIndex = -1;
  box.focus();
}

/**
 * Write the made files into the folder, or save what the answer names.
 * @param {string[]} paths
 * @param {string} [save]
 */
async function keep(paths, save) {
  if (save) {
    const blob = files.get(save);
    if (blob) saveAs(blob, save.slice(save.lastIndexOf("/") + 1));
    return;
  }
  if (!folder) return;
  for (const path of paths) {
    const [top, ...names] = path.split("/");
    const name = names.pop();
    // What belongs to another round is never written into this folder.
    if (!name || top !== folder.name) continue;
    let place = folder;
    for (const part of names) place = await place.getDirectoryHandle(part, { create: true });
    const handle = await place.getFileHandle(name, { create: true });
    const stream = await handle.createWritable();
    await stream.write(/** @type {Blob} */ (files.get(path)));
    await stream.close();
    const written = await handle.getFile();
    files.set(path, written);
    python.given.set(path, written);
  }
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
function saveAs(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  const saved = copyOf(`saved-${language}`);
  /** @type {HTMLElement} */ (saved.querySelector("[data-words]")).textContent = name;
  say(saved);
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Take over what has changed in the folder since it was read, so that nothing is written over unseen.
 * Return the moments of the changed files, in seconds, by path.
 */
async function changedOnDisk() {
  /** @type {Record<string, number>} */
  const dates = {};
  if (!folder) return dates;
  const found = new Map(await filesBelow(folder, folder.name));
  for (const [path, file] of found) {
    const known = files.get(path);
    if (known instanceof File && known.size === file.size && known.lastModified === file.lastModified) continue;
    files.set(path, file);
    dates[path] = file.lastModified / 1000;
  }
  for (const path of [...files.keys()])
    if (path.startsWith(`${folder.name}/`) && !found.has(path)) files.delete(path);
  return dates;
}

/**
 * Return every file below a folder with its path from there.
 * @param {any} handle
 * @param {string} before
 * @returns {Promise<[string, File][]>}
 */
async function filesBelow(handle, before) {
  /** @type {[string, File][]} */
  const found = [];
  for await (const entry of handle.values()) {
    const path = `${before}/${entry.name}`;
    if (entry.kind === "file") found.push([path, await entry.getFile()]);
    else found.push(...(await filesBelow(entry, path)));
  }
  return found;
}

/** Let the person choose the folder of a round, to read it and to write the results into it. */
async function openFolder() {
  const pick = /** @type {any} */ (window).showDirectoryPicker;
  /** @type {FileSystemDirectoryHandle} */
  let picked;
  try {
    picked = await pick.call(window, { mode: "readwrite" });
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "AbortError") showFailure(/** @type {Error} */ (error));
    return;
  }
  await takeFolder(await filesBelow(picked, picked.name), "round", picked);
}

/**
 * Let the person choose where the folder of a round is kept, and write all of its files there.
 * @param {string} name
 */
async function placeFolder(name) {
  try {
    const place = await /** @type {any} */ (window).showDirectoryPicker({ mode: "readwrite" });
    const taken = await place.getDirectoryHandle(name).then(() => true, () => false);
    if (taken) throw new Error("taken");
    folder = await place.getDirectoryHandle(name, { create: true });
    await folder?.getDirectoryHandle("inbox", { create: true });
    await keep([...files.keys()].filter((path) => path.startsWith(`${name}/`)));
    // Another round on the page is not saved by this.
    noteUnsaved(unsaved && [...files.keys()].some((path) => path.includes("/") && !path.startsWith(`${name}/`)));
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "AbortError") showFailure(/** @type {Error} */ (error));
    return;
  }
  await call("round", { folder: name });
}

/**
 * Take files with their paths from the chosen folder, and open them by a call.
 * @param {[string, File][]} chosen
 * @param {string} name
 * @param {FileSystemDirectoryHandle | null} place  where results are written from then on
 */
async function takeFolder(chosen, name, place) {
  const words = document.getElementById(`leave-${language}`)?.textContent || "";
  if (unsaved && !window.confirm(words)) return;
  noteUnsaved(false);
  folder = place;
  files.clear();
  refused.clear();
  for (const [path, file] of chosen) files.set(path, file);
  const top = chosen.length ? chosen[0][0].split("/")[0] : folder?.name || "";
  const dates = Object.fromEntries(chosen.map(([path, file]) => [path, file.lastModified / 1000]));
  await call(name, { folder: top, dates });
}

/**
 * Take single files, and open them by a call.
 * @param {File[]} chosen
 * @param {HTMLElement} place
 */
async function takeFiles(chosen, place) {
  const into = place.dataset.into || "";
  // The files of a round lie in its folder, and stay.
  if (place.dataset.fresh !== undefined) for (const path of [...files.keys()]) if (!path.includes("/")) files.delete(path);
  const paths = chosen.map((file) => `${into}${file.name}`);
  chosen.forEach((file, index) => files.set(paths[index], file));
  await call(place.dataset.call || "", { ...given(place), paths });
}

/**
 * Return the values that stand in the attributes of an element and in its form.
 * @param {HTMLElement} element
 */
function given(element) {
  const { call: _, into: __, fresh: ___, ...values } = element.dataset;
  const form = element.closest("form");
  return form ? { ...Object.fromEntries(new FormData(form)), ...values } : { ...values };
}

/** @param {string} chosen */
function speak(chosen) {
  language = chosen;
  document.documentElement.lang = language;
  for (const other of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-language]")))
    other.setAttribute("aria-pressed", String(other.dataset.language === language));
  const { name, values } = screenShown();
  call(name, values, true);
}

document.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest("button, [data-open]"));
  if (!button || button.getAttribute("type") === "submit") return;
  if (button.dataset.open === "folder" && "showDirectoryPicker" in window) {
    event.preventDefault();
    openFolder();
  } else if (button.dataset.open === "place" && "showDirectoryPicker" in window) {
    placeFolder(button.dataset.folder || "");
  } else if (button.dataset.open === "again" && folder) {
    filesBelow(folder, folder.name).then((found) => takeFolder(found, "round", folder), showFailure);
  } else press(button);
});

/**
 * Do what a button is for that opens no folder.
 * @param {HTMLElement} button
 */
function press(button) {
  const { language: chosen, choose, copy, print, call: name } = button.dataset;
  if (chosen) speak(chosen);
  else if (choose) document.getElementById(choose)?.click();
  else if (copy) copyText(button);
  else if (print !== undefined) window.print();
  else if (name) call(name, given(button));
}

window.addEventListener("popstate", (event) => {
  if (event.state) call(event.state.name, event.state.values, true);
});

// The browser asks in its own words whether to leave a round that nobody has saved.
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  call(form.dataset.call || "", { ...given(form), ...Object.fromEntries(new FormData(form)) });
});

document.addEventListener("change", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  if (input.type !== "file" || !input.files?.length) return;
  const chosen = [...input.files];
  if (input.webkitdirectory) {
    takeFolder(chosen.map((file) => [file.webkitRelativePath, file]), input.dataset.call || "round", null);
  } else takeFiles(chosen, input);
});

for (const kind of ["dragover", "dragleave"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    const box = /** @type {HTMLElement} */ (event.target).closest?.(".drop");
    box?.classList.toggle("over", kind === "dragover");
  });
}

document.addEventListener("drop", async (event) => {
  event.preventDefault();
  const box = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest(".drop"));
  for (const over of document.querySelectorAll(".over")) over.classList.remove("over");
  if (!event.dataTransfer) return;
  const handles = await Promise.all([...event.dataTransfer.items].map((item) => handleOf(item)));
  const dropped = handles.find((handle) => handle?.kind === "directory");
  const input = inputFor(box, Boolean(dropped));
  if (!input) return;
  if (input.webkitdirectory && dropped) {
    const place = /** @type {FileSystemDirectoryHandle} */ (dropped);
    await takeFolder(await filesBelow(dropped, dropped.name), input.dataset.call || "round", place);
  } else if (!input.webkitdirectory) {
    await takeFiles([...event.dataTransfer.files], input);
  }
});

/**
 * Return the input for what was dropped: that of its box, else the first on the screen that takes a folder, or files.
 * @param {HTMLElement | null} box
 * @param {boolean} isFolder
 */
function inputFor(box, isFolder) {
  const kind = isFolder ? "input[type=file][webkitdirectory]" : "input[type=file]:not([webkitdirectory])";
  return /** @type {HTMLInputElement | null} */ (box?.querySelector(kind) ?? MAIN.querySelector(kind));
}

/**
 * @param {DataTransferItem} item
 * @returns {Promise<FileSystemHandle | null>}
 */
function handleOf(item) {
  const get = /** @type {any} */ (item).getAsFileSystemHandle;
  return get ? get.call(item) : Promise.resolve(null);
}

let silence = 0;

/**
 * Say for a moment what was done, to the eye and to a screen reader.
 * @param {string | Node} words
 */
function say(words) {
  const said = /** @type {HTMLElement} */ (document.getElementById("said"));
  said.replaceChildren(words);
  clearTimeout(silence);
  silence = setTimeout(() => said.replaceChildren(), SAID * 1000);
}

/** @param {HTMLElement} button */
async function copyText(button) {
  const source = /** @type {HTMLElement} */ (document.getElementById(button.dataset.copy || ""));
  try {
    await navigator.clipboard.writeText(source.textContent || "");
  } catch {
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
    document.execCommand("copy");
  }
  button.setAttribute("data-copied", "");
  say(button.dataset.said || "");
}

call("first");
