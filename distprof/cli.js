#!/usr/bin/env -S node --no-opt --no-maglev --max-semi-space-size=4
import {createRequire as __createRequire} from "node:module";const require=__createRequire(import.meta.url);const __dirname=import.meta.dirname;const __filename=import.meta.filename;
import {
  arrange,
  beginProgress,
  buildContainer,
  bytesAfter,
  chooseColumns,
  chosenEntry,
  closeDialog,
  collectNamespaces,
  containerColumns,
  createTheme,
  currentTab,
  denied,
  detectTheme,
  dialogRoom,
  doing,
  done,
  drawFooter,
  drawHeader,
  drawOf,
  drawTable,
  endProgress,
  entryCommand,
  entryOptions,
  findAction,
  firstSample,
  forEachKind,
  freshEnvironment,
  gone,
  graphemesOf,
  holderText,
  initialState,
  innerSize,
  inspectTab,
  isAlive,
  isIdentityMap,
  isMissing,
  isSame,
  lastScroll,
  linesOf,
  mapKnown,
  menuEntries,
  namespaceColumns,
  namespaceKey,
  namespaceKinds,
  notify,
  numberAfter,
  numberOf,
  openDialog,
  parseEnviron,
  parseMaximum,
  parseMountinfo,
  parseNamespaceLink,
  parseNumber,
  parseUidMap,
  parsed,
  processColumns,
  ratePerSecond,
  refusalOf,
  rememberContainer,
  remoteUsage,
  require_node_buffer,
  require_node_events,
  require_node_fs,
  require_node_os,
  require_node_path,
  require_node_tty,
  require_node_util,
  resize,
  rootMount,
  scrollTop,
  searchFor,
  setCursor,
  setFilter,
  setSort,
  sharePercent,
  shownFile,
  signals,
  sortableColumns,
  startTime,
  steady,
  string_width_default,
  tableBodyHeight,
  tableMargins,
  textAfter,
  unknownNamespaces,
  unsupported,
  valueOf,
  wordsOf,
  zombieRefusal
} from "./chunk-VBFZSQPV.js";
import {
  EngineError,
  asList,
  asRecord,
  asText,
  asTexts,
  ask,
  childProcess,
  crypto,
  engineErrorOf,
  isDenial,
  isRefusal,
  oneSentence,
  parseJson,
  require_promises,
  sentence
} from "./chunk-JDVQ2UXZ.js";
import {
  require_node_process,
  require_node_stream
} from "./chunk-LTTNU23Z.js";
import {
  __toESM
} from "./chunk-BHDE6TK3.js";

// source/cli.ts
var import_node_process14 = __toESM(require_node_process(), 1);

// source/explore.ts
var import_node_events7 = __toESM(require_node_events(), 1);
var import_node_process8 = __toESM(require_node_process(), 1);
var import_promises3 = __toESM(require_promises(), 1);

// source/ui/explorer.ts
var import_promises2 = __toESM(require_promises(), 1);

// source/screen/screen.ts
var import_node_buffer = __toESM(require_node_buffer(), 1);
var import_node_events = __toESM(require_node_events(), 1);

// source/screen/cell.ts
var codeMask = 2097151;
var wideFlag = 2097152;
var clusterBase = 1114112;
var replacement = 65533;
var tail = 2097151;
var unknownCell = 2097150;
function codeOf(cell) {
  return cell & codeMask;
}
function styleOf(cell) {
  return cell >>> 22;
}
function isWide(cell) {
  return (cell & wideFlag) !== 0;
}
function isTail(cell) {
  return (cell & codeMask) === tail;
}
function makeCell(code, styleId) {
  return (code | styleId << 22) >>> 0;
}
function packGlyph(code, width2) {
  return (code | (width2 > 1 ? wideFlag : 0) | width2 << 22) >>> 0;
}
function glyphWidth(glyph) {
  return glyph >>> 22;
}
function glyphCell(glyph, styleId) {
  return (glyph & (codeMask | wideFlag) | styleId << 22) >>> 0;
}
function tailCell(styleId) {
  return makeCell(tail, styleId);
}
function blankCell(styleId) {
  return makeCell(32, styleId);
}

// source/screen/sequences.ts
var escape = "\x1B[";
var beginSynchronised = `${escape}?2026h`;
var endSynchronised = `${escape}?2026l`;
var bracketedPaste = 2004;
var clearScreen = `${escape}m${escape}H${escape}J`;
var enterScreen = `${escape}?1049h${escape}?25l${escape}?7l`;
var leaveScreen = `${escape}m${escape}?7h${escape}?1049l${escape}?25h`;
var restoreSequence = endSynchronised + setModes([1e3, 1002, 1003, 1004, 1006, 1015, bracketedPaste], false) + leaveScreen;
function setModes(modes, isOn) {
  return [...modes].map((mode) => `${escape}?${mode}${isOn ? "h" : "l"}`).join("");
}
function moveTo(column, row) {
  if (column === 0) {
    return row === 0 ? `${escape}H` : `${escape}${row + 1}H`;
  }
  return `${escape}${row + 1};${column + 1}H`;
}
function moveToColumn(column) {
  return column === 0 ? "\r" : `${escape}${column + 1}G`;
}
function moveRight(cells) {
  return cells === 1 ? `${escape}C` : `${escape}${cells}C`;
}
var onlyModes = /^(?:\u{1B}\[[<=>?][\d;]*[A-Za-z])+$/u;
var oneMode = /\u{1B}\[(?<marker>[<=>?])(?<numbers>[\d;]*)(?<final>[A-Za-z])/gu;
function parseModes(text) {
  if (!onlyModes.test(text)) {
    return void 0;
  }
  return [...text.matchAll(oneMode)].map((match) => ({
    marker: match.groups?.marker ?? "",
    numbers: (match.groups?.numbers ?? "").split(";").filter(Boolean).map(Number),
    final: match.groups?.final ?? "",
    text: match[0]
  }));
}

// source/screen/width.ts
var simpleUnits = new Uint8Array(10496);
for (const [first, last] of [
  [32, 126],
  [160, 172],
  [174, 767],
  [8208, 8231],
  [8592, 8703],
  [9472, 9724],
  [10240, 10495]
]) {
  simpleUnits.fill(1, first, last + 1);
}
function isSimple(unit) {
  return simpleUnits[unit] === 1;
}
function graphemeWidth(grapheme) {
  return string_width_default(grapheme);
}

// source/screen/diff.ts
var longestBridge = 4;
function diff(back, front, dirty, palette) {
  const writer = new Writer(palette);
  for (let row = 0; row < back.rows; row++) {
    if (dirty[row] === 1) {
      dirty[row] = 0;
      writer.row(row, back, front);
    }
  }
  return writer.end();
}
var Writer = class {
  #bytes = "";
  #styleId = 0;
  /**
  -1 where only an absolute move leads on.
  */
  #cursorRow = -1;
  #cursorColumn = 0;
  #palette;
  constructor(palette) {
    this.#palette = palette;
  }
  row(row, back, front) {
    const { columns: columns2 } = back;
    const next = back.cells.subarray(row * columns2, (row + 1) * columns2);
    const shown = front.cells.subarray(row * columns2, (row + 1) * columns2);
    for (let column = 0; column < columns2; column++) {
      const cell = next[column];
      const cellCount = isWide(cell) ? 2 : 1;
      if (cell !== shown[column] || cellCount === 2 && next[column + 1] !== shown[column + 1]) {
        this.#move(column, row, next);
        this.#put(cell, column, next, shown);
      }
      column += cellCount - 1;
    }
  }
  end() {
    const bytes = this.#bytes + this.#palette.change(this.#styleId, 0);
    this.#styleId = 0;
    return bytes;
  }
  #put(cell, column, next, shown) {
    const code = codeOf(cell);
    this.#style(cell);
    shown[column] = cell;
    if (isCertain(code)) {
      this.#bytes += this.#palette.text(code);
      this.#cursorColumn = column + 1;
      if (column + 1 === next.length) {
        this.#cursorRow = -1;
      }
      return;
    }
    const cellCount = isWide(cell) ? 2 : 1;
    this.#bytes += " ".repeat(cellCount) + moveToColumn(column) + this.#palette.text(code);
    this.#cursorRow = -1;
    if (cellCount === 2) {
      shown[column + 1] = next[column + 1];
    }
    const reach = Math.min(column + this.#palette.reach(code), next.length);
    if (column + cellCount < reach) {
      shown.fill(unknownCell, column + cellCount, reach);
    }
  }
  #style(cell) {
    if (this.#isInStyle(cell)) {
      return;
    }
    const styleId = styleOf(cell);
    this.#bytes += this.#palette.change(this.#styleId, styleId);
    this.#styleId = styleId;
  }
  /**
  Whether the cell can be printed in the present style: it has that, or it is a blank that looks the same in it.
  */
  #isInStyle(cell) {
    const styleId = styleOf(cell);
    return styleId === this.#styleId || codeOf(cell) === 32 && styleId === this.#palette.blankOf(this.#styleId);
  }
  #move(column, row, next) {
    if (this.#cursorRow !== row || column < this.#cursorColumn) {
      this.#bytes += moveTo(column, row);
    } else if (column > this.#cursorColumn) {
      this.#bytes += this.#bridge(column, next) ?? moveRight(column - this.#cursorColumn);
    }
    this.#cursorRow = row;
    this.#cursorColumn = column;
  }
  #bridge(column, next) {
    if (column - this.#cursorColumn > longestBridge) {
      return void 0;
    }
    let text = "";
    for (let index = this.#cursorColumn; index < column; index++) {
      const cell = next[index];
      const code = codeOf(cell);
      if (code > 126 || !this.#isInStyle(cell)) {
        return void 0;
      }
      text += String.fromCodePoint(code);
    }
    return text;
  }
};
function isCertain(code) {
  return code < 4352 || isSimple(code);
}

// source/screen/grid.ts
function createGrid(columns2, rows) {
  return { columns: columns2, rows, cells: new Uint32Array(columns2 * rows).fill(blankCell(0)) };
}
function clip(rectangle, columns2, rows) {
  const x = Math.min(Math.max(Math.floor(rectangle.x), 0), columns2);
  const y = Math.min(Math.max(Math.floor(rectangle.y), 0), rows);
  return {
    x,
    y,
    width: Math.max(0, Math.min(Math.floor(rectangle.x + rectangle.width), columns2) - x),
    height: Math.max(0, Math.min(Math.floor(rectangle.y + rectangle.height), rows) - y)
  };
}
function isSameRectangle(a, b) {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
function composeRow(row, layers, target) {
  const { under, over, mask, palette } = layers;
  const first = row * target.columns;
  const end = first + target.columns;
  for (let index = first; index < end; index++) {
    const layer = mask[index];
    const source = layer === 1 ? over.cells : under.cells;
    let cell = source[index];
    if (isTail(cell)) {
      if (index === first || mask[index - 1] !== layer || !isWide(source[index - 1])) {
        cell = blankCell(palette.blankOf(styleOf(cell)));
      }
    } else if (isWide(cell) && (index + 1 === end || mask[index + 1] !== layer || !isTail(source[index + 1]))) {
      cell = blankCell(palette.blankOf(styleOf(cell)));
    }
    target.cells[index] = cell;
  }
}

// source/screen/cells.ts
function parseLine(palette, line, cells, at, width2) {
  const end = at + width2;
  let styleId = 0;
  let position = at;
  let index = 0;
  while (index < line.length && position < end) {
    const unit = line.charCodeAt(index);
    if (isSimple(unit) && isGlyphEnd(line, index + 1)) {
      cells[position++] = makeCell(unit, unit === 32 ? palette.blankOf(styleId) : styleId);
      index++;
    } else if (isControl(unit)) {
      const next = endOfControl(line, index);
      if (isSgr(line, index, next)) {
        styleId = palette.step(styleId, line.slice(index + (unit === 155 ? 1 : 2), next - 1));
      }
      index = next;
    } else {
      const next = endOfCluster(line, index);
      for (const grapheme of graphemesOf(line.slice(index, next))) {
        position = putGlyph(palette.glyph(grapheme), styleId, cells, position, end);
      }
      index = next;
    }
  }
  cells.fill(blankCell(0), position, end);
}
function putGlyph(glyph, styleId, cells, position, end) {
  const width2 = glyphWidth(glyph);
  if (position + width2 > end) {
    cells.fill(blankCell(styleId), position, end);
    return end;
  }
  if (width2 > 0) {
    cells[position] = glyphCell(glyph, styleId);
  }
  if (width2 > 1) {
    cells[position + 1] = tailCell(styleId);
    cells.fill(blankCell(styleId), position + 2, position + width2);
  }
  return position + width2;
}
function isControl(unit) {
  return unit < 32 || unit >= 127 && unit <= 159;
}
function isGlyphEnd(line, index) {
  if (index >= line.length) {
    return true;
  }
  const unit = line.charCodeAt(index);
  return isSimple(unit) || isControl(unit);
}
function endOfCluster(line, start) {
  let index = start + 1;
  while (index < line.length) {
    const unit = line.charCodeAt(index);
    if (isControl(unit) || isSimple(unit) && isSimple(line.charCodeAt(index - 1))) {
      return index;
    }
    index++;
  }
  return index;
}
function isSgr(line, start, end) {
  const first = start + (line.charCodeAt(start) === 155 ? 1 : 2);
  if (line.charCodeAt(end - 1) !== 109 || end <= first || first === start + 2 && line.charCodeAt(start + 1) !== 91) {
    return false;
  }
  for (let index = first; index < end - 1; index++) {
    const unit = line.charCodeAt(index);
    if (unit < 48 || unit > 59) {
      return false;
    }
  }
  return true;
}
function endOfControl(line, start) {
  const unit = line.charCodeAt(start);
  if (unit === 155) {
    return endOfControlSequence(line, start + 1);
  }
  if (unit !== 27) {
    return isStringStart(unit - 64) ? endOfString(line, start + 1) : start + 1;
  }
  const kind = line.charCodeAt(start + 1);
  if (kind === 91) {
    return endOfControlSequence(line, start + 2);
  }
  if (isStringStart(kind)) {
    return endOfString(line, start + 2);
  }
  const last = skip(line, start + 1, 32, 47);
  const final = line.charCodeAt(last);
  return (final >= 48 && final <= 126 ? last : start) + 1;
}
function isStringStart(unit) {
  return [80, 88, 93, 94, 95].includes(unit);
}
function endOfControlSequence(line, start) {
  const last = skip(line, skip(line, start, 48, 63), 32, 47);
  const final = line.charCodeAt(last);
  return final >= 64 && final <= 126 ? last + 1 : start;
}
function endOfString(line, start) {
  for (let index = start; index < line.length; index++) {
    const unit = line.charCodeAt(index);
    if (unit === 7 || unit === 156) {
      return index + 1;
    }
    if (unit === 27) {
      return line.charCodeAt(index + 1) === 92 ? index + 2 : start;
    }
  }
  return start;
}
function skip(line, start, first, last) {
  let index = start;
  while (line.charCodeAt(index) >= first && line.charCodeAt(index) <= last) {
    index++;
  }
  return index;
}

// source/screen/layers.ts
var nowhere = {
  x: 0,
  y: 0,
  width: 0,
  height: 0
};
var Layers = class {
  /**
  1 for each row that differs from what was composed last.
  */
  dirty;
  #frame;
  #lines = [];
  #over;
  #mask;
  #canvases = [];
  #covers = [];
  #palette;
  constructor(columns2, rows, palette) {
    this.dirty = new Uint8Array(rows);
    this.#frame = createGrid(columns2, rows);
    this.#over = createGrid(columns2, rows);
    this.#mask = new Uint8Array(columns2 * rows);
    this.#palette = palette;
  }
  /**
  Measures canvases and covers again and rebuilds the mask if any has moved, come or gone.
  */
  place(canvases, covers2) {
    const { columns: columns2, rows } = this.#frame;
    const placed = Array.from(canvases, (canvas) => ({
      canvas,
      rectangle: clip(canvas.measure(), columns2, rows),
      drawn: [],
      rows: []
    }));
    const covering = Array.from(covers2, (measure) => clip(measure(), columns2, rows));
    const isSamePlaces = placed.length === this.#canvases.length && placed.every(({ canvas, rectangle }, index) => {
      const before = this.#canvases[index];
      return canvas === before.canvas && isSameRectangle(rectangle, before.rectangle);
    });
    const isSameCovers = covering.length === this.#covers.length && covering.every((cover, index) => isSameRectangle(cover, this.#covers[index] ?? nowhere));
    if (isSamePlaces && isSameCovers) {
      return;
    }
    if (!isSamePlaces) {
      this.#canvases = placed;
    }
    this.#covers = covering;
    this.#mask.fill(0);
    for (const { rectangle } of this.#canvases) {
      this.#mark(rectangle, 1);
    }
    for (const rectangle of covering) {
      this.#mark(rectangle, 0);
    }
    this.dirty.fill(1);
  }
  /**
  Asks all canvases for their rows.
  */
  draw() {
    for (const placed of this.#canvases) {
      const { width: width2, height } = placed.rectangle;
      placed.drawn = width2 > 0 && height > 0 ? placed.canvas.draw(width2, height) : [];
    }
  }
  /**
  Turns all lines into cells that are not the same strings as the time before.
  */
  parse(frame) {
    const { columns: columns2, rows } = this.#frame;
    for (let row = 0; row < rows; row++) {
      this.#parseRow(frame[row] ?? "", this.#lines, row, this.#frame, {
        x: 0,
        y: row,
        width: columns2,
        height: 1
      });
    }
    for (const { rectangle, drawn, rows: parsed2 } of this.#canvases) {
      for (let row = 0; row < rectangle.height; row++) {
        this.#parseRow(drawn[row] ?? "", parsed2, row, this.#over, { ...rectangle, y: rectangle.y + row });
      }
    }
  }
  /**
  Puts the dirty rows together.
  */
  compose(target) {
    const layers = {
      under: this.#frame,
      over: this.#over,
      mask: this.#mask,
      palette: this.#palette
    };
    for (let row = 0; row < target.rows; row++) {
      if (this.dirty[row] === 1) {
        composeRow(row, layers, target);
      }
    }
  }
  #parseRow(line, parsed2, index, grid, place) {
    if (parsed2[index] === line) {
      return;
    }
    parsed2[index] = line;
    parseLine(this.#palette, line, grid.cells, place.y * grid.columns + place.x, place.width);
    this.dirty[place.y] = 1;
  }
  #mark({ x, y, width: width2, height }, value) {
    for (let row = y; row < y + height; row++) {
      this.#mask.fill(value, row * this.#frame.columns + x, row * this.#frame.columns + x + width2);
    }
  }
};

// source/screen/style.ts
var attributes = [
  { name: "isBold", on: 1, off: 22 },
  { name: "isDim", on: 2, off: 22 },
  { name: "isItalic", on: 3, off: 23 },
  { name: "isUnderline", on: 4, off: 24 },
  { name: "isInverse", on: 7, off: 27 },
  { name: "isStrikethrough", on: 9, off: 29 }
];
var plain = {
  isBold: false,
  isDim: false,
  isItalic: false,
  isUnderline: false,
  isInverse: false,
  isStrikethrough: false,
  foreground: "",
  background: ""
};
function applySgr(style, parameters) {
  const next = { ...style };
  const codes = parameters.split(";");
  for (let index = 0; index < codes.length; index++) {
    const text = codes[index];
    const code = Number.parseInt(text, 10) || 0;
    if (text.includes(":")) {
      applySubParameters(next, text.split(":"));
    } else if (code === 0) {
      Object.assign(next, plain);
    } else if ([38, 48, 58].includes(code)) {
      const kind = codes[index + 1];
      const length = kind === "5" ? 2 : kind === "2" ? 4 : 1;
      setColour(next, code, codes.slice(index + 1, index + 1 + length));
      index += length;
    } else if (code >= 30 && code <= 37 || code >= 90 && code <= 97) {
      next.foreground = String(code);
    } else if (code >= 40 && code <= 47 || code >= 100 && code <= 107) {
      next.background = String(code);
    } else if (code === 39) {
      next.foreground = "";
    } else if (code === 49) {
      next.background = "";
    } else {
      for (const attribute of attributes) {
        if (code === attribute.on || code === attribute.off) {
          next[attribute.name] = code === attribute.on;
        }
      }
    }
  }
  return next;
}
function applySubParameters(style, parts) {
  const code = Number(parts[0]);
  if (code === 4) {
    style.isUnderline = parts[1] !== "0";
  } else if (parts[1] === "2") {
    setColour(style, code, ["2", ...parts.slice(parts.length >= 6 ? 3 : 2).slice(0, 3)]);
  } else {
    setColour(style, code, parts.slice(1, 3));
  }
}
function setColour(style, code, parts) {
  const [kind, ...channels] = parts;
  const isComplete = kind === "5" && channels.length === 1 || kind === "2" && channels.length === 3;
  if (!isComplete || channels.some((channel) => !(/^\d{0,3}$/u.test(channel) && Number(channel) <= 255))) {
    return;
  }
  const colour = [code, kind, ...channels.map(Number)].join(";");
  if (code === 38) {
    style.foreground = colour;
  } else if (code === 48) {
    style.background = colour;
  }
}
function sgrBetween(from, to) {
  const changes = /* @__PURE__ */ new Set();
  for (const { name, on, off } of attributes) {
    if (from[name] && !to[name]) {
      changes.add(off);
    }
    if (to[name] && (!from[name] || off === 22 && (from.isBold && !to.isBold || from.isDim && !to.isDim))) {
      changes.add(on);
    }
  }
  const ordered = [...changes].toSorted((a, b) => Number(b === 22) - Number(a === 22));
  if (from.foreground !== to.foreground) {
    ordered.push(to.foreground || 39);
  }
  if (from.background !== to.background) {
    ordered.push(to.background || 49);
  }
  if (ordered.length === 0) {
    return "";
  }
  const step2 = ordered.join(";");
  const anew = ["", ...attributes.filter(({ name }) => to[name]).map(({ on }) => on), to.foreground, to.background].filter((part, index) => index === 0 || part !== "").join(";");
  return `\x1B[${anew.length < step2.length ? anew : step2}m`;
}
function styleKey(style) {
  return sgrBetween(plain, style);
}
function blankStyle(style) {
  const isForegroundSeen = style.isInverse || style.isUnderline || style.isStrikethrough;
  return {
    ...plain,
    isUnderline: style.isUnderline,
    isInverse: style.isInverse,
    isStrikethrough: style.isStrikethrough,
    isBold: isForegroundSeen && style.isBold,
    isDim: isForegroundSeen && style.isDim,
    foreground: isForegroundSeen ? style.foreground : "",
    background: style.background
  };
}

// source/screen/palette.ts
var styleLimit = 1024;
var clusterLimit = 4096;
var cacheLimit = 8192;
var longestCluster = 48;
var separator = /[\u{2028}\u{2029}]/u;
var Palette = class {
  isExhausted = false;
  #styles = [plain];
  #styleIds = /* @__PURE__ */ new Map([["", 0]]);
  #blanks = [0];
  #clusters = [];
  #clusterIds = /* @__PURE__ */ new Map();
  #steps = [];
  #stepCount = 0;
  #changes = /* @__PURE__ */ new Map();
  #glyphs = /* @__PURE__ */ new Map();
  /**
  The number of the style that an SGR sequence with these parameters leads to.
  */
  step(styleId, parameters) {
    const known2 = this.#steps[styleId]?.get(parameters);
    if (known2 !== void 0) {
      return known2;
    }
    if (++this.#stepCount > cacheLimit) {
      this.#steps = [];
      this.#stepCount = 0;
    }
    const next = this.#internStyle(applySgr(this.#style(styleId), parameters));
    if (next === void 0) {
      return 0;
    }
    this.#steps[styleId] ??= /* @__PURE__ */ new Map();
    this.#steps[styleId].set(parameters, next);
    return next;
  }
  /**
  The number of the style in which a blank looks the same.
  */
  blankOf(styleId) {
    return this.#blanks[styleId] ?? 0;
  }
  /**
  The SGR sequence from one style to another.
  */
  change(fromId, toId) {
    const key = fromId * styleLimit + toId;
    let change = this.#changes.get(key);
    if (change === void 0) {
      if (this.#changes.size > cacheLimit) {
        this.#changes.clear();
      }
      change = sgrBetween(this.#style(fromId), this.#style(toId));
      this.#changes.set(key, change);
    }
    return change;
  }
  /**
  A grapheme as a cell without style in the low 22 bits, its width in cells above. 0 if it cannot be seen.
  */
  glyph(grapheme) {
    const known2 = this.#glyphs.get(grapheme);
    if (known2 !== void 0) {
      return known2;
    }
    const width2 = Math.min(graphemeWidth(grapheme), 512);
    const code = width2 === 0 ? 0 : this.#code(grapheme, width2);
    if (code === void 0) {
      this.isExhausted = true;
      return packGlyph(replacement, width2);
    }
    if (this.#glyphs.size > cacheLimit) {
      this.#glyphs.clear();
    }
    const glyph = width2 === 0 ? 0 : packGlyph(code, width2);
    this.#glyphs.set(grapheme, glyph);
    return glyph;
  }
  /**
  What to print for the code of a cell.
  */
  text(code) {
    return code < clusterBase ? String.fromCodePoint(code) : this.#clusters[code - clusterBase]?.text ?? "\uFFFD";
  }
  /**
  How many cells a terminal may fill with the glyph that does not know clusters.
  */
  reach(code) {
    return code < clusterBase ? 2 : this.#clusters[code - clusterBase]?.reach ?? 2;
  }
  #style(id) {
    return this.#styles[id] ?? plain;
  }
  #internStyle(style) {
    const known2 = this.#styleIds.get(styleKey(style));
    if (known2 !== void 0) {
      return known2;
    }
    const blank = blankStyle(style);
    const isOwnBlank = styleKey(blank) === styleKey(style);
    const blankId = isOwnBlank ? void 0 : this.#internStyle(blank);
    const id = this.#styles.length;
    if (id === styleLimit || !isOwnBlank && blankId === void 0) {
      this.isExhausted = true;
      return void 0;
    }
    this.#styles.push(style);
    this.#styleIds.set(styleKey(style), id);
    this.#blanks[id] = blankId ?? id;
    return id;
  }
  /**
  Undefined if no number is left for a cluster.
  */
  #code(grapheme, width2) {
    const codePoints = [...grapheme];
    if (width2 > 2 || grapheme.length > longestCluster || separator.test(grapheme)) {
      return replacement;
    }
    if (codePoints.length === 1) {
      return grapheme.codePointAt(0);
    }
    const known2 = this.#clusterIds.get(grapheme);
    if (known2 !== void 0) {
      return clusterBase + known2;
    }
    const id = this.#clusters.length;
    if (id === clusterLimit) {
      return void 0;
    }
    this.#clusters.push({ text: grapheme, reach: codePoints.length * 2 });
    this.#clusterIds.set(grapheme, id);
    return clusterBase + id;
  }
};
var plainBlank = blankCell(0);

// source/screen/screen.ts
var synchronisedUpdate = 2026;
var alternateScreen = 1049;
var ownModes = /* @__PURE__ */ new Set([7, 25, synchronisedUpdate]);
var largest = { columns: 2e3, rows: 1e3 };
var Screen = class extends import_node_events.EventEmitter {
  /**
  Tells Ink that there are modes and sizes.
  */
  isTTY = true;
  writable = true;
  columns = 80;
  rows = 24;
  /**
  All that was written to the terminal so far.
  */
  bytesWritten = 0;
  /**
  Updates that have changed something on the terminal.
  */
  framesWritten = 0;
  #terminal;
  #palette = new Palette();
  #canvases = /* @__PURE__ */ new Set();
  #covers = /* @__PURE__ */ new Set();
  #modes;
  #layers;
  /**
  What the terminal shall show, and what it shows.
  */
  #back;
  #front;
  #frame = [];
  #isActive = false;
  #isPlaced = false;
  #isCleared = false;
  #isWaitingForDrain = false;
  #pending;
  /**
  `modes` are private modes that the terminal shall be in whenever the screen has it, besides those that Ink asks for.
  */
  constructor({ tty, modes = [] }) {
    super();
    this.setMaxListeners(0);
    this.#modes = new Set(modes);
    this.#terminal = tty;
    const { columns: columns2, rows } = this.#size();
    this.columns = columns2;
    this.rows = rows;
    this.#layers = new Layers(this.columns, this.rows, this.#palette);
    this.#back = createGrid(this.columns, this.rows);
    this.#front = createGrid(this.columns, this.rows);
    tty.on("resize", this.#resize);
    tty.on("drain", this.#drained);
  }
  /**
  Itself, by the type that Ink's `stdout` has.
  */
  get stdout() {
    return this;
  }
  /**
  Whether nothing is waiting to be painted.
  */
  get isSettled() {
    return this.#pending === void 0 && !this.#isWaitingForDrain;
  }
  /**
  Takes what Ink writes: private modes, or one whole frame. An empty text with a callback is no frame but Ink's way to wait for the
  frames before it.
  */
  write(chunk, encodingOrCallback, callback) {
    const text = typeof chunk === "string" ? chunk : import_node_buffer.Buffer.from(chunk).toString();
    const done2 = typeof encodingOrCallback === "function" ? encodingOrCallback : callback;
    const modes = parseModes(text);
    if (modes) {
      for (const mode of modes) {
        this.#takeMode(mode);
      }
    } else if (text !== "" || done2 === void 0) {
      this.#frame = text.split("\n");
      this.#isPlaced = false;
      this.schedule();
    }
    done2?.();
    return true;
  }
  /**
  Puts a canvas over Ink's frame until the function that it gives is called. Canvases must not overlap each other.
  */
  add(canvas) {
    return this.#register(this.#canvases, { ...canvas });
  }
  /**
  Lets Ink's frame show over the canvases in a rectangle, until the function that it gives is called.
  */
  cover(measure) {
    return this.#register(this.#covers, () => measure());
  }
  /**
  Has the screen painted before the event loop turns. Any number of calls until then make one paint, and none while the terminal is lent
  or slow to read.
  */
  schedule = () => {
    if (this.#isActive && !this.#isWaitingForDrain) {
      this.#pending ??= setImmediate(() => {
        this.flush();
      });
    }
  };
  /**
  Clears the terminal and paints everything anew, whatever another program may have written there.
  */
  redraw() {
    this.#isCleared = true;
    this.schedule();
  }
  /**
  Paints at once. If the terminal has not yet read what was written before, the frame is dropped, and the state of then is painted when
  it has.
  */
  flush() {
    clearImmediate(this.#pending);
    this.#pending = void 0;
    if (!this.#isActive) {
      return;
    }
    if (this.#terminal.writableNeedDrain) {
      this.#isWaitingForDrain = true;
      return;
    }
    this.#paint();
  }
  /**
  Takes the terminal: goes to the alternate screen, hides the cursor and has everything painted. Does nothing if it has it already.
  */
  enter() {
    if (this.#isActive) {
      return;
    }
    const { columns: columns2, rows } = this.#size();
    if (columns2 !== this.columns || rows !== this.rows) {
      this.#resize();
    }
    this.#isActive = true;
    this.#isCleared = true;
    this.#write(enterScreen + setModes(this.#modes, true));
    this.schedule();
  }
  /**
  Gives the terminal back as it was, for a child process or for good, and writes nothing from then on until `enter()`. Does nothing if it
  was given back already.
  */
  leave() {
    const bytes = this.restore();
    if (bytes !== "") {
      this.#write(bytes);
    }
  }
  /**
  What `leave()` would write, for when there is no time left to write through a stream: the caller writes it synchronously. Empty if the
  terminal was given back already.
  */
  restore() {
    clearImmediate(this.#pending);
    this.#pending = void 0;
    this.#isWaitingForDrain = false;
    if (!this.#isActive) {
      return "";
    }
    this.#isActive = false;
    return endSynchronised + setModes(this.#modes, false) + leaveScreen;
  }
  #resize = () => {
    const { columns: columns2, rows } = this.#size();
    this.columns = columns2;
    this.rows = rows;
    this.#layers = new Layers(this.columns, this.rows, this.#palette);
    this.#back = createGrid(this.columns, this.rows);
    this.#front = createGrid(this.columns, this.rows);
    this.#isPlaced = false;
    this.#isCleared = true;
    clearImmediate(this.#pending);
    this.#pending = setImmediate(() => {
      this.#pending = void 0;
      this.schedule();
    });
    this.emit("resize");
  };
  #drained = () => {
    if (!this.#isWaitingForDrain) {
      return;
    }
    this.#isWaitingForDrain = false;
    this.schedule();
  };
  #size() {
    return {
      columns: Math.min(known(this.#terminal.columns, 80), largest.columns),
      rows: Math.min(known(this.#terminal.rows, 24), largest.rows)
    };
  }
  #register(items, item) {
    const changed = () => {
      this.#isPlaced = false;
      this.schedule();
    };
    items.add(item);
    changed();
    return () => {
      items.delete(item);
      changed();
    };
  }
  /**
  Modes are kept in mind, so that a child process gets a terminal without them and they come back afterwards.
  */
  #takeMode({ marker, numbers, final, text }) {
    if (marker !== "?" || final !== "h" && final !== "l") {
      if (this.#isActive) {
        this.#write(text);
      }
      return;
    }
    for (const mode of numbers) {
      if (mode === alternateScreen && final === "h") {
        this.enter();
      } else if (mode === alternateScreen) {
        this.leave();
      } else if (!ownModes.has(mode)) {
        this.#setMode(mode, final === "h");
      }
    }
  }
  #setMode(mode, isOn) {
    if (isOn) {
      this.#modes.add(mode);
    } else {
      this.#modes.delete(mode);
    }
    if (this.#isActive) {
      this.#write(setModes([mode], isOn));
    }
  }
  #paint() {
    this.#draw();
    if (this.#palette.isExhausted) {
      this.#palette = new Palette();
      this.#layers = new Layers(this.columns, this.rows, this.#palette);
      this.#isPlaced = false;
      this.#front.cells.fill(unknownCell);
      this.#draw();
    }
    const layers = this.#layers;
    if (this.#isCleared) {
      this.#front.cells.fill(plainBlank);
      layers.dirty.fill(1);
    }
    layers.compose(this.#back);
    const bytes = (this.#isCleared ? clearScreen : "") + diff(this.#back, this.#front, layers.dirty, this.#palette);
    this.#isCleared = false;
    if (bytes === "") {
      return;
    }
    this.framesWritten++;
    this.#write(beginSynchronised + bytes + endSynchronised);
  }
  /**
  Brings the layers up to date.
  */
  #draw() {
    if (!this.#isPlaced) {
      this.#layers.place(this.#canvases, this.#covers);
      this.#isPlaced = true;
    }
    this.#layers.draw();
    this.#layers.parse(this.#frame);
  }
  #write(text) {
    this.bytesWritten += import_node_buffer.Buffer.byteLength(text);
    this.#terminal.write(text);
  }
};
function known(size, otherwise) {
  return size === void 0 || size <= 0 ? otherwise : size;
}

// source/store.ts
function createStore(initial) {
  let current = initial;
  const listeners = /* @__PURE__ */ new Set();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) {
        return;
      }
      current = value;
      for (const { listener } of listeners) {
        listener();
      }
    },
    subscribe(listener) {
      const subscription = { listener };
      listeners.add(subscription);
      return () => {
        listeners.delete(subscription);
      };
    }
  };
}

// source/terminal/keys/input.ts
var import_node_events2 = __toESM(require_node_events(), 1);
var Input = class extends import_node_events2.EventEmitter {
  isTTY = true;
  #terminal;
  #borrower;
  #isOpen = false;
  constructor(terminal) {
    super();
    this.#terminal = terminal;
  }
  /**
  Itself, by the type that Ink's `stdin` has.
  */
  get stdin() {
    return this;
  }
  /**
  Takes the terminal: keys are not echoed and come as they are. They wait in the kernel until somebody listens.
  */
  open() {
    this.#isOpen = true;
    this.#terminal.setRawMode?.(true);
  }
  /**
  Begins to read, when those who want the keys are there.
  */
  listen() {
    if (!this.#isOpen) {
      return;
    }
    this.#terminal.on("data", this.#take);
    this.#terminal.resume();
  }
  /**
  Reads nothing more for now: what is typed waits with the terminal, until `listen` or for whoever gets the terminal next.
  */
  halt() {
    this.#terminal.off("data", this.#take);
    this.#terminal.pause();
  }
  /**
  Gives the terminal back as it was.
  */
  close() {
    if (!this.#isOpen) {
      return;
    }
    this.#isOpen = false;
    this.halt();
    this.#terminal.setRawMode?.(false);
  }
  /**
  Sends all bytes to the borrower until the function that it gives is called.
  */
  lend(borrower) {
    this.#borrower = borrower;
    return () => {
      this.#borrower = void 0;
    };
  }
  /**
  Who has the keys now, if they are lent.
  */
  get borrower() {
    return this.#borrower;
  }
  // Ink asks these of a terminal; the bytes go their own way, so there is nothing to do.
  setRawMode() {
    return this;
  }
  setEncoding() {
    return this;
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }
  resume() {
    return this;
  }
  pause() {
    return this;
  }
  read() {
    return null;
  }
  #take = (chunk) => {
    if (this.#borrower) {
      this.#borrower(chunk);
    } else {
      this.emit("data", chunk);
    }
  };
};

// source/ui/effects/shell.ts
var import_node_events3 = __toESM(require_node_events(), 1);

// source/engine/shell.ts
var import_node_stream = __toESM(require_node_stream(), 1);
var startMilliseconds = 1e4;
var searchScript = `
for name in bash ash sh; do
	IFS=:
	for folder in $PATH; do
		if [ -f "$folder/$name" ] && [ -x "$folder/$name" ] && "$folder/$name" -c : >/dev/null 2>&1; then
			echo "shell=$folder/$name"
			exit 0
		fi
	done
done
exit 1
`;
async function findShell(engine, id) {
  const search = await tryCommand(engine, id, ["sh", "-c", searchScript]);
  const found = /shell=(\/\S+)/.exec(search.output)?.[1];
  if (found !== void 0 && search.exitCode === 0) {
    return found;
  }
  const names2 = search.canRun ? ["sh"] : ["bash", "ash"];
  for (const name of names2) {
    const { exitCode } = await tryCommand(engine, id, [name, "-c", ":"]);
    if (exitCode === 0) {
      return name;
    }
  }
  return void 0;
}
var longestOutputCharacters = 65536;
async function tryCommand(engine, id, command) {
  try {
    const { stream, exitCode } = await engine.exec(id, command, { columns: 200, rows: 24 });
    const output = await ask({ operation: "exec", target: id, milliseconds: startMilliseconds }, async (signal2) => readAll(stream, signal2));
    const code = await exitCode();
    return { canRun: code !== 126 && code !== 127, exitCode: code, output };
  } catch (error) {
    const failure = engineErrorOf(error, { operation: "exec", target: id, milliseconds: startMilliseconds });
    if (failure.code === void 0 && /executable file|no such file|command not found|was not found|exec format error|permission denied/i.test(failure.message)) {
      return { canRun: false, exitCode: void 0, output: "" };
    }
    throw failure;
  }
}
async function readAll(stream, signal2) {
  (0, import_node_stream.addAbortSignal)(signal2, stream);
  let output = "";
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    output = (output + decoder.decode(chunk, { stream: true })).slice(0, longestOutputCharacters);
  }
  return output;
}

// source/terminal/keys/type-ahead.ts
var import_node_buffer2 = __toESM(require_node_buffer(), 1);
var interrupt = 3;
var TypeAhead = class {
  interrupted;
  release;
  #marks = new PasteMarks();
  #held = [];
  #receiver;
  constructor(input) {
    const { promise, resolve } = Promise.withResolvers();
    this.interrupted = promise;
    this.release = input.lend((chunk) => {
      if (this.#receiver) {
        this.#receiver(this.#marks.isOpen ? this.#marks.without(chunk) : chunk);
      } else if (chunk.includes(interrupt)) {
        resolve("interrupted");
      } else {
        this.#held.push(chunk);
      }
    });
  }
  /**
  Gives all that was typed so far, and from then on each chunk as it comes.
  */
  pour(receiver) {
    const held = this.#marks.without(import_node_buffer2.Buffer.concat(this.#held));
    if (held.length > 0) {
      receiver(held);
    }
    this.#held = [];
    this.#receiver = receiver;
  }
};
var mark = /\u{1B}\[20[01]~/gu;
var halfMark = /\u{1B}(?:\[(?:20?[01]?)?)?$/u;
var PasteMarks = class {
  /**
  Whether a paste has begun and its end is still to come.
  */
  isOpen = false;
  #half = "";
  without(chunk) {
    const text = (this.#half + import_node_buffer2.Buffer.from(chunk).toString("latin1")).replaceAll(mark, (found) => {
      this.isOpen = found.endsWith("0~");
      return "";
    });
    this.#half = this.isOpen ? halfMark.exec(text)?.[0] ?? "" : "";
    return import_node_buffer2.Buffer.from(text.slice(0, text.length - this.#half.length), "latin1");
  }
};

// source/ui/effects/hang-up.ts
var import_node_process = __toESM(require_node_process(), 1);
function prepareHangUp(session, container, { member }) {
  let found;
  async function find() {
    await session.sized;
    const pid = await session.pid().catch(() => void 0);
    const key = pid === void 0 ? void 0 : member(pid, container);
    found = pid === void 0 || key === void 0 ? void 0 : { pid, key };
  }
  return {
    isReady: find(),
    hangUp() {
      if (!found || member(found.pid, container) !== found.key) {
        return;
      }
      try {
        import_node_process.default.kill(found.pid, "SIGHUP");
      } catch {
      }
    }
  };
}

// source/ui/effects/shell.ts
var progressId = -1;
var tidy = `\x1B[!p\x1B(B\x1B[4l\x1B>${setModes([1, 1e3, 1002, 1003, 1004, 1005, 1006, 1015, 2004], false)}`;
async function openShell(target, command, services) {
  const { update } = services;
  const engine = target.kind === "container" ? services.engine(target.engine) : void 0;
  if (!engine || target.kind !== "container") {
    update((state) => notify(state, { text: `No engine answers for ${target.name}.`, tone: "bad" }));
    return;
  }
  update((state) => beginProgress(state, { id: progressId, text: `Opening a shell in ${target.name}` }));
  const keys = new TypeAhead(services.input);
  try {
    const opening = open(engine, target.id, command, services.terminal);
    const opened = await Promise.race([opening, keys.interrupted]);
    if (opened === "interrupted") {
      void abandon(opening, target.key, services);
      update((state) => endProgress(state, progressId, { text: `No shell was opened in ${target.name}.`, tone: "warn" }));
    } else if (opened) {
      const exitCode = await lend(
        opened.session,
        { title: `${opened.words.join(" ")} in ${target.name}`, container: target.key },
        keys,
        services
      );
      update(
        (state) => endProgress(state, progressId, {
          text: farewell(opened.words[0], target.name, exitCode),
          tone: exitCode === void 0 || exitCode === 0 ? "good" : "warn"
        })
      );
    } else {
      update(
        (state) => openDialog(endProgress(state, progressId, { text: "", tone: "normal" }), {
          kind: "command",
          target,
          text: "",
          reason: `${target.name} has no shell: neither bash nor ash nor sh is in it. Type a command that it does have, with its arguments, or leave this and press E for a shell of the host in its namespaces.`
        })
      );
    }
  } catch (error) {
    const text = error instanceof EngineError ? sentence(error, target.name) : String(error);
    update((state) => endProgress(state, progressId, { text, tone: "bad" }));
  } finally {
    keys.release();
  }
}
function farewell(program2, name, exitCode) {
  return `${program2} in ${name} has ended${exitCode === void 0 ? "" : ` with exit code ${exitCode}`}.`;
}
async function open(engine, id, command, { columns: columns2 = 80, rows = 24 }) {
  const words = command === void 0 ? await shellOf(engine, id) : splitWords(command);
  return words && { session: await engine.exec(id, words, { columns: columns2, rows }), words };
}
async function abandon(opening, container, services) {
  const opened = await opening.catch(() => void 0);
  if (!opened) {
    return;
  }
  const { isReady, hangUp } = prepareHangUp(opened.session, container, services);
  await isReady;
  hangUp();
  opened.session.stream.destroy();
}
async function shellOf(engine, id) {
  const shell = await findShell(engine, id);
  return shell === void 0 ? void 0 : [shell];
}
function splitWords(text) {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain2]) => double ?? single ?? plain2 ?? "");
}
async function lend(session, { title, container }, keys, services) {
  const { screen, terminal, sessions, setOutputProcessing: setOutputProcessing2 } = services;
  const { stream } = session;
  const hangUp = prepareHangUp(session, container, services);
  const resize2 = () => {
    session.resize(terminal.columns ?? 80, terminal.rows ?? 24).catch(() => void 0);
  };
  const show = (chunk) => {
    if (terminal.write(chunk)) {
      return;
    }
    stream.pause();
    terminal.once("drain", () => {
      stream.resume();
    });
  };
  screen.leave();
  terminal.write(`nstop: ${title.replaceAll(new RegExp("\\p{Control}", "gu"), "?")} - exit or Ctrl-D comes back\r
`);
  await setOutputProcessing2?.(false);
  terminal.on("resize", resize2);
  stream.on("data", show);
  sessions.add(hangUp);
  void session.sized.then(() => {
    if (stream.destroyed) {
      return;
    }
    resize2();
    keys.pour((chunk) => {
      stream.write(chunk);
    });
  });
  try {
    await ended(stream);
    return await session.exitCode().catch(() => void 0);
  } finally {
    terminal.off("resize", resize2);
    stream.off("data", show);
    sessions.delete(hangUp);
    hangUp.hangUp();
    stream.destroy();
    keys.release();
    await setOutputProcessing2?.(true);
    terminal.write(tidy);
    screen.enter();
  }
}
async function ended(stream) {
  const end = new AbortController();
  try {
    await Promise.race(["end", "close", "error"].map(async (event) => (0, import_node_events3.once)(stream, event, { signal: end.signal })));
  } catch {
  } finally {
    end.abort();
  }
}

// source/ui/effects/enter.ts
var import_node_process2 = __toESM(require_node_process(), 1);
var import_promises = __toESM(require_promises(), 1);
var refusals = {
  gone: (name) => `${name} has ended: there is nothing to enter.`,
  denied: (name) => `You may not enter the namespaces of ${name}: run nstop as root.`,
  "no-nsenter": () => "nsenter is not on this host. It comes with util-linux.",
  same: (name) => `${name} is in the same namespaces as nstop: there is nothing to enter.`
};
function askForEntry(target, key, { entry, update }) {
  const found = entry(Number.parseInt(key, 10), key);
  if (typeof found === "string") {
    update((state) => notify(state, { text: refusals[found](target.name), tone: "warn" }));
  } else if (entryOptions(found).length === 0) {
    update(
      (state) => notify(state, {
        text: `Only the files of ${target.name} are its own, and there is no shell among them: there is nothing to run in it.`,
        tone: "warn"
      })
    );
  } else {
    update((state) => openDialog(state, {
      kind: "entry",
      target,
      entry: found,
      cursor: 0,
      ticked: []
    }));
  }
}
var progressId2 = -2;
async function enter(target, entry, choice, services) {
  const { input, update } = services;
  let strayCount = 0;
  const release2 = input.lend(() => {
    strayCount++;
  });
  input.halt();
  update((state) => beginProgress(state, { id: progressId2, text: `Entering ${target.name}` }));
  let notice;
  try {
    notice = await attempt(target, entry, choice, services);
  } catch (error) {
    notice = { text: `The shell could not be started: ${error instanceof Error ? error.message : String(error)}`, tone: "bad" };
  }
  input.listen();
  for (let before = -1; strayCount > before; ) {
    before = strayCount;
    await (0, import_promises.setTimeout)(quietMilliseconds);
  }
  release2();
  update((state) => endProgress(state, progressId2, notice));
}
var quietMilliseconds = 50;
async function attempt(target, entry, choice, services) {
  const command = entryCommand(entry, choice);
  if (!command) {
    return { text: "There is nothing to enter by this.", tone: "warn" };
  }
  const environment = command.hasOwnRoot ? freshEnvironment(import_node_process2.default.env) : import_node_process2.default.env;
  const refusal = await refusalNow(target.name, entry, command, environment, services);
  return refusal === void 0 ? lend2(target, entry, command, environment, services) : { text: refusal, tone: "bad" };
}
async function lend2(target, entry, command, environment, { screen, input, terminal, runInTerminal: runInTerminal2 }) {
  input.close();
  screen.leave();
  terminal.write(`nstop: ${command.words.join(" ")} - exit or Ctrl-D comes back\r
`);
  await drained(terminal);
  try {
    return farewell2(target.name, await runInTerminal2(entry.tool, command.words.slice(1), environment));
  } finally {
    input.open();
    terminal.write(tidy);
    screen.enter();
  }
}
async function refusalNow(name, found, { words, kinds }, environment, { entry, rehearse: rehearse2 }) {
  await (0, import_promises.setImmediate)();
  const said = await rehearse2(found.tool, [...words.slice(1), "-c", ":"], environment);
  const now = entry(found.pid, found.key);
  if (typeof now === "string") {
    return refusals[now](name);
  }
  if (kinds.some((kind) => now.namespaces[kind] !== found.namespaces[kind])) {
    return `${name} is not in these namespaces any more: it has ended or left them.`;
  }
  return said === void 0 ? void 0 : `Could not enter ${name}: ${oneSentence(said)}`;
}
function farewell2(name, { code, signal: signal2 }) {
  const how = signal2 === void 0 ? `has ended with exit code ${code ?? "unknown"}` : `was ended by ${signal2}`;
  return { text: `The shell in the namespaces of ${name} ${how}.`, tone: code === 0 ? "good" : "warn" };
}
async function drained(terminal) {
  if (terminal.writableNeedDrain) {
    await new Promise((resolve) => {
      terminal.once("drain", resolve);
    });
  }
}

// source/ui/ink/first-screen.ts
function showFirstScreen(screen, source) {
  const canvas = (place, draw) => screen.add({
    measure: () => place(source.get()) ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0
    },
    draw: (width2, height) => draw(source.get(), width2, height)
  });
  const ends = [
    canvas(({ view }) => view.layout.header, drawHeader),
    canvas(({ view }) => view.layout.footer, (world, width2) => [drawFooter(world, width2)]),
    ...Object.entries(drawOf).map(([id, draw]) => canvas(({ view }) => view.layout.panes.find((pane) => pane.id === id)?.rectangle, draw)),
    source.subscribe(screen.schedule)
  ];
  return () => {
    for (const end of ends) {
      end();
    }
  };
}

// source/ui/effects/engine-news.ts
function engineNews(before, after) {
  for (const engine of after) {
    const known2 = before.find(({ id }) => id === engine.id);
    const was = known2?.state ?? "connecting";
    if (engine.state === "up" && engine.detail !== void 0 && engine.detail !== (was === "up" ? known2?.detail : void 0)) {
      return { text: engine.detail, tone: "warn" };
    }
    if (engine.state === was) {
      continue;
    }
    if (engine.state === "unreachable" || engine.state === "denied") {
      return { text: engine.detail ?? `${engine.address} does not answer.`, tone: "bad" };
    }
    if (engine.state === "up" && was !== "connecting") {
      return { text: `${engine.address} answers again.`, tone: "good" };
    }
  }
  return void 0;
}

// source/ui/effects/inspector.ts
function createInspector(store, engineOf) {
  let asked = "";
  return ({ tab, container, layout }) => {
    if (tab !== inspectTab || !container || container.isRemoved || layout.panes.every(({ id }) => id !== "details")) {
      asked = "";
      return;
    }
    const question = `${container.key} ${container.state} ${container.startedAt ?? ""} ${container.name}`;
    const engine = engineOf(container.engine);
    if (question === asked || !engine) {
      return;
    }
    asked = question;
    if (store.get()?.container !== container.key) {
      store.set({ container: container.key, state: "asking" });
    }
    void answer(container, engine, store);
  };
}
async function answer({ key, id, name }, engine, store) {
  let result;
  try {
    result = { container: key, state: "answered", answer: await engine.inspect(id, AbortSignal.timeout(1e4)) };
  } catch (error) {
    result = { container: key, state: "failed", reason: error instanceof EngineError ? sentence(error, name) : String(error) };
  }
  if (store.get()?.container === key) {
    store.set(result);
  }
}

// source/model/build/tree.ts
function flattenTree(items, keyOf, parentOf) {
  const known2 = new Set(items.map((item) => keyOf(item)));
  const children = /* @__PURE__ */ new Map();
  for (const item of items) {
    const told = parentOf(item);
    const parent = told !== void 0 && known2.has(told) && told !== keyOf(item) ? told : void 0;
    const siblings = children.get(parent);
    if (siblings) {
      siblings.push(item);
    } else {
      children.set(parent, [item]);
    }
  }
  const rows = [];
  const visited = /* @__PURE__ */ new Set();
  const visit = (siblings, above, isRoot) => {
    for (const [index, item] of siblings.entries()) {
      const key = keyOf(item);
      if (visited.has(key)) {
        continue;
      }
      visited.add(key);
      const isLastAt = isRoot ? above : [...above, index === siblings.length - 1];
      rows.push({ item, isLastAt });
      visit(children.get(key) ?? [], isLastAt, false);
    }
  };
  visit(children.get(void 0) ?? [], [], true);
  for (const item of items) {
    visit([item], [], true);
  }
  return rows;
}
function subtreeKeys(root, parents2) {
  const children = /* @__PURE__ */ new Map();
  for (const [key, parent] of parents2) {
    if (parent !== void 0) {
      children.set(parent, [...children.get(parent) ?? [], key]);
    }
  }
  const keys = /* @__PURE__ */ new Set();
  const waiting = [root];
  for (let key = waiting.pop(); key !== void 0; key = waiting.pop()) {
    if (!keys.has(key)) {
      keys.add(key);
      waiting.push(...children.get(key) ?? []);
    }
  }
  return keys;
}

// source/model/build/order.ts
var { compare } = new Intl.Collator(void 0, { numeric: true });
function byName(a, b) {
  return compare(a, b);
}

// source/ui/table/row.ts
function matches(row, columns2, text) {
  const wanted = text.toLowerCase();
  return wanted === "" || columns2.some((column) => {
    const value = column.value(row);
    return !isMissing(value) && value !== void 0 && String(value).toLowerCase().includes(wanted);
  });
}
function sortRows(rows, columns2, sort) {
  const column = columns2.find(({ id }) => id === sort.column);
  if (!column) {
    return rows;
  }
  const keyed = rows.map((row) => ({ row, value: sortValue(column, row) }));
  const sign = sort.isDescending ? -1 : 1;
  return keyed.toSorted(
    (a, b) => a.value === void 0 || b.value === void 0 ? Number(a.value === void 0) - Number(b.value === void 0) : sign * compare2(a.value, b.value)
  ).map(({ row }) => row);
}
function sortValue(column, row) {
  const value = column.value(row);
  return isMissing(value) ? void 0 : value;
}
function compare2(a, b) {
  return typeof a === "number" && typeof b === "number" ? a - b : byName(String(a), String(b));
}
function treeRows(rows, parentOf) {
  return flattenTree(rows, ({ key }) => key, parentOf).map(({ item, isLastAt }) => isLastAt.length === 0 ? item : { ...item, isLastAt });
}
function withAncestors(rows, parentOf, passes) {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const kept = /* @__PURE__ */ new Set();
  for (const row of rows) {
    if (!passes(row)) {
      continue;
    }
    for (let current = row; current && !kept.has(current.key); ) {
      kept.add(current.key);
      const parent = parentOf(current);
      current = parent === void 0 ? void 0 : byKey.get(parent);
    }
  }
  return rows.filter(({ key }) => kept.has(key));
}

// source/ui/lists/processes/rows.ts
function containersWithin(snapshot, container) {
  return subtreeKeys(container, [...snapshot.containers.values()].map(({ key, parent }) => [key, parent]));
}
function processRows(snapshot, state, container) {
  if (container === void 0) {
    return [];
  }
  const { filters, sorts, isTree } = state;
  const within = containersWithin(snapshot, container);
  const rows = [...snapshot.processes.values()].filter((process15) => process15.container !== void 0 && within.has(process15.container)).map((process15) => ({
    key: process15.key,
    isLastAt: [],
    process: process15,
    levelsAbove: 1
  }));
  const keyByPid = new Map(rows.map(({ key, process: process15 }) => [process15.pid, key]));
  const parentOf = ({ process: process15 }) => keyByPid.get(process15.parentPid);
  const passes = (row) => matches(row, processColumns, filters.processes);
  const kept = isTree.processes ? withAncestors(rows, parentOf, passes) : rows.filter((row) => passes(row));
  const sorted = sortRows(kept, processColumns, sorts.processes);
  return isTree.processes ? treeRows(sorted, parentOf) : sorted;
}

// source/ui/lists/following.ts
function createFollowing() {
  let drawn;
  return {
    follow: (cursor, arrangement) => cursor.key === void 0 && drawn?.cursor === cursor && drawn.row.key !== void 0 && isSame2(drawn.arrangement, arrangement) ? drawn.row : cursor,
    remember(cursor, arrangement, row) {
      drawn = { cursor, arrangement, row };
    },
    placeOf: (cursor) => drawn && (drawn.cursor === cursor || drawn.row === cursor) ? drawn.row.index : cursor.index
  };
}
function isSame2(some, others) {
  return some.length === others.length && some.every((each, index) => Object.is(each, others[index]));
}

// source/ui/memo.ts
function memoBy(dependenciesOf, compute) {
  let last;
  return (input) => {
    const dependencies = dependenciesOf(input);
    if (!last || dependencies.some((value, index) => !Object.is(value, last.dependencies[index]))) {
      last = { dependencies, result: compute(input) };
    }
    return last.result;
  };
}

// source/ui/lists/containers/rows.ts
var vigilMilliseconds = 6e4;
function containerRows(snapshot, state, place = state.cursors.containers.index) {
  const {
    cursors: { containers: cursor },
    filters,
    filteredAt,
    sorts,
    isTree,
    showStopped
  } = state;
  const isHeld = ({ key, diedAt }) => key === cursor.key && diedAt !== void 0 && snapshot.takenAt - diedAt < vigilMilliseconds;
  const isExempt = (container) => isHeld(container) && container.diedAt > filteredAt;
  const rows = [...snapshot.containers.values()].filter((container) => isHeld(container) || !container.isRemoved && (showStopped || isAlive(container.state))).map((container) => ({
    key: container.key,
    isLastAt: [],
    container,
    series: snapshot.history.get(container.key)
  })).toSorted(
    (a, b) => Number(isAlive(b.container.state)) - Number(isAlive(a.container.state)) || byName(a.container.name, b.container.name)
  );
  const parentOf = ({ container }) => isTree.containers ? container.parent : void 0;
  const kept = withAncestors(rows, parentOf, (row) => isExempt(row.container) || matches(row, containerColumns, filters.containers));
  const sorted = sortRows(kept, containerColumns, sorts.containers);
  const held = sorted.find(({ container }) => isHeld(container));
  return treeRows(held ? keepInPlace(sorted, held, place, parentOf) : sorted, parentOf);
}
function keepInPlace(rows, held, place, parentOf) {
  const others = rows.filter((row) => row !== held);
  const known2 = new Set(rows.map(({ key }) => key));
  const levelOf = (row) => {
    const parent = parentOf(row);
    return parent !== void 0 && known2.has(parent) ? parent : void 0;
  };
  const next = treeRows(others, parentOf).find((row, index) => index >= place && levelOf(row) === levelOf(held));
  const position = others.findIndex(({ key }) => key === next?.key);
  return others.toSpliced(position === -1 ? others.length : position, 0, held);
}

// source/ui/lists/namespaces/rows.ts
function namespaceRows(snapshot, state, container) {
  const rows = state.namespacesOf === "host" ? hostRows(snapshot) : container ? ownRows(snapshot, container) : [];
  return sortRows(rows.filter((row) => matches(row, namespaceColumns, state.filters.namespaces)), namespaceColumns, state.sorts.namespaces);
}
function ownRows(snapshot, container) {
  return namespaceKinds.map(({ kind }) => {
    const { inode, isHost, sharedWith } = container.namespaces[kind];
    return {
      key: kind,
      isLastAt: [],
      kind,
      inode,
      isHost,
      containers: namesOf(snapshot, sharedWith),
      processes: isHost === false && !isMissing(inode) ? snapshot.namespaces.get(namespaceKey(kind, inode))?.pids.length : void 0,
      isWholeHost: false
    };
  });
}
function hostRows(snapshot) {
  const used = [...snapshot.namespaces.values()].map(({ key, kind, inode, isHost, pids, containers }) => ({
    key,
    isLastAt: [],
    kind,
    inode,
    isHost,
    containers: namesOf(snapshot, containers),
    processes: pids.length,
    isWholeHost: true
  }));
  return [...used, ...heldRows(snapshot)];
}
function heldRows(snapshot) {
  const held = Map.groupBy(snapshot.heldNamespaces ?? [], ({ kind, inode }) => namespaceKey(kind, inode));
  return [...held].filter(([key]) => !snapshot.namespaces.has(key)).map(([key, holders]) => {
    const { kind, inode } = holders[0];
    return {
      key,
      isLastAt: [],
      kind,
      inode,
      isHost: mapKnown(snapshot.host.namespaces[kind], (initial) => initial === inode),
      containers: [],
      processes: 0,
      isWholeHost: true,
      heldBy: holders.map((holder) => holderText(holder, snapshot))
    };
  });
}
function namesOf(snapshot, keys) {
  return keys.map((key) => snapshot.containers.get(key)?.name ?? key.slice(0, 12)).toSorted(byName);
}

// source/ui/view.ts
function createViewer() {
  const parts = createParts();
  return memoBy(({ snapshot, state, inspection, theme }) => [snapshot, state, inspection, theme], (input) => makeView(input, parts));
}
function createParts() {
  const following = { containers: createFollowing(), processes: createFollowing(), namespaces: createFollowing() };
  const { placeOf } = following.containers;
  return {
    following,
    containers: memoBy(
      ({ snapshot, state }) => {
        const cursor = state.cursors.containers;
        const isHeld = cursor.key !== void 0 && snapshot.containers.get(cursor.key)?.diedAt !== void 0;
        return [
          snapshot,
          state.filters.containers,
          state.sorts.containers,
          state.isTree.containers,
          state.showStopped,
          state.filteredAt,
          isHeld && cursor.key,
          isHeld && placeOf(cursor)
        ];
      },
      ({ snapshot, state }) => containerRows(snapshot, state, placeOf(state.cursors.containers))
    ),
    processes: memoBy(
      ({ snapshot, state, container }) => [snapshot, container, state.filters.processes, state.sorts.processes, state.isTree.processes],
      ({ snapshot, state, container }) => processRows(snapshot, state, container?.key)
    ),
    namespaces: memoBy(
      ({ snapshot, state, container }) => [
        snapshot,
        state.namespacesOf === "container" && container,
        state.filters.namespaces,
        state.sorts.namespaces,
        state.namespacesOf
      ],
      ({ snapshot, state, container }) => namespaceRows(snapshot, state, container)
    ),
    layout: memoBy(
      ({ state, rowCount }) => [state.columns, state.rows, state.focus, state.isZoomed, state.companion, rowCount],
      ({ state, rowCount }) => layoutOf(state, rowCount)
    ),
    lines: memoBy(
      ({ tab, subject, width: width2, theme }) => [tab, width2, theme, ...Object.values(subject)],
      ({ tab, subject, width: width2, theme }) => tab.lines(subject, width2, theme)
    )
  };
}
var detailsMargins = 2;
function makeView(input, parts) {
  const { snapshot, state, inspection, theme } = input;
  const cursorOf = (pane, arrangement) => parts.following[pane].follow(state.cursors[pane], arrangement);
  const hasOrder = isSettled(snapshot);
  const remember = (pane, arrangement, { rows, cursor: cursor2, isExact }) => {
    if (isExact && (hasOrder || state.cursors[pane].key !== void 0)) {
      parts.following[pane].remember(state.cursors[pane], arrangement, { key: rows[cursor2]?.key, index: cursor2 });
    }
  };
  const byContainers = [state.filters.containers, state.sorts.containers, state.isTree.containers, state.showStopped];
  const cursor = cursorOf("containers", byContainers);
  const containerList = parts.containers({
    ...input,
    state: cursor === state.cursors.containers ? state : { ...state, cursors: { ...state.cursors, containers: cursor } }
  });
  const layout = parts.layout({ ...input, rowCount: containerList.length });
  const containers = listView(
    containerList,
    "containers",
    containerList.some(({ key }) => key === cursor.key) ? cursor : state.cursors.containers,
    state,
    layout
  );
  remember("containers", byContainers, containers);
  const container = containers.rows[containers.cursor]?.container;
  const byProcesses = [container?.key, state.filters.processes, state.sorts.processes, state.isTree.processes];
  const processes = listView(parts.processes({ ...input, container }), "processes", cursorOf("processes", byProcesses), state, layout);
  remember("processes", byProcesses, processes);
  const process15 = processes.rows[processes.cursor]?.process;
  const byNamespaces = [state.namespacesOf === "container" && container?.key, state.filters.namespaces, state.sorts.namespaces];
  const namespaces = listView(parts.namespaces({ ...input, container }), "namespaces", cursorOf("namespaces", byNamespaces), state, layout);
  remember("namespaces", byNamespaces, namespaces);
  const tab = currentTab(state);
  const subject = subjectOf(snapshot, state, container, process15, inspection);
  return {
    snapshot,
    state,
    layout,
    lists: { containers, processes, namespaces },
    container,
    process: process15,
    tab,
    subject,
    details: detailsOf({
      tab,
      subject,
      theme,
      ...paneSize(layout, "details")
    }, parts)
  };
}
function detailsOf({ height, width: width2, ...input }, parts) {
  if (height === 0) {
    return { height, heading: [], lines: [] };
  }
  const { tab, subject, theme } = input;
  const room = width2 - detailsMargins;
  const heading = (tab.heading?.(subject, room, theme) ?? []).slice(0, height - 1);
  return { height: height - heading.length, heading, lines: parts.lines({ ...input, width: room }) };
}
function isSettled({ seconds, engines, containers }) {
  return seconds > 0 && engines.every(({ state }) => state !== "connecting") && containers.values().every(({ usage: { cpuPercent } }) => !isMissing(cpuPercent) || cpuPercent.missing !== "first-sample");
}
function layoutOf(state, rows) {
  return arrange(state.columns, state.rows, {
    focused: state.focus,
    ...state.isZoomed && { zoomed: state.focus },
    companion: state.companion,
    containerRows: rows
  });
}
function paneSize(layout, id) {
  const pane = layout.panes.find((placed) => placed.id === id);
  return pane ? innerSize(pane.rectangle.width, pane.rectangle.height, pane.edges) : { width: 0, height: 0 };
}
function listView(rows, pane, cursor, state, layout) {
  const index = findCursor(rows, cursor);
  const height = tableBodyHeight(paneSize(layout, pane).height);
  return {
    rows,
    cursor: index,
    isExact: cursor.key === void 0 || rows[index]?.key === cursor.key,
    top: scrollTop(state.tops[pane], index, height, rows.length),
    height
  };
}
function findCursor(rows, { key, index }) {
  const found = key === void 0 ? -1 : rows.findIndex((row) => row.key === key);
  return found === -1 ? Math.max(0, Math.min(index, rows.length - 1)) : found;
}
function subjectOf(snapshot, state, container, process15, inspection) {
  const { details } = snapshot;
  const key = state.subject === "process" ? process15?.key : container && valueOf(container.init);
  return {
    kind: state.subject,
    container,
    process: process15,
    details: details && details.key === key ? details : void 0,
    inspection: inspection?.container === container?.key ? inspection : void 0,
    snapshot,
    file: state.file,
    areSecretsShown: state.secretsOf !== void 0 && state.secretsOf === process15?.key
  };
}

// source/ui/wants.ts
function wantsOf(view) {
  const { snapshot, state, layout, container, process: process15, tab, subject } = view;
  const isShown = (id) => layout.panes.some((pane) => pane.id === id);
  const isFollowsProcess = subject.kind === "process" && isShown("details");
  const pid = subject.kind === "process" ? process15?.pid : container && valueOf(container.initPid);
  const files = subject.kind === "process" ? [...tab.files, ...tab.processFiles ?? []] : tab.files;
  const isWholeHost = state.namespacesOf === "host" && isShown("namespaces");
  return {
    // Everybody in a namespace may be anybody on the host.
    isWholeHost: isWholeHost || state.dialog?.kind === "members",
    ...isWholeHost && { isHeldWanted: true },
    sampled: container && (isShown("processes") || isFollowsProcess) ? { containers: [...containersWithin(snapshot, container.key)] } : "nobody",
    counters: countersOf(view),
    details: pid !== void 0 && isShown("details") && (files.length > 0 || subject.kind === "process") ? { pid, files, ...tab.isFileShown && { text: state.file } } : void 0
  };
}
function countersOf({ layout, lists: { containers }, container, state }) {
  const { width: width2 } = paneSize(layout, "containers");
  const partsOf = (columns2) => columns2.map(({ reads }) => reads).filter((reads) => reads !== void 0);
  return {
    whole: layout.panes.some(({ id }) => id === "details") ? container?.key : void 0,
    shown: width2 === 0 ? [] : containers.rows.slice(containers.top, containers.top + containers.height).map(({ key }) => key),
    ofShown: partsOf(chooseColumns(containerColumns, width2 - tableMargins).columns.map(({ column }) => column)),
    ofAll: partsOf(containerColumns.filter(({ id }) => id === state.sorts.containers.column))
  };
}

// source/ui/effects/perform.ts
var import_node_process3 = __toESM(require_node_process(), 1);
var operations = 0;
async function perform(operation, targets, services) {
  await Promise.all(targets.map(async (target) => {
    const id = operations++;
    services.update((state) => beginProgress(state, { id, text: doing(operation, target) }));
    const notice = await attempt2(operation, target, services);
    services.update((state) => endProgress(state, id, notice));
  }));
}
async function attempt2(operation, target, services) {
  try {
    await (target.kind === "container" ? operate(operation, target, services) : signal(operation, target, services));
    return { text: done(operation, target), tone: "good" };
  } catch (error) {
    return { text: error instanceof EngineError ? sentence(error, target.name) : messageOf(error), tone: "bad" };
  }
}
async function operate(operation, { id, name, engine: engineId }, services) {
  const engine = services.engine(engineId);
  if (!engine) {
    throw new Error(`No engine answers for ${name}. Its processes can still be signalled in the processes pane.`);
  }
  if (operation.name === "kill") {
    return engine.kill(id, operation.signal);
  }
  return operation.name === "remove" ? engine.remove(id, { force: true }) : engine[operation.name](id);
}
async function signal(operation, { pid, key, name }, services) {
  const number = operation.name === "kill" ? signals.find((known2) => known2.name === operation.signal)?.number : void 0;
  if (number === void 0) {
    throw new Error(`${operation.name} cannot be done to a process.`);
  }
  const { stat } = services.sample(pid);
  if (isMissing(stat) || `${pid}:${stat.startTicks}` !== key) {
    throw new Error(`${name} (pid ${pid}) has ended; nothing was sent.`);
  }
  if (stat.state === "Z") {
    throw new Error(zombieRefusal({ comm: name, pid, parentPid: stat.parentPid }));
  }
  try {
    import_node_process3.default.kill(pid, number);
  } catch (error) {
    throw new Error(error instanceof Error && "code" in error && error.code === "EPERM" ? `You may not signal ${name} (pid ${pid}): it is another user's. Run nstop as root.` : `${name} (pid ${pid}) has ended; nothing was sent.`, { cause: error });
  }
}
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

// source/ui/dialogs/keys/choice.ts
function step(key, cursor, count) {
  const wanted = {
    up: cursor - 1,
    k: cursor - 1,
    down: cursor + 1,
    j: cursor + 1,
    home: 0,
    g: 0,
    end: count - 1,
    G: count - 1,
    pageUp: cursor - 10,
    pageDown: cursor + 10,
    tab: cursor + 1,
    "shift-tab": cursor - 1
  };
  const next = wanted[key.name];
  return next === void 0 ? void 0 : Math.max(0, Math.min(next, count - 1));
}
function pressInMenu(key, dialog, state, view, isReadOnly) {
  const entries = menuEntries(view, dialog.targets, isReadOnly);
  const chosen = key.name === "enter" ? entries[dialog.cursor] : entries.find(({ keys }) => keys.includes(key.name));
  if (chosen?.aim) {
    return chosen.aim(state, view, dialog.targets);
  }
  const cursor = step(key, dialog.cursor, entries.length);
  return { state: cursor === void 0 ? state : openDialog(state, { ...dialog, cursor }) };
}
function pressInSort(key, dialog, state) {
  const columns2 = sortableColumns(dialog.pane);
  const column = columns2[dialog.cursor];
  if (key.name === "enter" && column) {
    const now = state.sorts[dialog.pane];
    const isDescending = now.column === column.id ? !now.isDescending : column.isDescending ?? false;
    const isTree = dialog.pane === "processes" ? { ...state.isTree, processes: false } : state.isTree;
    return closeDialog({ ...setSort(state, dialog.pane, { column: column.id, isDescending }), isTree });
  }
  const cursor = step(key, dialog.cursor, columns2.length);
  return cursor === void 0 ? state : openDialog(state, { ...dialog, cursor });
}
function pressInSignals(key, dialog, state) {
  const signal2 = signals[dialog.cursor];
  if (key.name === "enter" && signal2) {
    return openDialog(state, { kind: "confirm", operation: { name: "kill", signal: signal2.name }, targets: dialog.targets });
  }
  const cursor = step(key, dialog.cursor, signals.length);
  return cursor === void 0 ? state : openDialog(state, { ...dialog, cursor });
}
function pressInEntry(key, dialog, state) {
  const options = entryOptions(dialog.entry);
  const option2 = options[dialog.cursor];
  if (key.name === "enter" && option2) {
    return openDialog(state, {
      kind: "confirm-entry",
      target: dialog.target,
      entry: dialog.entry,
      choice: chosenEntry(option2, dialog.ticked)
    });
  }
  if (key.name === "space") {
    return option2?.kind === void 0 ? state : openDialog(state, { ...dialog, ticked: toggled(dialog.ticked, option2.kind) });
  }
  const cursor = step(key, dialog.cursor, options.length);
  return cursor === void 0 ? state : openDialog(state, { ...dialog, cursor });
}
function toggled(items, item) {
  return items.includes(item) ? items.filter((other) => other !== item) : [...items, item];
}

// source/ui/fields/text.ts
var longestText = 4096;
function edited(text, key) {
  switch (key.name) {
    case "backspace": {
      return [...text].slice(0, -1).join("");
    }
    case "ctrl-u": {
      return "";
    }
    case "paste": {
      return (text + oneLine(key.text ?? "")).slice(0, longestText);
    }
    default: {
      return key.text === void 0 ? void 0 : (text + key.text).slice(0, longestText);
    }
  }
}
function oneLine(pasted) {
  return pasted.toWellFormed().replaceAll(/[\t\n\v\f\r\u{85}\u{2028}\u{2029}]+/gu, " ").replaceAll(new RegExp("\\p{Control}", "gu"), "").trim();
}

// source/ui/dialogs/keys/command.ts
function pressInCommand(key, dialog, state) {
  switch (key.name) {
    case "escape": {
      return { state: closeDialog(state) };
    }
    case "enter": {
      return dialog.text.trim() === "" ? { state } : { state: closeDialog(state), effect: { kind: "shell", target: dialog.target, command: dialog.text.trim() } };
    }
    default: {
      const text = edited(dialog.text, key);
      return { state: text === void 0 ? state : openDialog(state, { ...dialog, text }) };
    }
  }
}

// source/ui/dialogs/keys/question.ts
var answers = {
  y: "yes",
  Y: "yes",
  enter: "yes",
  n: "no",
  N: "no",
  q: "no"
};
function pressInConfirm(key, { operation, targets }, state, view) {
  const answer2 = answers[key.name];
  if (answer2 === void 0) {
    return { state };
  }
  const closed = closeDialog(state);
  if (answer2 === "no") {
    return { state: closed };
  }
  const judged = targets.map((target) => ({ target, refusal: refusalOf(operation.name, target, view) }));
  const refusals2 = judged.flatMap(({ refusal }) => refusal ?? []);
  const fitting = judged.filter(({ refusal }) => refusal === void 0).map(({ target }) => target);
  const told = refusals2.length === 0 ? closed : notify(closed, { text: refusals2.join(" "), tone: "warn" });
  return fitting.length === 0 ? { state: told } : { state: told, effect: { kind: "perform", operation, targets: fitting } };
}
function pressInConfirmEntry(key, { target, entry, choice }, state) {
  switch (answers[key.name]) {
    case "yes": {
      return {
        state: closeDialog(state),
        effect: {
          kind: "enter",
          target,
          entry,
          choice
        }
      };
    }
    case "no": {
      return { state: closeDialog(state) };
    }
    case void 0: {
      return { state };
    }
  }
}

// source/ui/dialogs/keys/sheet.ts
function pressInSheet(key, sheet, state, world) {
  const room = dialogRoom(state);
  const page = Math.max(1, room.height - 1);
  const moves = {
    up: -1,
    k: -1,
    down: 1,
    j: 1,
    pageUp: -page,
    pageDown: page,
    space: page,
    home: -Infinity,
    g: -Infinity,
    end: Infinity,
    G: Infinity
  };
  const move = moves[key.name];
  if (move === void 0) {
    return ["?", "f1", "x", "enter"].includes(key.name) ? closeDialog(state) : state;
  }
  return openDialog(state, { ...sheet, scroll: Math.max(0, Math.min(sheet.scroll + move, lastScroll(sheet, world, room))) });
}

// source/ui/dialogs/keys/index.ts
function pressInDialog(key, dialog, state, world) {
  const { view, isReadOnly } = world;
  if (dialog.kind === "command") {
    return pressInCommand(key, dialog, state);
  }
  if (key.name === "escape" || key.name === "q" && dialog.kind !== "confirm" && dialog.kind !== "confirm-entry") {
    return { state: closeDialog(state) };
  }
  switch (dialog.kind) {
    case "help":
    case "explain":
    case "members": {
      return { state: pressInSheet(key, dialog, state, world) };
    }
    case "menu": {
      return pressInMenu(key, dialog, state, view, isReadOnly);
    }
    case "sort": {
      return { state: pressInSort(key, dialog, state) };
    }
    case "signals": {
      return { state: pressInSignals(key, dialog, state) };
    }
    case "confirm": {
      return pressInConfirm(key, dialog, state, view);
    }
    case "entry": {
      return { state: pressInEntry(key, dialog, state) };
    }
    case "confirm-entry": {
      return pressInConfirmEntry(key, dialog, state);
    }
  }
}

// source/ui/fields/filter.ts
function pressInFilter(key, pane, state, view) {
  switch (key.name) {
    case "escape": {
      return { ...setFilter(state, pane, ""), filtering: void 0 };
    }
    case "enter":
    case "tab":
    case "up":
    case "down": {
      return { ...chooseShown(state, view, pane), filtering: void 0 };
    }
    default: {
      const text = edited(state.filters[pane], key);
      return text === void 0 ? state : setFilter(state, pane, text, view.snapshot.takenAt);
    }
  }
}
function chooseShown(state, { lists }, pane) {
  const { rows, cursor, isExact } = lists[pane];
  return isExact ? state : setCursor(state, pane, { key: rows[cursor]?.key, index: cursor });
}

// source/ui/fields/search.ts
function pressInSearch(key, state, view) {
  switch (key.name) {
    case "escape": {
      return { ...searchFor(state, view, ""), isSearching: false };
    }
    case "enter":
    case "tab":
    case "up":
    case "down": {
      return { ...state, isSearching: false };
    }
    default: {
      const text = edited(state.search, key);
      return text === void 0 ? state : searchFor(state, view, text);
    }
  }
}

// source/ui/press.ts
function press(key, world) {
  const { view, isReadOnly } = world;
  const { state } = view;
  if (key.name === "ctrl-c") {
    return { state, effect: { kind: "quit" } };
  }
  if (key.name === "ctrl-l") {
    return { state, effect: { kind: "redraw" } };
  }
  if (key.name === "paste" && !hasField(state)) {
    return { state: refusePaste(key, state) };
  }
  if (state.dialog) {
    return pressInDialog(key, state.dialog, state, world);
  }
  if (state.filtering) {
    return { state: pressInFilter(key, state.filtering, state, view) };
  }
  if (state.isSearching) {
    return { state: pressInSearch(key, state, view) };
  }
  const drawn = forgetNotice(rememberTops(state, view));
  return findAction(key.name, state.focus, isReadOnly)?.run(drawn, view) ?? { state };
}
function hasField({ dialog, filtering, isSearching }) {
  return dialog ? dialog.kind === "command" : filtering !== void 0 || isSearching;
}
function refusePaste(key, state) {
  return (key.text ?? "") === "" ? state : notify(state, { text: "What was pasted is ignored: text goes where text is typed, such as behind /.", tone: "warn" });
}
function forgetNotice(state) {
  return state.notice ? notify(state, void 0) : state;
}
function rememberTops(state, { lists }) {
  const { containers, processes, namespaces } = lists;
  const { tops } = state;
  return tops.containers === containers.top && tops.processes === processes.top && tops.namespaces === namespaces.top ? state : { ...state, tops: { containers: containers.top, processes: processes.top, namespaces: namespaces.top } };
}

// source/ui/world.ts
function createWorld({ snapshots, state, inspection, hardware, theme, isReadOnly }) {
  const viewer = createViewer();
  let frozen;
  let last;
  return {
    get() {
      const now = state.get();
      frozen = now.isFrozen ? frozen ?? snapshots.get() : void 0;
      const view = viewer({
        snapshot: frozen ?? snapshots.get(),
        state: now,
        inspection: inspection.get(),
        theme
      });
      if (last?.view !== view || last.hardware !== hardware.get()) {
        last = {
          view,
          theme,
          hardware: hardware.get(),
          isReadOnly
        };
      }
      return last;
    },
    subscribe(listener) {
      const ends = [snapshots, state, inspection, hardware].map((store) => store.subscribe(listener));
      return () => {
        for (const end of ends) {
          end();
        }
      };
    }
  };
}

// source/ui/explorer.ts
var Explorer = class {
  quit;
  #options;
  #screen;
  #input;
  #state;
  #inspection = createStore(void 0);
  #world;
  #leave;
  #sessions = /* @__PURE__ */ new Set();
  #endFirstScreen = () => void 0;
  #unmount = () => void 0;
  #isStopped = false;
  constructor(options) {
    this.#options = options;
    this.#screen = new Screen({ tty: options.output, modes: [bracketedPaste] });
    this.#input = new Input(options.input);
    const { columns: columns2, rows } = this.#screen;
    const state = initialState(columns2, rows);
    this.#state = createStore(options.greeting === void 0 ? state : notify(state, { text: options.greeting, tone: "warn" }));
    this.#world = createWorld({ ...options, state: this.#state, inspection: this.#inspection });
    const { promise, resolve } = Promise.withResolvers();
    this.quit = promise;
    this.#leave = () => {
      resolve(void 0);
    };
  }
  /**
  Loads Ink and gives the screen to it. To be called after `paint`.
  */
  async start() {
    const { mount } = await import("./mount-UQJZYFQO.js");
    if (this.#isStopped) {
      return;
    }
    const instance = mount(this.#screen, this.#input, { source: this.#world, onKey: this.#press });
    this.#endFirstScreen();
    this.#input.listen();
    this.#unmount = () => {
      instance.unmount();
    };
  }
  /**
  Shows what is known, before anything else is loaded.
  */
  paint() {
    const screen = this.#screen;
    screen.on("resize", () => {
      this.#update((state) => resize(state, screen.columns, screen.rows));
    });
    const inspect = createInspector(this.#inspection, this.#options.engine);
    this.#world.subscribe(() => {
      const { view } = this.#world.get();
      this.#options.want(wantsOf(view));
      inspect(view);
    });
    this.#options.want(wantsOf(this.#world.get().view));
    this.#followEngines();
    this.#endFirstScreen = showFirstScreen(screen, this.#world);
    this.#input.open();
    screen.enter();
    screen.flush();
  }
  /**
  The kernel's view goes on while an engine is away; one line says since when it is, another why.
  */
  #followEngines() {
    const { snapshots } = this.#options;
    let { engines } = snapshots.get();
    snapshots.subscribe(() => {
      const now = snapshots.get().engines;
      const news = now === engines ? void 0 : engineNews(engines, now);
      engines = now;
      if (news) {
        this.#update((state) => notify(state, news));
      }
    });
  }
  /**
  Draws the whole screen anew, for when the terminal may have lost some of it.
  */
  redraw() {
    this.#screen.redraw();
  }
  /**
  Waits until the shells that are open can be told of the end, but no longer than so many milliseconds.
  */
  async prepareStop(milliseconds) {
    await Promise.race([Promise.all([...this.#sessions].map(async ({ isReady }) => isReady)), (0, import_promises2.setTimeout)(milliseconds)]);
  }
  /**
  Gives the terminal back as it was, and hangs up the shells that are open. May be called at any moment, and twice.
  */
  stop() {
    this.#isStopped = true;
    for (const { hangUp } of this.#sessions) {
      hangUp();
    }
    this.#sessions.clear();
    const bytes = this.#screen.restore();
    if (bytes !== "") {
      this.#options.output.writeLast(bytes);
    }
    this.#input.close();
    const unmount = this.#unmount;
    this.#unmount = () => void 0;
    unmount();
  }
  #press = (key) => {
    const { state, effect } = press(key, this.#world.get());
    this.#state.set(state);
    if (effect) {
      this.#carryOut(effect);
    }
  };
  #update(change) {
    this.#state.set(change(this.#state.get()));
  }
  #carryOut(effect) {
    const { engine, member, sample, output, setOutputProcessing: setOutputProcessing2 } = this.#options;
    const update = (change) => {
      this.#update(change);
    };
    switch (effect.kind) {
      case "quit": {
        this.#leave();
        break;
      }
      case "redraw": {
        this.#screen.redraw();
        break;
      }
      case "perform": {
        void perform(effect.operation, effect.targets, { engine, sample, update });
        break;
      }
      case "look": {
        askForEntry(effect.target, effect.process, { entry: this.#options.entry, update });
        break;
      }
      case "enter": {
        void enter(effect.target, effect.entry, effect.choice, {
          ...this.#options,
          screen: this.#screen,
          input: this.#input,
          terminal: output,
          update
        });
        break;
      }
      case "shell": {
        void openShell(effect.target, effect.command, {
          engine,
          member,
          sessions: this.#sessions,
          screen: this.#screen,
          input: this.#input,
          terminal: output,
          setOutputProcessing: setOutputProcessing2,
          update
        });
        break;
      }
    }
  }
};

// source/terminal/run.ts
var import_node_events4 = __toESM(require_node_events(), 1);
var import_node_process4 = __toESM(require_node_process(), 1);
var keeper = '"$0" "$@"; exit $?';
async function runInTerminal(program2, words, environment) {
  const settings = readSettings();
  const listeners = import_node_process4.default.rawListeners("SIGINT");
  import_node_process4.default.removeAllListeners("SIGINT");
  import_node_process4.default.on("SIGINT", ignore);
  const child = childProcess().spawn("/bin/sh", ["-mc", keeper, program2, ...words], { stdio: "inherit", env: environment });
  const hangUp = () => {
    child.kill("SIGHUP");
  };
  import_node_process4.default.once("exit", hangUp);
  try {
    const [code, signal2] = await (0, import_node_events4.once)(child, "exit");
    return { code: code ?? void 0, signal: signal2 ?? void 0 };
  } finally {
    import_node_process4.default.off("exit", hangUp);
    import_node_process4.default.off("SIGINT", ignore);
    for (const listener of listeners) {
      import_node_process4.default.on("SIGINT", listener);
    }
    restoreSettings(settings);
    import_node_process4.default.emit("SIGWINCH");
  }
}
var rehearsalMilliseconds = 3e3;
async function rehearse(program2, words, environment) {
  const child = childProcess().spawn(program2, [...words], {
    stdio: ["ignore", "ignore", "pipe"],
    env: environment,
    timeout: rehearsalMilliseconds
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said += text;
  });
  const [code] = await (0, import_node_events4.once)(child, "exit");
  if (code === null || code === 0) {
    return void 0;
  }
  if (!child.stderr.closed) {
    await (0, import_node_events4.once)(child.stderr, "close", { signal: AbortSignal.timeout(rehearsalMilliseconds) }).catch(() => void 0);
  }
  return said.trim() || `exit code ${code}`;
}
function ignore() {
}
function readSettings() {
  const { status, stdout } = childProcess().spawnSync("stty", ["-g"], { stdio: ["inherit", "pipe", "ignore"], encoding: "utf8" });
  return status === 0 ? stdout.trim() : void 0;
}
function restoreSettings(settings) {
  if (settings !== void 0) {
    childProcess().spawnSync("stty", [settings], { stdio: ["inherit", "ignore", "ignore"] });
  }
}

// source/host/entry.ts
var import_node_process5 = __toESM(require_node_process(), 1);

// source/kernel/pid/capabilities.ts
var names = [
  "CHOWN",
  "DAC_OVERRIDE",
  "DAC_READ_SEARCH",
  "FOWNER",
  "FSETID",
  "KILL",
  "SETGID",
  "SETUID",
  "SETPCAP",
  "LINUX_IMMUTABLE",
  "NET_BIND_SERVICE",
  "NET_BROADCAST",
  "NET_ADMIN",
  "NET_RAW",
  "IPC_LOCK",
  "IPC_OWNER",
  "SYS_MODULE",
  "SYS_RAWIO",
  "SYS_CHROOT",
  "SYS_PTRACE",
  "SYS_PACCT",
  "SYS_ADMIN",
  "SYS_BOOT",
  "SYS_NICE",
  "SYS_RESOURCE",
  "SYS_TIME",
  "SYS_TTY_CONFIG",
  "MKNOD",
  "LEASE",
  "AUDIT_WRITE",
  "AUDIT_CONTROL",
  "SETFCAP",
  "MAC_OVERRIDE",
  "MAC_ADMIN",
  "SYSLOG",
  "WAKE_ALARM",
  "BLOCK_SUSPEND",
  "AUDIT_READ",
  "PERFMON",
  "BPF",
  "CHECKPOINT_RESTORE"
];
var defaultContainerCapabilities = 0x00000000A80425FBn;
var capabilityCount = names.length;
function capabilityNames(mask) {
  const bits = [...BigInt.asUintN(64, mask).toString(2)].toReversed();
  return bits.flatMap((bit, index) => bit === "1" ? [names[index] ?? `CAP_${index}`] : []);
}

// source/kernel/pid/stat.ts
var ticksPerSecond = 100;
var processStates = [
  { letter: "R", title: "running" },
  { letter: "S", title: "sleeping" },
  { letter: "D", title: "waiting for a disk or the like" },
  { letter: "T", title: "stopped" },
  { letter: "t", title: "stopped by a debugger" },
  { letter: "Z", title: "zombie" },
  { letter: "X", title: "dead" },
  { letter: "I", title: "idle" },
  { letter: "P", title: "parked" },
  { letter: "W", title: "paging" },
  { letter: "K", title: "waiting, can be killed" },
  { letter: "?", title: "unknown" }
];
var kernelThreadFlag = 2097152;
var stateField = 3;
var lastField = 39;
var pidPattern = /^\d+$/u;
var numbersPattern = /^. (?:-?\d+[\n ]){36}/su;
var letters = new Set(processStates.map(({ letter }) => letter));
function isState(letter) {
  return letter !== void 0 && letters.has(letter);
}
function parseStat(bytes, pageBytes = 4096) {
  const text = bytes.toString("latin1");
  const open2 = text.indexOf(" (");
  const close = text.lastIndexOf(") ");
  const rest = text.slice(close + 2);
  const pid = text.slice(0, Math.max(0, open2));
  if (close < open2 + 2 || !pidPattern.test(pid) || !numbersPattern.test(rest)) {
    return unsupported;
  }
  const [letter, ...words] = rest.split(" ", lastField - stateField + 1);
  const field = (number) => Number(words[number - stateField - 1]);
  const flags2 = field(9);
  return {
    pid: Number(pid),
    comm: bytes.toString("utf8", open2 + 2, close),
    state: isState(letter) ? letter : "?",
    parentPid: field(4),
    flags: flags2,
    isKernelThread: Math.floor(flags2 / kernelThreadFlag) % 2 === 1,
    minorFaults: field(10),
    majorFaults: field(12),
    userTicks: field(14),
    systemTicks: field(15),
    priority: field(18),
    nice: field(19),
    threads: field(20),
    startTicks: field(22),
    virtualBytes: field(23),
    residentBytes: field(24) * pageBytes,
    processor: field(39)
  };
}

// source/model/build/process.ts
function processKey({ pid, startTicks }) {
  return `${pid}:${startTicks}`;
}
function isRunning(state) {
  return state !== "Z" && state !== "X";
}
function buildProcess(identity, facts, pair, container, users) {
  const status = facts?.status ?? firstSample;
  const stat = pair?.now.value.stat ?? firstSample;
  const nspid = isMissing(status) ? [identity.pid] : status.nspid;
  const uid = mapKnown(status, (value) => value.uids.effective);
  return {
    key: processKey(identity),
    pid: identity.pid,
    startTicks: identity.startTicks,
    parentPid: isMissing(stat) ? identity.parentPid : stat.parentPid,
    nspid,
    pidInside: mapKnown(status, (value) => value.nspid.at(-1) ?? gone),
    container,
    uid,
    user: isMissing(uid) ? void 0 : users.get(uid),
    comm: isMissing(stat) ? identity.comm : stat.comm,
    args: facts?.args ?? firstSample,
    state: mapKnown(stat, (value) => value.state),
    threads: mapKnown(stat, (value) => value.threads),
    cpuPercent: cpuShare(pair, (value) => value.userTicks + value.systemTicks),
    cpuUserPercent: cpuShare(pair, (value) => value.userTicks),
    cpuSystemPercent: cpuShare(pair, (value) => value.systemTicks),
    residentBytes: mapKnown(stat, (value) => value.residentBytes),
    namespaces: facts?.namespaces ?? unknownNamespaces(firstSample)
  };
}
function cpuShare(pair, ticks) {
  return mapKnown(ratePerSecond(pair, ({ stat }) => mapKnown(stat, ticks)), (perSecond) => perSecond / ticksPerSecond * 100);
}

// source/host/entry.ts
var shells = ["/bin/bash", "/bin/ash", "/bin/sh", "/usr/bin/bash", "/usr/bin/sh"];
function readEntry(scanner, pid, key, searchPath) {
  const { stat } = scanner.sample(pid);
  if (isMissing(stat) || !isRunning(stat.state) || processKey({ pid, startTicks: stat.startTicks }) !== key) {
    return "gone";
  }
  const { namespaces } = scanner.facts(pid);
  if (isMissing(namespaces.net) && namespaces.net.missing === "gone") {
    return "gone";
  }
  const mine = scanner.facts(import_node_process5.default.pid);
  const kinds = namespaceKinds.map(({ kind }) => kind);
  if (kinds.some((kind) => isMissing(namespaces[kind]) && namespaces[kind].missing === "denied")) {
    return "denied";
  }
  const own = mine.namespaces;
  const others = kinds.filter((kind) => !isMissing(namespaces[kind]) && namespaces[kind] !== own[kind]);
  if (others.length === 0) {
    return "same";
  }
  const isAdministrator = isMissing(mine.status) || capabilityNames(mine.status.capabilities.effective).includes("SYS_ADMIN");
  if (!isAdministrator && !others.includes("user")) {
    return "denied";
  }
  const directories = [...searchPath.split(":").filter((directory) => directory.startsWith("/")), "/usr/bin", "/usr/sbin", "/bin", "/sbin"];
  const tool = directories.map((directory) => `${directory}/nsenter`).find((path3) => isThere(scanner, import_node_process5.default.pid, path3));
  if (tool === void 0) {
    return "no-nsenter";
  }
  return {
    pid,
    key,
    namespaces,
    own,
    shell: shells.find((shell) => isThere(scanner, pid, shell)),
    hostShell: shells.find((shell) => isThere(scanner, import_node_process5.default.pid, shell)) ?? "/bin/sh",
    tool
  };
}
function isThere(scanner, pid, path3) {
  return !isMissing(scanner.closely.identifyInRoot(pid, path3));
}

// source/sampler/wants.ts
var wantsNothing = { isWholeHost: false, sampled: "nobody", details: void 0 };
var wantsAtFirst = {
  ...wantsNothing,
  counters: {
    whole: void 0,
    shown: [],
    ofShown: [],
    ofAll: ["memory", "tasks"]
  }
};

// source/host/member.ts
function readMember(scanner, pid, { namespaces }) {
  const { stat } = scanner.sample(pid);
  const { mnt } = scanner.facts(pid).namespaces;
  const isIn = !isMissing(mnt) && !namespaces.mnt.isHost && mnt === namespaces.mnt.inode;
  return isMissing(stat) || !isIn ? void 0 : processKey({ pid, startTicks: stat.startTicks });
}

// source/terminal/input.ts
var import_node_buffer3 = __toESM(require_node_buffer(), 1);
var import_node_events5 = __toESM(require_node_events(), 1);
var import_node_process6 = __toESM(require_node_process(), 1);
var import_node_tty = __toESM(require_node_tty(), 1);

// source/terminal/open.ts
var import_node_fs = __toESM(require_node_fs(), 1);
function openTerminal(descriptor, purpose) {
  const flags2 = (purpose === "read" ? import_node_fs.constants.O_RDONLY : import_node_fs.constants.O_WRONLY) | import_node_fs.constants.O_NONBLOCK | import_node_fs.constants.O_NOCTTY;
  for (const file of [`/proc/self/fd/${descriptor}`, ...isControlling(descriptor) ? ["/dev/tty"] : []]) {
    try {
      return (0, import_node_fs.openSync)(file, flags2);
    } catch {
    }
  }
  return void 0;
}
function isControlling(descriptor) {
  try {
    const device = (0, import_node_fs.readFileSync)("/proc/self/stat", "utf8").replace(/^.*\) /s, "").split(" ", 5).at(-1);
    return Number(device) === (0, import_node_fs.fstatSync)(descriptor).rdev;
  } catch {
    return false;
  }
}

// source/terminal/input.ts
function openTerminalInput(terminal = import_node_process6.default.stdin) {
  const descriptor = openTerminal(terminal.fd, "read");
  if (descriptor === void 0) {
    return withEnd(terminal);
  }
  const buffer2 = import_node_buffer3.Buffer.alloc(1);
  const bytes = new import_node_events5.EventEmitter();
  const stream = new import_node_tty.ReadStream(descriptor, {
    onread: {
      buffer: buffer2,
      callback() {
        bytes.emit("data", Uint8Array.from(buffer2));
        return true;
      }
    }
  });
  return {
    setRawMode: (isRaw) => stream.setRawMode(isRaw),
    resume: () => stream.resume(),
    pause: () => stream.pause(),
    on: (event, listener) => bytes.on(event, listener),
    off: (event, listener) => bytes.off(event, listener),
    onEnd(listener) {
      stream.on("end", listener);
      stream.on("error", listener);
    }
  };
}
function withEnd(terminal) {
  return Object.assign(terminal, {
    onEnd(listener) {
      terminal.on("end", listener);
      terminal.on("error", listener);
    }
  });
}

// source/terminal/output.ts
var import_node_buffer4 = __toESM(require_node_buffer(), 1);
var import_node_events6 = __toESM(require_node_events(), 1);
var import_node_fs2 = __toESM(require_node_fs(), 1);
var import_node_process7 = __toESM(require_node_process(), 1);
var shortestPauseMilliseconds = 1;
var longestPauseMilliseconds = 20;
var lastMilliseconds = 250;
function openTerminalOutput(terminal = import_node_process7.default.stdout) {
  const descriptor = openTerminal(terminal.fd, "write") ?? terminal.fd;
  const drains = new import_node_events6.EventEmitter().setMaxListeners(0);
  let waiting = [];
  let pauseMilliseconds = shortestPauseMilliseconds;
  function rest(chunk) {
    try {
      return chunk.subarray((0, import_node_fs2.writeSync)(descriptor, chunk));
    } catch (error) {
      if (isNotNow(error)) {
        return chunk;
      }
      import_node_process7.default.nextTick(() => {
        terminal.emit("error", error);
      });
      return chunk.subarray(chunk.length);
    }
  }
  function goOn() {
    const [first, ...others] = waiting;
    if (!first) {
      return;
    }
    const left = rest(first);
    const isTaken = left.length < first.length;
    waiting = left.length > 0 ? [left, ...others] : others;
    if (waiting.length === 0) {
      drains.emit("drain");
      return;
    }
    pauseMilliseconds = isTaken ? shortestPauseMilliseconds : Math.min(longestPauseMilliseconds, pauseMilliseconds * 2);
    setTimeout(goOn, pauseMilliseconds);
  }
  return {
    get columns() {
      return terminal.columns;
    },
    get rows() {
      return terminal.rows;
    },
    get writableNeedDrain() {
      return waiting.length > 0;
    },
    write(chunk) {
      const bytes = typeof chunk === "string" ? import_node_buffer4.Buffer.from(chunk) : chunk;
      const isFree = waiting.length === 0;
      const left = isFree ? rest(bytes) : bytes;
      if (left.length > 0) {
        waiting = [...waiting, Uint8Array.from(left)];
        if (isFree) {
          pauseMilliseconds = shortestPauseMilliseconds;
          setTimeout(goOn, pauseMilliseconds);
        }
      }
      return waiting.length === 0;
    },
    on(event, listener) {
      return event === "drain" ? drains.on(event, listener) : terminal.on(event, listener);
    },
    once: (event, listener) => drains.once(event, listener),
    off(event, listener) {
      return event === "drain" ? drains.off(event, listener) : terminal.off(event, listener);
    },
    async drained(milliseconds) {
      if (waiting.length > 0) {
        await (0, import_node_events6.once)(drains, "drain", { signal: AbortSignal.timeout(milliseconds) }).catch(() => void 0);
      }
    },
    writeLast(text) {
      waiting = [];
      const end = performance.now() + lastMilliseconds;
      let left = import_node_buffer4.Buffer.from(text);
      for (left = rest(left); left.length > 0 && performance.now() < end; left = rest(left)) {
        sleep3(longestPauseMilliseconds);
      }
    }
  };
}
function isNotNow(error) {
  return error instanceof Error && "code" in error && (error.code === "EAGAIN" || error.code === "EINTR");
}
function sleep3(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

// source/explore.ts
var patienceMilliseconds = 500;
var hardwareAfterMilliseconds = 700;
var namesFirstMilliseconds = 150;
var endings = { SIGTERM: 15, SIGHUP: 1, SIGINT: 2 };
async function explore(options, watching, theme) {
  const { sampler, scanner, pool, hardware, snapshots, advice } = watching;
  sampler.want(wantsAtFirst);
  sampler.start();
  const output = openTerminalOutput();
  const input = openTerminalInput();
  const explorer = new Explorer({
    output,
    input,
    snapshots,
    hardware,
    theme,
    isReadOnly: options.readOnly,
    greeting: advice,
    engine: (id) => pool.engine(id),
    sample: (pid) => scanner.sample(pid),
    member(pid, key) {
      const container = snapshots.get()?.containers.get(key);
      return container && readMember(scanner, pid, container);
    },
    entry: (pid, key) => readEntry(scanner, pid, key, import_node_process8.default.env.PATH ?? ""),
    runInTerminal,
    rehearse,
    want(wants) {
      sampler.want(wants);
    },
    setOutputProcessing
  });
  const { promise: ended2, resolve: end } = Promise.withResolvers();
  for (const [signal2, number] of Object.entries(endings)) {
    import_node_process8.default.on(signal2, () => {
      end(128 + number);
    });
  }
  import_node_process8.default.on("SIGWINCH", () => {
    explorer.redraw();
  });
  import_node_process8.default.stdout.on("error", () => {
    end(1);
  });
  input.onEnd(() => {
    end(1);
  });
  import_node_process8.default.on("exit", () => {
    explorer.stop();
  });
  import_node_process8.default.once("uncaughtException", (error) => {
    void output.drained(patienceMilliseconds).then(() => {
      explorer.stop();
      const report = `nstop: something went wrong that should not have: ${error.stack ?? error.message}
`;
      if (import_node_process8.default.stderr.isTTY) {
        output.writeLast(report);
      } else {
        import_node_process8.default.stderr.write(report);
      }
      import_node_process8.default.exit(1);
    });
  });
  explorer.paint();
  watching.begin(hardwareAfterMilliseconds);
  await Promise.race([namesCome(snapshots), (0, import_promises3.setTimeout)(namesFirstMilliseconds)]);
  await (0, import_promises3.setImmediate)();
  await explorer.start();
  const code = await Promise.race([ended2, explorer.quit.then(() => 0)]);
  await Promise.all([output.drained(patienceMilliseconds), explorer.prepareStop(patienceMilliseconds)]);
  explorer.stop();
  return code;
}
async function namesCome(snapshots) {
  const { promise, resolve } = Promise.withResolvers();
  const look = () => {
    if (snapshots.get()?.engines.every(({ state }) => state !== "connecting")) {
      resolve(void 0);
    }
  };
  const end = snapshots.subscribe(look);
  look();
  await promise;
  end();
}
async function setOutputProcessing(isOn) {
  const tool = childProcess().spawn("stty", [isOn ? "opost" : "-opost"], { stdio: ["inherit", "ignore", "ignore"] });
  await (0, import_node_events7.once)(tool, "exit").catch(() => void 0);
}

// source/options.ts
var import_node_util = __toESM(require_node_util(), 1);
var flags = [
  { name: "json", help: "print one JSON document and exit" },
  { name: "watch", help: "with --json: print a document each interval, one per line, until the pipe closes" },
  { name: "all", help: "with --json: processes and namespaces of the whole host, not of the containers alone" },
  {
    name: "interval",
    value: "SECONDS",
    short: "i",
    help: "time between two samples, 0.2 to 60 (default: 1.5 on the screen, as htop's; 1 without one)"
  },
  {
    name: "host",
    value: "ADDRESS",
    short: "H",
    help: "engine to ask: unix://PATH, tcp://HOST:PORT, ssh://USER@HOST (default: DOCKER_HOST, the Docker context, then the usual sockets)"
  },
  { name: "read-only", help: "offer no action that changes anything, and no shell" },
  { name: "no-engine", help: "ask no engine: show what the kernel alone tells" },
  { name: "help", short: "h", help: "print this and exit" },
  { name: "version", short: "v", help: "print the version and exit" }
];
var UsageError = class extends Error {
  name = "UsageError";
};
var defaultIntervalSeconds = { screen: 1.5, printed: 1 };
var shortestIntervalSeconds = 0.2;
var longestIntervalSeconds = 60;
function parseOptions(words) {
  const values = parseWords(words);
  const options = {
    json: values.json === true,
    watch: values.watch === true,
    all: values.all === true,
    intervalSeconds: values.interval === void 0 ? void 0 : parseInterval(values.interval),
    host: typeof values.host === "string" ? values.host : void 0,
    readOnly: values["read-only"] === true,
    noEngine: values["no-engine"] === true,
    help: values.help === true,
    version: values.version === true
  };
  for (const name of ["watch", "all"]) {
    if (options[name] && !options.json) {
      throw new UsageError(`--${name} goes with --json`);
    }
  }
  if (options.host === "") {
    throw new UsageError("--host takes an address, such as unix:///var/run/docker.sock");
  }
  return options;
}
function parseWords(words) {
  try {
    return (0, import_node_util.parseArgs)({
      args: [...words],
      options: Object.fromEntries(flags.map((flag) => [flag.name, {
        type: flag.value ? "string" : "boolean",
        ...flag.short && { short: flag.short }
      }])),
      allowPositionals: false,
      strict: true
    }).values;
  } catch (error) {
    throw new UsageError(firstSentence(error instanceof Error ? error.message : String(error)), { cause: error });
  }
}
function firstSentence(message) {
  const sentence2 = message.split(". ", 1)[0] ?? message;
  return sentence2.charAt(0).toLowerCase() + sentence2.slice(1);
}
function parseInterval(text) {
  const seconds = Number(text);
  if (!(seconds >= shortestIntervalSeconds && seconds <= longestIntervalSeconds)) {
    throw new UsageError(
      `--interval takes a number of seconds from ${shortestIntervalSeconds} to ${longestIntervalSeconds}, not "${String(text)}"`
    );
  }
  return seconds;
}
function helpText() {
  const rows = flags.map(
    (flag) => [`${flag.short ? `-${flag.short}, ` : " ".repeat(4)}--${flag.name}${flag.value ? ` ${flag.value}` : ""}`, flag.help]
  );
  const width2 = Math.max(...rows.map(([left]) => left.length));
  return [
    "nstop: htop for containers, told from the kernel's side",
    "",
    "Usage: nstop [flags]",
    "",
    ...rows.map(([left, help]) => `  ${left.padEnd(width2)}  ${help}`),
    "",
    "Without a terminal on standard output nstop prints a plain table once and exits. Press ? on the screen for its keys."
  ].join("\n");
}

// source/print.ts
var import_node_process9 = __toESM(require_node_process(), 1);
var import_promises4 = __toESM(require_promises(), 1);

// source/output/json.ts
var schema = 1;
function toDocument(snapshot) {
  const ids = new Map([...snapshot.containers].map(([key, { id }]) => [key, id]));
  const present = [...snapshot.containers.values()].filter(({ isRemoved }) => !isRemoved);
  return {
    schema,
    takenAt: new Date(snapshot.takenAt).toISOString(),
    seconds: round(snapshot.seconds, 3),
    host: hostDocument(snapshot.host),
    engines: snapshot.engines.map((engine) => engineDocument(engine, snapshot.engineProcesses, ids)),
    containers: present.map((container) => containerDocument(container, ids, snapshot.engines)),
    processes: [...snapshot.processes.values()].map((process15) => processDocument(process15, ids)),
    namespaces: [...snapshot.namespaces.values()].map((namespace) => namespaceDocument(namespace, ids)),
    problems: snapshot.problems.map(({ what, detail }) => ({ what, detail }))
  };
}
function explained(fields) {
  const missing = {};
  const object = {};
  for (const [name, value] of Object.entries(fields)) {
    if (isMissing(value)) {
      missing[name] = value.missing;
      object[name] = null;
    } else {
      object[name] = value ?? null;
    }
  }
  return Object.keys(missing).length > 0 ? { ...object, missing } : object;
}
function hostDocument(host) {
  return explained({
    hostname: host.hostname,
    kernel: host.kernel,
    os: host.os,
    cpus: host.cpus,
    memoryBytes: host.memoryBytes,
    memoryUsedBytes: host.memoryUsedBytes,
    cpuPercent: rounded(host.cpuPercent),
    load: isMissing(host.load) ? host.load : [...host.load],
    uptimeSeconds: host.uptimeSeconds,
    cgroup: host.cgroup,
    processes: host.processes,
    namespaces: explained(host.namespaces)
  });
}
function engineDocument(engine, processes, ids) {
  return explained({
    id: engine.id,
    kind: engine.kind,
    version: engine.version,
    apiVersion: engine.apiVersion,
    address: engine.address,
    rootless: engine.isRootless,
    state: engine.state === "connecting" ? "unreachable" : engine.state,
    detail: engine.detail,
    pid: engine.socket === void 0 ? null : processes.find(({ socket }) => socket === engine.socket)?.pid,
    container: idOf(engine.container, ids)
  });
}
function containerDocument(container, ids, engines) {
  const labels = { ...container.labels };
  return {
    ...explained({
      id: container.id,
      name: container.name,
      image: container.image,
      state: container.state,
      exitCode: container.exitCode,
      health: container.health,
      startedAt: container.startedAt === void 0 ? null : new Date(container.startedAt).toISOString(),
      command: container.command,
      ports: container.ports.map(({ hostAddress, hostPort, containerPort, protocol }) => ({
        hostAddress: hostAddress ?? null,
        hostPort: hostPort ?? null,
        containerPort,
        protocol
      })),
      engine: container.engine,
      runtime: container.runtime,
      parent: idOf(container.parent, ids),
      initPid: container.initPid,
      pids: [...container.pids],
      cgroup: container.cgroup,
      usage: usageDocument(container),
      namespaces: Object.fromEntries(namespaceKinds.map(({ kind }) => [kind, namespaceUseDocument(container, kind, ids)])),
      isolation: isolationDocument(container, engines),
      root: rootDocument(container)
    }),
    labels
  };
}
function isolationDocument(container, engines) {
  const { key, isolation } = container;
  return isolation === void 0 ? whyNotRead(container) : explained({
    privileged: isolation.isPrivileged,
    hostNamespaces: [...isolation.hostNamespaces],
    capabilities: mapKnown(isolation.capabilities, (names2) => [...names2]),
    addedCapabilities: mapKnown(isolation.addedCapabilities, (names2) => [...names2]),
    droppedCapabilities: mapKnown(isolation.droppedCapabilities, (names2) => [...names2]),
    seccomp: isolation.seccomp,
    noNewPrivileges: isolation.noNewPrivileges,
    lsm: isolation.lsmLabel,
    readOnlyRoot: mapKnown(isolation.root, ({ isReadOnly }) => isReadOnly),
    rootIsHostRoot: isolation.rootIsHostRoot,
    idMap: mapKnown(isolation.idMap, (ranges) => ranges.map(({ inside, outside, count }) => ({ inside, outside, count }))),
    engineSockets: isolation.engineSockets.map(({ path: path3 }) => path3),
    nestedEngine: engines.find((engine) => engine.container === key)?.id,
    nestedEngineProgram: isolation.nestedEngine
  });
}
function rootDocument(container) {
  const { isolation } = container;
  return isolation === void 0 ? whyNotRead(container) : mapKnown(isolation.root, (root) => ({
    kind: root.fileSystem,
    lower: [...root.lower],
    upper: root.upper ?? null,
    readOnly: root.isReadOnly
  }));
}
function whyNotRead({ initPid }) {
  return isMissing(initPid) ? initPid : firstSample;
}
function usageDocument({ usage }) {
  return explained({
    cpuPercent: rounded(usage.cpuPercent),
    memoryBytes: usage.memoryBytes,
    memoryLimitBytes: usage.memoryLimitBytes,
    memory: explained({
      anonBytes: usage.anonBytes,
      fileBytes: usage.fileBytes,
      shmemBytes: usage.shmemBytes,
      kernelBytes: usage.kernelBytes
    }),
    pids: usage.tasks,
    pidsLimit: usage.tasksLimit,
    cpuLimit: usage.cpuLimit,
    throttledPercent: rounded(usage.throttledPercent),
    oomKills: usage.oomKills,
    networkRxBytes: usage.networkRxBytes,
    networkTxBytes: usage.networkTxBytes,
    networkRxPerSecond: rounded(usage.networkRxPerSecond),
    networkTxPerSecond: rounded(usage.networkTxPerSecond),
    blockReadBytes: usage.blockReadBytes,
    blockWriteBytes: usage.blockWriteBytes,
    blockReadPerSecond: rounded(usage.blockReadPerSecond),
    blockWritePerSecond: rounded(usage.blockWritePerSecond),
    pressure: explained({ cpu: usage.pressureCpu, memory: usage.pressureMemory, io: usage.pressureIo })
  });
}
function namespaceUseDocument(container, kind, ids) {
  const { inode, isHost, sharedWith } = container.namespaces[kind];
  return explained({ inode, host: isHost, sharedWith: sharedWith.map((key) => idOf(key, ids)).filter((id) => id !== null) });
}
function processDocument(process15, ids) {
  return explained({
    pid: process15.pid,
    parentPid: process15.parentPid,
    pidInside: process15.pidInside,
    nspid: [...process15.nspid],
    startTicks: process15.startTicks,
    container: idOf(process15.container, ids),
    uid: process15.uid,
    user: process15.user,
    state: process15.state,
    comm: process15.comm,
    args: isMissing(process15.args) ? process15.args : [...process15.args],
    threads: process15.threads,
    cpuPercent: rounded(process15.cpuPercent),
    residentBytes: process15.residentBytes,
    namespaces: explained(process15.namespaces)
  });
}
function namespaceDocument({ kind, inode, isHost, pids, containers }, ids) {
  return {
    kind,
    inode,
    host: isHost,
    processes: pids.length,
    containers: containers.map((key) => idOf(key, ids)).filter((id) => id !== null)
  };
}
function idOf(key, ids) {
  return key === void 0 ? null : ids.get(key) ?? key;
}
function rounded(value) {
  const known2 = valueOf(value);
  return known2 === void 0 ? value : round(known2, 2);
}
function round(value, digits) {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}

// source/output/table.ts
var width = 160;
function plainTable(snapshot, isUnicode) {
  const theme = {
    ...createTheme({ level: "none", isUnicode }),
    paint: (_tone, text) => text,
    paintRow: (_tone, row) => row
  };
  const columns2 = containerColumns.filter(({ id }) => id !== "history");
  const rows = containerRows(snapshot, initialState(width, 50));
  const lines = drawTable({
    choice: chooseColumns(columns2, width - tableMargins),
    rows,
    cursorIndex: void 0,
    top: 0,
    width,
    height: rows.length + 1,
    theme,
    isFocused: false,
    now: snapshot.takenAt
  });
  return lines.map((line) => line.trimEnd().replace(/^ /, "")).join("\n");
}

// source/print.ts
var patienceMilliseconds2 = 5e3;
async function print(options, watching, isUnicode) {
  const { sampler, snapshots, pool, advice } = watching;
  const interval = (options.intervalSeconds ?? defaultIntervalSeconds.printed) * 1e3;
  sampler.want({
    isWholeHost: options.all,
    sampled: options.json ? "shown" : "nobody",
    isAllAtOnce: true,
    details: void 0
  });
  watching.begin();
  await settled(watching);
  sampler.sample(true);
  do {
    await (0, import_promises4.setTimeout)(interval);
    sampler.sample(true);
    const snapshot = snapshots.get();
    const text = options.json ? JSON.stringify(toDocument(snapshot)) : plainTable(snapshot, isUnicode);
    await write(`${text}
`);
  } while (options.watch);
  const silent = pool.readings.find(({ status }) => status.state !== "up");
  if (!options.json && (advice ?? silent)) {
    import_node_process9.default.stderr.write(`nstop: ${advice ?? silent?.status.detail ?? "the engine does not answer"}
`);
  }
}
async function settled({ pool }) {
  const deadline = AbortSignal.timeout(patienceMilliseconds2);
  while (!pool.isSettled && !deadline.aborted) {
    const { promise, resolve } = Promise.withResolvers();
    const end = pool.subscribe(() => {
      resolve(void 0);
    });
    deadline.addEventListener("abort", () => {
      resolve(void 0);
    }, { once: true });
    await promise;
    end();
  }
}
async function write(text) {
  return new Promise((resolve, reject) => {
    import_node_process9.default.stdout.once("error", reject);
    import_node_process9.default.stdout.write(text, (error) => {
      if (error) {
        reject(error);
      } else {
        import_node_process9.default.stdout.off("error", reject);
        resolve();
      }
    });
  });
}

// package.json
var package_default = {
  name: "nstop",
  version: "0.1.0",
  private: true,
  description: "htop for containers, told from the kernel's side",
  license: "MIT",
  type: "module",
  bin: {
    nstop: "./dist/cli.js"
  },
  engines: {
    node: ">=22"
  },
  scripts: {
    build: "node --import=tsx source/tools/bundle.ts",
    prestart: "npm run --silent build",
    start: "dist/cli.js",
    types: "tsc --noEmit",
    lint: "xo",
    test: "npm run --silent types && npm run --silent lint && node --import=tsx test/run.ts",
    readme: "node --import=tsx source/tools/readme.ts",
    picture: "npm run --silent build && node --import=tsx test/helpers/picture.ts",
    prepare: "npm run --silent build",
    demo: "npm run --silent build && node --import=tsx source/tools/demo.ts",
    bench: "npm run --silent build && node --import=tsx test/bench/run.ts"
  },
  files: [
    "dist"
  ],
  dependencies: {
    dockerode: "^5.0.1",
    "human-signals": "^8.0.1",
    ink: "^8.0.0",
    react: "^19.3.1",
    "string-width": "^8.3.0",
    systeminformation: "^5.33.23"
  },
  devDependencies: {
    "@lydell/node-pty": "^1.1.0",
    "@types/dockerode": "^4.0.2",
    "@types/node": "^24.19.2",
    "@types/react": "^19.3.0",
    "@xterm/headless": "^6.0.0",
    esbuild: "^0.28.2",
    "ink-testing-library": "^4.0.0",
    node: "^24.21.0",
    tsx: "^4.23.15",
    typescript: "^6.0.3",
    xo: "^5.0.1"
  },
  xo: [
    {
      ignores: [
        "dist",
        "test/fixtures"
      ]
    },
    {
      rules: {
        "@stylistic/no-mixed-operators": "off",
        "@typescript-eslint/naming-convention": "off",
        "@typescript-eslint/no-restricted-types": "off",
        "@typescript-eslint/strict-boolean-expressions": "off",
        "@typescript-eslint/strict-void-return": "off",
        "max-params": [
          "error",
          {
            max: 6
          }
        ],
        "regexp/prefer-named-capture-group": "off",
        "require-unicode-regexp": "off",
        "unicorn/consistent-boolean-name": "off",
        "unicorn/consistent-class-member-order": "off",
        "unicorn/max-nested-calls": "off",
        "unicorn/no-break-in-nested-loop": "off",
        "unicorn/no-duplicate-loops": "off",
        "unicorn/no-null": "off",
        "unicorn/no-unreadable-object-destructuring": "off",
        "unicorn/prefer-continue": "off",
        "unicorn/prefer-includes-over-repeated-comparisons": "off",
        "unicorn/prefer-iterator-to-array": "off",
        "unicorn/prefer-minimal-ternary": "off",
        "unicorn/prefer-number-coercion": "off",
        "unicorn/prefer-simple-condition-first": "off",
        "unicorn/prefer-then-catch": "off"
      }
    },
    {
      files: [
        "test/**"
      ],
      rules: {
        "@typescript-eslint/no-floating-promises": "off",
        "no-await-in-loop": "off",
        "node-test/consistent-test-context-name": "off",
        "node-test/no-conditional-assertion": "off",
        "node-test/no-conditional-tests": "off",
        "node-test/no-export": "off",
        "node-test/no-import-test-files": "off",
        "node-test/no-process-env-mutation": "off",
        "node-test/no-skip-test": "off",
        "node-test/prefer-test-context-assert": "off",
        "node-test/require-assertion": "off",
        "node-test/require-throws-expectation": "off",
        "unicorn/no-await-expression-member": "off",
        "unicorn/no-unreadable-array-destructuring": "off"
      }
    },
    {
      files: [
        "package.json"
      ],
      rules: {
        "package-json/require-bin-shebang": "off"
      }
    }
  ]
};

// source/version.ts
var { version } = package_default;

// source/host/local.ts
var import_promises8 = __toESM(require_promises(), 1);

// source/engine/docker/container-files.ts
function parseContainerFile(text) {
  const file = asRecord(parseJson(text));
  const config = asRecord(file?.Config);
  if (!file || !config) {
    return void 0;
  }
  const path3 = asText(file.Path);
  return {
    id: asText(file.ID),
    name: asText(file.Name)?.replace(/^\//, ""),
    image: asText(config.Image),
    command: path3 === void 0 ? void 0 : [path3, ...asList(file.Args).filter((word) => typeof word === "string")].join(" "),
    labels: asTexts(config.Labels)
  };
}
function parseStorageFile(text) {
  return new Map(asList(parseJson(text)).flatMap((value) => {
    const entry = asRecord(value);
    const id = asText(entry?.id);
    if (entry === void 0 || id === void 0) {
      return [];
    }
    const notes = asRecord(parseJson(asText(entry.metadata) ?? ""));
    return [[id, {
      id,
      name: asText(asList(entry.names)[0]) ?? asText(notes?.name),
      image: asText(notes?.["image-name"]) ?? asText(entry.image),
      command: void 0,
      labels: void 0
    }]];
  }));
}

// source/engine/watch/watch.ts
var import_node_util3 = __toESM(require_node_util(), 1);
var import_promises7 = __toESM(require_promises(), 1);

// source/engine/watch/container-index.ts
var import_node_util2 = __toESM(require_node_util(), 1);
var ContainerIndex = class {
  #byId = /* @__PURE__ */ new Map();
  #list = [];
  #removed = /* @__PURE__ */ new Set();
  /**
  Newest first. The same object as before where nothing has changed.
  */
  list() {
    this.#list ??= [...this.#byId.values()].toSorted((first, second) => (second.createdAt ?? 0) - (first.createdAt ?? 0) || (first.id < second.id ? -1 : 1));
    return this.#list;
  }
  set(container) {
    const { id } = container;
    if (this.#removed.has(id) || (0, import_node_util2.isDeepStrictEqual)(this.#byId.get(id), container)) {
      return;
    }
    this.#byId.set(id, container);
    this.#list = void 0;
  }
  /**
  Adds those that are not known; what is known is known better.
  */
  fill(containers) {
    for (const container of containers) {
      if (!this.#byId.has(container.id)) {
        this.set(container);
      }
    }
  }
  /**
  Whether it was there.
  */
  remove(id) {
    this.#removed.add(id);
    const wasThere = this.#byId.delete(id);
    if (wasThere) {
      this.#list = void 0;
    }
    return wasThere;
  }
  /**
  Makes it these and no others.
  */
  replace(containers) {
    const ids = new Set(containers.map(({ id }) => id));
    for (const id of this.#byId.keys()) {
      if (!ids.has(id)) {
        this.#byId.delete(id);
        this.#list = void 0;
      }
    }
    for (const container of containers) {
      this.set(container);
    }
  }
  /**
  Forgets which ones were removed, once no answer from before can still come.
  */
  forgetRemoved() {
    this.#removed.clear();
  }
};

// source/engine/watch/exit-codes.ts
var mostExitCodes = 100;
var ExitCodes = class {
  #latest = /* @__PURE__ */ new Map();
  get latest() {
    return this.#latest;
  }
  note(id, exitCode) {
    this.#latest = new Map([...this.#latest, [id, exitCode]].slice(-mostExitCodes));
  }
};

// source/engine/watch/events.ts
var import_promises5 = __toESM(require_promises(), 1);
async function followEvents({ engine, session, signal: signal2, containers, exitCodes, tell }) {
  for await (const { id, action, exitCode } of engine.events(signal2, () => {
    session.hear();
    session.open();
  })) {
    session.hear();
    if (exitCode !== void 0) {
      exitCodes.note(id, exitCode);
    }
    if (action === "destroy") {
      session.changed.delete(id);
      if (containers.remove(id)) {
        tell();
      }
    } else {
      session.note(id);
    }
  }
  throw new EngineError("events", engine.address, { reason: "the engine closed the connection", code: "ECONNRESET" });
}
async function listenForSilence({ engine, session, signal: signal2, pace: { pingMilliseconds } }) {
  for (; ; ) {
    await (0, import_promises5.setTimeout)(Math.max(1, pingMilliseconds - session.silentMilliseconds()), void 0, { signal: signal2 });
    if (session.silentMilliseconds() >= pingMilliseconds) {
      await engine.ping(signal2);
      session.hear();
    }
  }
}

// source/engine/watch/looks.ts
var import_promises6 = __toESM(require_promises(), 1);
var fewContainers = 8;
var secondLookMilliseconds = 5e3;
async function lookAtChanges(work) {
  const { session, signal: signal2, pace, tell } = work;
  for (; ; ) {
    await session.somethingChanged(signal2);
    await (0, import_promises6.setTimeout)(pace.gatherMilliseconds, void 0, { signal: signal2 });
    const ids = [...session.changed];
    session.changed.clear();
    const wereSeen = ids.length <= fewContainers && await lookAtEach(work, ids);
    if (!wereSeen) {
      await lookAtAll(work);
    }
    tell();
  }
}
async function lookAgainAndAgain(work) {
  const { signal: signal2, pace, tell } = work;
  for (; ; ) {
    await (0, import_promises6.setTimeout)(pace.listMilliseconds, void 0, { signal: signal2 });
    await lookAtAll(work);
    tell();
  }
}
async function lookAtAll({ engine, session, signal: signal2, containers }) {
  containers.replace(await engine.containers(signal2));
  session.hear();
}
async function lookAtEach(work, ids) {
  const looks = await Promise.all(ids.map(async (id) => lookAt(work, id)));
  return looks.every(Boolean);
}
async function lookAt(work, id) {
  const { engine, session, signal: signal2, containers } = work;
  try {
    const container = await engine.container(id, signal2);
    if (container === void 0) {
      containers.remove(id);
    } else {
      containers.set(container);
    }
    session.hear();
    return true;
  } catch (error) {
    signal2.throwIfAborted();
    if (!(error instanceof EngineError)) {
      throw error;
    }
    if (isRefusal(error)) {
      return false;
    }
    void noteLater(work, id);
    return true;
  }
}
async function noteLater({ session, signal: signal2 }, id) {
  try {
    await (0, import_promises6.setTimeout)(secondLookMilliseconds, void 0, { signal: signal2 });
    session.note(id);
  } catch {
  }
}

// source/engine/watch/pace.ts
var usualPace = {
  pingMilliseconds: 1e4,
  firstRetryMilliseconds: 500,
  lastRetryMilliseconds: 5e3,
  gatherMilliseconds: 50,
  listMilliseconds: 5e3
};

// source/engine/watch/session.ts
var import_node_events8 = __toESM(require_node_events(), 1);
var WatchSession = class {
  /**
  Containers that something happened to since they were last looked at.
  */
  changed = /* @__PURE__ */ new Set();
  /**
  Settles when the engine has taken the request for events.
  */
  opened;
  isUp = false;
  /**
  What the engine does not let nstop do, and what nstop does instead: a sentence for people.
  */
  restriction;
  #controller = new AbortController();
  #changes = new EventTarget();
  #startedAt = performance.now();
  #heardAt = performance.now();
  #tellOpened;
  constructor() {
    this.opened = new Promise((resolve) => {
      this.#tellOpened = resolve;
    });
  }
  get signal() {
    return this.#controller.signal;
  }
  open() {
    this.#tellOpened();
  }
  end() {
    this.#controller.abort();
  }
  /**
  The engine has given a sign of life.
  */
  hear() {
    this.#heardAt = performance.now();
  }
  silentMilliseconds() {
    return performance.now() - this.#heardAt;
  }
  /**
  0 for a session that never came to work.
  */
  lastedMilliseconds() {
    return this.isUp ? performance.now() - this.#startedAt : 0;
  }
  note(id) {
    this.changed.add(id);
    this.#changes.dispatchEvent(new Event("changed"));
  }
  /**
  	Settles at once if there is something to look at.
  
  	@throws {Error} when the signal fires.
  	*/
  async somethingChanged(signal2) {
    if (this.changed.size === 0) {
      await (0, import_node_events8.once)(this.#changes, "changed", { signal: signal2 });
    }
  }
};

// source/engine/watch/watch.ts
var openingMilliseconds = 500;
var shortSessionMilliseconds = 2e3;
var EngineWatch = class {
  #reading;
  #engine;
  #running;
  #open;
  #pace;
  #listeners = /* @__PURE__ */ new Set();
  #disposal = new AbortController();
  #containers = new ContainerIndex();
  #exitCodes = new ExitCodes();
  constructor(target, open2, pace = {}) {
    this.#open = open2;
    this.#pace = { ...usualPace, ...pace };
    this.#reading = {
      status: {
        id: target.address,
        kind: target.address.includes("podman") ? "podman" : "docker",
        version: void 0,
        apiVersion: void 0,
        address: target.address,
        isRootless: void 0,
        isLocal: target.isLocal,
        socket: target.socket,
        container: target.container,
        state: "connecting",
        detail: void 0,
        since: Date.now()
      },
      containers: [],
      exitCodes: this.#exitCodes.latest
    };
  }
  get reading() {
    return this.#reading;
  }
  /**
  The engine to act on, undefined until it was loaded.
  */
  get engine() {
    return this.#engine;
  }
  start() {
    this.#running ??= this.#run();
  }
  /**
  Calls the listener with each new reading, from the next one on; the result ends that.
  */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
  /**
  Ends the watch and its connections. Settles when nothing of it is left.
  */
  async dispose() {
    this.#disposal.abort();
    this.#listeners.clear();
    this.#engine?.close();
    await this.#running;
  }
  async #run() {
    const { signal: signal2 } = this.#disposal;
    const { firstRetryMilliseconds, lastRetryMilliseconds } = this.#pace;
    let wait = firstRetryMilliseconds;
    while (!signal2.aborted) {
      const session = new WatchSession();
      try {
        await this.#hold(session);
      } catch (error) {
        if (signal2.aborted) {
          break;
        }
        const wasCut = session.lastedMilliseconds() > shortSessionMilliseconds;
        if (session.isUp) {
          wait = firstRetryMilliseconds;
        }
        if (!(wasCut && isCut(error))) {
          this.#report(error);
          await (0, import_promises7.setTimeout)(wait, void 0, { signal: signal2 }).catch(() => void 0);
          wait = Math.min(wait * 2, lastRetryMilliseconds);
        }
      } finally {
        session.end();
      }
    }
    this.#engine?.close();
  }
  /**
  Connects, learns everything, and follows what happens. Only ever ends by an error.
  */
  async #hold(session) {
    const signal2 = AbortSignal.any([this.#disposal.signal, session.signal]);
    this.#engine ??= await this.#open();
    const engine = this.#engine;
    const work = {
      engine,
      session,
      signal: signal2,
      pace: this.#pace,
      containers: this.#containers,
      exitCodes: this.#exitCodes,
      tell: () => {
        this.#publish({});
      }
    };
    this.#containers.forgetRemoved();
    const identity = engine.identify(signal2);
    const following = this.#follow(work);
    identity.catch(() => void 0);
    following.catch(() => void 0);
    await Promise.race([session.opened, following, identity.then(async () => (0, import_promises7.setTimeout)(openingMilliseconds, void 0, { signal: signal2 }))]);
    const containers = await engine.containers(signal2, (listed) => {
      void this.#showListed(session, identity, listed);
    });
    const status = await identity;
    session.isUp = true;
    this.#containers.replace(containers);
    this.#publish({ ...status, state: "up", detail: session.restriction });
    return Promise.race([following, listenForSilence(work), lookAtChanges(work)]);
  }
  /**
  Names are worth showing before each container has been inspected.
  */
  async #showListed(session, identity, listed) {
    try {
      const status = await identity;
      if (!session.isUp) {
        this.#containers.fill(listed);
        this.#publish({ ...status, state: "up", detail: session.restriction });
      }
    } catch {
    }
  }
  /**
  Hears of changes by the engine's events, or by its list where those are forbidden. Only ever ends by an error.
  */
  async #follow(work) {
    try {
      return await followEvents(work);
    } catch (error) {
      const { engine, session, signal: signal2, pace: { listMilliseconds } } = work;
      signal2.throwIfAborted();
      if (!(error instanceof EngineError && isRefusal(error))) {
        throw error;
      }
      session.restriction = `The events of ${oneSentence(engine.address)} are forbidden: its list is asked for every ${listMilliseconds / 1e3} seconds instead.`;
      session.open();
      if (session.isUp) {
        this.#publish({ detail: session.restriction });
      }
      return lookAgainAndAgain(work);
    }
  }
  #report(error) {
    const { address } = this.#reading.status;
    const failure = engineErrorOf(error, { operation: "connect", target: address, milliseconds: 0 });
    this.#publish({ state: isDenial(failure) ? "denied" : "unreachable", detail: sentence(failure) });
  }
  #publish(change) {
    const before = this.#reading;
    const hasNewState = change.state !== void 0 && change.state !== before.status.state;
    const status = { ...before.status, ...change, since: hasNewState ? Date.now() : before.status.since };
    const containers = this.#containers.list();
    if (containers === before.containers && (0, import_node_util3.isDeepStrictEqual)(status, before.status)) {
      return;
    }
    this.#reading = { status, containers, exitCodes: this.#exitCodes.latest };
    for (const listener of this.#listeners) {
      listener(this.#reading);
    }
  }
};
function isCut(error) {
  return error instanceof EngineError && error.operation === "events" && error.statusCode === void 0;
}

// source/engine/watch/pool.ts
var EnginePool = class {
  #entries = /* @__PURE__ */ new Map();
  #listeners = /* @__PURE__ */ new Set();
  #pace;
  #readings = [];
  #isStarted = false;
  constructor(targets, pace = {}) {
    this.#pace = pace;
    for (const target of targets) {
      this.add(target);
    }
  }
  get readings() {
    return this.#readings;
  }
  /**
  Whether each engine has answered or failed to: nothing more is to be learned by waiting a moment.
  */
  get isSettled() {
    return this.#readings.every(({ status }) => status.state !== "connecting");
  }
  /**
  The engine with this id, to act through; undefined where there is none or it was not reached yet.
  */
  engine(id) {
    return id === void 0 ? void 0 : this.#entries.get(id)?.watch.engine;
  }
  /**
  Watches one more engine, unless one at the same address is watched already.
  */
  add(target) {
    if (this.#entries.has(target.address)) {
      return;
    }
    const watch = new EngineWatch(target, target.open, this.#pace);
    this.#entries.set(target.address, { target, watch });
    watch.subscribe(() => {
      this.#publish();
    });
    if (this.#isStarted) {
      watch.start();
    }
    this.#publish();
  }
  /**
  Lets an engine go. Settles when nothing of its watch is left.
  */
  async remove(address) {
    const entry = this.#entries.get(address);
    if (!entry) {
      return;
    }
    this.#entries.delete(address);
    this.#publish();
    await entry.watch.dispose();
    entry.target.close?.();
  }
  start() {
    this.#isStarted = true;
    for (const { watch } of this.#entries.values()) {
      watch.start();
    }
  }
  /**
  Calls the listener after each change; gives the function that ends it.
  */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
  async dispose() {
    this.#listeners.clear();
    await Promise.all([...this.#entries.keys()].map(async (address) => this.remove(address)));
  }
  #publish() {
    this.#readings = [...this.#entries.values()].map(({ watch }) => watch.reading);
    for (const listener of this.#listeners) {
      listener();
    }
  }
};

// source/kernel/cgroup/reader/hierarchies.ts
var usualRoot = "/sys/fs/cgroup";
var optionPattern = /^(?:rw|ro|xattr|noprefix|clone_children|cpuset_v2_mode|favordynmods|seclabel|none|release_agent=.*)$/u;
var isBelow = (path3, directory) => path3 === directory || path3.startsWith(`${directory}/`);
function findHierarchies(mounts, cgroupRoot = usualRoot) {
  const controllers = /* @__PURE__ */ new Map();
  let unified;
  const isUsual = ({ mountPoint }) => isBelow(mountPoint, usualRoot);
  const ordered = [...mounts.filter((mount) => !isUsual(mount)), ...mounts.filter((mount) => isUsual(mount))];
  for (const mount of ordered) {
    const directory = isUsual(mount) ? cgroupRoot + mount.mountPoint.slice(usualRoot.length) : mount.mountPoint;
    const place = { directory, root: mount.root };
    if (mount.fileSystem === "cgroup2") {
      unified = place;
    } else if (mount.fileSystem === "cgroup") {
      for (const option2 of mount.superOptions) {
        if (!optionPattern.test(option2)) {
          controllers.set(option2, place);
        }
      }
    }
  }
  return { version: versionOf(controllers.size > 0, unified !== void 0), controllers, unified };
}
function versionOf(hasV1, hasV2) {
  if (hasV1) {
    return hasV2 ? "hybrid" : "v1";
  }
  return hasV2 ? "v2" : "none";
}
function directoryOf(mount, path3) {
  if (!mount || path3 === "/" || path3.split("/").includes("..")) {
    return void 0;
  }
  if (mount.root === "/") {
    return mount.directory + path3;
  }
  return isBelow(path3, mount.root) ? mount.directory + path3.slice(mount.root.length) : void 0;
}

// source/kernel/cgroup/reader/neighbours.ts
var import_node_path = __toESM(require_node_path(), 1);

// source/kernel/files/directory.ts
var import_node_fs3 = __toESM(require_node_fs(), 1);

// source/kernel/files/attempt.ts
var reasons = /* @__PURE__ */ new Map([
  ["ENOENT", gone],
  ["ESRCH", gone],
  ["ENODEV", gone],
  ["EACCES", denied],
  ["EPERM", denied]
]);
function missingOf(error) {
  const code = error.code ?? "";
  return reasons.get(code) ?? unsupported;
}
function attempt3(call) {
  try {
    return call();
  } catch (error) {
    return missingOf(error);
  }
}

// source/kernel/files/directory.ts
function listDirectory(path3) {
  return attempt3(() => (0, import_node_fs3.readdirSync)(path3));
}
function listFirst(path3, most) {
  return attempt3(() => {
    const directory = (0, import_node_fs3.opendirSync)(path3, { bufferSize: Math.min(most, 256) });
    try {
      const names2 = [];
      for (let entry = directory.readSync(); entry && names2.length < most; entry = directory.readSync()) {
        names2.push(entry.name);
      }
      return names2;
    } finally {
      directory.closeSync();
    }
  });
}
function listDirectories(path3) {
  return attempt3(() => (0, import_node_fs3.readdirSync)(path3, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name));
}
function countEntries(path3) {
  const size = attempt3(() => (0, import_node_fs3.statSync)(path3).size);
  if (size !== 0) {
    return size;
  }
  const names2 = listDirectory(path3);
  return isMissing(names2) ? names2 : names2.length;
}
function countLinks(path3) {
  return attempt3(() => (0, import_node_fs3.statSync)(path3, { throwIfNoEntry: false })?.nlink ?? 0);
}
function isDirectory(path3) {
  return attempt3(() => (0, import_node_fs3.statSync)(path3).isDirectory()) === true;
}

// source/kernel/cgroup/reader/neighbours.ts
var mostDirectories = 48;
var CgroupNeighbours = class {
  #links = /* @__PURE__ */ new Map();
  /**
  Watches from now on where these cgroups lie; the directory of the whole hierarchy comes first.
  */
  watch(root, cgroups) {
    const below = root === void 0 ? [] : listDirectories(root);
    const usual = root === void 0 || isMissing(below) ? [] : [root, ...below.map((name) => `${root}/${name}`)];
    const directories = new Set([...usual, ...Array.from(cgroups, (cgroup) => (0, import_node_path.dirname)(cgroup))].slice(0, mostDirectories));
    for (const directory of this.#links.keys()) {
      if (!directories.has(directory)) {
        this.#links.delete(directory);
      }
    }
    for (const directory of directories) {
      if (!this.#links.has(directory)) {
        this.#links.set(directory, countLinks(directory));
      }
    }
  }
  /**
  Whether in one of them a cgroup has come or gone since the last call. One for one remains unseen.
  */
  haveChanged() {
    let haveChanged = false;
    for (const [directory, before] of this.#links) {
      const now = countLinks(directory);
      if (now !== before) {
        this.#links.set(directory, now);
        haveChanged = true;
      }
    }
    return haveChanged;
  }
};

// source/kernel/cgroup/memory.ts
function parseMemoryStat(bytes) {
  const text = bytes.toString("latin1");
  return {
    anonBytes: numberAfter(text, "anon "),
    fileBytes: numberAfter(text, "file "),
    shmemBytes: numberAfter(text, "shmem "),
    kernelBytes: kernelBytesOf(text),
    inactiveFileBytes: numberAfter(text, "inactive_file ")
  };
}
var partsOfKernel = ["slab ", "kernel_stack ", "pagetables ", "percpu ", "sock "];
function kernelBytesOf(text) {
  const sum2 = numberAfter(text, "kernel ");
  return typeof sum2 === "number" ? sum2 : mapKnown(numberAfter(text, "slab "), () => partsOfKernel.reduce((total, key) => total + (valueOf(numberAfter(text, key)) ?? 0), 0));
}
function parseMemoryStatV1(bytes) {
  const text = bytes.toString("latin1");
  return {
    anonBytes: numberAfter(text, "total_rss "),
    fileBytes: numberAfter(text, "total_cache "),
    shmemBytes: numberAfter(text, "total_shmem "),
    inactiveFileBytes: numberAfter(text, "total_inactive_file "),
    limitBytes: mapKnown(numberAfter(text, "hierarchical_memory_limit "), limitOf)
  };
}
var noLimitBytes = 2 ** 63 - 65536;
function limitOf(bytes) {
  return bytes >= noLimitBytes ? void 0 : bytes;
}
function smallestLimit(own, others) {
  const limits = [own, ...others].filter((limit) => typeof limit === "number");
  return isMissing(own) || limits.length === 0 ? own : Math.min(...limits);
}
function parseOomKills(bytes) {
  return numberAfter(bytes.toString("latin1"), "oom_kill ");
}
function usedBytesOf(currentBytes, inactiveFileBytes) {
  return mapKnown(currentBytes, (current) => {
    const inactive = valueOf(inactiveFileBytes) ?? 0;
    return inactive < current ? current - inactive : current;
  });
}

// source/kernel/cgroup/cpu.ts
var fromMicroseconds = (microseconds) => microseconds * 1e3;
var fromTicks = (ticks) => ticks * (1e9 / ticksPerSecond);
function parseCpuStat(bytes) {
  return { ...parseCpuUsage(bytes), ...parseCpuThrottling(bytes) };
}
function parseCpuUsage(bytes) {
  const text = bytes.toString("latin1");
  return {
    usageNanoseconds: mapKnown(numberAfter(text, "usage_usec "), fromMicroseconds),
    userNanoseconds: mapKnown(numberAfter(text, "user_usec "), fromMicroseconds),
    systemNanoseconds: mapKnown(numberAfter(text, "system_usec "), fromMicroseconds)
  };
}
function parseCpuThrottling(bytes) {
  const text = bytes.toString("latin1");
  const microseconds = numberAfter(text, "throttled_usec ");
  return {
    periods: numberAfter(text, "nr_periods "),
    throttledPeriods: numberAfter(text, "nr_throttled "),
    throttledNanoseconds: typeof microseconds === "number" ? fromMicroseconds(microseconds) : numberAfter(text, "throttled_time ")
  };
}
function parseCpuMaximum(bytes) {
  const [quota, period] = wordsOf(bytes.toString("latin1"));
  return quota === "max" ? void 0 : quotaOf(numberOf(quota), numberOf(period));
}
function quotaOf(quotaMicroseconds, periodMicroseconds) {
  if (typeof quotaMicroseconds !== "number") {
    return quotaMicroseconds;
  }
  if (quotaMicroseconds < 0) {
    return void 0;
  }
  if (typeof periodMicroseconds !== "number") {
    return periodMicroseconds;
  }
  return periodMicroseconds > 0 ? quotaMicroseconds / periodMicroseconds : unsupported;
}
var parseCpuacctUsage = parseNumber;
function parseCpuacctStat(bytes) {
  const text = bytes.toString("latin1");
  return {
    userNanoseconds: mapKnown(numberAfter(text, "user "), fromTicks),
    systemNanoseconds: mapKnown(numberAfter(text, "system "), fromTicks)
  };
}

// source/kernel/cgroup/freezer.ts
function parseCgroupEvents(bytes) {
  return mapKnown(numberAfter(bytes.toString("latin1"), "frozen "), (value) => value === 1);
}
function parseFreezerState(bytes) {
  const state = bytes.toString("latin1").trim();
  return state === "FROZEN" || (state === "THAWED" || state === "FREEZING" ? false : unsupported);
}

// source/kernel/cgroup/io.ts
var columns = {
  rbytes: 0,
  wbytes: 1,
  rios: 2,
  wios: 3
};
function parseIoStat(bytes) {
  const sums = [0, 0, 0, 0];
  for (const line of linesOf(bytes)) {
    for (const word of wordsOf(line)) {
      const [key = "", text] = word.split("=", 2);
      const value = numberOf(text);
      if (typeof value === "number" && Object.hasOwn(columns, key)) {
        const column = columns[key];
        sums[column] = (sums[column] ?? 0) + value;
      }
    }
  }
  const [readBytes2 = 0, writeBytes = 0, readOperations = 0, writeOperations = 0] = sums;
  return {
    readBytes: readBytes2,
    writeBytes,
    readOperations,
    writeOperations
  };
}
function parseBlkio(bytes) {
  let reads;
  let writes;
  for (const line of linesOf(bytes)) {
    const [, operation, text] = wordsOf(line);
    const value = numberOf(text);
    if (typeof value !== "number") {
      continue;
    }
    if (operation === "Read") {
      reads = (reads ?? 0) + value;
    } else if (operation === "Write") {
      writes = (writes ?? 0) + value;
    }
  }
  return { reads: reads ?? unsupported, writes: writes ?? unsupported };
}

// source/kernel/cgroup/pids.ts
var parseTasks = parseNumber;
var parseTaskLimit = parseMaximum;

// source/kernel/cgroup/pressure.ts
var linePatterns = {
  some: /^some avg10=([\d.]+) avg60=([\d.]+) avg300=([\d.]+) total=(\d+)/mu,
  full: /^full avg10=([\d.]+) avg60=([\d.]+) avg300=([\d.]+) total=(\d+)/mu
};
function lineOf(text, kind) {
  const match = linePatterns[kind].exec(text);
  return match ? {
    average10: Number(match[1]),
    average60: Number(match[2]),
    average300: Number(match[3]),
    totalMicroseconds: Number(match[4])
  } : unsupported;
}
function parsePressure(bytes) {
  const text = bytes.toString("latin1");
  const full = lineOf(text, "full");
  return mapKnown(lineOf(text, "some"), (some) => ({
    someAverage10: some.average10,
    someAverage60: some.average60,
    someAverage300: some.average300,
    someTotalMicroseconds: some.totalMicroseconds,
    fullAverage10: mapKnown(full, (line) => line.average10),
    fullAverage60: mapKnown(full, (line) => line.average60),
    fullAverage300: mapKnown(full, (line) => line.average300),
    fullTotalMicroseconds: mapKnown(full, (line) => line.totalMicroseconds)
  }));
}

// source/kernel/cgroup/reader/controllers.ts
function readCpu(files) {
  const { cpu, cpuacct, unified } = files.places;
  const isOneFile = cpu === void 0 && cpuacct === void 0;
  return {
    ...isOneFile ? files.readAll(unified, "cpu.stat", parseCpuStat) : { ...readCpuUsage(files), ...readThrottling(files) },
    quotaCores: readQuota(files)
  };
}
function readCpuUsage(files) {
  const { cpu, cpuacct, unified } = files.places;
  const usage = files.readAll(unified, "cpu.stat", parseCpuUsage);
  return typeof usage.usageNanoseconds === "number" || cpu === void 0 && cpuacct === void 0 ? usage : {
    usageNanoseconds: files.read(cpuacct, "cpuacct.usage", parseCpuacctUsage),
    ...files.readAll(cpuacct, "cpuacct.stat", parseCpuacctStat)
  };
}
function readThrottling(files) {
  const { cpu, cpuacct, unified } = files.places;
  return files.readAll(cpu ?? (cpuacct === void 0 ? unified : void 0), "cpu.stat", parseCpuThrottling);
}
function readQuota(files) {
  const { cpu, cpuacct, unified } = files.places;
  return cpu === void 0 && cpuacct === void 0 ? files.read(unified, "cpu.max", parseCpuMaximum) : quotaOf(files.read(cpu, "cpu.cfs_quota_us", parseNumber), files.read(cpu, "cpu.cfs_period_us", parseNumber));
}
function readTasks(files) {
  const directory = files.places.pids ?? files.places.unified;
  return { current: files.read(directory, "pids.current", parseTasks), limit: files.read(directory, "pids.max", parseTaskLimit) };
}
function readFrozen(files) {
  const { freezer, unified } = files.places;
  return freezer === void 0 ? files.read(unified, "cgroup.events", parseCgroupEvents) : files.read(freezer, "freezer.state", parseFreezerState);
}
function readIo(files) {
  const { blkio, unified } = files.places;
  if (blkio === void 0) {
    return files.readAll(unified, "io.stat", parseIoStat);
  }
  const bytes = files.readAll(blkio, "blkio.throttle.io_service_bytes_recursive", parseBlkio);
  const operations2 = files.readAll(blkio, "blkio.throttle.io_serviced_recursive", parseBlkio);
  return {
    readBytes: bytes.reads,
    writeBytes: bytes.writes,
    readOperations: operations2.reads,
    writeOperations: operations2.writes
  };
}
function readCurrentBytes(files) {
  const { memory, unified } = files.places;
  return memory === void 0 ? files.read(unified, "memory.current", parseNumber) : files.read(memory, "memory.usage_in_bytes", parseNumber);
}
function readMemory(files) {
  const { memory, unified } = files.places;
  const currentBytes = readCurrentBytes(files);
  return memory === void 0 ? {
    ...withUse(readMemoryStat(files), currentBytes),
    peakBytes: files.read(unified, "memory.peak", parseNumber),
    oomKills: files.read(unified, "memory.events", parseOomKills)
  } : {
    ...readMemoryParts(files, currentBytes),
    peakBytes: files.read(memory, "memory.max_usage_in_bytes", parseNumber),
    kernelBytes: files.read(memory, "memory.kmem.usage_in_bytes", parseNumber),
    oomKills: files.read(memory, "memory.oom_control", parseOomKills)
  };
}
function readMemoryParts(files, currentBytes) {
  const { memory } = files.places;
  return withUse(memory === void 0 ? readMemoryStat(files) : files.readAll(memory, "memory.stat", parseMemoryStatV1), currentBytes);
}
function readPressures(files) {
  const { unified } = files.places;
  return {
    cpu: files.read(unified, "cpu.pressure", parsePressure),
    memory: files.read(unified, "memory.pressure", parsePressure),
    io: files.read(unified, "io.pressure", parsePressure)
  };
}
function readMemoryStat(files) {
  const { unified, unifiedParents } = files.places;
  return {
    ...files.readAll(unified, "memory.stat", parseMemoryStat),
    limitBytes: smallestLimit(
      files.read(unified, "memory.max", parseMaximum),
      unifiedParents.map((parent) => files.read(parent, "memory.max", parseMaximum))
    )
  };
}
function withUse(stat, currentBytes) {
  return { ...stat, currentBytes, usedBytes: usedBytesOf(currentBytes, stat.inactiveFileBytes) };
}

// source/kernel/cgroup/reader/files.ts
var import_node_buffer5 = __toESM(require_node_buffer(), 1);
var noBytes = import_node_buffer5.Buffer.alloc(0);
var CgroupFiles = class {
  places;
  #held;
  #directories = /* @__PURE__ */ new Map();
  #generation = 0;
  constructor(places, held) {
    this.places = places;
    this.#held = held;
  }
  /**
  What a file says; unsupported where there is no such file, and gone where there is no such cgroup. The same value as long as the file
  says the same.
  */
  read(directory, name, parse) {
    if (directory === void 0) {
      return unsupported;
    }
    const found = this.#find(directory, name);
    if (found.isAbsent) {
      return unsupported;
    }
    const value = found.file.parse(parse);
    if (isMissing(value) && value.missing === "gone" && isDirectory(directory)) {
      found.isAbsent = true;
      return unsupported;
    }
    return value;
  }
  /**
  The same for a file of several values: each of them is missing when the file is.
  */
  readAll(directory, name, parse) {
    const values = this.read(directory, name, parse);
    return isMissing(values) ? Object.fromEntries(Object.keys(parse(noBytes)).map((key) => [key, values])) : values;
  }
  /**
  Looks again for files that were not there, such as those of a controller that was enabled meanwhile. Does nothing where that was done
  for this generation already.
  */
  forgetAbsent(generation) {
    if (generation === this.#generation) {
      return;
    }
    this.#generation = generation;
    for (const files of this.#directories.values()) {
      for (const file of files.values()) {
        file.isAbsent = false;
      }
    }
  }
  #find(directory, name) {
    let files = this.#directories.get(directory);
    if (!files) {
      files = /* @__PURE__ */ new Map();
      this.#directories.set(directory, files);
    }
    let found = files.get(name);
    if (!found) {
      found = { file: this.#held.file(`${directory}/${name}`), isAbsent: false };
      files.set(name, found);
    }
    return found;
  }
};

// source/kernel/files/content.ts
var import_node_buffer6 = __toESM(require_node_buffer(), 1);
var import_node_fs4 = __toESM(require_node_fs(), 1);
var firstBytes = 65536;
var atPresentOffset = -1;
var buffer = import_node_buffer6.Buffer.allocUnsafeSlow(firstBytes);
function withFile(path3, use, flags2 = "r") {
  return attempt3(() => {
    const descriptor = (0, import_node_fs4.openSync)(path3, flags2);
    try {
      return use(descriptor);
    } finally {
      (0, import_node_fs4.closeSync)(descriptor);
    }
  });
}
function readBytes(path3, limitBytes = Infinity) {
  return withFile(path3, (descriptor) => readToEnd(descriptor, limitBytes));
}
function readToEnd(descriptor, limitBytes) {
  let length = 0;
  for (; ; ) {
    if (length === buffer.length) {
      const larger = import_node_buffer6.Buffer.allocUnsafeSlow(buffer.length * 2);
      buffer.copy(larger, 0, 0, length);
      buffer = larger;
    }
    const wanted = Math.min(buffer.length, limitBytes) - length;
    const count = wanted === 0 ? 0 : (0, import_node_fs4.readSync)(descriptor, buffer, length, wanted, atPresentOffset);
    if (count === 0) {
      return buffer.subarray(0, length);
    }
    length += count;
  }
}
function readOnce(path3, limitBytes = firstBytes) {
  return withFile(path3, (descriptor) => buffer.subarray(0, (0, import_node_fs4.readSync)(descriptor, buffer, 0, limitBytes, atPresentOffset)));
}
function readLink(path3) {
  return attempt3(() => (0, import_node_fs4.readlinkSync)(path3));
}
function readFromStart(descriptor) {
  return attempt3(() => buffer.subarray(0, (0, import_node_fs4.readSync)(descriptor, buffer, 0, firstBytes, 0)));
}

// source/kernel/cgroup/reader/members.ts
function parseMembers(bytes) {
  return linesOf(bytes).map(Number).filter((pid) => pid > 0);
}
function listOwnMembers(directory) {
  return parsed(readBytes(`${directory}/cgroup.procs`), parseMembers);
}
function listMembers(directory) {
  const own = listOwnMembers(directory);
  const below = isMissing(own) ? own : listDirectories(directory);
  if (isMissing(own) || isMissing(below)) {
    return own;
  }
  const lists = below.map((name) => listMembers(`${directory}/${name}`));
  return [...own, ...lists.flatMap((list) => isMissing(list) ? [] : list)];
}

// source/kernel/cgroup/reader/places.ts
var controllersRead = ["cpu", "cpuacct", "memory", "pids", "blkio", "freezer"];
function findPlaces({ controllers, unified }, memberships) {
  const inV1 = (controller) => controllers.has(controller) ? memberships.find((membership) => membership.controllers.includes(controller)) : void 0;
  const directoryInV1 = (controller) => directoryOf(controllers.get(controller), inV1(controller)?.path ?? "/");
  const places = Object.fromEntries(controllersRead.map((controller) => [controller, directoryInV1(controller)]));
  const pathsInV1 = controllersRead.map((controller) => inV1(controller)?.path ?? "/").filter((path4) => path4 !== "/");
  const path3 = memberships.find(({ hierarchy }) => hierarchy === 0)?.path ?? "/";
  const isTrusted = pathsInV1.length === 0 || pathsInV1.includes(path3);
  const directory = isTrusted ? directoryOf(unified, path3) : void 0;
  return {
    ...places,
    unified: directory,
    unifiedParents: directory === void 0 ? [] : parentsOf(path3).map((parent) => directoryOf(unified, parent)).filter((parent) => parent !== void 0),
    members: places.pids ?? places.memory ?? directory ?? places.cpuacct ?? places.cpu ?? directoryInV1("name=systemd")
  };
}
function memberRoot({ controllers, unified }) {
  return controllers.get("pids") ?? controllers.get("memory") ?? unified ?? controllers.get("name=systemd");
}
function parentsOf(path3) {
  const names2 = path3.split("/");
  return names2.slice(2).map((_, index) => names2.slice(0, names2.length - index - 1).join("/"));
}

// source/kernel/cgroup/reader/reader.ts
var nothingRead = {
  cpu: {
    usageNanoseconds: firstSample,
    userNanoseconds: firstSample,
    systemNanoseconds: firstSample,
    periods: firstSample,
    throttledPeriods: firstSample,
    throttledNanoseconds: firstSample,
    quotaCores: firstSample
  },
  memory: {
    usedBytes: firstSample,
    currentBytes: firstSample,
    limitBytes: firstSample,
    peakBytes: firstSample,
    anonBytes: firstSample,
    fileBytes: firstSample,
    shmemBytes: firstSample,
    kernelBytes: firstSample,
    inactiveFileBytes: firstSample,
    oomKills: firstSample
  },
  io: {
    readBytes: firstSample,
    writeBytes: firstSample,
    readOperations: firstSample,
    writeOperations: firstSample
  },
  tasks: { current: firstSample, limit: firstSample },
  pressure: { cpu: firstSample, memory: firstSample, io: firstSample },
  frozen: firstSample
};
var notSampled = {
  throttling: { periods: firstSample, throttledPeriods: firstSample, throttledNanoseconds: firstSample },
  io: nothingRead.io
};
var leastChangeBytes = 262144;
var leastChange = 1 / 256;
var readsOfUse = 5;
var CgroupReader = class {
  #hierarchies;
  #held;
  #files = /* @__PURE__ */ new WeakMap();
  #memories = /* @__PURE__ */ new WeakMap();
  #generation = 0;
  constructor(hierarchies, held) {
    this.#hierarchies = hierarchies;
    this.#held = held;
  }
  /**
  All counters of the cgroup that a process with these memberships is in. All are gone when it was removed.
  */
  read(memberships) {
    const files = this.#find(memberships);
    return {
      cpu: readCpu(files),
      memory: readMemory(files),
      io: readIo(files),
      tasks: readTasks(files),
      pressure: readPressures(files),
      frozen: readFrozen(files)
    };
  }
  /**
  CPU time, and of the other counters the given parts. What is not read stays as it was in `last`, the reading before; counters that grow
  are told as not sampled instead, since a rate over them would be wrong. Where the parts `areCurrent` in `last`, it is that very object
  if nothing has
  run since and memory is as it was: then nothing else can have changed but by the hand of an administrator, which the next whole reading
  shows. What runs is not looked at for being frozen.
  */
  readParts(memberships, parts, last, areCurrent) {
    const files = this.#find(memberships);
    const usage = readCpuUsage(files);
    const hasRun = typeof usage.usageNanoseconds !== "number" || usage.usageNanoseconds !== last.cpu.usageNanoseconds;
    const frozen = parts.size === 0 || hasRun && last.frozen === false ? last.frozen : readFrozen(files);
    const currentBytes = parts.has("memory") ? readCurrentBytes(files) : last.memory.currentBytes;
    if (areCurrent && !hasRun && currentBytes === last.memory.currentBytes && frozen === last.frozen) {
      return last;
    }
    return {
      cpu: { ...last.cpu, ...usage, ...parts.has("throttling") ? readThrottling(files) : notSampled.throttling },
      memory: parts.has("memory") ? { ...last.memory, ...this.#readMemory(files, currentBytes) } : last.memory,
      io: parts.has("io") ? readIo(files) : notSampled.io,
      tasks: parts.has("tasks") ? readTasks(files) : last.tasks,
      pressure: last.pressure,
      frozen
    };
  }
  /**
  What is in use is a small file, how it is made up a large one: that is read again when use has changed by more than a little, or after
  some time.
  */
  #readMemory(files, currentBytes) {
    const known2 = this.#memories.get(files);
    if (known2 && typeof currentBytes === "number" && known2.readsLeft > 0 && Math.abs(currentBytes - known2.currentBytes) < Math.max(leastChangeBytes, known2.currentBytes * leastChange)) {
      known2.readsLeft--;
      return { ...known2.memory, currentBytes, usedBytes: usedBytesOf(currentBytes, known2.memory.inactiveFileBytes) };
    }
    const memory = readMemoryParts(files, currentBytes);
    if (typeof currentBytes === "number") {
      this.#memories.set(files, { currentBytes, memory, readsLeft: readsOfUse });
    }
    return memory;
  }
  /**
  Pids of the processes in the cgroup and all below it, ascending, as the reader's pid namespace numbers them; those that it does not
  have are left out.
  */
  listProcesses(memberships) {
    const members = this.directoryOf(memberships);
    return members === void 0 ? unsupported : mapKnown(listMembers(members), (pids) => pids.toSorted((a, b) => a - b));
  }
  /**
  Pids of the processes in the cgroup itself, without those below it, in no order; empty for the root cgroup and where they cannot be
  read.
  */
  listSiblings(memberships) {
    const members = this.directoryOf(memberships);
    return members === void 0 ? [] : valueOf(listOwnMembers(members)) ?? [];
  }
  /**
  Directory of the hierarchy in which processes are looked for; undefined where there is none.
  */
  get root() {
    return memberRoot(this.#hierarchies)?.directory;
  }
  /**
  Directory in which the processes of this cgroup are listed; undefined where it has none.
  */
  directoryOf(memberships) {
    return this.#find(memberships).places.members;
  }
  /**
  Looks again for files that were not there.
  */
  forgetAbsent() {
    this.#generation++;
  }
  #find(memberships) {
    let files = this.#files.get(memberships);
    if (!files) {
      files = new CgroupFiles(findPlaces(this.#hierarchies, memberships), this.#held);
      this.#files.set(memberships, files);
    }
    files.forgetAbsent(this.#generation);
    return files;
  }
};

// source/kernel/files/found.ts
var import_node_fs5 = __toESM(require_node_fs(), 1);

// source/kernel/device.ts
function formatDevice(number) {
  const device = BigInt.asUintN(64, number);
  const major = device / 2n ** 44n * 0x1000n + BigInt.asUintN(12, device / 2n ** 8n);
  const minor = BigInt.asUintN(24, device / 2n ** 20n) * 0x100n + BigInt.asUintN(8, device);
  return `${major}:${minor}`;
}

// source/kernel/files/found.ts
var pathOnly = 2097152;
var { O_NOFOLLOW: withoutFollowing } = import_node_fs5.constants;
function openPath(path3) {
  return attempt3(() => (0, import_node_fs5.openSync)(path3, pathOnly));
}
function openBelow(directory, name) {
  return attempt3(() => (0, import_node_fs5.openSync)(`${descriptorPath(directory)}/${name}`, pathOnly + withoutFollowing));
}
function isBelow2(directory, name) {
  return attempt3(() => (0, import_node_fs5.lstatSync)(`${descriptorPath(directory)}/${name}`, { throwIfNoEntry: false }) !== void 0) === true;
}
function descriptorPath(descriptor) {
  return `/proc/self/fd/${descriptor}`;
}
function closeFile(descriptor) {
  attempt3(() => {
    (0, import_node_fs5.closeSync)(descriptor);
  });
}
function kindOf(descriptor) {
  return attempt3(() => {
    const stats = (0, import_node_fs5.fstatSync)(descriptor);
    if (stats.isDirectory()) {
      return "directory";
    }
    if (stats.isSymbolicLink()) {
      return "link";
    }
    if (stats.isFile()) {
      return "regular";
    }
    return stats.isSocket() ? "socket" : "other";
  });
}
function identityFrom(stats) {
  return { device: formatDevice(stats.dev), inode: stats.ino, isSocket: stats.isSocket() };
}
function fileIdentity(path3) {
  return attempt3(() => identityFrom((0, import_node_fs5.statSync)(path3, { bigint: true })));
}
function identityOf(descriptor) {
  return attempt3(() => identityFrom((0, import_node_fs5.fstatSync)(descriptor, { bigint: true })));
}
function readTextOf(descriptor, limitBytes) {
  const kind = kindOf(descriptor);
  if (kind !== "regular") {
    return isMissing(kind) ? kind : unsupported;
  }
  return withFile(descriptorPath(descriptor), (opened) => readToEnd(opened, limitBytes).toString("utf8"));
}
function readText(path3, limitBytes) {
  return withFile(path3, (descriptor) => readTextOf(descriptor, limitBytes), pathOnly + withoutFollowing);
}

// source/kernel/pid/links.ts
var deletedMark = " (deleted)";
function parsePathLink(link) {
  const isDeleted = link.endsWith(deletedMark);
  return { path: isDeleted ? link.slice(0, -deletedMark.length) : link, isDeleted };
}

// source/kernel/pid/mount-place.ts
var foreignPattern = /^(?:fuse(?:\..*|blk)?|nfs4?|cifs|smb\d?|9p|ceph|afs|autofs|lustre)$/u;
function foreignMountPoints(mounts) {
  return new Set(mounts.filter(({ fileSystem }) => foreignPattern.test(fileSystem)).map(({ mountPoint }) => mountPoint));
}
var isBelow3 = (path3, directory) => directory === "/" || path3 === directory || path3.startsWith(`${directory}/`);
function placesOf(mounts, { device, root }) {
  const holding = mounts.filter((mount) => mount.device === device && isBelow3(root, mount.root));
  return holding.toReversed().toSorted((a, b) => b.root.length - a.root.length).map((mount) => {
    const rest = mount.root === "/" ? root : root.slice(mount.root.length);
    return (mount.mountPoint === "/" ? rest : mount.mountPoint + (rest === "/" ? "" : rest)) || "/";
  });
}
function sourceOf(mounts, path3) {
  const mount = mounts.filter(({ mountPoint }) => isBelow3(path3, mountPoint)).toReversed().toSorted((a, b) => b.mountPoint.length - a.mountPoint.length)[0];
  if (!mount) {
    return void 0;
  }
  const rest = mount.mountPoint === "/" ? path3 : path3.slice(mount.mountPoint.length);
  return { device: mount.device, root: (mount.root === "/" ? rest : mount.root + (rest === "/" ? "" : rest)) || "/" };
}

// source/kernel/pid/fd.ts
var numberedPattern = /^(socket|pipe):\[(\d+)\]$/u;
var anonymousPattern = /^anon_inode:\[?(.*?)\]?$/su;
function parseDescriptor(link) {
  const [, numbered, inode] = numberedPattern.exec(link) ?? [];
  if (numbered === "socket" || numbered === "pipe") {
    return { kind: numbered, inode: Number(inode) };
  }
  const namespace = parseNamespaceLink(link);
  if (namespace) {
    return { kind: "namespace", namespace: namespace.kind, inode: namespace.inode };
  }
  const [, name] = anonymousPattern.exec(link) ?? [];
  return name === void 0 ? { kind: "path", ...parsePathLink(link) } : { kind: "anonymous", name };
}

// source/kernel/process/open-files.ts
var mostFiles = 4096;
function readOpenFiles(directory) {
  return mapKnown(
    listFirst(`${directory}/fd`, mostFiles),
    (names2) => names2.flatMap((name) => {
      const link = readLink(`${directory}/fd/${name}`);
      return isMissing(link) && link.missing === "gone" ? [] : [{ descriptor: Number(name), target: mapKnown(link, (text) => parseDescriptor(text)) }];
    })
  );
}
function readSocketInodes(directory) {
  return mapKnown(
    readOpenFiles(directory),
    (files) => new Set(files.flatMap(({ target }) => isMissing(target) || target.kind !== "socket" ? [] : [target.inode]))
  );
}

// source/kernel/process/in-root.ts
var mostLinks = 40;
var mostNames = 1024;
var mostDepth = 256;
var nothing = /* @__PURE__ */ new Set();
var namesOf2 = (path3) => path3.split("/").filter((name) => name !== "" && name !== ".").toReversed();
function openInRoot(root, path3, barred = nothing) {
  if (barred.has("/")) {
    return unsupported;
  }
  const top = openPath(root);
  if (isMissing(top)) {
    return top;
  }
  const held = [{ descriptor: top, path: "" }];
  try {
    const found = walk(held, namesOf2(path3), barred);
    if (isMissing(found)) {
      return found;
    }
    held.pop();
    return { descriptor: found.descriptor, path: found.path === "" ? "/" : found.path, heldPath: descriptorPath(found.descriptor) };
  } finally {
    release(held, 0);
  }
}
function walk(held, names2, barred) {
  let links = 0;
  for (let count = 0; count <= mostNames && held.length <= mostDepth; count++) {
    const here = held.at(-1);
    const name = names2.pop();
    if (name === void 0) {
      return here;
    }
    if (name === "..") {
      release(held, Math.max(1, held.length - 1));
      continue;
    }
    const next = lookUp(here, name, barred);
    if (isMissing(next)) {
      return next;
    }
    if (typeof next === "string") {
      links++;
      if (links > mostLinks) {
        return unsupported;
      }
      if (next.startsWith("/")) {
        release(held, 1);
      }
      names2.push(...namesOf2(next));
    } else {
      held.push(next);
    }
  }
  return unsupported;
}
function lookUp({ descriptor, path: path3 }, name, barred) {
  const place = `${path3}/${name}`;
  if (barred.has(place)) {
    return unsupported;
  }
  const next = openBelow(descriptor, name);
  if (isMissing(next)) {
    return next;
  }
  const kind = kindOf(next);
  if (kind !== "link" && !isMissing(kind)) {
    return { descriptor: next, path: place };
  }
  closeFile(next);
  return isMissing(kind) ? kind : readLink(`${descriptorPath(descriptor)}/${name}`);
}
function release(held, count) {
  for (const { descriptor } of held.splice(count)) {
    closeFile(descriptor);
  }
}
function useInRoot(root, path3, use, barred) {
  const file = openInRoot(root, path3, barred);
  if (isMissing(file)) {
    return file;
  }
  try {
    return use(file);
  } finally {
    closeFile(file.descriptor);
  }
}
function resolveInRoot(root, path3, barred) {
  return useInRoot(root, path3, (file) => root === "/" ? file.path : root + file.path, barred);
}
function identifyInRoot(root, path3, barred) {
  return useInRoot(root, path3, ({ descriptor }) => identityOf(descriptor), barred);
}
function readTextInRoot(root, path3, limitBytes, barred) {
  return useInRoot(root, path3, ({ descriptor }) => readTextOf(descriptor, limitBytes), barred);
}

// source/kernel/process/mount-source.ts
function findMountSource(mount, proc, viewer = "self") {
  const directory = `${proc}/${viewer}`;
  const mounts = parsed(readBytes(`${directory}/mountinfo`), parseMountinfo);
  if (isMissing(mounts)) {
    return mounts;
  }
  const barred = foreignMountPoints(mounts);
  let reason = gone;
  for (const place of placesOf(mounts, mount)) {
    const path3 = resolveInRoot(viewer === "self" ? "/" : `${directory}/root`, place, barred);
    const identity = isMissing(path3) ? path3 : fileIdentity(path3);
    if (isMissing(identity)) {
      reason = identity;
    } else if (identity.device === mount.device || mount.fileSystem === "btrfs") {
      return path3;
    }
  }
  return reason;
}

// source/kernel/cgroup/devices.ts
var linePattern = /^([abc]) (\*|\d+):(\*|\d+) ([mrw]+)$/u;
var numberOrAll = (text) => text === "*" ? void 0 : Number(text);
function parseDevices(bytes) {
  return linesOf(bytes).flatMap((line) => {
    const match = linePattern.exec(line);
    if (!match) {
      return [];
    }
    const [, type, major, minor, access = ""] = match;
    return [{
      type,
      major: numberOrAll(major),
      minor: numberOrAll(minor),
      access
    }];
  });
}

// source/kernel/pid/attr.ts
function parseLabel(bytes) {
  const label = bytes.toString("utf8").replace(/[\0\n]$/u, "");
  return label === "" ? unsupported : label;
}

// source/kernel/pid/cgroup.ts
var linePattern2 = /^(\d+):([^:]*):(\/.*)$/su;
function parseCgroup(bytes) {
  return bytes.toString("utf8").split("\n").flatMap((line) => {
    const match = linePattern2.exec(line);
    if (!match) {
      return [];
    }
    const [, hierarchy, controllers = "", path3 = ""] = match;
    return [{ hierarchy: Number(hierarchy), controllers: controllers === "" ? [] : controllers.split(","), path: path3 }];
  });
}

// source/kernel/pid/root-mount.ts
var escapedPattern = /\\(.)/gsu;
function optionOf({ superOptions }, key) {
  return superOptions.find((option2) => option2.startsWith(`${key}=`))?.slice(key.length + 1);
}
function splitDirectories(text) {
  const directories = text.match(/(?:\\.|[^:\\])+/gsu) ?? [];
  return directories.map((directory) => directory.replaceAll(escapedPattern, "$1"));
}
function rootFileSystem(mounts) {
  const mount = rootMount(mounts);
  if (!mount) {
    return unsupported;
  }
  const { fileSystem, source, options, superOptions } = mount;
  const isOverlay = fileSystem === "overlay";
  return {
    fileSystem,
    source,
    isReadOnly: options.includes("ro") || superOptions.includes("ro"),
    lower: isOverlay ? splitDirectories(optionOf(mount, "lowerdir") ?? "") : [],
    upper: isOverlay ? optionOf(mount, "upperdir")?.replaceAll(escapedPattern, "$1") : void 0
  };
}
function hasSameRoot(mounts, others) {
  const mount = rootMount(mounts);
  const other = rootMount(others);
  return mount !== void 0 && mount.device === other?.device && mount.root === other.root;
}

// source/kernel/pid/status.ts
var escapePattern = /\\([\\n])/gu;
var seccompModes = ["disabled", "strict", "filter"];
var hexadecimalPattern = /^[\da-f]{1,16}$/u;
function numbersAfter(text, key) {
  return wordsOf(textAfter(text, key) ?? "").map(Number);
}
function credentialsAfter(text, key) {
  const [real, effective, saved, filesystem] = numbersAfter(text, key);
  return real === void 0 || effective === void 0 || saved === void 0 || filesystem === void 0 ? void 0 : {
    real,
    effective,
    saved,
    filesystem
  };
}
function maskAfter(text, key) {
  const digits = textAfter(text, key) ?? "";
  return hexadecimalPattern.test(digits) ? BigInt(`0x${digits}`) : 0n;
}
function seccompOf(text) {
  const mode = numberOf(textAfter(text, "Seccomp:"));
  return typeof mode === "number" ? seccompModes[mode] ?? unsupported : mode;
}
function parseStatus(bytes) {
  const text = bytes.toString("utf8");
  const tgid = numberAfter(text, "Tgid:");
  const pid = numberAfter(text, "Pid:");
  const threads = numberAfter(text, "Threads:");
  const uids = credentialsAfter(text, "Uid:");
  const gids = credentialsAfter(text, "Gid:");
  if (typeof tgid !== "number" || typeof pid !== "number" || typeof threads !== "number" || !uids || !gids) {
    return unsupported;
  }
  const nspid = numbersAfter(text, "NSpid:");
  const name = text.slice("Name:	".length, text.indexOf("\n")).replaceAll(escapePattern, (_, letter) => letter === "n" ? "\n" : letter);
  return {
    name,
    tgid,
    nspid: nspid.length > 0 ? nspid : [pid],
    uids,
    gids,
    groups: numbersAfter(text, "Groups:"),
    threads,
    capabilities: {
      inheritable: maskAfter(text, "CapInh:"),
      permitted: maskAfter(text, "CapPrm:"),
      effective: maskAfter(text, "CapEff:"),
      bounding: maskAfter(text, "CapBnd:"),
      ambient: maskAfter(text, "CapAmb:")
    },
    noNewPrivileges: mapKnown(numberAfter(text, "NoNewPrivs:"), (value) => value === 1),
    seccomp: seccompOf(text),
    voluntarySwitches: numberAfter(text, "voluntary_ctxt_switches:"),
    involuntarySwitches: numberAfter(text, "nonvoluntary_ctxt_switches:"),
    residentBytes: bytesAfter(text, "VmRSS:"),
    peakResidentBytes: bytesAfter(text, "VmHWM:"),
    anonBytes: bytesAfter(text, "RssAnon:"),
    fileBytes: bytesAfter(text, "RssFile:"),
    shmemBytes: bytesAfter(text, "RssShmem:"),
    swapBytes: bytesAfter(text, "VmSwap:")
  };
}

// source/kernel/process/isolation.ts
var IsolationReader = class {
  #proc;
  #hierarchies;
  #hostMounts;
  constructor(proc, hierarchies) {
    this.#proc = proc;
    this.#hierarchies = hierarchies;
  }
  /**
  All of it. A container's first process stands for it.
  */
  read(pid) {
    const status = parsed(readOnce(`${this.#proc}/${pid}/status`), parseStatus);
    const mounts = this.#readMounts(String(pid));
    return {
      capabilities: mapKnown(status, ({ capabilities }) => capabilities),
      seccomp: isMissing(status) ? status : status.seccomp,
      noNewPrivileges: isMissing(status) ? status : status.noNewPrivileges,
      lsmLabel: this.#read(`${pid}/attr/current`, parseLabel),
      idMaps: { users: this.#read(`${pid}/uid_map`, parseUidMap), groups: this.#read(`${pid}/gid_map`, parseUidMap) },
      root: isMissing(mounts) ? mounts : rootFileSystem(mounts),
      rootIsHostRoot: isMissing(mounts) ? mounts : mapKnown(this.#findHostMounts(), (hostMounts) => hasSameRoot(mounts, hostMounts)),
      devices: this.#readDevices(pid),
      mounts
    };
  }
  /**
  The host's root directory never changes, and neither do these. Of pid 1, as everybody may read them.
  */
  #findHostMounts() {
    this.#hostMounts ??= [this.#readMounts("1"), this.#readMounts("self")].find((mounts) => (valueOf(mounts)?.length ?? 0) > 0) ?? unsupported;
    return this.#hostMounts;
  }
  #readMounts(pid) {
    return parsed(readBytes(`${this.#proc}/${pid}/mountinfo`), parseMountinfo);
  }
  #readDevices(pid) {
    const hierarchy = this.#hierarchies.controllers.get("devices");
    if (!hierarchy) {
      return unsupported;
    }
    const memberships = parsed(readOnce(`${this.#proc}/${pid}/cgroup`), parseCgroup);
    if (isMissing(memberships)) {
      return memberships;
    }
    const directory = directoryOf(hierarchy, memberships.find(({ controllers }) => controllers.includes("devices"))?.path ?? "/");
    return directory === void 0 ? unsupported : parsed(readBytes(`${directory}/devices.list`), parseDevices);
  }
  #read(name, parse) {
    return parsed(readBytes(`${this.#proc}/${name}`), parse);
  }
};

// source/kernel/process/held-namespaces.ts
function findHeldNamespaces(proc, pids) {
  const seenTables = /* @__PURE__ */ new Set();
  return pids.flatMap((pid) => {
    const directory = `${proc}/${pid}`;
    const table = tableOf(directory);
    const isNew = table === void 0 || !seenTables.has(table);
    if (table !== void 0) {
      seenTables.add(table);
    }
    return [...isNew ? heldByMounts(directory, pid) : [], ...heldByDescriptors(directory, pid)];
  });
}
function tableOf(directory) {
  const namespace = valueOf(readLink(`${directory}/ns/mnt`));
  const root = valueOf(readLink(`${directory}/root`));
  return namespace === void 0 || root === void 0 ? void 0 : `${namespace} ${root}`;
}
function heldByMounts(directory, pid) {
  const mounts = parsed(readBytes(`${directory}/mountinfo`), parseMountinfo);
  return (valueOf(mounts) ?? []).filter(({ fileSystem }) => fileSystem === "nsfs").flatMap(({ root, mountPoint }) => {
    const namespace = parseNamespaceLink(root);
    return namespace ? [{
      ...namespace,
      heldBy: "mount",
      where: mountPoint,
      pid
    }] : [];
  });
}
function heldByDescriptors(directory, pid) {
  return (valueOf(readOpenFiles(directory)) ?? []).flatMap(({ descriptor, target }) => isMissing(target) || target.kind !== "namespace" ? [] : [{
    kind: target.namespace,
    inode: target.inode,
    heldBy: "descriptor",
    where: String(descriptor),
    pid
  }]);
}

// source/kernel/process/shown-files.ts
var mostLinks2 = 4096;
function readShownFile(directory, name, limitBytes) {
  const { isDirectory: isDirectory2, limitBytes: enough = Infinity } = shownFile(name);
  const limit = Math.min(limitBytes, enough);
  return isDirectory2 ? readLinks(`${directory}/${name}`, limit) : mapKnown(readBytes(`${directory}/${name}`, limit + 1), (bytes) => ({
    text: bytes.toString("utf8", 0, Math.min(bytes.length, limit)),
    isCut: bytes.length > limit
  }));
}
function readLinks(directory, limit) {
  return mapKnown(listFirst(directory, mostLinks2 + 1), (names2) => {
    const lines = [];
    let length = 0;
    for (const name of names2.slice(0, mostLinks2)) {
      const link = readLink(`${directory}/${name}`);
      if (isMissing(link) && link.missing === "gone") {
        continue;
      }
      const line = `${name} -> ${isMissing(link) ? link.missing : link}
`;
      length += line.length;
      if (length > limit) {
        return { text: lines.join(""), isCut: true };
      }
      lines.push(line);
    }
    return { text: lines.join(""), isCut: names2.length > mostLinks2 };
  });
}

// source/kernel/process/socket-mounts.ts
var kernelFileSystemPattern = /^(?:binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|efivarfs|fusectl|hugetlbfs|mqueue|nsfs|proc|pstore|securityfs|selinuxfs|sysfs|tracefs)$/u;
var ownPlacePattern = /^\/(?:dev|proc|sys)(?:\/|$)/u;
var socketNames = /* @__PURE__ */ new Map([
  ["docker.sock", ["docker.sock"]],
  ["podman.sock", ["podman.sock"]],
  ["containerd.sock", ["containerd.sock"]],
  ["crio.sock", ["crio.sock"]],
  ["podman", ["podman/podman.sock"]],
  ["containerd", ["containerd/containerd.sock"]],
  ["crio", ["crio/crio.sock"]],
  ["run", ["run/docker.sock", "run/podman/podman.sock", "run/containerd/containerd.sock", "run/crio/crio.sock"]]
]);
function findSocketMounts(directory, mounts) {
  const barred = foreignMountPoints(mounts);
  const root = `${directory}/root`;
  const found = /* @__PURE__ */ new Map();
  for (const mount of mounts.filter((candidate) => mayHoldSockets(candidate))) {
    for (const { path: path3, identity } of lookAt2(root, mount, barred)) {
      found.set(path3, identity);
    }
  }
  return [...found].map(([path3, identity]) => ({ path: path3, identity }));
}
function mayHoldSockets({ fileSystem, root, mountPoint }) {
  const isOwn = root === "/" && (fileSystem === "overlay" || ownPlacePattern.test(mountPoint));
  return !isOwn && !kernelFileSystemPattern.test(fileSystem);
}
function lookAt2(root, mount, barred) {
  const { mountPoint } = mount;
  const file = openInRoot(root, mountPoint, barred);
  if (isMissing(file)) {
    return mount.root.endsWith(".sock") ? [{ path: mountPoint, identity: file }] : [];
  }
  try {
    const kind = kindOf(file.descriptor);
    if (kind === "directory") {
      return lookInside(root, file, barred);
    }
    return kind === "socket" ? [{ path: mountPoint, identity: identityOf(file.descriptor) }] : [];
  } finally {
    closeFile(file.descriptor);
  }
}
function lookInside(root, { descriptor, path: path3 }, barred) {
  const names2 = [...socketNames].flatMap(([first, inside]) => isBelow2(descriptor, first) ? inside : []);
  return names2.flatMap((name) => {
    const socket = useInRoot(root, `${path3}/${name}`, (file) => {
      const identity = identityOf(file.descriptor);
      return isMissing(identity) || !identity.isSocket ? unsupported : { path: file.path, identity };
    }, barred);
    return isMissing(socket) ? [] : [socket];
  });
}

// source/kernel/pid/net/tcp.ts
var states = [
  "ESTABLISHED",
  "SYN_SENT",
  "SYN_RECV",
  "FIN_WAIT1",
  "FIN_WAIT2",
  "TIME_WAIT",
  "CLOSE",
  "CLOSE_WAIT",
  "LAST_ACK",
  "LISTEN",
  "CLOSING",
  "NEW_SYN_RECV",
  "BOUND_INACTIVE"
];
var endpointPattern = /^([\dA-F]{8}|[\dA-F]{32}):([\dA-F]{4})$/u;
var one = Uint16Array.of(1);
var isLittleEndian = new Uint8Array(one.buffer, one.byteOffset, one.byteLength)[0] === 1;
function parseInternetSockets(bytes, protocol) {
  const lines = bytes.toString("latin1").split("\n").slice(1, -1);
  return lines.map((line) => parseLine2(line, protocol)).filter((socket) => socket !== void 0);
}
function parseLine2(line, protocol) {
  const words = wordsOf(line);
  const [_row, local, remote, stateDigits = ""] = words;
  const [uid, _timeout, inode] = words.slice(7);
  const [localAddress, localPort] = parseEndpoint(local);
  const [remoteAddress, remotePort] = parseEndpoint(remote);
  if (localAddress === void 0 || localPort === void 0 || remoteAddress === void 0 || remotePort === void 0 || inode === void 0) {
    return void 0;
  }
  const state = states[Number.parseInt(stateDigits, 16) - 1] ?? stateDigits;
  return {
    protocol,
    localAddress,
    localPort,
    remoteAddress,
    remotePort,
    state,
    isListening: state === (protocol.startsWith("tcp") ? "LISTEN" : "CLOSE"),
    uid: Number(uid),
    inode: Number(inode)
  };
}
function parseEndpoint(text = "") {
  const [, address, port] = endpointPattern.exec(text) ?? [];
  if (address === void 0 || port === void 0) {
    return [];
  }
  const bytes = addressBytes(address);
  return [bytes.length === 4 ? bytes.join(".") : formatVersion6(bytes), Number.parseInt(port, 16)];
}
function addressBytes(digits) {
  return (digits.match(/.{8}/gu) ?? []).flatMap((word) => {
    const bytes = (word.match(/../gu) ?? []).map((pair) => Number.parseInt(pair, 16));
    return isLittleEndian ? bytes.toReversed() : bytes;
  });
}
function formatVersion6(bytes) {
  if (bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255) {
    return `::ffff:${bytes.slice(12).join(".")}`;
  }
  const groups = Array.from({ length: 8 }, (_, index) => (bytes[index * 2] ?? 0) * 256 + (bytes[index * 2 + 1] ?? 0));
  let start = 0;
  let length = 0;
  for (const first of groups.keys()) {
    const end = groups.findIndex((group, index) => index >= first && group !== 0);
    const run2 = (end === -1 ? groups.length : end) - first;
    if (run2 > length) {
      start = first;
      length = run2;
    }
  }
  const write2 = (part) => part.map((group) => group.toString(16)).join(":");
  return length < 2 ? write2(groups) : `${write2(groups.slice(0, start))}::${write2(groups.slice(start + length))}`;
}

// source/kernel/pid/net/unix.ts
var rowPattern = /^[\da-f]{8,16}: [\dA-F]{8} [\dA-F]{8} ([\dA-F]{8}) ([\dA-F]{4}) [\dA-F]{2} +(\d+)(?: (.*))?$/su;
var types = /* @__PURE__ */ new Map([["0001", "stream"], ["0002", "datagram"], ["0005", "seqpacket"]]);
var listeningFlag = "00010000";
function parseUnixSockets(bytes) {
  const sockets = [];
  for (const line of bytes.toString("utf8").split("\n").slice(1, -1)) {
    const match = rowPattern.exec(line);
    const last = sockets.at(-1);
    if (match) {
      const [, flags2 = "", type = "", inode, path3] = match;
      sockets.push({
        inode: Number(inode),
        type: types.get(type),
        isListening: flags2 === listeningFlag,
        path: path3
      });
    } else if (last) {
      last.path = `${last.path ?? ""}
${line}`;
    }
  }
  return sockets;
}
function trustworthyRows(sockets) {
  const rows = /* @__PURE__ */ new Map();
  for (const { inode } of sockets) {
    rows.set(inode, (rows.get(inode) ?? 0) + 1);
  }
  return sockets.filter(({ inode }) => rows.get(inode) === 1);
}

// source/kernel/process/sockets.ts
var mostBytes = 1048576;
var mostThreads = 64;
var mostNetworks = 4;
var protocols = ["tcp", "tcp6", "udp", "udp6"];
var otherPurposePattern = /(?:^|\/)(?:metrics\.sock|libnetwork\/[^/]*\.sock|containerd-debug\.sock|debug\.sock|[^/]*\.ttrpc)$/u;
function readUnixSockets(directory) {
  return parsed(readBytes(`${directory}/net/unix`, mostBytes), parseUnixSockets);
}
function readInternetSockets(directory) {
  const found = [];
  let reason;
  let isAnyKnown = false;
  for (const protocol of protocols) {
    const sockets = parsed(readBytes(`${directory}/net/${protocol}`, mostBytes), (bytes) => parseInternetSockets(bytes, protocol));
    if (isMissing(sockets)) {
      reason ??= sockets;
    } else {
      isAnyKnown = true;
      found.push(...sockets);
    }
  }
  return isAnyKnown || !reason ? found : reason;
}
function readListeningSockets(directory) {
  const inodes = readSocketInodes(directory);
  if (isMissing(inodes)) {
    return inodes;
  }
  const lists = inodes.size === 0 ? [] : networksOf(directory).map((place) => readUnixSockets(place));
  const [first] = lists;
  return isMissing(first) ? first : lists.flatMap((rows) => isMissing(rows) ? [] : trustworthyRows(rows).filter(({ inode, isListening }) => isListening && inodes.has(inode))).flatMap(({ path: path3, inode }) => path3?.startsWith("/") ? [{ path: path3, inode }] : []);
}
function networksOf(directory) {
  const own = readLink(`${directory}/ns/net`);
  const threads = listFirst(`${directory}/task`, mostThreads);
  if (isMissing(own) || isMissing(threads)) {
    return [directory];
  }
  const others = /* @__PURE__ */ new Map();
  for (const thread of threads) {
    const place = `${directory}/task/${thread}`;
    const network = readLink(`${place}/ns/net`);
    if (!isMissing(network) && network !== own) {
      others.set(network, [...others.get(network) ?? [], place]);
    }
  }
  const byCount = [...others.values()].toSorted((a, b) => b.length - a.length);
  return [directory, ...byCount.slice(0, mostNetworks - 1).flatMap((places) => places.slice(0, 1))];
}
function readEngineSockets(directory) {
  return mapKnown(readListeningSockets(directory), (sockets) => sockets.filter(({ path: path3 }) => !otherPurposePattern.test(path3)));
}

// source/kernel/process/close-reader.ts
var mostEnvironmentBytes = 262144;
var CloseLook = class {
  #proc;
  #isolation;
  constructor(proc, hierarchies) {
    this.#proc = proc;
    this.#isolation = new IsolationReader(proc, hierarchies);
  }
  /**
  What separates a process from the host, apart from its namespaces.
  */
  isolation(pid) {
    return this.#isolation.read(pid);
  }
  /**
  Its program, working directory and root directory, each as seen from its root directory. Gone for a kernel thread or a zombie, which
  have none.
  */
  links(pid) {
    const read = (name) => mapKnown(readLink(`${this.#directoryOf(pid)}/${name}`), (link) => parsePathLink(link));
    return { executable: read("exe"), workingDirectory: read("cwd"), root: read("root") };
  }
  /**
  Environment that it was started with, the first 256 KiB. `isSecretName` tells what to hide.
  */
  environment(pid) {
    return parsed(readBytes(`${this.#directoryOf(pid)}/environ`, mostEnvironmentBytes), parseEnviron);
  }
  /**
  One of its files as it is, up to a limit. Environment and arguments have their NULs.
  */
  file(pid, name, limitBytes) {
    return readShownFile(this.#directoryOf(pid), name, limitBytes);
  }
  /**
  What was added to its `oomScore`: from -1000, never killed, to 1000.
  */
  oomAdjustment(pid) {
    return parsed(readOnce(`${this.#directoryOf(pid)}/oom_score_adj`), parseNumber);
  }
  /**
  What it has open, the 4096 lowest descriptors at most.
  */
  openFiles(pid) {
    return readOpenFiles(this.#directoryOf(pid));
  }
  /**
  Inodes of the sockets among them.
  */
  socketInodes(pid) {
    return readSocketInodes(this.#directoryOf(pid));
  }
  /**
  Unix sockets of the network namespace that it is in; `socketInodes` tells which are its own.
  */
  unixSockets(pid) {
    return readUnixSockets(this.#directoryOf(pid));
  }
  /**
  The same for TCP and UDP.
  */
  internetSockets(pid) {
    return readInternetSockets(this.#directoryOf(pid));
  }
  /**
  Sockets on which a daemon waits for calls of its API, with their paths as seen from its own root directory: `openInRoot` leads there.
  */
  engineSockets(pid) {
    return readEngineSockets(this.#directoryOf(pid));
  }
  /**
  Sockets that came into its mount namespace by mounts. Its mounts are read if they are not given.
  */
  socketMounts(pid, mounts = this.#readMounts(pid)) {
    return mapKnown(mounts, (list) => findSocketMounts(this.#directoryOf(pid), list));
  }
  /**
  Finds a file as the process sees it, wherever links lead, and holds it until its descriptor is given to `closeFile`.
  */
  openInRoot(pid, path3) {
    return this.#inRootOf(pid, (root, barred) => openInRoot(root, path3, barred));
  }
  /**
  The path by which the reader gets at a file of the process, below /proc/PID/root and without links. To be used at once.
  */
  resolveInRoot(pid, path3) {
    return this.#inRootOf(pid, (root, barred) => resolveInRoot(root, path3, barred));
  }
  /**
  Which file a path of the process is, whatever it is called elsewhere.
  */
  identifyInRoot(pid, path3) {
    return this.#inRootOf(pid, (root, barred) => identifyInRoot(root, path3, barred));
  }
  /**
  First bytes of a regular file of the process as text.
  */
  readTextInRoot(pid, path3, limitBytes) {
    return this.#inRootOf(pid, (root, barred) => readTextInRoot(root, path3, limitBytes, barred));
  }
  /**
  Where the reader itself, or another process that it looks through, finds what is mounted: for the line of /etc/hostname, a file in the
  folder that an engine keeps for a container.
  */
  mountSource(mount, viewer) {
    return findMountSource(mount, this.#proc, viewer);
  }
  /**
  Namespaces that mounts and open files of these processes hold.
  */
  heldNamespaces(pids) {
    return findHeldNamespaces(this.#proc, pids);
  }
  #inRootOf(pid, use) {
    const mounts = this.#readMounts(pid);
    return isMissing(mounts) ? mounts : use(`${this.#directoryOf(pid)}/root`, foreignMountPoints(mounts));
  }
  #readMounts(pid) {
    return parsed(readBytes(`${this.#directoryOf(pid)}/mountinfo`), parseMountinfo);
  }
  #directoryOf(pid) {
    return `${this.#proc}/${pid}`;
  }
};

// source/kernel/cgroup/reader/memberships.ts
var mostSets = 1e4;
var MembershipSets = class {
  #sets = /* @__PURE__ */ new Map();
  /**
  The same object for the same bytes.
  */
  parse(bytes) {
    const text = bytes.toString("latin1");
    const known2 = this.#sets.get(text);
    if (known2) {
      return known2;
    }
    if (this.#sets.size >= mostSets) {
      this.#sets.clear();
    }
    const set = parseCgroup(bytes);
    this.#sets.set(text, set);
    return set;
  }
};

// source/kernel/discover.ts
var callsBetweenLists = 10;
var ticksBetweenLists = 4.9 * ticksPerSecond;
var youngTicks = 3 * ticksPerSecond;
var forksBeforeReuse = 1e4;
var pidPattern2 = /^[1-9]\d*$/u;
var ProcessTable = class {
  #proc;
  #namespaces;
  #siblingsOf;
  #processes = /* @__PURE__ */ new Map();
  #memberships = new MembershipSets();
  #young = /* @__PURE__ */ new Set();
  #forks = firstSample;
  #nowTicks = Infinity;
  #callsSinceList = callsBetweenLists;
  #listedAtTicks = -Infinity;
  #appeared = [];
  #vanished = [];
  #postponed = [];
  /**
  `siblingsOf` gives the pids in a cgroup without those below it, and none for the root cgroup.
  */
  constructor(proc, namespaces, siblingsOf) {
    this.#proc = proc;
    this.#namespaces = namespaces;
    this.#siblingsOf = siblingsOf;
  }
  /**
  All processes now. While no process was made since the last call, only young ones are looked at; ends are then noticed within ten
  calls, or by `note`. Where it `canWait`, the list of a host on which processes are made all the time is read every five seconds alone;
  where it `isDue`, whatever the counters say. The clock was read before, so that a process made in between is found the next time.
  Where it `isHasty` and no process is known, only the first of each cgroup is identified; the next call adds the others.
  */
  discover(urgency, { forks, uptimeSeconds }, isHasty = false) {
    this.#nowTicks = (valueOf(uptimeSeconds) ?? Infinity) * ticksPerSecond;
    this.meet(this.#postponed);
    this.#postponed = [];
    const young = [...this.#young];
    const made = isMissing(forks) || isMissing(this.#forks) ? Infinity : forks - this.#forks;
    this.#callsSinceList++;
    const isRecent = this.#nowTicks - this.#listedAtTicks < ticksBetweenLists;
    const isWanted = made !== 0 && (urgency !== "canWait" || !isRecent);
    if (isWanted || urgency === "isDue" || this.#callsSinceList >= callsBetweenLists) {
      this.#forks = forks;
      if (made > forksBeforeReuse && Number.isFinite(made)) {
        this.#lookAtAll();
      }
      this.#list(isHasty && this.#processes.size === 0);
    }
    this.#lookAt(young);
    const discovery = {
      processes: this.#processes,
      appeared: this.#appeared,
      vanished: this.#vanished,
      count: this.#processes.size + this.#postponed.length
    };
    this.#appeared = [];
    this.#vanished = [];
    return discovery;
  }
  /**
  Takes notice of what reading /proc/PID/stat has shown: that the process has ended, or that its pid is another process's now.
  */
  note(pid, stat) {
    const known2 = this.#processes.get(pid);
    if (!known2) {
      return;
    }
    if (isMissing(stat)) {
      if (stat.missing === "gone") {
        this.#remove(pid);
      }
    } else if (stat.startTicks !== known2.startTicks) {
      this.#remove(pid);
      this.#add(pid);
    }
  }
  /**
  Looks whether these are known, as where they were found in the cgroup of a container.
  */
  meet(pids) {
    for (const pid of pids) {
      if (!this.#processes.has(pid)) {
        this.#add(pid);
      }
    }
  }
  #list(isFirstOfEachEnough) {
    const names2 = listDirectory(this.#proc);
    if (isMissing(names2)) {
      return;
    }
    this.#callsSinceList = 0;
    this.#listedAtTicks = this.#nowTicks;
    const present = new Set(names2.filter((name) => pidPattern2.test(name)).map(Number));
    if (isFirstOfEachEnough) {
      this.#postponed = this.#meetFirstOfEachCgroup(present);
    } else {
      this.meet(present);
    }
    for (const pid of this.#processes.keys()) {
      if (!present.has(pid)) {
        this.#remove(pid);
      }
    }
  }
  /**
  The lowest pid of a cgroup is mostly its first process. Gives the pids that were left out.
  */
  #meetFirstOfEachCgroup(present) {
    const others = /* @__PURE__ */ new Set();
    for (const pid of [...present].toSorted((a, b) => a - b)) {
      if (others.has(pid)) {
        continue;
      }
      this.#add(pid);
      const cgroups = this.#processes.get(pid)?.cgroups;
      const siblings = cgroups && !isMissing(cgroups) ? this.#siblingsOf(cgroups) : [];
      for (const sibling of siblings) {
        if (sibling !== pid && present.has(sibling) && !this.#processes.has(sibling)) {
          others.add(sibling);
        }
      }
    }
    return [...others];
  }
  #add(pid) {
    const stat = this.#readStat(pid);
    const identity = isMissing(stat) ? void 0 : this.#identify(stat);
    if (!identity) {
      return;
    }
    this.#processes.set(pid, identity);
    this.#appeared.push(pid);
    if (this.#isYoung(identity)) {
      this.#young.add(pid);
    }
  }
  #remove(pid) {
    this.#processes.delete(pid);
    this.#young.delete(pid);
    this.#vanished.push(pid);
  }
  #isYoung({ startTicks }) {
    return this.#nowTicks - startTicks < youngTicks;
  }
  #lookAt(young) {
    for (const pid of young) {
      if (!this.#young.has(pid)) {
        continue;
      }
      const stat = this.#readStat(pid);
      this.note(pid, stat);
      const before = this.#processes.get(pid);
      if (isMissing(stat) || before?.startTicks !== stat.startTicks) {
        continue;
      }
      const now = stat.state === "Z" ? before : this.#identify(stat);
      if (now && JSON.stringify(now) !== JSON.stringify(before)) {
        this.#processes.set(pid, now);
        this.#appeared.push(pid);
      }
      if (!this.#isYoung(before)) {
        this.#young.delete(pid);
      }
    }
  }
  #lookAtAll() {
    for (const pid of this.#processes.keys()) {
      this.note(pid, this.#readStat(pid));
    }
  }
  #readStat(pid) {
    return parsed(readOnce(`${this.#proc}/${pid}/stat`), (bytes) => parseStat(bytes));
  }
  /**
  Undefined where the process has ended before all was read.
  */
  #identify({ pid, startTicks, parentPid, comm, isKernelThread }) {
    const cgroups = parsed(readOnce(`${this.#proc}/${pid}/cgroup`), (bytes) => this.#memberships.parse(bytes));
    const pidNamespace = this.#namespaces.read(pid, "pid");
    const hasEnded = [cgroups, pidNamespace].some((value) => isMissing(value) && value.missing === "gone") && isMissing(this.#readStat(pid));
    return hasEnded ? void 0 : {
      pid,
      startTicks,
      parentPid,
      comm,
      isKernelThread,
      cgroups,
      pidNamespace,
      mountNamespace: this.#readMountNamespace(pid, cgroups, pidNamespace)
    };
  }
  /**
  Tells containers apart that share a pid namespace or have none; nobody else is asked for it.
  */
  #readMountNamespace(pid, cgroups, pidNamespace) {
    const isApart = pidNamespace !== this.#namespaces.own.pid || valueOf(cgroups)?.some(({ path: path3 }) => path3 !== "/") === true;
    return isMissing(pidNamespace) ? pidNamespace : isApart ? this.#namespaces.read(pid, "mnt") : unsupported;
  }
};

// source/kernel/files/held.ts
var import_node_fs6 = __toESM(require_node_fs(), 1);

// source/kernel/files/parsed.ts
var import_node_buffer7 = __toESM(require_node_buffer(), 1);
var noBytes2 = import_node_buffer7.Buffer.alloc(0);
var ParsedContents = class {
  #parse;
  #value;
  #bytes = noBytes2;
  /**
  What the bytes say; the very same value where they are the same as the last time.
  */
  parse(bytes, parse) {
    if (this.#parse === parse && bytes.equals(this.#bytes)) {
      return this.#value;
    }
    const value = parse(bytes);
    this.#parse = parse;
    this.#value = value;
    if (this.#bytes.length === bytes.length) {
      bytes.copy(this.#bytes);
    } else {
      this.#bytes = import_node_buffer7.Buffer.from(bytes);
    }
    return value;
  }
};

// source/kernel/files/held.ts
var HeldFile = class {
  #path;
  #open;
  #parsed = new ParsedContents();
  #descriptor;
  #wasRead = false;
  constructor(path3, open2) {
    this.#path = path3;
    this.#open = open2;
  }
  /**
  Contents up to 64 KiB, valid until the next file is read.
  */
  read() {
    if (this.#descriptor !== void 0) {
      this.#wasRead = true;
      const bytes = readFromStart(this.#descriptor);
      if (!isMissing(bytes)) {
        return bytes;
      }
      this.close();
    }
    return this.#open.room > 0 ? this.#readAndHold() : readOnce(this.#path);
  }
  /**
  What the contents say. While they are the same, so is the value: nothing is parsed again.
  */
  parse(parse) {
    const bytes = this.read();
    return isMissing(bytes) ? bytes : this.#parsed.parse(bytes, parse);
  }
  /**
  Closes the file where it was not read since the last call.
  */
  closeUnread() {
    if (!this.#wasRead) {
      this.close();
    }
    this.#wasRead = false;
  }
  /**
  Closes the file; who reads it again opens it again.
  */
  close() {
    if (this.#descriptor === void 0) {
      return;
    }
    this.#open.files.delete(this);
    this.#open.room++;
    (0, import_node_fs6.closeSync)(this.#descriptor);
    this.#descriptor = void 0;
  }
  #readAndHold() {
    const descriptor = attempt3(() => (0, import_node_fs6.openSync)(this.#path, "r"));
    if (isMissing(descriptor)) {
      return descriptor;
    }
    const bytes = readFromStart(descriptor);
    if (isMissing(bytes)) {
      (0, import_node_fs6.closeSync)(descriptor);
    } else {
      this.#descriptor = descriptor;
      this.#wasRead = true;
      this.#open.files.add(this);
      this.#open.room--;
    }
    return bytes;
  }
};
var HeldFiles = class {
  #open;
  #most;
  /**
  Never holds more files than the given number; others are opened for each read.
  */
  constructor(most) {
    this.#most = most;
    this.#open = { files: /* @__PURE__ */ new Set(), room: most };
  }
  /**
  How many files are open now.
  */
  get size() {
    return this.#open.files.size;
  }
  /**
  Holds no more than the given number of files more until the next call. Each time a process with threads outgrows its table of open
  files, the kernel has it wait for 10 ms or more.
  */
  allow(more) {
    this.#open.room = Math.min(more, this.#most - this.#open.files.size);
  }
  /**
  A file that is opened when it is read for the first time.
  */
  file(path3) {
    return new HeldFile(path3, this.#open);
  }
  /**
  Closes what was not read since the last call, so that nothing is held of a cgroup that nobody asks for.
  */
  closeUnread() {
    for (const file of this.#open.files) {
      file.closeUnread();
    }
  }
};

// source/kernel/host/passwd.ts
function parsePasswd(bytes) {
  const names2 = /* @__PURE__ */ new Map();
  for (const line of linesOf(bytes)) {
    const [name, , digits = ""] = line.split(":", 3);
    if (name && /^\d+$/.test(digits) && !names2.has(Number(digits))) {
      names2.set(Number(digits), name);
    }
  }
  return names2;
}

// source/kernel/host/loadavg.ts
var pattern = /^([\d.]+) ([\d.]+) ([\d.]+) (\d+)\/(\d+) (\d+)\n?$/u;
function parseLoadAverage(bytes) {
  const match = pattern.exec(bytes.toString("latin1"));
  return match ? {
    one: Number(match[1]),
    five: Number(match[2]),
    fifteen: Number(match[3]),
    running: Number(match[4]),
    total: Number(match[5]),
    lastPid: Number(match[6])
  } : unsupported;
}

// source/kernel/host/meminfo.ts
function parseMeminfo(bytes) {
  const text = bytes.toString("latin1");
  const totalBytes = bytesAfter(text, "MemTotal:");
  const freeBytes = bytesAfter(text, "MemFree:");
  if (typeof totalBytes !== "number" || typeof freeBytes !== "number") {
    return unsupported;
  }
  const sizeOf = (key) => valueOf(bytesAfter(text, key)) ?? 0;
  const buffersBytes = sizeOf("Buffers:");
  const cachedBytes = sizeOf("Cached:");
  return {
    totalBytes,
    freeBytes,
    availableBytes: valueOf(bytesAfter(text, "MemAvailable:")) ?? freeBytes + buffersBytes + cachedBytes,
    buffersBytes,
    cachedBytes,
    shmemBytes: sizeOf("Shmem:"),
    slabReclaimableBytes: sizeOf("SReclaimable:"),
    swapTotalBytes: sizeOf("SwapTotal:"),
    swapFreeBytes: sizeOf("SwapFree:")
  };
}

// source/kernel/host/stat.ts
function ticksOf(line) {
  const [, user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = wordsOf(line).map(Number);
  return {
    user,
    nice,
    system,
    idle,
    iowait,
    irq,
    softirq,
    steal
  };
}
function parseHostStat(bytes) {
  const text = bytes.toString("latin1");
  const processors = linesOf(bytes.subarray(0, text.includes("\nintr") ? text.indexOf("\nintr") : void 0)).filter(
    (line) => line.startsWith("cpu")
  );
  const [total, ...single] = processors;
  const contextSwitches = numberAfter(text, "ctxt ");
  const bootTimeSeconds = numberAfter(text, "btime ");
  const forks = numberAfter(text, "processes ");
  const running = numberAfter(text, "procs_running ");
  const blocked = numberAfter(text, "procs_blocked ");
  if (total === void 0 || typeof contextSwitches !== "number" || typeof bootTimeSeconds !== "number" || typeof forks !== "number" || typeof running !== "number" || typeof blocked !== "number") {
    return unsupported;
  }
  return {
    cpu: ticksOf(total),
    cpus: single.length,
    perCpu: single.map((line) => ticksOf(line)),
    contextSwitches,
    bootTimeSeconds,
    forks,
    running,
    blocked
  };
}

// source/kernel/host/uptime.ts
var pattern2 = /^(\d+\.\d+) /u;
function parseUptime(bytes) {
  const match = pattern2.exec(bytes.toString("latin1"));
  return match ? Number(match[1]) : unsupported;
}

// source/kernel/host/read.ts
var HostReader = class {
  #files;
  #begun;
  constructor(proc, files) {
    const hold = (name) => files.file(`${proc}/${name}`);
    this.#files = {
      stat: hold("stat"),
      meminfo: hold("meminfo"),
      loadavg: hold("loadavg"),
      uptime: hold("uptime")
    };
  }
  /**
  The part that is needed to find processes. The reading that follows has it from here: on a host with many processors /proc/stat is dear.
  */
  readClock() {
    this.#begun = this.#begin();
    return { uptimeSeconds: this.#begun.uptimeSeconds, forks: mapKnown(this.#begun.stat, ({ forks }) => forks) };
  }
  read() {
    const { stat, uptimeSeconds } = this.#begun ?? this.#begin();
    this.#begun = void 0;
    return {
      stat,
      memory: this.#files.meminfo.parse(parseMeminfo),
      load: this.#files.loadavg.parse(parseLoadAverage),
      uptimeSeconds
    };
  }
  #begin() {
    const uptimeSeconds = parsed(this.#files.uptime.read(), parseUptime);
    return { uptimeSeconds, stat: parsed(this.#files.stat.read(), parseHostStat) };
  }
};

// source/kernel/process/namespaces.ts
var mostSets2 = 1e4;
var NamespaceReader = class {
  #proc;
  /**
  The reader's own namespaces. A kind that this kernel does not have is unsupported, as it then is for every process.
  */
  own;
  // A thousand processes are in a few dozen different sets.
  #sets = /* @__PURE__ */ new Map();
  constructor(proc) {
    this.#proc = proc;
    this.own = forEachKind((kind) => {
      const inode = this.#readLink("self", kind);
      return isMissing(inode) && inode.missing === "gone" ? unsupported : inode;
    });
  }
  /**
  One namespace of a process. A zombie has left all but pid and user: those are gone.
  */
  read(pid, kind) {
    const inode = this.#readLink(String(pid), kind);
    return isMissing(inode) && this.own[kind] === unsupported ? unsupported : inode;
  }
  /**
  All eight; the same object for all processes that are in the same eight. The kernel allows or forbids them together, so one refusal
  speaks for all.
  */
  readAll(pid) {
    const set = this.#readSet(pid);
    const name = Object.values(set).map((inode) => isMissing(inode) ? inode.missing : inode).join(" ");
    const known2 = this.#sets.get(name);
    if (known2) {
      return known2;
    }
    if (this.#sets.size >= mostSets2) {
      this.#sets.clear();
    }
    this.#sets.set(name, set);
    return set;
  }
  #readSet(pid) {
    let refusal;
    return forEachKind((kind) => {
      const inode = refusal ?? this.read(pid, kind);
      if (isMissing(inode) && inode.missing === "denied") {
        refusal = inode;
      }
      return inode;
    });
  }
  /**
  The host's namespaces. `hasKernelThreads` tells whether pid 2 is the parent of the kernel threads, as it is unless the reader is in a
  pid namespace of its own.
  */
  findHost(hasKernelThreads) {
    const first = this.readAll(1);
    const second = hasKernelThreads ? this.readAll(2) : forEachKind(() => unsupported);
    const found = forEachKind((kind) => {
      if (typeof first[kind] === "number") {
        return { inode: first[kind], evidence: "first process" };
      }
      if (typeof second[kind] === "number") {
        return { inode: second[kind], evidence: "kernel thread" };
      }
      const inode = this.own[kind];
      const fixed = namespaceKinds.find((row) => row.kind === kind)?.initialInode;
      return fixed !== void 0 && typeof inode === "number" ? { inode: fixed, evidence: "fixed number" } : { inode, evidence: typeof inode === "number" ? "own" : "none" };
    });
    return { inodes: forEachKind((kind) => found[kind].inode), evidence: forEachKind((kind) => found[kind].evidence) };
  }
  #readLink(pid, kind) {
    const link = readLink(`${this.#proc}/${pid}/ns/${kind}`);
    return isMissing(link) ? link : parseNamespaceLink(link)?.inode ?? unsupported;
  }
};

// source/kernel/pid/auxv.ts
var wordBytes = 8;
var pageSizeKey = 6n;
function parsePageBytes(bytes) {
  for (let at = 0; at + 2 * wordBytes <= bytes.length; at += 2 * wordBytes) {
    const isKey = bytes.readBigUInt64LE(at) === pageSizeKey || bytes.readBigUInt64BE(at) === pageSizeKey;
    if (isKey) {
      const isLittle = bytes[at] !== 0;
      return Number(isLittle ? bytes.readBigUInt64LE(at + wordBytes) : bytes.readBigUInt64BE(at + wordBytes));
    }
  }
  return unsupported;
}

// source/kernel/pid/cmdline.ts
var nul = 0;
function parseCmdline(bytes) {
  let end = bytes.length;
  if (bytes[end - 1] === nul) {
    end--;
  }
  const list = bytes.toString("utf8", 0, end).split("\0");
  const isTitle = list.length > 2 && list.every((text, index) => index === 0 || text === "");
  const args = isTitle ? list.slice(0, 1) : list;
  return args.every((text) => text === "") ? [] : args;
}

// source/kernel/pid/io.ts
function parseIo(bytes) {
  const text = bytes.toString("latin1");
  const io = {
    readCharacters: numberAfter(text, "rchar:"),
    writtenCharacters: numberAfter(text, "wchar:"),
    readCalls: numberAfter(text, "syscr:"),
    writeCalls: numberAfter(text, "syscw:"),
    readBytes: numberAfter(text, "read_bytes:"),
    writeBytes: numberAfter(text, "write_bytes:"),
    cancelledWriteBytes: numberAfter(text, "cancelled_write_bytes:")
  };
  return Object.values(io).every((value) => typeof value === "number") ? io : unsupported;
}

// source/kernel/pid/limits.ts
var nameWidth = 26;
function amountOf(text) {
  return text === "unlimited" ? text : valueOf(numberOf(text));
}
function parseLimits(bytes) {
  return linesOf(bytes).flatMap((line) => {
    const [softText, hardText, unit = ""] = wordsOf(line.slice(nameWidth));
    const soft = amountOf(softText);
    const hard = amountOf(hardText);
    return soft === void 0 || hard === void 0 ? [] : [{
      name: line.slice(0, nameWidth).trim(),
      soft,
      hard,
      unit
    }];
  });
}

// source/kernel/pid/net/dev.ts
var countersReceived = 8;
var leastCounters = countersReceived + 4;
function parseNetDev(bytes) {
  return linesOf(bytes).flatMap((line) => {
    const colon = line.indexOf(":");
    const values = wordsOf(line.slice(colon + 1)).map((word) => valueOf(numberOf(word)));
    if (colon === -1 || values.length < leastCounters || values.includes(void 0)) {
      return [];
    }
    const [receivedBytes = 0, receivedPackets = 0, receiveErrors = 0, receiveDrops = 0] = values;
    const [sentBytes = 0, sentPackets = 0, sendErrors = 0, sendDrops = 0] = values.slice(countersReceived);
    return [
      {
        name: line.slice(0, colon).trim(),
        receivedBytes,
        receivedPackets,
        receiveErrors,
        receiveDrops,
        sentBytes,
        sentPackets,
        sendErrors,
        sendDrops
      }
    ];
  });
}

// source/kernel/pid/smaps-rollup.ts
function parseSmapsRollup(bytes) {
  const text = bytes.toString("latin1");
  return { proportionalBytes: bytesAfter(text, "Pss:"), residentBytes: bytesAfter(text, "Rss:"), swapBytes: bytesAfter(text, "Swap:") };
}

// source/kernel/pid/statm.ts
function parseResidentBytes(bytes, pageBytes) {
  return mapKnown(numberOf(wordsOf(bytes.toString("latin1"))[1]), (pages) => pages * pageBytes);
}

// source/kernel/process/watch.ts
var ProcessWatch = class {
  #options;
  #residentBytes;
  #stat;
  #sample = { stat: firstSample, io: firstSample };
  constructor(options) {
    this.#options = options;
  }
  /**
  What it does now, without its input and output; the same object while the kernel says the same.
  */
  sample() {
    const { statm, parseResidentBytes: parseResidentBytes2, parseStat: parseStat2, note } = this.#options;
    const stat = this.#options.stat.parse(parseStat2);
    note(stat);
    const residentBytes = isMissing(stat) ? void 0 : valueOf(statm.parse(parseResidentBytes2));
    if (stat !== this.#stat || residentBytes !== this.#residentBytes) {
      this.#stat = stat;
      this.#residentBytes = residentBytes;
      this.#sample = { stat: withResident(stat, residentBytes), io: firstSample };
    }
    return this.#sample;
  }
  /**
  Closes its files; they are opened again if it is asked once more.
  */
  close() {
    this.#options.stat.close();
    this.#options.statm.close();
  }
};
function withResident(stat, residentBytes) {
  return isMissing(stat) || residentBytes === void 0 ? stat : { ...stat, residentBytes };
}

// source/kernel/scan.ts
var mostArgsBytes = 4096;
var mostHeldFiles = 2e3;
var heldFilesPerPass = 120;
var callsBetweenCleanings = 10;
var callsUntilSettled = 4;
var KernelScanner = class {
  /**
  Which cgroup hierarchies are mounted, and their version.
  */
  hierarchies;
  /**
  For what is read seldom and of few processes: isolation, sockets, open files, files in their root directories.
  */
  closely;
  #proc;
  #files;
  #host;
  #namespaces;
  #cgroups;
  #neighbours = new CgroupNeighbours();
  #table;
  #pageBytes;
  #parseStat = (bytes) => parseStat(bytes, this.#pageBytes);
  #parseResidentBytes = (bytes) => parseResidentBytes(bytes, this.#pageBytes);
  #hostNamespaces;
  #callsSinceCleaning = 0;
  #callsUntilSettled = 0;
  constructor({ proc = "/proc", cgroup = "/sys/fs/cgroup" } = {}) {
    this.#proc = proc;
    this.#namespaces = new NamespaceReader(proc);
    this.hierarchies = findHierarchies(valueOf(this.#readBytes("self/mountinfo", parseMountinfo)) ?? [], cgroup);
    this.closely = new CloseLook(proc, this.hierarchies);
    this.#pageBytes = valueOf(this.#readOnce("self/auxv", parsePageBytes)) ?? 4096;
    this.#files = new HeldFiles(Math.min(mostHeldFiles, this.#openFilesAllowed() / 2));
    this.#host = new HostReader(proc, this.#files);
    this.#cgroups = new CgroupReader(this.hierarchies, this.#files);
    this.#table = new ProcessTable(proc, this.#namespaces, (cgroups) => this.#cgroups.listSiblings(cgroups));
  }
  /**
  The namespaces of the host itself, as far as they can be known. They never change.
  */
  hostNamespaces() {
    return this.#findHost().inodes;
  }
  /**
  How each of them was found out.
  */
  hostNamespaceEvidence() {
    return this.#findHost().evidence;
  }
  /**
  Numbers of the whole host; what `discover` has read of them a moment ago is not read again.
  */
  host() {
    return this.#host.read();
  }
  /**
  Names of the host's users by their ids; empty where they cannot be read.
  */
  users() {
    return valueOf(parsed(readBytes("/etc/passwd"), parsePasswd)) ?? /* @__PURE__ */ new Map();
  }
  /**
  Which file a path of this machine is.
  */
  identify(path3) {
    return fileIdentity(path3);
  }
  /**
  All processes and what has changed among them since the last call. Costs next to nothing while no process was made. Where it is not
  urgent, a new process may be told five seconds later, but for those in the given cgroup and in one that is new beside those that are
  watched. Where it is hasty, no more files are kept open until the next call, and only one process of each cgroup is identified
  if none was before: the next call adds the others.
  */
  discover({
    isUrgent = true,
    isHasty = false,
    watched
  } = {}) {
    this.#files.allow(isHasty ? 0 : heldFilesPerPass);
    this.#callsSinceCleaning++;
    if (this.#callsSinceCleaning >= callsBetweenCleanings) {
      this.#callsSinceCleaning = 0;
      this.#files.closeUnread();
      this.#cgroups.forgetAbsent();
    }
    if (!isUrgent && watched) {
      this.#table.meet(valueOf(this.cgroupProcesses(watched)) ?? []);
    }
    return this.#table.discover(this.#urgencyOf(isUrgent), this.#host.readClock(), isHasty);
  }
  /**
  Watches where these cgroups lie: `discover` looks for processes at once when a new one is made beside them or one of them has gone.
  */
  watchBeside(cgroups) {
    this.#neighbours.watch(
      this.#cgroups.root,
      Array.from(cgroups, (memberships) => this.#cgroups.directoryOf(memberships)).filter((directory) => directory !== void 0)
    );
  }
  /**
  Who a process is and where: its status, arguments and namespaces.
  */
  facts(pid) {
    return {
      status: this.status(pid),
      args: this.#readOnce(`${pid}/cmdline`, parseCmdline, mostArgsBytes),
      namespaces: this.#namespaces.readAll(pid)
    };
  }
  /**
  What a process does now, without its input and output. Where its start differs from the identity that is known, the pid was reused:
  `discover` then tells the new one.
  */
  sample(pid) {
    const watch = this.watchProcess(pid);
    const sample = watch.sample();
    watch.close();
    return sample;
  }
  /**
  The same, for somebody who wants it again and again.
  */
  watchProcess(pid) {
    return new ProcessWatch({
      stat: this.#files.file(`${this.#proc}/${pid}/stat`),
      statm: this.#files.file(`${this.#proc}/${pid}/statm`),
      parseStat: this.#parseStat,
      parseResidentBytes: this.#parseResidentBytes,
      note: (stat) => {
        this.#table.note(pid, stat);
      }
    });
  }
  /**
  What a process has read and written.
  */
  io(pid) {
    return this.#readOnce(`${pid}/io`, parseIo);
  }
  /**
  Who a process is, without the rest of its facts.
  */
  status(pid) {
    return this.#readOnce(`${pid}/status`, parseStatus);
  }
  /**
  Resource limits of a process.
  */
  limits(pid) {
    return this.#readOnce(`${pid}/limits`, parseLimits);
  }
  /**
  Mounts that a process sees.
  */
  mounts(pid) {
    return this.#readBytes(`${pid}/mountinfo`, parseMountinfo);
  }
  /**
  Interfaces of the network namespace that a process is in. The same array as long as nothing was sent or received; for that, give the
  same `last` each time.
  */
  network(pid, last = new ParsedContents()) {
    return this.#readBytes(`${pid}/net/dev`, (bytes) => last.parse(bytes, parseNetDev));
  }
  /**
  Id maps of the user namespace that a process is in.
  */
  idMaps(pid) {
    return { users: this.#readBytes(`${pid}/uid_map`, parseUidMap), groups: this.#readBytes(`${pid}/gid_map`, parseUidMap) };
  }
  /**
  Number of files that a process has open.
  */
  descriptors(pid) {
    return countEntries(`${this.#proc}/${pid}/fd`);
  }
  /**
  Memory of a process with its share of what it shares. Dear: only for a single process that somebody looks at.
  */
  memoryShare(pid) {
    return this.#readBytes(`${pid}/smaps_rollup`, parseSmapsRollup);
  }
  /**
  How likely the kernel kills a process when memory runs out: 0 to 2000, the likeliest first.
  */
  oomScore(pid) {
    return this.#readOnce(`${pid}/oom_score`, parseNumber);
  }
  /**
  Counters of the cgroup that these memberships tell. Keep one array for one cgroup: what is found out for it is remembered by the array.
  */
  cgroup(memberships) {
    return this.#cgroups.read(memberships);
  }
  /**
  The same with only some parts read anew and the rest as it was in the reading before; where these `areCurrent` in that one, it is that
  very reading as long as nothing has run since.
  */
  cgroupParts(memberships, parts, last, areCurrent = false) {
    return this.#cgroups.readParts(memberships, parts, last, areCurrent);
  }
  /**
  Pids in that cgroup and all below it, ascending.
  */
  cgroupProcesses(memberships) {
    return this.#cgroups.listProcesses(memberships);
  }
  #urgencyOf(isUrgent) {
    if (this.#neighbours.haveChanged()) {
      this.#callsUntilSettled = callsUntilSettled;
      return "isDue";
    }
    this.#callsUntilSettled--;
    return isUrgent || this.#callsUntilSettled > 0 ? "now" : "canWait";
  }
  #findHost() {
    if (!this.#hostNamespaces) {
      const second = this.#readOnce("2/stat", (bytes) => parseStat(bytes));
      this.#hostNamespaces = this.#namespaces.findHost(!isMissing(second) && second.isKernelThread);
    }
    return this.#hostNamespaces;
  }
  #openFilesAllowed() {
    const soft = valueOf(this.#readOnce("self/limits", parseLimits))?.find(({ name }) => name === "Max open files")?.soft;
    return typeof soft === "number" ? soft : mostHeldFiles;
  }
  #readOnce(name, parse, limitBytes) {
    return parsed(readOnce(`${this.#proc}/${name}`, limitBytes), parse);
  }
  #readBytes(name, parse) {
    return parsed(readBytes(`${this.#proc}/${name}`), parse);
  }
};

// source/model/ownership/owners.ts
var ownersOfGroups = /* @__PURE__ */ new WeakMap();
function ownerByPid(groups) {
  let owners = ownersOfGroups.get(groups);
  if (!owners) {
    owners = new Map(groups.values().flatMap(({ key, pids }) => pids.map((pid) => [pid, key])));
    ownersOfGroups.set(groups, owners);
  }
  return owners;
}
function inheritOwners(groups, before, left, joined) {
  const owners = new Map(before);
  for (const pid of left) {
    owners.delete(pid);
  }
  for (const [pid, key] of joined) {
    owners.set(pid, key);
  }
  ownersOfGroups.set(groups, owners);
}

// source/sampler/kept/pairs.ts
var import_node_util4 = __toESM(require_node_util(), 1);
var Pairs = class {
  #pairs = /* @__PURE__ */ new Map();
  #shortestSeconds;
  constructor(shortestSeconds2) {
    this.#shortestSeconds = shortestSeconds2;
  }
  /**
  Whether a new reading is due.
  */
  isDue(key, atSeconds) {
    const pair = this.#pairs.get(key);
    return !pair || atSeconds - pair.now.atSeconds >= this.#shortestSeconds;
  }
  /**
  Takes a reading; the one before it becomes the base of the rates. One that says the same as the one before is taken as that very
  object: what was made of it need not be made again.
  */
  take(key, value, atSeconds) {
    const before = this.#pairs.get(key)?.now;
    this.#pairs.set(key, { now: { value: before && (0, import_node_util4.isDeepStrictEqual)(before.value, value) ? before.value : value, atSeconds }, before });
  }
  /**
  Puts a better reading in the place of the last one, which lacked something; the one before it stays the base of the rates.
  */
  amend(key, value, atSeconds) {
    this.#pairs.set(key, { now: { value, atSeconds }, before: this.#pairs.get(key)?.before });
  }
  get(key) {
    return this.#pairs.get(key);
  }
  forget(key) {
    this.#pairs.delete(key);
  }
  /**
  Forgets all that is not in use any more.
  */
  keep(isUsed) {
    for (const key of this.#pairs.keys()) {
      if (!isUsed(key)) {
        this.#pairs.delete(key);
      }
    }
  }
};

// source/sampler/parts/counters.ts
var secondsBetweenWholeReadings = { inSight: 60, outOfSight: 300 };
var secondsBetweenLonely = 5;
var allParts = /* @__PURE__ */ new Set(["memory", "tasks", "throttling", "io"]);
var whole = { isWhole: true, parts: allParts, hasNetwork: true };
var CounterReader = class {
  #scanner;
  #cgroups;
  #networks;
  #extents = /* @__PURE__ */ new Map();
  #wholeAtSeconds = /* @__PURE__ */ new Map();
  #networksRead = /* @__PURE__ */ new Map();
  constructor(scanner, shortestSeconds2) {
    this.#scanner = scanner;
    this.#cgroups = new Pairs(shortestSeconds2);
    this.#networks = new Pairs(shortestSeconds2);
  }
  /**
  One pass. Each network namespace is read once, however many containers share it. Where it `isHasty`, nothing is read but what is wanted.
  */
  read(groups, { wanted, isHasty }, factsOf, atSeconds) {
    const extentOf = extentsOf(wanted);
    const hostNetwork = valueOf(this.#scanner.hostNamespaces().net);
    const networks = /* @__PURE__ */ new Map();
    let room = 1 + Math.floor(groups.size / secondsBetweenWholeReadings.inSight);
    for (const [key, { cgroups, initPid }] of groups) {
      const extent = extentOf(key);
      if (cgroups) {
        const isTurn = room > 0 && !isHasty && atSeconds - (this.#wholeAtSeconds.get(key) ?? -Infinity) >= secondsBetweenWholeReadings[extent.parts.size > 0 ? "inSight" : "outOfSight"];
        room -= isTurn ? 1 : 0;
        this.#readCgroup(key, cgroups, isTurn ? whole : extent, atSeconds);
      }
      const network = extent.hasNetwork ? valueOf(factsOf(initPid)?.namespaces.net ?? gone) : void 0;
      if (network !== void 0 && network !== hostNetwork && !networks.has(network)) {
        const last = this.#networksRead.get(network) ?? new ParsedContents();
        networks.set(network, last);
        this.#readNetwork(network, initPid, last, atSeconds);
      }
    }
    this.#networksRead = networks;
    this.#networks.keep((inode) => networks.has(inode));
    this.#forget(groups);
  }
  /**
  The last two readings of a container's cgroup.
  */
  cgroup(key) {
    return this.#cgroups.get(key);
  }
  /**
  The last two readings of a network namespace.
  */
  network(inode) {
    return this.#networks.get(inode);
  }
  #readCgroup(key, cgroups, extent, atSeconds) {
    const last = this.#cgroups.get(key);
    const isDue = this.#cgroups.isDue(key, atSeconds);
    const wasRead = covers(this.#extents.get(key), extent);
    if (!isDue && wasRead) {
      return;
    }
    const reading = extent.isWhole ? this.#scanner.cgroup(cgroups) : this.#scanner.cgroupParts(cgroups, extent.parts, last?.now.value ?? nothingRead, wasRead);
    if (extent.isWhole) {
      this.#wholeAtSeconds.set(key, atSeconds);
    }
    this.#extents.set(key, extent);
    if (isDue) {
      this.#cgroups.take(key, reading, atSeconds);
    } else {
      this.#cgroups.amend(key, reading, atSeconds);
    }
  }
  #readNetwork(inode, pid, last, atSeconds) {
    if (!this.#networksRead.has(inode)) {
      this.#networks.forget(inode);
    }
    const known2 = this.#networks.get(inode);
    const isAlone = known2?.before !== void 0 && known2.now.value.every(({ name }) => name === "lo");
    const isDue = isAlone ? atSeconds - known2.now.atSeconds >= secondsBetweenLonely : this.#networks.isDue(inode, atSeconds);
    if (!isDue) {
      return;
    }
    const counters = this.#scanner.network(pid, last);
    if (!isMissing(counters)) {
      this.#networks.take(inode, counters, atSeconds);
    }
  }
  #forget(groups) {
    this.#cgroups.keep((key) => groups.has(key));
    for (const key of this.#extents.keys()) {
      if (!groups.has(key)) {
        this.#extents.delete(key);
        this.#wholeAtSeconds.delete(key);
      }
    }
  }
};
function covers(read, wanted) {
  return read !== void 0 && (read.isWhole || !wanted.isWhole && wanted.parts.isSubsetOf(read.parts));
}
function extentsOf(wanted) {
  if (!wanted) {
    return () => whole;
  }
  const extentFor = (parts) => ({
    isWhole: false,
    parts: new Set(parts.filter((part) => part !== "network")),
    hasNetwork: parts.includes("network")
  });
  const everybody = extentFor(wanted.ofAll);
  const shown = extentFor([...wanted.ofShown, ...wanted.ofAll]);
  const shownKeys = new Set(wanted.shown);
  return (key) => key === wanted.whole ? whole : shownKeys.has(key) ? shown : everybody;
}

// source/model/build/sockets.ts
var protocolOrder = ["tcp", "tcp6", "udp", "udp6", "unix"];
function joinSockets(internet, unix, holders) {
  const owners = ownersByInode(holders);
  const sockets = [
    ...internet.map(({ protocol, localAddress, localPort, remoteAddress, remotePort, state, isListening, inode }) => ({
      protocol,
      local: endpoint(localAddress, localPort),
      remote: remotePort === 0 ? "" : endpoint(remoteAddress, remotePort),
      state,
      isListening,
      owners: owners.get(inode) ?? []
    })),
    ...trustworthyRows(unix).filter(({ inode }) => owners.has(inode)).map(({ path: path3 = "", isListening, inode }) => ({
      protocol: "unix",
      local: path3,
      remote: "",
      state: isListening ? "LISTEN" : "",
      isListening,
      owners: owners.get(inode)
    }))
  ];
  return sockets.toSorted(
    (a, b) => Number(b.isListening) - Number(a.isListening) || protocolOrder.indexOf(a.protocol) - protocolOrder.indexOf(b.protocol) || byName(a.local, b.local)
  );
}
function ownersByInode(holders) {
  const owners = /* @__PURE__ */ new Map();
  for (const { pid, name, inodes } of holders) {
    for (const inode of inodes) {
      const known2 = owners.get(inode);
      if (known2) {
        known2.push({ pid, name });
      } else {
        owners.set(inode, [{ pid, name }]);
      }
    }
  }
  return owners;
}
var everyAddress = /* @__PURE__ */ new Set(["0.0.0.0", "::"]);
function endpoint(address, port) {
  const host = everyAddress.has(address) ? "*" : address.includes(":") ? `[${address}]` : address;
  return `${host}:${port === 0 ? "*" : port}`;
}

// source/sampler/kept/keeper.ts
var Keeper = class {
  #values = /* @__PURE__ */ new Map();
  #owner;
  /**
  The value of this name, read anew if it is at least so many seconds old.
  */
  read(owner, name, seconds, atSeconds, reader) {
    if (owner !== this.#owner) {
      this.clear();
      this.#owner = owner;
    }
    const kept = this.#values.get(name);
    if (kept && atSeconds - kept.atSeconds < seconds) {
      return kept.value;
    }
    const value = reader();
    this.#values.set(name, { value, atSeconds });
    return value;
  }
  clear() {
    this.#values.clear();
  }
};

// source/sampler/parts/details.ts
var dearSeconds = 5;
var mostTextBytes = 262144;
var mostSocketHolders = 256;
var DetailReader = class {
  #scanner;
  #pairs;
  #kept = new Keeper();
  #shortestSeconds;
  #text;
  constructor(scanner, shortestSeconds2) {
    this.#scanner = scanner;
    this.#pairs = new Pairs(shortestSeconds2);
    this.#shortestSeconds = shortestSeconds2;
  }
  /**
  Reads what is wanted of the process; undefined where nothing is wanted or the process is not known. `companions` are the processes of
  its container, among which the owners of sockets are looked for. What was `sampled` of it in the same pass is not read again.
  */
  read(wanted, identity, atSeconds, companions = [], sampled) {
    if (!wanted || !identity) {
      this.#pairs.keep(() => false);
      this.#kept.clear();
      this.#text = void 0;
      return void 0;
    }
    const key = processKey(identity);
    this.#pairs.keep((other) => other === key);
    const needs = (file) => wanted.files.includes(file);
    if (this.#pairs.isDue(key, atSeconds)) {
      this.#pairs.take(key, {
        status: this.#scanner.status(identity.pid),
        sample: { ...sampled ?? this.#scanner.sample(identity.pid), io: needs("io") ? this.#scanner.io(identity.pid) : firstSample }
      }, atSeconds);
    }
    const pair = this.#pairs.get(key);
    const { closely } = this.#scanner;
    const read = (file, reader) => needs(file) ? reader(identity.pid) : firstSample;
    const readSeldom = (file, seconds, reader) => needs(file) ? this.#kept.read(key, file, seconds, atSeconds, () => reader(identity.pid)) : firstSample;
    return {
      key,
      ...pair.now.value.sample,
      status: pair.now.value.status,
      ...closeRates(pair),
      limits: read("limits", (pid) => this.#scanner.limits(pid)),
      mounts: read("mounts", (pid) => this.#scanner.mounts(pid)),
      network: read("network", (pid) => this.#scanner.network(pid)),
      descriptors: read("descriptors", (pid) => this.#scanner.descriptors(pid)),
      oomScore: read("oom", (pid) => this.#scanner.oomScore(pid)),
      oomAdjustment: read("oom", (pid) => closely.oomAdjustment(pid)),
      memoryShare: readSeldom("memoryShare", dearSeconds, (pid) => this.#scanner.memoryShare(pid)),
      links: read("links", (pid) => closely.links(pid)),
      cgroups: identity.cgroups,
      openFiles: readSeldom("openFiles", this.#shortestSeconds, (pid) => closely.openFiles(pid)),
      sockets: readSeldom(
        "sockets",
        this.#shortestSeconds,
        (pid) => this.#readSockets(pid, [identity, ...companions.filter((other) => other !== identity)])
      ),
      environment: read("environment", (pid) => closely.environment(pid)),
      text: wanted.text === void 0 ? void 0 : this.#readText(key, identity.pid, wanted.text, atSeconds)
    };
  }
  #readSockets(pid, identities) {
    const { closely } = this.#scanner;
    const internet = closely.internetSockets(pid);
    const unix = closely.unixSockets(pid);
    const own = closely.socketInodes(pid);
    if (isMissing(own)) {
      return own;
    }
    if (isMissing(internet)) {
      return internet;
    }
    if (isMissing(unix)) {
      return unix;
    }
    const holders = identities.slice(0, mostSocketHolders).map((identity) => ({
      pid: identity.pid,
      name: identity.comm,
      inodes: identity.pid === pid ? own : valueOf(closely.socketInodes(identity.pid)) ?? /* @__PURE__ */ new Set()
    }));
    return joinSockets(internet, unix, holders);
  }
  #readText(key, pid, name, atSeconds) {
    const seconds = shownFile(name).isDear ? dearSeconds : this.#shortestSeconds;
    const content = this.#kept.read(key, `text ${name}`, seconds, atSeconds, () => this.#scanner.closely.file(pid, name, mostTextBytes));
    const last = this.#text;
    this.#text = last?.name === name && isSameText(last.content, content) ? last : { name, content };
    return this.#text;
  }
};
function isSameText(a, b) {
  return isMissing(a) || isMissing(b) ? a === b : a.text === b.text && a.isCut === b.isCut;
}
function closeRates(pair) {
  return {
    readBytesPerSecond: ratePerSecond(pair, ({ sample }) => mapKnown(sample.io, (io) => io.readBytes)),
    writeBytesPerSecond: ratePerSecond(pair, ({ sample }) => mapKnown(sample.io, (io) => io.writeBytes)),
    voluntarySwitchesPerSecond: ratePerSecond(pair, ({ status }) => switches(status, "voluntarySwitches")),
    involuntarySwitchesPerSecond: ratePerSecond(pair, ({ status }) => switches(status, "involuntarySwitches")),
    faultsPerSecond: ratePerSecond(pair, ({ sample }) => mapKnown(sample.stat, (stat) => stat.minorFaults + stat.majorFaults))
  };
}
function switches(status, field) {
  return isMissing(status) ? status : valueOf(status[field]) ?? firstSample;
}

// source/sampler/parts/facts.ts
var youngSeconds = 2;
var secondsUntilGrown = 0.4;
var leastSeconds = 1;
var watchedSeconds = 15;
var othersPerPass = 5;
var othersShare = 5e-3;
var FactsKeeper = class {
  #scanner;
  #held = /* @__PURE__ */ new Map();
  /**
  Those whose facts are missing, or were read when they were young.
  */
  #waiting = /* @__PURE__ */ new Set();
  #read = /* @__PURE__ */ new Set();
  constructor(scanner) {
    this.#scanner = scanner;
  }
  get(pid) {
    return this.#held.get(pid)?.facts;
  }
  /**
  Reads what is missing or stale. Gives the pids of those whose facts were read or forgotten.
  */
  update(request) {
    this.#read = /* @__PURE__ */ new Set();
    this.#follow(request);
    for (const pid of request.inits) {
      this.#refresh(pid, request, Infinity);
    }
    for (const pid of request.watched) {
      this.#refresh(pid, request, request.commOf(pid) === this.#held.get(pid)?.comm ? watchedSeconds : 0);
    }
    this.#readOthers(request);
    return this.#read;
  }
  #follow({ changed, shown, identities }) {
    if (!changed) {
      this.#waiting.clear();
    }
    for (const pid of changed ?? this.#held.keys()) {
      const held = this.#held.get(pid);
      if (held && held.identity !== identities.get(pid)) {
        this.#held.delete(pid);
        this.#read.add(pid);
      }
    }
    for (const pid of changed ?? shown.keys()) {
      const isKnown = this.#held.get(pid)?.wasYoung === false;
      if (!isKnown && shown.has(pid)) {
        this.#waiting.add(pid);
      }
    }
  }
  #readOthers(request) {
    let room = request.isUrgent ? Infinity : request.isHasty ? 0 : Math.max(othersPerPass, this.#waiting.size * othersShare);
    for (const pid of this.#waiting) {
      if (room <= 0) {
        return;
      }
      const identity = request.identities.get(pid);
      if (identity && !this.#held.has(pid) && !request.isUrgent && ageOf(identity, request) < leastSeconds) {
        continue;
      }
      if (identity && this.#refresh(pid, request, Infinity)) {
        room--;
      }
      if (!identity || this.#held.get(pid)?.wasYoung === false) {
        this.#waiting.delete(pid);
      }
    }
  }
  /**
  Whether it had to be read.
  */
  #refresh(pid, request, lastingSeconds) {
    const { identities, commOf, atSeconds } = request;
    const identity = identities.get(pid);
    const held = this.#held.get(pid);
    if (!identity || held?.identity === identity && atSeconds - held.atSeconds <= (held.wasYoung ? secondsUntilGrown : lastingSeconds)) {
      return false;
    }
    this.#held.set(pid, {
      facts: this.#scanner.facts(pid),
      identity,
      comm: commOf(pid) ?? identity.comm,
      atSeconds,
      wasYoung: ageOf(identity, request) < youngSeconds
    });
    this.#read.add(pid);
    return true;
  }
};
function ageOf({ startTicks }, { uptimeSeconds }) {
  return uptimeSeconds - startTicks / ticksPerSecond;
}

// source/sampler/parts/engine-finder.ts
var enginePrograms = /* @__PURE__ */ new Map([
  ["dockerd", { isAskable: true }],
  ["podman", { isAskable: true }],
  ["containerd", { isAskable: false }],
  ["crio", { isAskable: false }]
]);
var youngSeconds2 = 60;
var secondsBetweenLooks = { young: 5, old: 60 };
var EngineFinder = class {
  #scanner;
  #looked = /* @__PURE__ */ new Map();
  #owners;
  #found = [];
  constructor(scanner) {
    this.#scanner = scanner;
  }
  /**
  The engines now. Costs something only when an engine's process came, or after some time.
  */
  find(search) {
    const hasChanged = this.#follow(search);
    const hasLooked = search.isHasty !== true && this.#lookAgain(search);
    if (hasChanged || hasLooked || this.#owners !== search.owners) {
      this.#owners = search.owners;
      const found = withoutClaims(
        [...this.#looked.values()].flatMap(
          ({ identity, sockets }) => sockets.map((socket) => ({ ...socket, container: search.owners.get(identity.pid) }))
        )
      );
      if (JSON.stringify(found) !== JSON.stringify(this.#found)) {
        this.#found = found;
      }
    }
    return this.#found;
  }
  /**
  Whether a process of an engine came or went.
  */
  #follow({ identities, appeared, vanished }) {
    let hasChanged = false;
    for (const pid of vanished) {
      hasChanged = this.#looked.delete(pid) || hasChanged;
    }
    for (const pid of appeared) {
      const identity = identities.get(pid);
      const isEngine = identity !== void 0 && enginePrograms.has(identity.comm);
      if (isEngine) {
        this.#looked.set(pid, { identity, atSeconds: -Infinity, sockets: [] });
      }
      hasChanged = isEngine || this.#looked.delete(pid) || hasChanged;
    }
    return hasChanged;
  }
  #lookAgain({ uptimeSeconds, atSeconds }) {
    let hasLooked = false;
    for (const looked of this.#looked.values()) {
      const isYoung = uptimeSeconds - looked.identity.startTicks / ticksPerSecond < youngSeconds2;
      if (atSeconds - looked.atSeconds >= secondsBetweenLooks[isYoung ? "young" : "old"]) {
        looked.atSeconds = atSeconds;
        looked.sockets = this.#look(looked.identity);
        hasLooked = true;
      }
    }
    return hasLooked;
  }
  #look({ pid, comm }) {
    const sockets = valueOf(this.#scanner.closely.engineSockets(pid)) ?? [];
    const mounts = sockets.length === 0 ? [] : valueOf(this.#scanner.mounts(pid)) ?? [];
    return sockets.flatMap(({ path: path3 }) => {
      const file = this.#scanner.closely.openInRoot(pid, path3);
      if (isMissing(file)) {
        return [];
      }
      closeFile(file.descriptor);
      const identity = this.#scanner.closely.identifyInRoot(pid, file.path);
      return isMissing(identity) || !identity.isSocket ? [] : [{
        pid,
        program: comm,
        path: path3,
        socket: `${identity.device}:${identity.inode}`,
        file: sourceOf(mounts, file.path),
        isAskable: enginePrograms.get(comm)?.isAskable ?? false
      }];
    });
  }
};
function withoutClaims(engines) {
  const ofHost = new Set(engines.filter(({ container }) => container === void 0).map(({ socket }) => socket));
  return engines.filter(({ container, socket }) => container === void 0 || !ofHost.has(socket));
}

// source/model/ownership/cgroup-path.ts
var components = [
  { runtime: "docker", pattern: /^docker-([\da-f]{64})\.scope$/ },
  { runtime: "podman", pattern: /^libpod-([\da-f]{64})(?:\.scope)?$/ },
  { runtime: "kubernetes", pattern: /^(?:cri-containerd|crio)-([\da-f]{64})(?:\.scope)?$/ },
  // Where the driver of containerd is not that of the kubelet.
  { runtime: "kubernetes", pattern: /^kubepods.*:cri-containerd:([\da-f]{64})$/ },
  { runtime: "containerd", pattern: /^nerdctl-([\da-f]{64})\.scope$/ },
  { runtime: "lxc", pattern: /^lxc\.payload\.(.+)$/ },
  // The virtual machines of libvirt are called so too.
  { runtime: "nspawn", pattern: /^machine-(?!qemu\\x2d)(.+)\.scope$/ },
  { runtime: "nspawn", pattern: /^systemd-nspawn@(.+)\.service$/ }
];
var parents = [
  { runtime: "docker", pattern: /^docker$/ },
  { runtime: "kubernetes", pattern: /pod([\da-f]{8}(?:[-_][\da-f]{4}){3}[-_][\da-f]{12})(?:\.slice)?$/ },
  { runtime: "lxc", pattern: /^lxc(?:\.payload)?$/ }
];
var bareId = /^[\da-f]{64}$/;
var pod = /pod([\da-f]{8}(?:[-_][\da-f]{4}){3}[-_][\da-f]{12})(?:\.slice)?(?:$|:)/;
function cgroupOwners(path3) {
  const owners = [];
  const parts = path3.split("/");
  let parent = "";
  let podUid;
  for (const [index, part] of parts.entries()) {
    const found = ownerOf(part, parent);
    podUid = pod.exec(part)?.[1]?.replaceAll("_", "-") ?? podUid;
    if (found) {
      owners.push({
        ...found,
        path: parts.slice(0, index + 1).join("/"),
        ...found.runtime === "kubernetes" && podUid && { podUid }
      });
    }
    parent = part;
  }
  return owners;
}
function ownerOf(part, parent) {
  for (const { runtime, pattern: pattern3 } of components) {
    const id = pattern3.exec(part)?.[1];
    if (id) {
      return { runtime, id: runtime === "nspawn" ? unescapeUnit(id) : id };
    }
  }
  for (const { runtime, pattern: pattern3 } of parents) {
    if (pattern3.test(parent) && (bareId.test(part) || runtime === "lxc" && part !== "")) {
      return { runtime, id: part };
    }
  }
  return void 0;
}
function unescapeUnit(name) {
  return name.replaceAll(/\\x([\da-f]{2})/g, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)));
}

// source/model/ownership/cgroup-owner.ts
var ownersOfPath = /* @__PURE__ */ new Map();
var mostPaths = 4096;
var idLength = 64;
function ownersOf(process15) {
  let most = [];
  let seen = "/";
  for (const { path: path3 } of valueOf(process15.cgroups) ?? []) {
    if (path3 !== "/" && path3 !== seen) {
      seen = path3;
      const owners = ownersIn(path3);
      if (owners.length > most.length) {
        most = owners;
      }
    }
  }
  return most;
}
function toldOwner(process15, told) {
  const path3 = told.size === 0 ? void 0 : valueOf(process15.cgroups)?.find((membership) => membership.path.length > idLength)?.path;
  const parts = path3?.split("/") ?? [];
  const index = parts.findLastIndex((part) => part.length === idLength && told.has(part));
  return index === -1 ? [] : [{ runtime: "docker", id: parts[index], path: parts.slice(0, index + 1).join("/") }];
}
function addToCgroup(drafts, owners, process15) {
  const owner = owners.at(-1);
  const draft = drafts.get(owner.path);
  if (draft) {
    draft.members.push(process15);
  } else {
    drafts.set(owner.path, {
      place: owner.path,
      id: owner.id,
      runtime: owner.runtime,
      owner,
      outers: owners.slice(0, -1).map(({ path: path3 }) => path3).toReversed(),
      members: [process15]
    });
  }
}
function ownersIn(path3) {
  let owners = ownersOfPath.get(path3);
  if (!owners) {
    owners = cgroupOwners(path3);
    if (ownersOfPath.size > mostPaths) {
      ownersOfPath.clear();
    }
    ownersOfPath.set(path3, owners);
  }
  return owners;
}

// source/model/ownership/draft.ts
function draftOfNamespaces(drafts, process15, outers) {
  const place = placeOfNamespaces(process15);
  const known2 = drafts.get(place);
  if (known2) {
    return known2;
  }
  const draft = {
    place,
    id: `pid-${valueOf(process15.pidNamespace)}`,
    runtime: "isolated",
    owner: void 0,
    outers,
    members: []
  };
  drafts.set(place, draft);
  return draft;
}
function placeOfNamespaces({ pidNamespace, mountNamespace }) {
  const pid = valueOf(pidNamespace);
  const mount = valueOf(mountNamespace);
  return pid === void 0 || mount === void 0 ? void 0 : `pid:${pid} mnt:${mount}`;
}
function isNamed({ owner, place }) {
  return owner !== void 0 || place.startsWith("engine:");
}
function homeOf(process15, processes, placed) {
  const parent = processes.get(process15.parentPid);
  return parent && parent.startTicks <= process15.startTicks && isSame3(parent.pidNamespace, process15.pidNamespace) ? placed.get(parent.pid) : void 0;
}
function isSame3(a, b) {
  return valueOf(a) === valueOf(b);
}
function eldestOf(members) {
  let eldest = members[0];
  for (const member of members) {
    if (byAge(member, eldest) < 0) {
      eldest = member;
    }
  }
  return eldest;
}
function byAge(a, b) {
  return a.startTicks - b.startTicks || a.pid - b.pid;
}

// source/model/ownership/inner.ts
function divideByNamespaces(drafts) {
  for (const draft of drafts.values()) {
    const init = eldestOf(draft.members);
    const pidNamespaces = new Set(draft.members.map(({ pidNamespace }) => valueOf(pidNamespace)));
    if (pidNamespaces.size < 2) {
      continue;
    }
    const byPid = new Map(draft.members.map((member) => [member.pid, member]));
    const stays = (member) => {
      const place = placeOfNamespaces(member);
      const isApart = place !== void 0 && !isSame3(member.pidNamespace, init.pidNamespace) && !isSame3(member.mountNamespace, init.mountNamespace);
      return !isApart || isOutside(member, init, byPid);
    };
    const inner = draft.members.filter((member) => !stays(member)).toSorted(byAge);
    draft.members = draft.members.filter((member) => stays(member));
    const placed = /* @__PURE__ */ new Map();
    for (const member of inner) {
      const home = homeOf(member, byPid, placed) ?? draftOfNamespaces(drafts, member, [draft.place]);
      home.members.push(member);
      placed.set(member.pid, home);
    }
  }
}
function isOutside(member, init, byPid) {
  let ancestor = byPid.get(member.parentPid);
  for (let steps = 0; ancestor && steps < byPid.size; steps++) {
    if (isSame3(ancestor.pidNamespace, init.pidNamespace)) {
      return false;
    }
    ancestor = byPid.get(ancestor.parentPid);
  }
  return true;
}

// source/model/ownership/keys.ts
function keysOf(drafts, isTold2, isClaimed) {
  const keys = /* @__PURE__ */ new Map();
  const taken = /* @__PURE__ */ new Set();
  for (const draft of drafts.toSorted(
    (a, b) => Number(isTold2(b)) - Number(isTold2(a)) || depthOf(a) - depthOf(b) || byAge(eldestOf(a.members), eldestOf(b.members))
  )) {
    const key = taken.has(draft.id) || isClaimed(draft) && !isTold2(draft) ? draft.place : draft.id;
    taken.add(key);
    keys.set(draft.place, key);
  }
  return keys;
}
function keyOfUnseen(path3, taken) {
  const id = cgroupOwners(path3).at(-1)?.id;
  return id === void 0 || taken.has(id) ? path3 : id;
}
function depthOf({ owner, place }) {
  return owner === void 0 ? Infinity : place.split("/").length;
}

// source/model/ownership/loose.ts
function addLoose(drafts, loose, input) {
  const { processes, hostPidNamespace, hostMountNamespace } = input;
  const placed = /* @__PURE__ */ new Map();
  const draftOfNamespace = /* @__PURE__ */ new Map();
  const put = (process15, draft) => {
    placed.set(process15.pid, draft);
    const namespace = valueOf(process15.pidNamespace);
    if (namespace !== void 0 && namespace !== hostPidNamespace && !draftOfNamespace.has(namespace)) {
      draftOfNamespace.set(namespace, draft);
    }
  };
  for (const draft of drafts.values()) {
    for (const member of draft.members) {
      put(member, draft);
    }
  }
  const told = addTold(drafts, input, placed);
  for (const [init, draft] of told.values()) {
    put(init, draft);
  }
  const elders = loose.filter(({ pidNamespace }) => valueOf(pidNamespace) !== void 0 && valueOf(pidNamespace) !== hostPidNamespace).toSorted(byAge);
  for (const process15 of elders) {
    const shared = draftOfNamespace.get(valueOf(process15.pidNamespace));
    const mount = valueOf(process15.mountNamespace);
    const isApart = hostMountNamespace !== void 0 && mount !== void 0 && mount !== hostMountNamespace;
    const joined = shared && (!isApart || isNamed(shared)) ? shared : void 0;
    const draft = told.get(placeOfNamespaces(process15) ?? "")?.[1] ?? homeOf(process15, processes, placed) ?? joined ?? (isApart ? draftOfNamespaces(drafts, process15, []) : void 0);
    if (draft) {
      draft.members.push(process15);
      put(process15, draft);
    }
  }
}
function addTold(drafts, { engineContainers, processes, hostPidNamespace }, placed) {
  const told = /* @__PURE__ */ new Map();
  for (const { id, initPid } of engineContainers) {
    const init = initPid === void 0 ? void 0 : processes.get(initPid);
    const namespace = init && valueOf(init.pidNamespace);
    if (!init || namespace === void 0 || namespace === hostPidNamespace || placed.has(init.pid)) {
      continue;
    }
    const draft = {
      place: `engine:${id}`,
      id,
      runtime: "docker",
      owner: void 0,
      outers: [],
      members: []
    };
    drafts.set(draft.place, draft);
    told.set(placeOfNamespaces(init) ?? draft.place, [init, draft]);
  }
  return told;
}

// source/model/ownership/nesting.ts
function outersOf(inits, draftOfPid, processes) {
  const outers = /* @__PURE__ */ new Map();
  const places = new Set(inits.keys().map(({ place }) => place));
  for (const [draft, init] of inits) {
    const maker = outerOf(init, draft, draftOfPid, processes);
    const named = draft.outers.find((place) => places.has(place));
    const outer = (draft.owner ? named ?? maker : maker ?? named) ?? draft.outers[0];
    if (outer !== void 0 && !isWithin(outer, draft.place, outers)) {
      outers.set(draft.place, outer);
    }
  }
  return outers;
}
function isWithin(place, around, outers) {
  let current = place;
  for (let steps = 0; current !== void 0 && steps <= outers.size; steps++) {
    if (current === around) {
      return true;
    }
    current = outers.get(current);
  }
  return false;
}
function outerOf(init, draft, draftOfPid, processes) {
  let ancestor = processes.get(init.parentPid);
  for (let steps = 0; ancestor && steps < 1e3; steps++) {
    const found = draftOfPid.get(ancestor.pid);
    if (found && found !== draft) {
      return found.place;
    }
    ancestor = processes.get(ancestor.parentPid);
  }
  return void 0;
}

// source/model/ownership/own-cgroup.ts
var makers = /* @__PURE__ */ new Set(["unshare", "bwrap", "nsenter"]);
function membershipsIn(path3, memberships) {
  const own = memberships.filter((membership) => isBelow4(membership.path, path3)).map((membership) => ({ ...membership, path: path3 }));
  const countsMemory = (list) => list.some(({ controllers }) => controllers.includes("memory"));
  return own.length === 0 || countsMemory(memberships) && !countsMemory(own) ? void 0 : own;
}
function ownCgroup(init, processes, isOwn) {
  const paths = new Set((valueOf(init.cgroups) ?? []).map(({ path: path3 }) => path3).filter((path3) => path3 !== "/"));
  const isMaker = ({ pid, comm }) => pid === init.parentPid && makers.has(comm);
  const others = paths.size === 0 ? [] : [...processes.values()].filter((process15) => !process15.isKernelThread && !isOwn(process15) && !isMaker(process15));
  return [...paths].find(
    (path3) => others.every(({ cgroups }) => valueOf(cgroups)?.some((membership) => isBelow4(membership.path, path3)) !== true)
  );
}
function isBelow4(path3, whole2) {
  return path3 === whole2 || path3.startsWith(`${whole2}/`);
}

// source/model/ownership/ownership.ts
function groupProcesses(input) {
  const drafts = /* @__PURE__ */ new Map();
  const loose = [];
  const told = new Set(input.engineContainers.map(({ id }) => id));
  for (const process15 of input.processes.values()) {
    const found = ownersOf(process15);
    const owners = found.length === 0 && !process15.isKernelThread ? toldOwner(process15, told) : found;
    if (owners.length > 0) {
      addToCgroup(drafts, owners, process15);
    } else if (!process15.isKernelThread) {
      loose.push(process15);
    }
  }
  divideByNamespaces(drafts);
  addLoose(drafts, loose, input);
  return finish(drafts, input);
}
function finish(drafts, { processes, engineContainers }) {
  const filled = [...drafts.values()].filter(({ members }) => members.length > 0);
  const told = new Map(engineContainers.map(({ id, initPid }) => [id, initPid]));
  const inits = new Map(filled.map((draft) => [draft, draft.members.find(({ pid }) => pid === told.get(draft.id)) ?? eldestOf(draft.members)]));
  const draftOfPid = new Map(filled.flatMap((draft) => draft.members.map(({ pid }) => [pid, draft])));
  const outers = outersOf(inits, draftOfPid, processes);
  const keys = keysOf(
    filled,
    (draft) => inits.get(draft).pid === told.get(draft.id),
    (draft) => told.has(draft.id) && outers.has(draft.place)
  );
  const taken = new Set(keys.values());
  return new Map([...inits].map(([draft, init]) => {
    const key = keys.get(draft.place);
    const outer = outers.get(draft.place);
    const parent = outer === void 0 ? void 0 : keys.get(outer) ?? keyOfUnseen(outer, taken);
    const path3 = draft.owner?.path ?? ownCgroup(init, processes, ({ pid }) => isWithin(draftOfPid.get(pid)?.place, draft.place, outers));
    return [key, {
      key,
      id: key,
      runtime: draft.runtime,
      parent: parent === key ? void 0 : parent,
      pids: draft.members.map(({ pid }) => pid).toSorted((a, b) => a - b),
      initPid: init.pid,
      cgroups: path3 === void 0 ? void 0 : membershipsIn(path3, valueOf(init.cgroups) ?? []),
      cgroupPath: path3,
      isNamed: isNamed(draft),
      podUid: draft.owner?.podUid
    }];
  }));
}

// source/model/ownership/patch.ts
function findPlain({ groups, processes, owners, hostPidNamespace, told }) {
  const places = /* @__PURE__ */ new Map();
  const mixed = /* @__PURE__ */ new Set();
  const looseNamespaces = /* @__PURE__ */ new Set();
  const placed = Array.from(groups.values(), ({ initPid }) => initPid);
  for (const process15 of processes.values()) {
    const path3 = ownersOf(process15).at(-1)?.path;
    const key = owners.get(process15.pid);
    const namespace = valueOf(process15.pidNamespace);
    if (path3 === void 0) {
      if (namespace !== void 0 && namespace !== hostPidNamespace) {
        looseNamespaces.add(namespace);
        placed.push(process15.pid);
      }
    } else if (!mixed.has(path3)) {
      const place = places.get(path3);
      if (key === void 0 || groups.get(key)?.cgroupPath !== path3 || place && (place.key !== key || place.pidNamespace !== process15.pidNamespace)) {
        mixed.add(path3);
        places.delete(path3);
      } else if (!place) {
        places.set(path3, { key, pidNamespace: process15.pidNamespace });
      }
    }
  }
  for (const [path3, { pidNamespace }] of places) {
    if (looseNamespaces.has(valueOf(pidNamespace) ?? 0)) {
      places.delete(path3);
    }
  }
  return {
    hostPidNamespace,
    told,
    places,
    makers: ancestorsOf(placed, processes)
  };
}
function ancestorsOf(pids, processes) {
  const ancestors = /* @__PURE__ */ new Set();
  for (const pid of pids) {
    for (let parent = processes.get(pid)?.parentPid; parent !== void 0 && !ancestors.has(parent); ) {
      ancestors.add(parent);
      parent = processes.get(parent)?.parentPid;
    }
  }
  return ancestors;
}
function patchGroups(groups, owners, { processes, appeared, vanished }, plain2) {
  const changed = /* @__PURE__ */ new Map();
  const left = [];
  const joined = /* @__PURE__ */ new Map();
  const pidsOf = (key) => {
    let pids = changed.get(key);
    if (!pids) {
      pids = new Set(groups.get(key)?.pids);
      changed.set(key, pids);
    }
    return pids;
  };
  const leave = (pid) => {
    const key = owners.get(pid);
    const group = key === void 0 ? void 0 : groups.get(key);
    if (!group || !plain2.places.has(group.cgroupPath ?? "")) {
      return group === void 0 && !plain2.makers.has(pid);
    }
    pidsOf(group.key).delete(pid);
    left.push(pid);
    return group.initPid !== pid && !plain2.makers.has(pid);
  };
  if (vanished.some((pid) => !leave(pid))) {
    return void 0;
  }
  for (const pid of appeared) {
    const process15 = processes.get(pid);
    if (!process15) {
      continue;
    }
    const key = plainOwner(process15, plain2);
    if (key === "unclear" || owners.get(pid) !== key && !leave(pid)) {
      return void 0;
    }
    if (key !== void 0) {
      const init = processes.get(groups.get(key)?.initPid ?? 0);
      if (!init || byAge(process15, init) < 0) {
        return void 0;
      }
      pidsOf(key).add(pid);
      joined.set(pid, key);
    }
  }
  if (changed.size === 0) {
    return groups;
  }
  const patched = withPids(groups, changed);
  inheritOwners(patched, owners, left, joined);
  return patched;
}
function withPids(groups, changed) {
  const patched = new Map(groups);
  for (const [key, pids] of changed) {
    const group = groups.get(key);
    if (group) {
      patched.set(key, { ...group, pids: [...pids].toSorted((a, b) => a - b) });
    }
  }
  return patched;
}
function plainOwner(process15, { hostPidNamespace, told, places }) {
  const path3 = ownersOf(process15).at(-1)?.path;
  if (path3 !== void 0) {
    const place = places.get(path3);
    return place?.pidNamespace === process15.pidNamespace ? place?.key ?? "unclear" : "unclear";
  }
  if (process15.isKernelThread) {
    return void 0;
  }
  const isOfHost = hostPidNamespace !== void 0 && valueOf(process15.pidNamespace) === hostPidNamespace;
  return isOfHost && toldOwner(process15, told).length === 0 ? void 0 : "unclear";
}

// source/sampler/grouping/grouping.ts
var longestPatchedSeconds = 30;
var Grouping = class {
  /**
  Another number after every whole grouping.
  */
  revision = 0;
  #scanner;
  #identifier;
  #engines;
  #identified = { groups: /* @__PURE__ */ new Map(), makers: /* @__PURE__ */ new Map() };
  #plain;
  #groupedAtSeconds = -Infinity;
  #isPatched = false;
  constructor(scanner, identifier) {
    this.#scanner = scanner;
    this.#identifier = identifier;
  }
  /**
  The containers now. The same map while no process of a container came or went.
  */
  group(discovery, engines, atSeconds) {
    const { appeared, vanished } = discovery;
    const isStale2 = this.#engines !== engines || this.#identifier.isDue(atSeconds) || this.#isPatched && atSeconds - this.#groupedAtSeconds >= longestPatchedSeconds;
    if (!isStale2 && appeared.length === 0 && vanished.length === 0) {
      return this.#identified;
    }
    const patched = isStale2 ? void 0 : this.#patch(discovery);
    this.#identified = patched ?? this.#groupAnew(discovery.processes, engines, atSeconds);
    this.#isPatched = patched !== void 0;
    return this.#identified;
  }
  #patch(discovery) {
    const { groups, makers: makers2 } = this.#identified;
    const patched = this.#plain && patchGroups(groups, ownerByPid(groups), discovery, this.#plain);
    return patched === groups ? this.#identified : patched && { groups: patched, makers: makers2 };
  }
  #groupAnew(processes, engines, atSeconds) {
    this.revision++;
    this.#engines = engines;
    this.#groupedAtSeconds = atSeconds;
    const host = this.#scanner.hostNamespaces();
    const engineContainers = engines.flatMap(({ status, containers }) => status.isLocal && status.container === void 0 ? containers : []);
    const hostPidNamespace = valueOf(host.pid);
    const found = groupProcesses({
      processes,
      hostPidNamespace,
      hostMountNamespace: valueOf(host.mnt),
      engineContainers
    });
    const identified = this.#identifier.identify(
      found,
      processes,
      toldIds(engines),
      engines.some(({ status }) => status.state === "connecting"),
      atSeconds
    );
    const groups = withSameCgroups(identified.groups, this.#identified.groups);
    this.#plain = findPlain({
      groups,
      processes,
      owners: ownerByPid(groups),
      hostPidNamespace,
      told: new Set(engineContainers.map(({ id }) => id))
    });
    return { ...identified, groups };
  }
};
function toldIds(engines) {
  const told = /* @__PURE__ */ new Map();
  for (const { status, containers } of engines) {
    const ids = told.get(status.container) ?? /* @__PURE__ */ new Set();
    told.set(status.container, ids);
    for (const { id } of containers) {
      ids.add(id);
    }
  }
  return told;
}
function withSameCgroups(groups, previous) {
  return new Map(
    [...groups].map(([key, group]) => {
      const kept = previous.get(key)?.cgroups;
      const isSame4 = kept?.length === group.cgroups?.length && kept?.every(({ path: path3 }, index) => path3 === group.cgroups?.[index]?.path);
      return [key, isSame4 && kept ? { ...group, cgroups: kept } : group];
    })
  );
}

// source/sampler/parts/held-namespaces.ts
var roundSeconds = 10;
var pidsPerLook = 128;
var HeldNamespaceFinder = class {
  #scanner;
  #waiting = [];
  #found = /* @__PURE__ */ new Map();
  #last;
  #startedSeconds = -Infinity;
  constructor(scanner) {
    this.#scanner = scanner;
  }
  /**
  What the last whole round has found, and during the first one what was found so far; undefined where it is not wanted.
  */
  read(isWanted, pids, atSeconds) {
    if (!isWanted) {
      this.#forget();
      return void 0;
    }
    if (this.#waiting.length === 0) {
      if (atSeconds - this.#startedSeconds < roundSeconds) {
        return this.#last;
      }
      this.#startedSeconds = atSeconds;
      this.#waiting = [...pids];
      this.#found = /* @__PURE__ */ new Map();
    }
    for (const held of this.#scanner.closely.heldNamespaces(this.#waiting.slice(0, pidsPerLook))) {
      const { kind, inode, heldBy, where, pid } = held;
      const holder = heldBy === "mount" ? where : `${pid} ${where}`;
      const key = `${kind} ${inode} ${heldBy} ${holder}`;
      if (!this.#found.has(key)) {
        this.#found.set(key, held);
      }
    }
    this.#waiting = this.#waiting.slice(pidsPerLook);
    if (this.#waiting.length === 0 || !this.#last) {
      const found = [...this.#found.values()];
      this.#last = this.#waiting.length === 0 ? found : void 0;
      return found;
    }
    return this.#last;
  }
  #forget() {
    this.#waiting = [];
    this.#found.clear();
    this.#last = void 0;
    this.#startedSeconds = -Infinity;
  }
};

// source/sampler/grouping/identifier.ts
var import_node_process10 = __toESM(require_node_process(), 1);

// source/model/ownership/evidence.ts
var hexId = /^[\da-f]{64}$/;
function program([first = ""]) {
  return first.slice(first.lastIndexOf("/") + 1);
}
function option(args, ...names2) {
  for (const [index, word] of args.entries()) {
    for (const name of names2) {
      if (word === name) {
        return args[index + 1];
      }
      if (word.startsWith(`${name}=`)) {
        return word.slice(name.length + 1);
      }
    }
  }
  return void 0;
}
function idIn(text) {
  return text !== void 0 && hexId.test(text) ? text : void 0;
}
function storageFilePlace(parentArgs) {
  const id = program(parentArgs) === "conmon" ? idIn(option(parentArgs, "-c", "--cid")) : void 0;
  const bundle = option(parentArgs, "-b", "--bundle");
  const end = `/${id}/userdata`;
  return id !== void 0 && bundle?.startsWith("/") && bundle.endsWith(`-containers${end}`) ? { path: `${bundle.slice(0, -end.length)}/containers.json`, id } : void 0;
}
var containerVariable = { "systemd-nspawn": "nspawn", podman: "podman", lxc: "lxc" };
var shimRuntimes = { moby: "docker", "k8s.io": "kubernetes" };
var rules = [
  ({ parentArgs }) => program(parentArgs) === "conmon" ? { runtime: "podman", id: idIn(option(parentArgs, "-c", "--cid")), name: option(parentArgs, "-n", "--name") } : void 0,
  ({ parentArgs }) => program(parentArgs).startsWith("containerd-shim") ? { runtime: shimRuntimes[option(parentArgs, "-namespace") ?? ""] ?? "containerd", id: idIn(option(parentArgs, "-id")) } : void 0,
  ({ hostnameSource = "" }) => {
    const docker = /\/containers\/([\da-f]{64})\/hostname$/.exec(hostnameSource)?.[1];
    const podman = /\/overlay-containers\/([\da-f]{64})\/userdata\/hostname$/.exec(hostnameSource)?.[1];
    return docker ? { runtime: "docker", id: docker } : podman ? { runtime: "podman", id: podman } : void 0;
  },
  ({ parentArgs }) => program(parentArgs) === "systemd-nspawn" ? { runtime: "nspawn", name: option(parentArgs, "-M", "--machine") } : void 0,
  ({ environment: { container = "", HOSTNAME: hostname } }) => Object.hasOwn(containerVariable, container) ? { runtime: containerVariable[container], name: container === "podman" ? hostname : void 0 } : void 0,
  ({ parentArgs, args }) => {
    const words = [parentArgs, args].find((candidate) => program(candidate) === "bwrap");
    return words && { runtime: "bubblewrap", name: option(words, "--hostname") };
  },
  ({ parentArgs, args }) => [parentArgs, args].some((words) => program(words) === "unshare") ? { runtime: "unshare" } : void 0,
  ({ parentArgs }) => program(parentArgs) === "lxc-start" ? { runtime: "lxc", name: option(parentArgs, "-n", "--name") } : void 0,
  ({ parentArgs }) => program(parentArgs) === "runc" || program(parentArgs) === "crun" ? { runtime: program(parentArgs) } : void 0
];
function judge(evidence) {
  let maker = {
    runtime: "isolated",
    id: void 0,
    name: void 0,
    image: void 0,
    command: void 0,
    labels: void 0
  };
  for (const rule of rules) {
    const found = rule(evidence);
    if (found) {
      maker = { ...maker, ...found };
      break;
    }
  }
  return {
    ...maker,
    name: evidence.file?.name ?? maker.name ?? evidence.hostname,
    image: evidence.file?.image,
    command: evidence.file?.command ?? evidence.args.join(" "),
    labels: evidence.file?.labels
  };
}

// source/sampler/grouping/identifier.ts
var youngSeconds3 = 3;
var patienceSeconds = 0.5;
var longestHostname = 256;
var longestFile = 1048576;
var longestStorageFile = 16777216;
var noParsers = { parseContainerFile: () => void 0, parseStorageFile: () => /* @__PURE__ */ new Map() };
function isTold(told, id, container) {
  return told.get(container)?.has(id) === true;
}
function isToldAround(told, id, container, groups) {
  let around = groups.get(container)?.parent;
  for (let steps = 0; around !== void 0 && steps < groups.size; steps++) {
    if (isTold(told, id, around)) {
      return true;
    }
    around = groups.get(around)?.parent;
  }
  return isTold(told, id, void 0);
}
var Identifier = class {
  #scanner;
  #parsers;
  #hostname;
  #judgements = /* @__PURE__ */ new Map();
  #waitsUntilSeconds;
  #isWaiting = false;
  /**
  Files that tell of many containers, by device and inode, while one look at all containers takes.
  */
  #storageFiles = /* @__PURE__ */ new Map();
  constructor(scanner, parsers = noParsers) {
    this.#scanner = scanner;
    this.#parsers = parsers;
  }
  /**
  Groups under the ids that were found for them, with their makers. What an engine tells needs no judgement: `told` has the ids of each,
  by the container in which it runs. While `isEngineComing`, those that an engine seems to have made wait for its word, for a moment.
  */
  identify(groups, identities, told, isEngineComing, atSeconds) {
    this.#waitsUntilSeconds ??= atSeconds + patienceSeconds;
    const mayWait = isEngineComing && atSeconds < this.#waitsUntilSeconds;
    this.#isWaiting = false;
    const makers2 = /* @__PURE__ */ new Map();
    const keys = /* @__PURE__ */ new Map();
    const used = /* @__PURE__ */ new Set();
    for (const group of groups.values()) {
      const init = identities.get(group.initPid);
      const parent = group.parent === void 0 ? void 0 : keys.get(group.parent) ?? group.parent;
      if (!init || group.isNamed && isTold(told, group.id, parent)) {
        continue;
      }
      if (group.isNamed && mayWait) {
        this.#isWaiting = true;
        continue;
      }
      const key = processKey(init);
      used.add(key);
      const { maker } = this.#judge(key, init, group, atSeconds);
      const id = group.isNamed ? void 0 : maker.id;
      const isDoubtful = id === void 0 || groups.has(id) || makers2.has(id) || parent !== void 0 && (!isTold(told, id, parent) || isToldAround(told, id, parent, groups));
      const own = isDoubtful ? group.key : id;
      keys.set(group.key, own);
      makers2.set(own, group.isNamed ? { ...maker, runtime: group.runtime, labels: maker.labels ?? podLabels(group) } : maker);
    }
    this.#storageFiles.clear();
    for (const key of this.#judgements.keys()) {
      if (!used.has(key)) {
        this.#judgements.delete(key);
      }
    }
    return { groups: rename(groups, keys), makers: makers2 };
  }
  /**
  Whether some container was judged too early and should be judged again.
  */
  isDue(atSeconds) {
    return this.#isWaiting && atSeconds >= this.#waitsUntilSeconds || this.#judgements.values().some((judgement) => isStale(judgement, atSeconds));
  }
  #judge(key, init, group, atSeconds) {
    const known2 = this.#judgements.get(key);
    if (known2 && !isStale(known2, atSeconds)) {
      return known2;
    }
    const judgement = { maker: judge(this.#evidence(init, group)), atSeconds, wasYoung: known2 === void 0 };
    this.#judgements.set(key, judgement);
    return judgement;
  }
  #evidence(init, group) {
    const { pid, parentPid } = init;
    const { closely } = this.#scanner;
    const hostnameMount = valueOf(this.#scanner.mounts(pid))?.findLast(({ mountPoint }) => mountPoint === "/etc/hostname");
    const parentArgs = valueOf(this.#scanner.facts(parentPid).args) ?? [];
    return {
      parentArgs,
      args: valueOf(this.#scanner.facts(pid).args) ?? [],
      hostnameSource: hostnameMount?.root,
      environment: Object.fromEntries((valueOf(closely.environment(pid)) ?? []).map(({ name, value }) => [name, value ?? ""])),
      hostname: this.#ownHostname(pid),
      file: (hostnameMount && this.#readFile(hostnameMount, group, parentPid)) ?? this.#readStorageFile(parentArgs, group, parentPid)
    };
  }
  /**
  Without a file of its own it would be the host's name.
  */
  #ownHostname(pid) {
    const own = this.#scanner.closely.identifyInRoot(pid, "/etc/hostname");
    this.#hostname ??= this.#scanner.closely.identifyInRoot(import_node_process10.default.pid, "/etc/hostname");
    if (isMissing(own) || !isMissing(this.#hostname) && own.inode === this.#hostname.inode && own.device === this.#hostname.device) {
      return void 0;
    }
    const text = valueOf(this.#scanner.closely.readTextInRoot(pid, "/etc/hostname", longestHostname));
    const name = text?.trim().split("\n", 1)[0];
    return name === "" ? void 0 : name;
  }
  /**
  Docker keeps its own file beside the host name that it mounts. With a network of another container that is the other's folder.
  */
  #readFile(mount, group, viewer) {
    const source = valueOf(this.#scanner.closely.mountSource(mount)) ?? valueOf(this.#scanner.closely.mountSource(mount, viewer));
    const folder = source?.replace(/\/[^/]*$/, "");
    if (folder === void 0) {
      return void 0;
    }
    const sibling = group.isNamed ? `${folder.slice(0, folder.lastIndexOf("/") + 1)}${group.id}` : folder;
    const text = valueOf(readText(`${sibling}/config.v2.json`, longestFile));
    const file = text === void 0 ? void 0 : this.#parsers.parseContainerFile(text);
    return file && (!group.isNamed || file.id === group.id) ? file : void 0;
  }
  /**
  Podman's storage has one file for all containers, where its watcher was told to find this one.
  */
  #readStorageFile(watcherArgs, group, watcher) {
    const place = storageFilePlace(watcherArgs);
    const identity = place && valueOf(this.#scanner.closely.identifyInRoot(watcher, place.path));
    if (!place || !identity || group.isNamed && place.id !== group.id) {
      return void 0;
    }
    const key = `${identity.device}:${identity.inode}`;
    const text = this.#storageFiles.has(key) ? void 0 : valueOf(this.#scanner.closely.readTextInRoot(watcher, place.path, longestStorageFile));
    const files = this.#storageFiles.get(key) ?? this.#parsers.parseStorageFile(text ?? "");
    this.#storageFiles.set(key, files);
    return files.get(place.id);
  }
};
function podLabels({ podUid }) {
  return podUid === void 0 ? void 0 : { "io.kubernetes.pod.uid": podUid };
}
function isStale({ wasYoung, atSeconds: at }, atSeconds) {
  return wasYoung && atSeconds - at > youngSeconds3;
}
function rename(groups, keys) {
  return new Map(
    [...groups.values()].map((group) => {
      const key = keys.get(group.key) ?? group.key;
      const parent = group.parent === void 0 ? void 0 : keys.get(group.parent) ?? group.parent;
      return [
        key,
        key === group.key && parent === group.parent ? group : {
          ...group,
          key,
          id: key,
          parent
        }
      ];
    })
  );
}

// source/sampler/parts/isolation.ts
var import_node_process11 = __toESM(require_node_process(), 1);
var import_node_util5 = __toESM(require_node_util(), 1);

// source/model/isolation/isolation.ts
var knownToEngines = 0x3FFFFFFFFFn;
function buildIsolation({
  reading,
  namespaces,
  hostNamespaces,
  hostCapabilities,
  sockets,
  enginesBySocket,
  nestedEngine
}) {
  const effective = mapKnown(reading.capabilities, (sets) => sets.effective);
  const hostNamespaceKinds = namespaceKinds.map(({ kind }) => kind).filter((kind) => !isMissing(namespaces[kind]) && namespaces[kind] === valueOf(hostNamespaces[kind]));
  const mounts = valueOf(reading.mounts) ?? [];
  const hasOwnUsers = !isMissing(reading.idMaps.users) && !isIdentityMap(reading.idMaps.users);
  return {
    isPrivileged: mapKnown(effective, (mask) => hostCapabilities === void 0 ? unsupported : !hasOwnUsers && (mask & hostCapabilities & knownToEngines) === (hostCapabilities & knownToEngines) && valueOf(reading.seccomp) === "disabled" && mounts.some(({ mountPoint, options }) => mountPoint === "/sys" && options.includes("rw"))),
    hostNamespaces: hostNamespaceKinds,
    capabilities: mapKnown(effective, (mask) => capabilityNames(mask)),
    // eslint-disable-next-line no-bitwise -- capabilities are bits
    addedCapabilities: mapKnown(effective, (mask) => capabilityNames(mask & ~defaultContainerCapabilities)),
    // eslint-disable-next-line no-bitwise -- capabilities are bits
    droppedCapabilities: mapKnown(effective, (mask) => capabilityNames(defaultContainerCapabilities & ~mask)),
    seccomp: reading.seccomp,
    noNewPrivileges: reading.noNewPrivileges,
    lsmLabel: reading.lsmLabel,
    root: reading.root,
    rootIsHostRoot: reading.rootIsHostRoot,
    idMap: reading.idMaps.users,
    isRootMapped: mapKnown(
      reading.idMaps.users,
      (ranges) => !isIdentityMap(ranges) && ranges.every(({ inside, outside }) => !(inside === 0 && outside === 0))
    ),
    hasAllDevices: mapKnown(reading.devices, (rules2) => rules2.some(({ type, access }) => type === "a" && access.includes("w"))),
    hostMounts: mounts.flatMap((mount) => hostMount(mount)),
    engineSockets: (valueOf(sockets) ?? []).flatMap(({ path: path3, identity }) => {
      const engine = isMissing(identity) ? void 0 : enginesBySocket.get(`${identity.device}:${identity.inode}`);
      return engine === void 0 ? [] : [{ path: path3, engine }];
    }),
    nestedEngine
  };
}
var ownFileSystems = /* @__PURE__ */ new Set([
  "overlay",
  "tmpfs",
  "proc",
  "sysfs",
  "cgroup",
  "cgroup2",
  "devpts",
  "mqueue",
  "nsfs",
  "devtmpfs",
  "shm",
  "fuse.lxcfs"
]);
var tellingDirectories = /^\/(?:$|(?:etc|root|home|boot|usr|var|proc|sys)$|var\/lib\/(?:docker|containers|containerd|kubelet)(?:$|\/$)|var\/run$|run$)/;
function hostMount({ mountPoint, root, fileSystem, options }) {
  return mountPoint === "/" || ownFileSystems.has(fileSystem) || !tellingDirectories.test(root) ? [] : [{ path: mountPoint, source: root, isWritable: options.includes("rw") }];
}

// source/sampler/parts/isolation.ts
var secondsBetweenReadings = { watched: 5, others: 120 };
var youngSeconds4 = 2;
var readingsPerPass = { first: 20, again: 5 };
var IsolationKeeper = class {
  #scanner;
  #held = /* @__PURE__ */ new Map();
  #isolations = /* @__PURE__ */ new Map();
  #hostCapabilities;
  constructor(scanner) {
    this.#scanner = scanner;
  }
  /**
  What is known of each container now; those that were not read yet are missing. The same map each time. `watched` is the one that
  somebody looks at.
  */
  update({
    groups,
    identities,
    factsOf,
    engines,
    watched,
    isAllAtOnce,
    isHasty,
    uptimeSeconds,
    atSeconds
  }) {
    if (isHasty) {
      return this.#isolations;
    }
    const room = isAllAtOnce ? { first: Infinity, again: Infinity } : { ...readingsPerPass };
    for (const [key, group] of groups) {
      const init = identities.get(group.initPid);
      const facts = factsOf(group.initPid);
      if (!init || !facts) {
        continue;
      }
      const held = this.#held.get(key);
      const isSameProcess = held?.key === processKey(init);
      const lasting = isSameProcess && held.wasYoung ? youngSeconds4 : secondsBetweenReadings[key === watched ? "watched" : "others"];
      const isCurrent = isSameProcess && atSeconds - held.atSeconds < lasting;
      if (isCurrent && held.engines === engines) {
        continue;
      }
      const turn = held ? "again" : "first";
      if (isCurrent) {
        held.engines = engines;
        this.#isolations.set(key, this.#build(key, init.pid, held, facts, engines));
      } else if (room[turn] > 0) {
        room[turn]--;
        const reading = this.#scanner.closely.isolation(init.pid);
        const sockets = this.#scanner.closely.socketMounts(init.pid, reading.mounts);
        const fresh = {
          key: processKey(init),
          reading,
          sockets,
          atSeconds,
          wasYoung: uptimeSeconds - init.startTicks / ticksPerSecond < youngSeconds4,
          engines
        };
        this.#held.set(key, fresh);
        this.#isolations.set(key, this.#build(key, init.pid, fresh, facts, engines));
      }
    }
    for (const key of this.#held.keys()) {
      if (!groups.has(key)) {
        this.#held.delete(key);
        this.#isolations.delete(key);
      }
    }
    return this.#isolations;
  }
  #build(container, pid, { reading, sockets }, { namespaces }, engines) {
    this.#hostCapabilities ??= this.#readHostCapabilities();
    const isolation = buildIsolation({
      container,
      reading,
      namespaces,
      hostNamespaces: this.#scanner.hostNamespaces(),
      hostCapabilities: this.#hostCapabilities,
      sockets: this.#withEngines(pid, sockets, reading.mounts, engines),
      enginesBySocket: new Map(engines.filter((engine) => engine.container !== container).map(({ socket, program: program2 }) => [socket, program2])),
      nestedEngine: engines.find((engine) => engine.container === container)?.program
    });
    const last = this.#isolations.get(container);
    return last && (0, import_node_util5.isDeepStrictEqual)(last, isolation) ? last : isolation;
  }
  /**
  Adds the sockets of these engines that lie in mounted directories, whatever their names are.
  */
  #withEngines(pid, sockets, mounts, engines) {
    if (isMissing(sockets) || isMissing(mounts)) {
      return sockets;
    }
    const known2 = new Set(sockets.map(({ path: path3 }) => path3));
    const found = engines.flatMap(({ file, socket }) => (file ? placesOf(mounts, file) : []).filter((path3) => !known2.has(path3)).flatMap((path3) => {
      const identity = this.#scanner.closely.identifyInRoot(pid, path3);
      return isMissing(identity) || `${identity.device}:${identity.inode}` !== socket ? [] : [{ path: path3, identity }];
    }));
    return [...sockets, ...new Map(found.map((mounted) => [mounted.path, mounted])).values()];
  }
  #readHostCapabilities() {
    const { status } = this.#scanner.facts(import_node_process11.default.pid);
    return isMissing(status) ? void 0 : status.capabilities.bounding;
  }
};

// source/sampler/parts/samples.ts
var SampleReader = class {
  #scanner;
  #pairs;
  #watches = /* @__PURE__ */ new Map();
  #readAtSeconds;
  constructor(scanner, shortestSeconds2) {
    this.#scanner = scanner;
    this.#pairs = new Pairs(shortestSeconds2);
  }
  /**
  Reads those that are due, and forgets all others.
  */
  read(pids, identities, atSeconds) {
    const wanted = new Set(pids);
    this.#pairs.keep((pid) => wanted.has(pid));
    this.forget([...this.#watches.keys()].filter((pid) => !wanted.has(pid)));
    this.#readAtSeconds = atSeconds;
    for (const pid of pids) {
      const identity = identities.get(pid);
      if (identity && this.#pairs.isDue(pid, atSeconds)) {
        const sample = this.#watch(pid).sample();
        const isSameProcess = isMissing(sample.stat) || sample.stat.startTicks === identity.startTicks;
        if (isSameProcess) {
          this.#pairs.take(pid, sample, atSeconds);
        }
      }
    }
  }
  get(pid) {
    return this.#pairs.get(pid);
  }
  /**
  What was read of it in the last pass; undefined where it was not due then.
  */
  latest(pid) {
    const now = this.#pairs.get(pid)?.now;
    return now?.atSeconds === this.#readAtSeconds ? now?.value : void 0;
  }
  /**
  The name it had when it was sampled last.
  */
  commOf(pid) {
    const sample = this.#pairs.get(pid);
    return sample && valueOf(sample.now.value.stat)?.comm;
  }
  /**
  A pid that was given again is another process.
  */
  forget(pids) {
    for (const pid of pids) {
      this.#pairs.forget(pid);
      this.#watches.get(pid)?.close();
      this.#watches.delete(pid);
    }
  }
  #watch(pid) {
    let watch = this.#watches.get(pid);
    if (!watch) {
      watch = this.#scanner.watchProcess(pid);
      this.#watches.set(pid, watch);
    }
    return watch;
  }
};

// source/sampler/parts/self.ts
var import_node_process12 = __toESM(require_node_process(), 1);
var microsecondsPerPercent = 1e4;
var SelfMeter = class {
  #pairs;
  constructor(shortestSeconds2) {
    this.#pairs = new Pairs(shortestSeconds2);
  }
  read(atSeconds) {
    if (this.#pairs.isDue("self", atSeconds)) {
      const { user, system } = import_node_process12.default.cpuUsage();
      this.#pairs.take("self", (user + system) / microsecondsPerPercent, atSeconds);
    }
    return { cpuPercent: ratePerSecond(this.#pairs.get("self"), (value) => value), residentBytes: import_node_process12.default.memoryUsage.rss() };
  }
};

// source/sampler/pass.ts
var shortestSeconds = 0.4;
var Reader = class {
  #scanner;
  #grouping;
  #engines;
  #isolations;
  #details;
  #held;
  #self = new SelfMeter(shortestSeconds);
  #hosts = new Pairs(shortestSeconds);
  #counters;
  #samples;
  #facts;
  #scope;
  #shownPids = [];
  #sampledPids = [];
  #lastSeconds;
  #ticks = 0;
  #lastEngines;
  #watchedRevision = -1;
  #lastGroups;
  constructor(scanner, parsers) {
    this.#scanner = scanner;
    this.#counters = new CounterReader(scanner, shortestSeconds);
    this.#facts = new FactsKeeper(scanner);
    this.#samples = new SampleReader(scanner, shortestSeconds);
    this.#engines = new EngineFinder(scanner);
    this.#isolations = new IsolationKeeper(scanner);
    this.#grouping = new Grouping(scanner, new Identifier(scanner, parsers));
    this.#details = new DetailReader(scanner, shortestSeconds);
    this.#held = new HeldNamespaceFinder(scanner);
  }
  /**
  One pass over what is wanted.
  */
  read(request, hostFacts, users) {
    const { atSeconds, wants, engines } = request;
    this.#ticks += request.isTick ? 1 : 0;
    const isHasty = this.#isHasty(wants);
    const watched = wants.counters?.whole;
    const discovery = this.#scanner.discover({
      isHasty,
      isUrgent: !wants.counters || wants.isWholeHost || engines !== this.#lastEngines,
      watched: watched === void 0 ? void 0 : this.#lastGroups?.get(watched)?.cgroups
    });
    this.#lastEngines = engines;
    const identities = discovery.processes;
    this.#samples.forget(discovery.vanished);
    const { groups, makers: makers2 } = this.#grouping.group(discovery, engines, atSeconds);
    this.#lastGroups = groups;
    if (this.#grouping.revision !== this.#watchedRevision) {
      this.#watchedRevision = this.#grouping.revision;
      this.#scanner.watchBeside([...groups.values()].flatMap(({ cgroups }) => cgroups ? [cgroups] : []));
    }
    this.#readHost(atSeconds);
    const uptimeSeconds = valueOf(this.#hosts.get("host").now.value.uptimeSeconds) ?? Infinity;
    const owners = ownerByPid(groups);
    const engineProcesses = this.#engines.find({
      ...discovery,
      identities,
      owners,
      uptimeSeconds,
      isHasty,
      atSeconds
    });
    const changed = this.#changedPids(discovery, wants);
    const shown = wants.isWholeHost ? identities : owners;
    const shownPids = this.#pidsToShow(shown, changed);
    const watchedPids = pidsToSample(wants, groups, shownPids);
    const factsRead = this.#facts.update({
      identities,
      inits: initsOf(groups),
      watched: watchedPids,
      shown,
      changed,
      isUrgent: wants.sampled === "shown",
      isHasty,
      commOf: (pid) => this.#samples.commOf(pid),
      uptimeSeconds,
      atSeconds
    });
    this.#counters.read(groups, { wanted: wants.counters, isHasty }, (pid) => this.#facts.get(pid), atSeconds);
    const isolations = this.#isolations.update({
      groups,
      identities,
      factsOf: (pid) => this.#facts.get(pid),
      engines: engineProcesses,
      watched: wants.counters?.whole,
      isAllAtOnce: wants.isAllAtOnce,
      isHasty,
      uptimeSeconds,
      atSeconds
    });
    this.#samples.read(watchedPids, identities, atSeconds);
    const details = this.#readDetails(wants.details, { owners, groups, identities }, atSeconds);
    const heldNamespaces = this.#held.read(wants.isHeldWanted === true, identities.keys(), atSeconds);
    const sampledBefore = this.#sampledPids;
    this.#sampledPids = watchedPids;
    const seconds = this.#lastSeconds === void 0 ? 0 : atSeconds - this.#lastSeconds;
    this.#lastSeconds = atSeconds;
    return {
      takenAt: request.takenAt,
      seconds,
      isTick: request.isTick,
      hostFacts,
      host: this.#hosts.get("host"),
      hostNamespaces: this.#scanner.hostNamespaces(),
      processCount: discovery.count,
      identities,
      groups,
      groupsRevision: this.#grouping.revision,
      shownPids,
      isWholeHost: wants.isWholeHost,
      changedPids: changed && /* @__PURE__ */ new Set([...changed, ...factsRead, ...sampledBefore, ...watchedPids]),
      facts: (pid) => this.#facts.get(pid),
      sample: (pid) => this.#samples.get(pid),
      cgroup: (key) => this.#counters.cgroup(key),
      network: (inode) => this.#counters.network(inode),
      maker: (key) => makers2.get(key),
      isolation: (key) => isolations.get(key),
      engineProcesses,
      engines,
      users,
      details,
      heldNamespaces,
      self: this.#self.read(atSeconds),
      problems: problemsOf(engines)
    };
  }
  /**
  Who came or went, or is in another container; undefined where anything may have changed: the containers were worked out anew, or others
  are to be shown.
  */
  #changedPids({ appeared, vanished }, { isWholeHost }) {
    const { revision } = this.#grouping;
    const isAlike = this.#scope?.revision === revision && this.#scope.isWholeHost === isWholeHost;
    this.#scope = { revision, isWholeHost };
    return isAlike ? [...appeared, ...vanished] : void 0;
  }
  /**
  Ascending; the same array until others are to be shown.
  */
  #pidsToShow(shown, changed) {
    if (changed?.length !== 0) {
      this.#shownPids = [...Uint32Array.from(shown.keys()).toSorted()];
    }
    return this.#shownPids;
  }
  #readHost(atSeconds) {
    if (this.#hosts.isDue("host", atSeconds)) {
      this.#hosts.take("host", this.#scanner.host(), atSeconds);
    }
  }
  /**
  What can wait would keep the first screen waiting, and then the names that an engine is about to tell.
  */
  #isHasty(wants) {
    return wants.isAllAtOnce !== true && this.#ticks < 2;
  }
  #readDetails(wanted, { owners, groups, identities }, atSeconds) {
    const identity = wanted && identities.get(wanted.pid);
    return this.#details.read(
      wanted,
      identity,
      atSeconds,
      companionsOf(wanted?.pid, { owners, groups, identities }),
      identity && this.#samples.latest(identity.pid)
    );
  }
};
function problemsOf(engines) {
  return engines.flatMap(
    ({ status: { state, address, detail } }) => state === "connecting" || state === "up" && detail === void 0 ? [] : [{ what: `engine ${address}`, detail: detail ?? state }]
  );
}
function companionsOf(pid, { owners, groups, identities }) {
  const owner = pid === void 0 ? void 0 : owners.get(pid);
  const pids = owner === void 0 ? [] : groups.get(owner)?.pids ?? [];
  return pids.map((each) => identities.get(each)).filter((identity) => identity !== void 0);
}
function initsOf(groups) {
  return Array.from(groups.values(), ({ initPid }) => initPid);
}
function pidsToSample({ sampled }, groups, shownPids) {
  if (sampled === "shown") {
    return shownPids;
  }
  const containers = sampled === "nobody" ? [] : sampled.containers;
  const watched = new Set(containers);
  return [...groups].flatMap(([key, { pids, cgroups }]) => watched.has(key) || !cgroups ? pids : []);
}

// source/model/build/recent.ts
var Recent = class _Recent {
  #most;
  #values;
  #end;
  /**
  Keeps no more than `most` values.
  */
  constructor(most, values = [], end = values.length) {
    this.#most = most;
    this.#values = values;
    this.#end = end;
  }
  get length() {
    return Math.min(this.#most, this.#end);
  }
  /**
  The newest values, so many at most.
  */
  last(count = this.#most) {
    return this.#values.slice(Math.max(0, this.#end - Math.min(count, this.#most)), this.#end);
  }
  /**
  The same with one value more; this one remains what it is.
  */
  with(value) {
    const isShared = this.#end === this.#values.length && this.#end < 2 * this.#most;
    const values = isShared ? this.#values : [...this.last(this.#most - 1)];
    values.push(value);
    return new _Recent(this.#most, values);
  }
};

// source/model/build/history.ts
var historyLength = 120;
var noSeries = { cpuPercent: new Recent(historyLength), memoryBytes: new Recent(historyLength) };
function appendHistory(history, containers) {
  const next = /* @__PURE__ */ new Map();
  for (const [key, { usage }] of containers) {
    const { cpuPercent, memoryBytes } = history.get(key) ?? noSeries;
    next.set(key, { cpuPercent: cpuPercent.with(valueOf(usage.cpuPercent)), memoryBytes: memoryBytes.with(valueOf(usage.memoryBytes)) });
  }
  return next;
}

// source/model/build/host.ts
function buildHost(facts, pair, namespaces, processes) {
  const { memory, load, uptimeSeconds } = pair.now.value;
  return {
    ...facts,
    memoryBytes: mapKnown(memory, (value) => value.totalBytes),
    memoryUsedBytes: mapKnown(memory, (value) => value.totalBytes - value.availableBytes),
    cpuPercent: sharePercent(
      pair,
      ({ stat }) => mapKnown(stat, ({ cpu }) => busyTicks(cpu)),
      ({ stat }) => mapKnown(stat, ({ cpu }) => busyTicks(cpu) + cpu.idle + cpu.iowait)
    ),
    load: mapKnown(load, (value) => [value.one, value.five, value.fifteen]),
    uptimeSeconds,
    processes,
    namespaces
  };
}
function busyTicks(cpu) {
  return cpu.user + cpu.nice + cpu.system + cpu.irq + cpu.softirq;
}

// source/model/build/process-usage.ts
function usageOfProcesses(pairs) {
  const sampled = pairs.filter((pair) => pair !== void 0);
  if (sampled.length === 0) {
    return {
      ...remoteUsage,
      cpuPercent: firstSample,
      cpuUserPercent: firstSample,
      cpuSystemPercent: firstSample,
      memoryBytes: firstSample,
      tasks: firstSample
    };
  }
  const stats = sampled.map(({ now }) => valueOf(now.value.stat)).filter((stat) => stat !== void 0);
  return {
    ...remoteUsage,
    cpuPercent: cpuShare2(sampled, (stat) => stat.userTicks + stat.systemTicks),
    cpuUserPercent: cpuShare2(sampled, (stat) => stat.userTicks),
    cpuSystemPercent: cpuShare2(sampled, (stat) => stat.systemTicks),
    memoryBytes: sum(stats, ({ residentBytes }) => residentBytes),
    tasks: sum(stats, ({ threads }) => threads)
  };
}
function cpuShare2(pairs, ticks) {
  let percent = 0;
  let isMeasured = false;
  for (const { now, before } of pairs) {
    const seconds = before ? now.atSeconds - before.atSeconds : 0;
    if (!before || isMissing(now.value.stat) || isMissing(before.value.stat) || seconds <= 0) {
      continue;
    }
    isMeasured = true;
    percent += Math.max(0, ticks(now.value.stat) - ticks(before.value.stat)) / ticksPerSecond / seconds * 100;
  }
  return isMeasured ? percent : firstSample;
}
function sum(stats, pick) {
  let total = 0;
  for (const stat of stats) {
    total += pick(stat);
  }
  return total;
}

// source/model/build/container-list.ts
var ContainerList = class {
  #built = /* @__PURE__ */ new Map();
  #named;
  #told;
  /**
  All containers that the engines or the kernel tell, and those that ended a short while ago; by name.
  */
  build(readings, namespaces, hostMemoryBytes, previous) {
    const told = this.#toldByKey(readings);
    const context = {
      takenAt: readings.takenAt,
      hostNamespaces: readings.hostNamespaces,
      hostMemoryBytes,
      allNamespaces: namespaces.map
    };
    const containers = /* @__PURE__ */ new Map();
    const add = (key) => {
      if (told.has(key) || readings.groups.has(key)) {
        containers.set(key, this.#build(key, told.get(key), readings, previous?.containers.get(key), context, namespaces.sharing));
      }
    };
    for (const [key, container] of previous?.containers ?? []) {
      add(key);
      const remembered = containers.has(key) ? void 0 : rememberContainer(container, readings.takenAt, exitCodeOf(container, readings.engines));
      if (remembered) {
        containers.set(key, remembered);
      }
    }
    const known2 = containers.size;
    for (const keys of [told.keys(), readings.groups.keys()]) {
      for (const key of keys) {
        if (!containers.has(key)) {
          add(key);
        }
      }
    }
    for (const key of this.#built.keys()) {
      if (!containers.has(key)) {
        this.#built.delete(key);
      }
    }
    const isNamed2 = told === this.#named;
    this.#named = told;
    return known2 === containers.size && isNamed2 ? containers : inOrder(containers);
  }
  #build(key, told, readings, previous, context, sharing) {
    const group = readings.groups.get(key);
    if (!group?.cgroups) {
      return buildContainer(key, told, group && seeContainer(group, readings), previous, context);
    }
    const network = networkOf(netOf(group, readings), readings);
    const of = [
      told?.container,
      told?.engine,
      group,
      readings.identities.get(group.initPid),
      readings.facts(group.initPid)?.namespaces,
      steady(readings.cgroup(key)),
      isPair(network) ? steady(network) : network,
      readings.maker?.(key),
      readings.isolation?.(key),
      context.hostMemoryBytes,
      sharing,
      context.hostNamespaces
    ];
    const built = this.#built.get(key);
    if (built && built.container === previous && built.of.every((value, index) => value === of[index])) {
      return built.container;
    }
    const container = buildContainer(key, told, seeContainer(group, readings), previous, context);
    this.#built.set(key, { of, container });
    return container;
  }
  #toldByKey({ engines, groups, groupsRevision }) {
    const revision = groupsRevision ?? groups;
    if (this.#told?.engines !== engines || this.#told.revision !== revision) {
      this.#told = { engines, revision, byKey: toldByKey(engines, groups) };
    }
    return this.#told.byKey;
  }
};
function inOrder(containers) {
  return new Map([...containers].toSorted(([, a], [, b]) => byName(a.name, b.name)));
}
function isPair(network) {
  return network !== void 0 && "now" in network;
}
function toldByKey(engines, groups) {
  const siblings = new Map([...groups.values()].map(({ key, id, parent }) => [`${parent ?? ""} ${id}`, key]));
  const told = /* @__PURE__ */ new Map();
  for (const { status, containers } of engines.toSorted(
    (a, b) => Number(a.status.container !== void 0) - Number(b.status.container !== void 0)
  )) {
    for (const container of containers) {
      const sibling = siblings.get(`${status.container ?? ""} ${container.id}`);
      const isOthers = sibling === void 0 && status.container !== void 0 && groups.has(container.id);
      const key = sibling ?? container.id;
      if (!isOthers && !told.has(key)) {
        told.set(key, { container, engine: status });
      }
    }
  }
  return told;
}
function netOf(group, readings) {
  return readings.facts(group.initPid)?.namespaces.net ?? gone;
}
function seeContainer(group, readings) {
  const init = readings.identities.get(group.initPid);
  const namespaces = readings.facts(group.initPid)?.namespaces ?? unknownNamespaces(gone);
  const bootTime = mapKnown(readings.host.now.value.uptimeSeconds, (uptimeSeconds) => readings.takenAt - uptimeSeconds * 1e3);
  return {
    group,
    initKey: init ? processKey(init) : gone,
    startedAt: init && startTime(init.startTicks, ticksPerSecond, bootTime),
    namespaces,
    cgroup: readings.cgroup(group.key),
    processes: group.cgroups ? void 0 : usageOfProcesses(group.pids.map((pid) => readings.sample(pid))),
    maker: readings.maker?.(group.key),
    isolation: readings.isolation?.(group.key),
    network: networkOf(namespaces.net, readings)
  };
}
function exitCodeOf({ id, engine }, engines) {
  return engines.find(({ status }) => status.id === engine)?.exitCodes.get(id);
}
function networkOf(inode, { hostNamespaces, network }) {
  if (isMissing(inode)) {
    return inode;
  }
  return isSame(hostNamespaces.net, inode) ? void 0 : network(inode);
}

// source/model/build/namespace-list.ts
var NamespaceList = class {
  #members = /* @__PURE__ */ new Map();
  #counts = /* @__PURE__ */ new Map();
  #collected;
  /**
  All namespaces that somebody is in.
  */
  build(input) {
    this.#collected = (this.#collected && this.#patch(this.#collected, input)) ?? this.#collect(input);
    return this.#collected;
  }
  #collect({ shownPids, hostNamespaces, ...input }) {
    this.#members = /* @__PURE__ */ new Map();
    this.#counts = /* @__PURE__ */ new Map();
    for (const pid of shownPids) {
      const member = memberOf(pid, input);
      if (member) {
        this.#members.set(pid, member);
        this.#count(member, 1);
      }
    }
    const map = collectNamespaces(this.#members.values(), hostNamespaces);
    const last = this.#collected;
    return { map, sharing: last && isSharedAlike(last.map, map) ? last.sharing : map };
  }
  /**
  Undefined where a container is in a set of namespaces for the first time or no longer: then more than pids has changed.
  */
  #patch(last, input) {
    if (!input.changedPids) {
      return void 0;
    }
    const changes = [];
    for (const pid of input.changedPids) {
      const before = this.#members.get(pid);
      const now = memberOf(pid, input);
      if (before?.namespaces === now?.namespaces && before?.container === now?.container) {
        continue;
      }
      const isPlain = (!now || this.#count(now, 1) > 1) && (!before || this.#count(before, -1) > 0);
      if (!isPlain) {
        return void 0;
      }
      changes.push({ before, now });
    }
    if (changes.length === 0) {
      return last;
    }
    const map = new Map(last.map);
    for (const { before, now } of changes) {
      if (before) {
        this.#members.delete(before.pid);
        changePids(map, before, without);
      }
      if (now) {
        this.#members.set(now.pid, now);
        changePids(map, now, withOne);
      }
    }
    return { map, sharing: last.sharing };
  }
  /**
  How many processes of its container are in the same namespaces then.
  */
  #count({ namespaces, container }, change) {
    let counts = this.#counts.get(namespaces);
    if (!counts) {
      counts = /* @__PURE__ */ new Map();
      this.#counts.set(namespaces, counts);
    }
    const count = (counts.get(container) ?? 0) + change;
    counts.set(container, count);
    return count;
  }
};
function memberOf(pid, { facts, owners, isWholeHost }) {
  const isOutOfScope = !isWholeHost && !owners.has(pid);
  const read = isOutOfScope ? void 0 : facts(pid);
  return read && { pid, container: owners.get(pid), namespaces: read.namespaces };
}
function changePids(map, { pid, namespaces }, change) {
  for (const { kind } of namespaceKinds) {
    const inode = namespaces[kind];
    const key = isMissing(inode) ? void 0 : namespaceKey(kind, inode);
    const namespace = key === void 0 ? void 0 : map.get(key);
    if (namespace) {
      map.set(namespace.key, { ...namespace, pids: change(namespace.pids, pid) });
    }
  }
}
function without(pids, pid) {
  const index = pids.lastIndexOf(pid);
  return index === -1 ? pids : pids.toSpliced(index, 1);
}
function withOne(pids, pid) {
  return pids.toSpliced(pids.findLastIndex((other) => other < pid) + 1, 0, pid);
}
function isSharedAlike(before, now) {
  return before.size === now.size && now.values().every(({ key, containers }) => {
    const known2 = before.get(key)?.containers;
    return known2?.length === containers.length && containers.every((container, index) => container === known2[index]);
  });
}

// source/model/build/process-list.ts
var ProcessList = class {
  #built = /* @__PURE__ */ new Map();
  #list = /* @__PURE__ */ new Map();
  /**
  The processes by key, ascending by pid; the same map as before where nothing has changed.
  */
  build(input) {
    const { changedPids, shownPids } = input;
    const before = this.#built;
    if (!changedPids) {
      this.#built = /* @__PURE__ */ new Map();
    }
    let areOthers = before.size === 0;
    const changed = [];
    for (const pid of changedPids ?? shownPids) {
      const known2 = before.get(pid);
      const built = build(pid, input, known2);
      if (built) {
        this.#built.set(pid, built);
      } else {
        this.#built.delete(pid);
      }
      areOthers ||= built?.process.key !== known2?.process.key;
      if (built && built !== known2) {
        changed.push(built.process);
      }
    }
    if (areOthers || before.size !== this.#built.size) {
      this.#list = new Map(shownPids.flatMap((pid) => {
        const process15 = this.#built.get(pid)?.process;
        return process15 ? [[process15.key, process15]] : [];
      }));
    } else if (changed.length > 0) {
      const list = new Map(this.#list);
      for (const process15 of changed) {
        list.set(process15.key, process15);
      }
      this.#list = list;
    }
    return this.#list;
  }
};
function build(pid, input, before) {
  const identity = input.identities.get(pid);
  const owner = input.owners.get(pid);
  if (!identity || owner === void 0 && !input.isWholeHost) {
    return void 0;
  }
  const pair = input.sample(pid);
  const facts = input.facts(pid);
  const steadyPair = steady(pair);
  return before?.identity === identity && before.facts === facts && before.pair === steadyPair && before.owner === owner ? before : {
    identity,
    facts,
    pair: steadyPair,
    owner,
    process: buildProcess(identity, facts, pair, owner, input.users)
  };
}

// source/model/build/snapshot.ts
var SnapshotBuilder = class {
  #containers = new ContainerList();
  #processes = new ProcessList();
  #namespaces = new NamespaceList();
  /**
  Joins the readings into one snapshot; `previous` lends what time alone can tell: what died, and the history.
  */
  build(readings, previous) {
    const host = buildHost(readings.hostFacts, readings.host, readings.hostNamespaces, readings.processCount);
    const owners = ownerByPid(readings.groups);
    const namespaces = this.#namespaces.build({ ...readings, owners });
    const containers = this.#containers.build(readings, namespaces, host.memoryBytes, previous);
    return {
      takenAt: readings.takenAt,
      seconds: readings.seconds,
      host,
      engines: readings.engines.map(({ status }) => status),
      engineProcesses: readings.engineProcesses ?? [],
      containers,
      processes: this.#processes.build({ ...readings, owners }),
      namespaces: namespaces.map,
      details: readings.details,
      heldNamespaces: readings.heldNamespaces,
      self: readings.self,
      history: readings.isTick || !previous ? appendHistory(previous?.history ?? /* @__PURE__ */ new Map(), containers) : previous.history,
      problems: readings.problems
    };
  }
};

// source/sampler/sampler.ts
var refreshDelayMilliseconds = 30;
var firstRefreshDelayMilliseconds = 5;
var longestFirstMilliseconds = 1e3;
var firstWantMilliseconds = 150;
var Sampler = class {
  #options;
  #builder = new SnapshotBuilder();
  #wants = wantsNothing;
  #interval;
  #refresh;
  #isFirst = true;
  constructor(options) {
    this.#options = options;
  }
  /**
  Takes the first sample at once and the second one soon, so that there are rates, then one each interval.
  */
  start() {
    const { intervalMilliseconds } = this.#options;
    this.sample(true);
    this.#interval = setTimeout(() => {
      this.#interval = setInterval(() => {
        this.sample(true);
      }, intervalMilliseconds);
      this.sample(true);
    }, Math.min(intervalMilliseconds, longestFirstMilliseconds));
  }
  stop() {
    clearInterval(this.#interval);
    clearTimeout(this.#refresh?.timeout);
    this.#interval = void 0;
    this.#refresh = void 0;
  }
  /**
  Tells what is looked at; where that is something new, it is read soon instead of with the next tick. Rows that come into sight wait for
  the tick: those that are sorted by what moves change all the time.
  */
  want(wants) {
    const isNew = urgentOf(wants) !== urgentOf(this.#wants);
    this.#wants = wants;
    if (isNew) {
      this.#refreshWithin(this.#isFirst ? firstWantMilliseconds : refreshDelayMilliseconds);
    }
  }
  /**
  Asks for a sample soon: something is known to have changed.
  */
  refresh() {
    this.#refreshWithin(this.#isFirst ? firstRefreshDelayMilliseconds : refreshDelayMilliseconds);
  }
  #refreshWithin(milliseconds) {
    const atMilliseconds = performance.now() + milliseconds;
    if (!this.#interval || this.#refresh && this.#refresh.atMilliseconds <= atMilliseconds) {
      return;
    }
    clearTimeout(this.#refresh?.timeout);
    this.#refresh = {
      atMilliseconds,
      timeout: setTimeout(() => {
        this.#refresh = void 0;
        this.sample(false);
      }, milliseconds)
    };
  }
  /**
  Takes one sample now.
  */
  sample(isTick) {
    const { reader, store, engines, hostFacts, users } = this.#options;
    const readings = reader.read({
      takenAt: Date.now(),
      atSeconds: performance.now() / 1e3,
      wants: this.#wants,
      engines: engines(),
      isTick
    }, hostFacts(), users);
    this.#isFirst = store.get() === void 0;
    store.set(this.#builder.build(readings, store.get()));
  }
};
function urgentOf(wants) {
  return JSON.stringify({ ...wants, counters: wants.counters && { whole: wants.counters.whole, ofAll: wants.counters.ofAll } });
}

// source/engine/reach/connect.ts
var import_node_fs7 = __toESM(require_node_fs(), 1);
var import_node_os = __toESM(require_node_os(), 1);
var import_node_process13 = __toESM(require_node_process(), 1);
function ownSurroundings() {
  return {
    environment: import_node_process13.default.env,
    home: (0, import_node_os.homedir)(),
    userId: import_node_process13.default.getuid?.(),
    readFile: (path3) => orUndefined(() => (0, import_node_fs7.readFileSync)(path3)),
    realPath: (path3) => orUndefined(() => (0, import_node_fs7.realpathSync)(path3))
  };
}
async function connect(target) {
  const { openDocker } = await import("./docker-R63REXTD.js");
  return openDocker(target, holdFile);
}
var pathOnly2 = 2097152;
function holdFile(path3) {
  const descriptor = (0, import_node_fs7.openSync)(path3, pathOnly2);
  return {
    path: `/proc/self/fd/${descriptor}`,
    close() {
      (0, import_node_fs7.closeSync)(descriptor);
    }
  };
}
function orUndefined(read) {
  try {
    return read();
  } catch {
    return void 0;
  }
}

// source/engine/reach/target.ts
var import_node_path3 = __toESM(require_node_path(), 1);

// source/engine/reach/address.ts
var import_node_path2 = __toESM(require_node_path(), 1);
var AddressError = class extends Error {
  name = "AddressError";
};
function parseAddress(address, isTlsWanted = false) {
  const text = address.trim();
  if (text.startsWith("/")) {
    return { kind: "unix", path: text };
  }
  if (text.startsWith("unix://")) {
    const socketPath = text.slice("unix://".length);
    if (!import_node_path2.default.isAbsolute(socketPath)) {
      throw new AddressError(`The engine address ${address} names no socket. Write it as unix:///path/to/the.sock.`);
    }
    return { kind: "unix", path: socketPath };
  }
  const url = parseUrl(/^[a-z][\d+\-.a-z]*:\/\//i.test(text) ? text : `tcp://${text}`, address);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const port = url.port === "" ? void 0 : Number(url.port);
  switch (url.protocol) {
    case "ssh:": {
      return {
        kind: "ssh",
        user: url.username === "" ? void 0 : decodeURIComponent(url.username),
        host,
        port,
        socketPath: url.pathname === "" || url.pathname === "/" ? void 0 : decodeURIComponent(url.pathname)
      };
    }
    case "tcp:":
    case "http:":
    case "https:": {
      const isSecure = isTlsWanted || url.protocol === "https:";
      return {
        kind: "tcp",
        host,
        port: port ?? defaultPort(url.protocol, isSecure),
        pathPrefix: url.pathname.split("/").filter(Boolean).join("/"),
        isSecure
      };
    }
    default: {
      throw new AddressError(`The engine address ${address} is of an unknown kind. Known are unix://, tcp://, http://, https:// and ssh://.`);
    }
  }
}
function writeAddress(transport) {
  switch (transport.kind) {
    case "unix": {
      return `unix://${transport.path}`;
    }
    case "ssh": {
      const user = transport.user === void 0 ? "" : `${transport.user}@`;
      const port = transport.port === void 0 ? "" : `:${transport.port}`;
      return `ssh://${user}${bracketed(transport.host)}${port}${transport.socketPath ?? ""}`;
    }
    case "tcp": {
      const prefix = transport.pathPrefix === "" ? "" : `/${transport.pathPrefix}`;
      return `tcp://${bracketed(transport.host)}:${transport.port}${prefix}`;
    }
  }
}
function defaultPort(protocol, isSecure) {
  if (protocol === "tcp:") {
    return isSecure ? 2376 : 2375;
  }
  return protocol === "https:" ? 443 : 80;
}
function bracketed(host) {
  return host.includes(":") ? `[${host}]` : host;
}
function parseUrl(text, address) {
  const url = URL.parse(text);
  if (url === null || url.hostname === "") {
    throw new AddressError(
      `The engine address ${address} cannot be understood. Write it as unix:///path, tcp://host:port or ssh://user@host.`
    );
  }
  return url;
}

// source/engine/reach/target.ts
function resolveEngines(surroundings, host) {
  try {
    const named = namedTarget(surroundings, host);
    if (named !== void 0) {
      return { kind: "found", targets: [named], isNamed: true };
    }
  } catch (error) {
    if (error instanceof AddressError) {
      return { kind: "invalid", detail: error.message };
    }
    throw error;
  }
  const [first, ...others] = defaultTargets(surroundings);
  if (first !== void 0) {
    return { kind: "found", targets: [first, ...others], isNamed: false };
  }
  const awaited = socketTarget("/var/run/docker.sock", "the default socket");
  return {
    kind: "none",
    detail: `There is no container engine here: neither ${awaited.transport.kind === "unix" ? awaited.transport.path : awaited.address} nor a rootless socket exists. Start one (sudo systemctl start docker) or name one with --host or DOCKER_HOST.`,
    awaited
  };
}
function namedTarget(surroundings, host) {
  const { environment } = surroundings;
  const given = asText(host) ?? asText(environment.DOCKER_HOST);
  if (given !== void 0) {
    const isTlsWanted = Boolean(environment.DOCKER_TLS_VERIFY) || Boolean(environment.DOCKER_TLS);
    const transport = parseAddress(given, isTlsWanted);
    return targetOf(transport, asText(host) === void 0 ? "DOCKER_HOST" : "--host", tlsOfEnvironment(surroundings));
  }
  const configFolder = asText(environment.DOCKER_CONFIG) ?? import_node_path3.default.join(surroundings.home, ".docker");
  const config = asRecord(readJson(surroundings, import_node_path3.default.join(configFolder, "config.json")));
  const context = asText(environment.DOCKER_CONTEXT) ?? asText(config?.currentContext);
  return context === void 0 || context === "default" ? void 0 : contextTarget(surroundings, configFolder, context);
}
function contextTarget(surroundings, configFolder, context) {
  const folder = crypto().createHash("sha256").update(context).digest("hex");
  const metadata = asRecord(readJson(surroundings, import_node_path3.default.join(configFolder, "contexts/meta", folder, "meta.json")));
  const endpoint2 = asRecord(asRecord(metadata?.Endpoints)?.docker);
  const address = asText(endpoint2?.Host);
  if (address === void 0) {
    throw new AddressError(
      `The Docker context ${context} does not exist or names no engine. See docker context ls, or name an engine with --host.`
    );
  }
  const tls = readTls(surroundings, import_node_path3.default.join(configFolder, "contexts/tls", folder, "docker"), endpoint2?.SkipTLSVerify !== true);
  const hasTls = tls.authority !== void 0 || tls.certificate !== void 0 || endpoint2?.SkipTLSVerify === true;
  return targetOf(parseAddress(address, hasTls), `the context ${context}`, tls);
}
function tlsOfEnvironment(surroundings) {
  const { environment, home } = surroundings;
  const folder = asText(environment.DOCKER_CERT_PATH) ?? asText(environment.DOCKER_CONFIG) ?? import_node_path3.default.join(home, ".docker");
  return readTls(surroundings, folder, Boolean(environment.DOCKER_TLS_VERIFY) || !environment.DOCKER_TLS);
}
function readTls(surroundings, folder, isVerified) {
  return {
    authority: surroundings.readFile(import_node_path3.default.join(folder, "ca.pem")),
    certificate: surroundings.readFile(import_node_path3.default.join(folder, "cert.pem")),
    key: surroundings.readFile(import_node_path3.default.join(folder, "key.pem")),
    isVerified
  };
}
function defaultTargets(surroundings) {
  const { environment, userId } = surroundings;
  const runtimeFolder = asText(environment.XDG_RUNTIME_DIR) ?? (userId === void 0 ? void 0 : `/run/user/${userId}`);
  const rootless = runtimeFolder === void 0 ? [] : [import_node_path3.default.join(runtimeFolder, "docker.sock"), import_node_path3.default.join(runtimeFolder, "podman/podman.sock")];
  const [rootlessDocker, rootlessPodman] = rootless;
  const candidates = [
    ["/var/run/docker.sock", "the default socket"],
    [rootlessDocker, "the rootless socket"],
    [rootlessPodman, "the rootless socket of Podman"],
    ["/run/podman/podman.sock", "the socket of Podman"]
  ];
  const seen = /* @__PURE__ */ new Set();
  return candidates.flatMap(([socketPath, origin]) => {
    const realPath = socketPath === void 0 ? void 0 : surroundings.realPath(socketPath);
    if (socketPath === void 0 || realPath === void 0 || seen.has(realPath)) {
      return [];
    }
    seen.add(realPath);
    return socketTarget(socketPath, origin);
  });
}
function socketTarget(socketPath, origin) {
  return targetOf({ kind: "unix", path: socketPath }, origin, void 0);
}
function targetOf(transport, origin, tls) {
  return {
    address: writeAddress(transport),
    transport,
    tls: transport.kind === "tcp" && transport.isSecure ? tls : void 0,
    isLocal: transport.kind === "unix",
    origin
  };
}
function readJson(surroundings, file) {
  const bytes = surroundings.readFile(file);
  return bytes === void 0 ? void 0 : parseJson(new TextDecoder().decode(bytes));
}

// source/host/engines.ts
function namedEngines({ host, noEngine }, scanner) {
  if (noEngine) {
    return { targets: [], advice: void 0, isNamed: true };
  }
  const resolution = resolveEngines(ownSurroundings(), host);
  switch (resolution.kind) {
    case "found": {
      return { targets: resolution.targets.map((target) => pooled(target, scanner)), advice: void 0, isNamed: resolution.isNamed };
    }
    case "none": {
      return { targets: [pooled(resolution.awaited, scanner)], advice: resolution.detail, isNamed: false };
    }
    case "invalid": {
      throw new UsageError(resolution.detail);
    }
  }
}
function pooled(target, scanner) {
  const identity = target.transport.kind === "unix" ? scanner.identify(target.transport.path) : void 0;
  return {
    address: target.address,
    isLocal: target.isLocal,
    socket: identity === void 0 || isMissing(identity) ? void 0 : `${identity.device}:${identity.inode}`,
    open: async () => connect(target)
  };
}
var EngineDiscovery = class {
  #pool;
  #scanner;
  #named;
  #added = /* @__PURE__ */ new Map();
  #seen = [];
  constructor(pool, scanner, named) {
    this.#pool = pool;
    this.#scanner = scanner;
    this.#named = named;
  }
  /**
  Takes the engines that were seen; the same array as before costs nothing.
  */
  update(processes) {
    if (processes === this.#seen) {
      return;
    }
    this.#seen = processes;
    const wanted = processes.filter(({ isAskable, container }) => isAskable && (container !== void 0 || !this.#named.isNamed));
    const sockets = new Set(wanted.map(({ socket }) => socket));
    for (const [socket, address] of this.#added) {
      if (!sockets.has(socket)) {
        this.#added.delete(socket);
        void this.#pool.remove(address);
      }
    }
    const known2 = /* @__PURE__ */ new Set([...this.#added.keys(), ...this.#named.targets.map(({ socket }) => socket)]);
    const asked = new Set(processes.filter(({ socket }) => known2.has(socket)).map(({ pid }) => pid));
    for (const process15 of wanted) {
      if (!known2.has(process15.socket) && !asked.has(process15.pid)) {
        known2.add(process15.socket);
        asked.add(process15.pid);
        this.#add(process15);
      }
    }
  }
  /**
  The socket is held by a descriptor: its path may be too long to connect to, and may lead elsewhere when it is looked up again.
  */
  #add({ pid, path: path3, socket, container }) {
    const file = this.#scanner.closely.openInRoot(pid, path3);
    if (isMissing(file)) {
      return;
    }
    const address = `unix://${container === void 0 ? "" : `/proc/${pid}/root`}${path3}`;
    const target = socketTarget(file.heldPath, "its process");
    this.#added.set(socket, address);
    this.#pool.add({
      address,
      isLocal: true,
      socket,
      container,
      open: async () => connect({ ...target, address }),
      close() {
        closeFile(file.descriptor);
      }
    });
  }
};

// source/host/hardware.ts
var import_node_os2 = __toESM(require_node_os(), 1);
var unknownHardware = { os: import_node_os2.default.type(), processor: "", virtualization: "" };
async function readHardware() {
  try {
    const information = await import("./lib-LNQBN4NS.js");
    const [system, processor, machine] = await Promise.all([information.osInfo(), information.cpu(), information.system()]);
    return {
      os: [system.distro, system.release].filter((part) => part && part !== "unknown").join(" ") || unknownHardware.os,
      processor: processor.brand,
      virtualization: machine.virtual ? machine.virtualHost ?? "" : ""
    };
  } catch {
    return unknownHardware;
  }
}

// source/host/facts.ts
var import_node_os3 = __toESM(require_node_os(), 1);
function readHostFacts(scanner) {
  const lasting = {
    hostname: import_node_os3.default.hostname(),
    kernel: import_node_os3.default.release(),
    cpus: import_node_os3.default.cpus().length,
    cgroup: scanner.hierarchies.version
  };
  return (hardware) => ({ ...lasting, os: hardware.os });
}

// source/host/local.ts
function prepare(options) {
  const scanner = new KernelScanner();
  const named = namedEngines(options, scanner);
  const { advice } = named;
  const hostFactsWith = readHostFacts(scanner);
  const snapshots = createStore(void 0);
  const hardware = createStore(unknownHardware);
  const pool = new EnginePool(named.targets);
  const discovery = new EngineDiscovery(pool, scanner, named);
  const sampler = new Sampler({
    reader: new Reader(scanner, { parseContainerFile, parseStorageFile }),
    store: snapshots,
    intervalMilliseconds: (options.intervalSeconds ?? defaultIntervalSeconds.screen) * 1e3,
    engines: () => pool.readings,
    hostFacts: () => hostFactsWith(hardware.get()),
    users: scanner.users()
  });
  pool.subscribe(() => {
    sampler.refresh();
  });
  snapshots.subscribe(() => {
    if (!options.noEngine) {
      discovery.update(snapshots.get()?.engineProcesses ?? []);
    }
  });
  return {
    scanner,
    pool,
    sampler,
    snapshots,
    hardware,
    advice,
    begin(hardwareAfterMilliseconds2 = 0) {
      pool.start();
      void (0, import_promises8.setTimeout)(hardwareAfterMilliseconds2, void 0, { ref: false }).then(readHardware).then((facts) => {
        hardware.set(facts);
      });
    },
    async end() {
      sampler.stop();
      await pool.dispose();
    }
  };
}

// source/cli.ts
import_node_process14.default.noDeprecation = true;
var oldestNode = 22;
import_node_process14.default.exitCode = Number.parseInt(import_node_process14.default.versions.node, 10) < oldestNode ? refuse() : await run(import_node_process14.default.argv.slice(2));
import_node_process14.default.exit();
function refuse() {
  import_node_process14.default.stderr.write(`nstop: it needs Node.js ${oldestNode} or later, and this is ${import_node_process14.default.versions.node}.
`);
  return 1;
}
async function run(words) {
  try {
    const options = parseOptions(words);
    if (options.help || options.version) {
      import_node_process14.default.stdout.write(`${options.help ? helpText() : version}
`);
      return 0;
    }
    const choice = detectTheme(import_node_process14.default.env, import_node_process14.default.stdout.isTTY);
    const watching = prepare(options);
    try {
      if (options.json || !hasScreen()) {
        await print(options, watching, choice.isUnicode);
        return 0;
      }
      return await explore(options, watching, createTheme(choice));
    } finally {
      await Promise.race([watching.end(), new Promise((resolve) => {
        setTimeout(resolve, 500).unref();
      })]);
    }
  } catch (error) {
    return explain(error);
  }
}
function hasScreen() {
  return import_node_process14.default.stdout.isTTY && import_node_process14.default.stdin.isTTY && import_node_process14.default.env.TERM !== "dumb";
}
function explain(error) {
  if (error instanceof UsageError) {
    import_node_process14.default.stderr.write(`nstop: ${error.message.replace(/\.$/, "")}. nstop --help lists the flags.
`);
    return 2;
  }
  if (error instanceof Error && "code" in error && error.code === "EPIPE") {
    return 0;
  }
  import_node_process14.default.stderr.write(`nstop: ${error instanceof Error ? error.message : String(error)}
`);
  return 1;
}
