import {createRequire as __createRequire} from "node:module";const require=__createRequire(import.meta.url);const __dirname=import.meta.dirname;const __filename=import.meta.filename;
import {
  __commonJS,
  __esm,
  __export,
  __toCommonJS,
  __toESM
} from "./chunk-BHDE6TK3.js";

// builtin:node:events
var require_node_events = __commonJS({
  "builtin:node:events"(exports, module) {
    module.exports = process.getBuiltinModule("node:events");
  }
});

// node_modules/ansi-regex/index.js
function ansiRegex({ onlyFirst = false } = {}) {
  return new RegExp(pattern, onlyFirst ? void 0 : "g");
}
var ST, stringControls, osc, controlString, linuxPalette, csi, escape, pattern;
var init_ansi_regex = __esm({
  "node_modules/ansi-regex/index.js"() {
    ST = String.raw`(?:\u001B\u005C|\u009C)`;
    stringControls = String.raw`\u0018\u001A\u001B\u0080-\u009F`;
    osc = String.raw`(?:\u001B\]|\u009D)[^\u0007${stringControls}]*(?:\u0007|${ST})`;
    controlString = String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${stringControls}]*${ST}`;
    linuxPalette = String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${ST})?`;
    csi = String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`;
    escape = String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`;
    pattern = `${linuxPalette}|${osc}|${controlString}|${csi}|${escape}`;
  }
});

// node_modules/strip-ansi/index.js
function stripAnsi(string) {
  if (typeof string !== "string") {
    throw new TypeError(`Expected a \`string\`, got \`${typeof string}\``);
  }
  if (!string.includes("\x1B") && !string.includes("\x9B")) {
    return string;
  }
  return string.replace(regex, "");
}
var regex;
var init_strip_ansi = __esm({
  "node_modules/strip-ansi/index.js"() {
    init_ansi_regex();
    regex = ansiRegex();
  }
});

// node_modules/get-east-asian-width/lookup-data.js
var ambiguousMinimalCodePoint, ambiguousMaximumCodePoint, ambiguousRanges, fullwidthMinimalCodePoint, fullwidthMaximumCodePoint, fullwidthRanges, wideMinimalCodePoint, wideMaximumCodePoint, wideRanges;
var init_lookup_data = __esm({
  "node_modules/get-east-asian-width/lookup-data.js"() {
    ambiguousMinimalCodePoint = 161;
    ambiguousMaximumCodePoint = 1114109;
    ambiguousRanges = [161, 161, 164, 164, 167, 168, 170, 170, 173, 174, 176, 180, 182, 186, 188, 191, 198, 198, 208, 208, 215, 216, 222, 225, 230, 230, 232, 234, 236, 237, 240, 240, 242, 243, 247, 250, 252, 252, 254, 254, 257, 257, 273, 273, 275, 275, 283, 283, 294, 295, 299, 299, 305, 307, 312, 312, 319, 322, 324, 324, 328, 331, 333, 333, 338, 339, 358, 359, 363, 363, 462, 462, 464, 464, 466, 466, 468, 468, 470, 470, 472, 472, 474, 474, 476, 476, 593, 593, 609, 609, 708, 708, 711, 711, 713, 715, 717, 717, 720, 720, 728, 731, 733, 733, 735, 735, 768, 879, 913, 929, 931, 937, 945, 961, 963, 969, 1025, 1025, 1040, 1103, 1105, 1105, 8208, 8208, 8211, 8214, 8216, 8217, 8220, 8221, 8224, 8226, 8228, 8231, 8240, 8240, 8242, 8243, 8245, 8245, 8251, 8251, 8254, 8254, 8308, 8308, 8319, 8319, 8321, 8324, 8364, 8364, 8451, 8451, 8453, 8453, 8457, 8457, 8467, 8467, 8470, 8470, 8481, 8482, 8486, 8486, 8491, 8491, 8531, 8532, 8539, 8542, 8544, 8555, 8560, 8569, 8585, 8585, 8592, 8601, 8632, 8633, 8658, 8658, 8660, 8660, 8679, 8679, 8704, 8704, 8706, 8707, 8711, 8712, 8715, 8715, 8719, 8719, 8721, 8721, 8725, 8725, 8730, 8730, 8733, 8736, 8739, 8739, 8741, 8741, 8743, 8748, 8750, 8750, 8756, 8759, 8764, 8765, 8776, 8776, 8780, 8780, 8786, 8786, 8800, 8801, 8804, 8807, 8810, 8811, 8814, 8815, 8834, 8835, 8838, 8839, 8853, 8853, 8857, 8857, 8869, 8869, 8895, 8895, 8978, 8978, 9312, 9449, 9451, 9547, 9552, 9587, 9600, 9615, 9618, 9621, 9632, 9633, 9635, 9641, 9650, 9651, 9654, 9655, 9660, 9661, 9664, 9665, 9670, 9672, 9675, 9675, 9678, 9681, 9698, 9701, 9711, 9711, 9733, 9734, 9737, 9737, 9742, 9743, 9756, 9756, 9758, 9758, 9792, 9792, 9794, 9794, 9824, 9825, 9827, 9829, 9831, 9834, 9836, 9837, 9839, 9839, 9886, 9887, 9919, 9919, 9926, 9933, 9935, 9939, 9941, 9953, 9955, 9955, 9960, 9961, 9963, 9969, 9972, 9972, 9974, 9977, 9979, 9980, 9982, 9983, 10045, 10045, 10102, 10111, 11094, 11097, 12872, 12879, 57344, 63743, 65024, 65039, 65533, 65533, 127232, 127242, 127248, 127277, 127280, 127337, 127344, 127373, 127375, 127376, 127387, 127404, 917760, 917999, 983040, 1048573, 1048576, 1114109];
    fullwidthMinimalCodePoint = 12288;
    fullwidthMaximumCodePoint = 65510;
    fullwidthRanges = [12288, 12288, 65281, 65376, 65504, 65510];
    wideMinimalCodePoint = 4352;
    wideMaximumCodePoint = 262141;
    wideRanges = [4352, 4447, 8986, 8987, 9001, 9002, 9193, 9196, 9200, 9200, 9203, 9203, 9725, 9726, 9748, 9749, 9776, 9783, 9800, 9811, 9855, 9855, 9866, 9871, 9875, 9875, 9889, 9889, 9898, 9899, 9917, 9918, 9924, 9925, 9934, 9934, 9940, 9940, 9962, 9962, 9970, 9971, 9973, 9973, 9978, 9978, 9981, 9981, 9989, 9989, 9994, 9995, 10024, 10024, 10060, 10060, 10062, 10062, 10067, 10069, 10071, 10071, 10133, 10135, 10160, 10160, 10175, 10175, 11035, 11036, 11088, 11088, 11093, 11093, 11904, 11929, 11931, 12019, 12032, 12245, 12272, 12287, 12289, 12350, 12353, 12438, 12441, 12543, 12549, 12591, 12593, 12686, 12688, 12773, 12783, 12830, 12832, 12871, 12880, 42124, 42128, 42182, 43360, 43388, 44032, 55203, 63744, 64255, 65040, 65049, 65072, 65106, 65108, 65126, 65128, 65131, 94176, 94180, 94192, 94198, 94208, 101594, 101631, 101664, 101760, 101874, 101888, 102801, 102816, 102866, 110576, 110579, 110581, 110587, 110589, 110590, 110592, 110888, 110898, 110898, 110928, 110930, 110933, 110933, 110948, 110952, 110960, 111355, 119552, 119638, 119648, 119670, 126980, 126980, 127183, 127183, 127374, 127374, 127377, 127386, 127406, 127406, 127488, 127490, 127504, 127547, 127552, 127560, 127568, 127569, 127584, 127589, 127744, 127776, 127789, 127797, 127799, 127868, 127870, 127891, 127904, 127946, 127951, 127955, 127968, 127984, 127988, 127988, 127992, 128062, 128064, 128064, 128066, 128252, 128255, 128317, 128331, 128334, 128336, 128359, 128378, 128378, 128405, 128406, 128420, 128420, 128507, 128591, 128640, 128709, 128716, 128716, 128720, 128722, 128725, 128729, 128732, 128735, 128747, 128748, 128756, 128764, 128986, 128986, 128992, 129003, 129008, 129008, 129292, 129338, 129340, 129349, 129351, 129535, 129648, 129660, 129664, 129734, 129736, 129736, 129740, 129757, 129759, 129771, 129775, 129786, 131072, 196605, 196608, 262141];
  }
});

// node_modules/get-east-asian-width/utilities.js
var isInRange;
var init_utilities = __esm({
  "node_modules/get-east-asian-width/utilities.js"() {
    isInRange = (ranges, codePoint) => {
      let low = 0;
      let high = Math.floor(ranges.length / 2) - 1;
      while (low <= high) {
        const mid = Math.floor((low + high) / 2);
        const i = mid * 2;
        if (codePoint < ranges[i]) {
          high = mid - 1;
        } else if (codePoint > ranges[i + 1]) {
          low = mid + 1;
        } else {
          return true;
        }
      }
      return false;
    };
  }
});

// node_modules/get-east-asian-width/lookup.js
function findWideFastPathRange(ranges) {
  let fastPathStart = ranges[0];
  let fastPathEnd = ranges[1];
  for (let index = 0; index < ranges.length; index += 2) {
    const start = ranges[index];
    const end = ranges[index + 1];
    if (commonCjkCodePoint >= start && commonCjkCodePoint <= end) {
      return [start, end];
    }
    if (end - start > fastPathEnd - fastPathStart) {
      fastPathStart = start;
      fastPathEnd = end;
    }
  }
  return [fastPathStart, fastPathEnd];
}
var commonCjkCodePoint, wideFastPathStart, wideFastPathEnd, isAmbiguous, isFullwidth, isWide;
var init_lookup = __esm({
  "node_modules/get-east-asian-width/lookup.js"() {
    init_lookup_data();
    init_utilities();
    commonCjkCodePoint = 19968;
    [wideFastPathStart, wideFastPathEnd] = /* @__PURE__ */ findWideFastPathRange(wideRanges);
    isAmbiguous = (codePoint) => {
      if (codePoint < ambiguousMinimalCodePoint || codePoint > ambiguousMaximumCodePoint) {
        return false;
      }
      return isInRange(ambiguousRanges, codePoint);
    };
    isFullwidth = (codePoint) => {
      if (codePoint < fullwidthMinimalCodePoint || codePoint > fullwidthMaximumCodePoint) {
        return false;
      }
      return isInRange(fullwidthRanges, codePoint);
    };
    isWide = (codePoint) => {
      if (codePoint >= wideFastPathStart && codePoint <= wideFastPathEnd) {
        return true;
      }
      if (codePoint < wideMinimalCodePoint || codePoint > wideMaximumCodePoint) {
        return false;
      }
      return isInRange(wideRanges, codePoint);
    };
  }
});

// node_modules/get-east-asian-width/index.js
function validate(codePoint) {
  if (!Number.isSafeInteger(codePoint)) {
    throw new TypeError(`Expected a code point, got \`${typeof codePoint}\`.`);
  }
}
function eastAsianWidth(codePoint, { ambiguousAsWide = false } = {}) {
  validate(codePoint);
  if (isFullwidth(codePoint) || isWide(codePoint) || ambiguousAsWide && isAmbiguous(codePoint)) {
    return 2;
  }
  return 1;
}
var init_get_east_asian_width = __esm({
  "node_modules/get-east-asian-width/index.js"() {
    init_lookup();
    init_lookup();
  }
});

// node_modules/string-width/index.js
var string_width_exports = {};
__export(string_width_exports, {
  default: () => stringWidth
});
function isDoubleWidthNonRgiEmojiSequence(segment) {
  if (segment.length > 50) {
    return false;
  }
  if (unqualifiedKeycapRegex.test(segment)) {
    return true;
  }
  if (segment.includes("\u200D")) {
    const pictographics = segment.match(extendedPictographicRegex);
    return pictographics !== null && pictographics.length >= 2;
  }
  return false;
}
function baseVisible(segment) {
  const index = segment.search(visibleCharacterRegex);
  return index === -1 ? void 0 : segment.slice(index);
}
function isHangulLeadingJamo(codePoint) {
  return codePoint >= 4352 && codePoint <= 4447 || codePoint >= 43360 && codePoint <= 43388;
}
function isHangulVowelJamo(codePoint) {
  return codePoint >= 4448 && codePoint <= 4519 || codePoint >= 55216 && codePoint <= 55238;
}
function isHangulTrailingJamo(codePoint) {
  return codePoint >= 4520 && codePoint <= 4607 || codePoint >= 55243 && codePoint <= 55291;
}
function isHangulJamo(codePoint) {
  return isHangulLeadingJamo(codePoint) || isHangulVowelJamo(codePoint) || isHangulTrailingJamo(codePoint);
}
function hangulClusterWidth(visibleSegment, eastAsianWidthOptions) {
  const codePoints = [];
  for (const character of visibleSegment) {
    if (!visibleCharacterRegex.test(character)) {
      continue;
    }
    codePoints.push(character.codePointAt(0));
  }
  if (codePoints.length === 0) {
    return void 0;
  }
  let width = 0;
  for (let index = 0; index < codePoints.length; index++) {
    const codePoint = codePoints[index];
    if (!isHangulJamo(codePoint)) {
      if (width === 0) {
        return void 0;
      }
      for (let remaining = index; remaining < codePoints.length; remaining++) {
        width += eastAsianWidth(codePoints[remaining], eastAsianWidthOptions);
      }
      return width;
    }
    if (isHangulLeadingJamo(codePoint) && isHangulVowelJamo(codePoints[index + 1])) {
      width += 2;
      index += isHangulTrailingJamo(codePoints[index + 2]) ? 2 : 1;
      continue;
    }
    width += eastAsianWidth(codePoint, eastAsianWidthOptions);
  }
  return width;
}
function trailingWidth(visibleSegment, eastAsianWidthOptions) {
  let extra = 0;
  let first = true;
  for (const character of visibleSegment) {
    if (first) {
      first = false;
      continue;
    }
    if (spacingMarkRegex.test(character) || character >= "\uFF00" && character <= "\uFFEF") {
      extra += eastAsianWidth(character.codePointAt(0), eastAsianWidthOptions);
    }
  }
  return extra;
}
function stringWidth(input, options = {}) {
  if (typeof input !== "string" || input.length === 0) {
    return 0;
  }
  const {
    ambiguousIsNarrow = true,
    countAnsiEscapeCodes = false
  } = options;
  let string = input;
  if (!countAnsiEscapeCodes && (string.includes("\x1B") || string.includes("\x9B"))) {
    string = stripAnsi(string);
  }
  if (string.length === 0) {
    return 0;
  }
  if (/^[\u0020-\u007E]*$/.test(string)) {
    return string.length;
  }
  let width = 0;
  const eastAsianWidthOptions = { ambiguousAsWide: !ambiguousIsNarrow };
  for (const { segment } of segmenter.segment(string)) {
    const visibleSegment = baseVisible(segment);
    if (visibleSegment === void 0) {
      continue;
    }
    if (rgiEmojiRegex.test(segment) || isDoubleWidthNonRgiEmojiSequence(segment)) {
      width += 2;
      continue;
    }
    const hangulWidth = hangulClusterWidth(visibleSegment, eastAsianWidthOptions);
    if (hangulWidth !== void 0) {
      width += hangulWidth;
      continue;
    }
    const codePoint = visibleSegment.codePointAt(0);
    width += eastAsianWidth(codePoint, eastAsianWidthOptions);
    width += trailingWidth(visibleSegment, eastAsianWidthOptions);
  }
  return width;
}
var segmenter, visibleCharacterRegex, spacingMarkRegex, rgiEmojiRegex, unqualifiedKeycapRegex, extendedPictographicRegex;
var init_string_width = __esm({
  "node_modules/string-width/index.js"() {
    init_strip_ansi();
    init_get_east_asian_width();
    segmenter = new Intl.Segmenter();
    visibleCharacterRegex = new RegExp("[^\\p{Default_Ignorable_Code_Point}\\p{Control}\\p{Format}\\p{Nonspacing_Mark}\\p{Enclosing_Mark}\\p{Surrogate}]", "v");
    spacingMarkRegex = new RegExp("\\p{Spacing_Mark}", "v");
    rgiEmojiRegex = new RegExp("^\\p{RGI_Emoji}$", "v");
    unqualifiedKeycapRegex = /^[\d#*]\u20E3$/;
    extendedPictographicRegex = new RegExp("\\p{Extended_Pictographic}", "gu");
  }
});

// builtin:node:buffer
var require_node_buffer = __commonJS({
  "builtin:node:buffer"(exports, module) {
    module.exports = process.getBuiltinModule("node:buffer");
  }
});

// builtin:node:util
var require_node_util = __commonJS({
  "builtin:node:util"(exports, module) {
    module.exports = process.getBuiltinModule("node:util");
  }
});

// builtin:node:os
var require_node_os = __commonJS({
  "builtin:node:os"(exports, module) {
    module.exports = process.getBuiltinModule("node:os");
  }
});

// builtin:node:fs
var require_node_fs = __commonJS({
  "builtin:node:fs"(exports, module) {
    module.exports = process.getBuiltinModule("node:fs");
  }
});

// builtin:node:tty
var require_node_tty = __commonJS({
  "builtin:node:tty"(exports, module) {
    module.exports = process.getBuiltinModule("node:tty");
  }
});

// builtin:node:path
var require_node_path = __commonJS({
  "builtin:node:path"(exports, module) {
    module.exports = process.getBuiltinModule("node:path");
  }
});

// source/text/glyphs.ts
var unicodeGlyphs = {
  junctions: [" ", "\u2502", "\u2500", "\u2514", "\u2502", "\u2502", "\u250C", "\u251C", "\u2500", "\u2518", "\u2500", "\u2534", "\u2510", "\u2524", "\u252C", "\u253C"],
  horizontal: "\u2500",
  vertical: "\u2502",
  up: "\u2191",
  down: "\u2193",
  left: "\u2190",
  right: "\u2192",
  ascending: "\u25B2",
  descending: "\u25BC",
  selected: "\u25B8",
  tagged: "\u2022",
  selectedTagged: "\u25C6",
  scrollThumb: "\u2590",
  branch: "\u251C\u2500 ",
  lastBranch: "\u2514\u2500 ",
  through: "\u2502  ",
  gap: " ".repeat(3),
  spark: ["\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"],
  barLeft: "\u2595",
  barRight: "\u258F",
  barParts: ["\u258F", "\u258E", "\u258D", "\u258C", "\u258B", "\u258A", "\u2589", "\u2588"],
  barFills: ["\u2588", "\u2592", "\u2593", "\u2591"],
  ellipsis: "\u2026",
  dot: "\xB7",
  dash: "\u2013",
  bullet: "\u25CF",
  hollowBullet: "\u25CB",
  cross: "\u2717",
  check: "\u2713",
  enter: "\u23CE"
};
var asciiGlyphs = {
  junctions: [" ", "|", "-", "+", "|", "|", "+", "+", "-", "+", "-", "+", "+", "+", "+", "+"],
  horizontal: "-",
  vertical: "|",
  up: "^",
  down: "v",
  left: "<",
  right: ">",
  // As in htop: a v before a title would read as a letter of it.
  ascending: "+",
  descending: "-",
  selected: ">",
  tagged: "+",
  selectedTagged: "*",
  scrollThumb: "#",
  branch: "|- ",
  lastBranch: "`- ",
  through: "|  ",
  gap: " ".repeat(3),
  spark: ["_", ".", ":", "-", "=", "+", "*", "#"],
  barLeft: "[",
  barRight: "]",
  barParts: ["#"],
  barFills: ["#", "=", "%", "-"],
  ellipsis: "~",
  dot: ".",
  dash: "-",
  bullet: "*",
  hollowBullet: "o",
  cross: "x",
  check: "v",
  enter: "Enter"
};

// source/text/theme.ts
var colours = {
  normal: "",
  dim: "2",
  strong: "1",
  border: "2",
  borderFocused: "36",
  title: "",
  titleFocused: "1;36",
  header: "1",
  headerSorted: "1;36",
  selected: "30;46",
  selectedElsewhere: "97;100",
  tagged: "1;33",
  good: "32",
  warn: "33",
  bad: "91",
  accent: "36",
  host: "35",
  shared: "36",
  key: "1;36"
};
var weights = {
  normal: "",
  dim: "2",
  strong: "1",
  border: "2",
  borderFocused: "1",
  title: "",
  titleFocused: "1",
  header: "1",
  headerSorted: "1;4",
  selected: "7",
  selectedElsewhere: "1",
  tagged: "1",
  good: "",
  warn: "1",
  bad: "1",
  accent: "",
  host: "",
  shared: "",
  key: "1"
};
var reset = "\x1B[0m";
var sgr = /\u{1B}\[[\d;]*m/gu;
function unpaint(row) {
  return row.includes("\x1B") ? row.replaceAll(sgr, "") : row;
}
function createTheme({ level, isUnicode }) {
  const parameters = level === "16" ? colours : weights;
  const paint = (tone, text2) => {
    if (text2 === "" || parameters[tone] === "") {
      return text2;
    }
    const start = `\x1B[${parameters[tone]}m`;
    return start + text2.replaceAll(reset, () => reset + start) + reset;
  };
  return {
    level,
    isUnicode,
    glyphs: isUnicode ? unicodeGlyphs : asciiGlyphs,
    paint,
    paintRow: (tone, row) => paint(tone, unpaint(row))
  };
}
function detectTheme(environment, isTTY) {
  return { level: hasColours(environment, isTTY) ? "16" : "none", isUnicode: hasUnicode(environment) };
}
function hasColours({ FORCE_COLOR: force, NO_COLOR: refusal, TERM: terminal = "" }, isTTY) {
  return force === void 0 ? isTTY && !refusal && !/^(?:dumb|vt\d+)$|-m(?:ono)?$/.test(terminal) : force !== "0" && force !== "false";
}
function hasUnicode({ LC_ALL: all, LC_CTYPE: characters, LANG: language, TERM: terminal }) {
  const locale = [all, characters, language].find(Boolean) ?? "";
  return terminal !== "linux" && /utf-?8/i.test(locale);
}

// source/known.ts
var denied = Object.freeze({ missing: "denied" });
var gone = Object.freeze({ missing: "gone" });
var unsupported = Object.freeze({ missing: "unsupported" });
var firstSample = Object.freeze({ missing: "first-sample" });
function isMissing(value) {
  return typeof value === "object" && value !== null && "missing" in value && typeof value.missing === "string";
}
function valueOf(value) {
  return isMissing(value) ? void 0 : value;
}
function mapKnown(value, change) {
  return isMissing(value) ? value : change(value);
}

// source/kernel/pid/ns.ts
var namespaceKinds = [
  {
    kind: "cgroup",
    title: "Control groups",
    help: "Which part of the cgroup tree is seen as its root.",
    initialInode: 4026531835
  },
  {
    kind: "ipc",
    title: "IPC",
    help: "System V shared memory and semaphores, POSIX message queues.",
    initialInode: 4026531839
  },
  {
    kind: "mnt",
    title: "Mounts",
    help: "Which file systems are mounted where.",
    initialInode: void 0
  },
  {
    kind: "net",
    title: "Network",
    help: "Interfaces, addresses, routes, ports and firewall rules.",
    initialInode: void 0
  },
  {
    kind: "pid",
    title: "Processes",
    help: "Which processes are seen, and their numbers.",
    initialInode: 4026531836
  },
  {
    kind: "time",
    title: "Clocks",
    help: "Offsets of the monotonic and the boot-time clock.",
    initialInode: 4026531834
  },
  {
    kind: "user",
    title: "Users",
    help: "Which user and group ids exist, and what capabilities are worth.",
    initialInode: 4026531837
  },
  {
    kind: "uts",
    title: "Host name",
    help: "The host name and the NIS domain name.",
    initialInode: 4026531838
  }
];
function forEachKind(make) {
  const record = {};
  for (const { kind } of namespaceKinds) {
    record[kind] = make(kind);
  }
  return record;
}
var linkPattern = /^([a-z]+):\[(\d+)\]$/u;
function parseNamespaceLink(link) {
  const match = linkPattern.exec(link);
  const row = match && namespaceKinds.find(({ kind }) => kind === match[1]);
  return row ? { kind: row.kind, inode: Number(match[2]) } : void 0;
}

// source/model/build/namespaces.ts
function namespaceKey(kind, inode) {
  return `${kind}:${inode}`;
}
function collectNamespaces(members, host) {
  const drafts = /* @__PURE__ */ new Map();
  for (const [namespaces, { pids, containers }] of bySet(members)) {
    for (const { kind } of namespaceKinds) {
      const inode = namespaces[kind];
      if (isMissing(inode)) {
        continue;
      }
      const key = namespaceKey(kind, inode);
      const draft = drafts.get(key);
      if (draft) {
        draft.pids.push(pids);
        for (const container of containers) {
          draft.containers.add(container);
        }
      } else {
        drafts.set(key, {
          kind,
          inode,
          pids: [pids],
          containers: new Set(containers)
        });
      }
    }
  }
  const order2 = new Map(namespaceKinds.map(({ kind }, index) => [kind, index]));
  const sorted = [...drafts].toSorted(([, a], [, b]) => order2.get(a.kind) - order2.get(b.kind) || a.inode - b.inode);
  return new Map(sorted.map(([key, { kind, inode, pids, containers }]) => [key, {
    key,
    kind,
    inode,
    isHost: valueOf(host[kind]) === inode,
    pids: pids.length === 1 ? pids[0] : pids.flat().toSorted((a, b) => a - b),
    containers: [...containers]
  }]));
}
function bySet(members) {
  const sets = /* @__PURE__ */ new Map();
  for (const { pid, container, namespaces } of members) {
    let set = sets.get(namespaces);
    if (!set) {
      set = { pids: [], containers: /* @__PURE__ */ new Set() };
      sets.set(namespaces, set);
    }
    set.pids.push(pid);
    if (container !== void 0) {
      set.containers.add(container);
    }
  }
  return sets;
}
function namespaceUses(own, container, all, host) {
  return Object.fromEntries(
    namespaceKinds.map(({ kind }) => {
      const inode = own[kind];
      const isHost = isHostNamespace(inode, host[kind]);
      const namespace = isMissing(inode) ? void 0 : all.get(namespaceKey(kind, inode));
      const sharedWith = isHost === true ? [] : namespace?.containers.filter((key) => key !== container) ?? [];
      return [kind, { inode, isHost, sharedWith }];
    })
  );
}
function isHostNamespace(inode, host) {
  return mapKnown(inode, (own) => mapKnown(host, (initial) => own === initial));
}
function unknownNamespaces(value) {
  return Object.fromEntries(namespaceKinds.map(({ kind }) => [kind, value]));
}

// source/model/build/rates.ts
function ratePerSecond(pair, pick) {
  const change = changeOf(pair, pick);
  return isMissing(change) ? change : change.amount / change.seconds;
}
function sharePercent(pair, pick, whole) {
  const part = changeOf(pair, pick);
  if (isMissing(part)) {
    return part;
  }
  const all = changeOf(pair, whole);
  if (isMissing(all)) {
    return all;
  }
  return all.amount === 0 ? 0 : Math.min(100, part.amount / all.amount * 100);
}
function changeOf(pair, pick) {
  if (!pair) {
    return firstSample;
  }
  const now = pick(pair.now.value);
  if (isMissing(now)) {
    return now;
  }
  const before = pair.before && pick(pair.before.value);
  if (before === void 0 || isMissing(before) || !pair.before) {
    return firstSample;
  }
  const seconds = pair.now.atSeconds - pair.before.atSeconds;
  return seconds <= 0 || now < before ? firstSample : { amount: now - before, seconds };
}
function steady(pair) {
  return pair && pair.now.value === pair.before?.value ? pair.now.value : pair;
}

// source/model/build/usage.ts
var nanosecondsPerSecond = 1e9;
var percent = 100;
function unknownUsage(reason) {
  return {
    cpuPercent: reason,
    cpuUserPercent: reason,
    cpuSystemPercent: reason,
    cpuLimit: reason,
    throttledPercent: reason,
    memoryBytes: reason,
    memoryLimitBytes: reason,
    memoryPeakBytes: reason,
    anonBytes: reason,
    fileBytes: reason,
    shmemBytes: reason,
    kernelBytes: reason,
    oomKills: reason,
    tasks: reason,
    tasksLimit: reason,
    networkRxBytes: reason,
    networkTxBytes: reason,
    networkRxPerSecond: reason,
    networkTxPerSecond: reason,
    blockReadBytes: reason,
    blockWriteBytes: reason,
    blockReadPerSecond: reason,
    blockWritePerSecond: reason,
    pressureCpu: reason,
    pressureMemory: reason,
    pressureIo: reason
  };
}
var goneUsage = unknownUsage(gone);
var remoteUsage = unknownUsage(unsupported);
function usageOf(cgroup, network, hostMemoryBytes) {
  if (!cgroup || !("now" in cgroup)) {
    return { ...cgroup ?? remoteUsage, ...networkUsage(network) };
  }
  const { cpu, memory, tasks, io, pressure } = cgroup.now.value;
  return {
    cpuPercent: cpuShare(cgroup, (value) => value.cpu.usageNanoseconds),
    cpuUserPercent: cpuShare(cgroup, (value) => value.cpu.userNanoseconds),
    cpuSystemPercent: cpuShare(cgroup, (value) => value.cpu.systemNanoseconds),
    cpuLimit: cpu.quotaCores,
    throttledPercent: sharePercent(cgroup, (value) => value.cpu.throttledPeriods, (value) => value.cpu.periods),
    memoryBytes: memory.usedBytes,
    memoryLimitBytes: mapKnown(
      memory.limitBytes,
      (limit2) => limit2 !== void 0 && !isMissing(hostMemoryBytes) && limit2 >= hostMemoryBytes ? void 0 : limit2
    ),
    memoryPeakBytes: memory.peakBytes,
    anonBytes: memory.anonBytes,
    fileBytes: memory.fileBytes,
    shmemBytes: memory.shmemBytes,
    kernelBytes: memory.kernelBytes,
    oomKills: memory.oomKills,
    tasks: tasks.current,
    tasksLimit: tasks.limit,
    ...networkUsage(network),
    blockReadBytes: io.readBytes,
    blockWriteBytes: io.writeBytes,
    blockReadPerSecond: ratePerSecond(cgroup, (value) => value.io.readBytes),
    blockWritePerSecond: ratePerSecond(cgroup, (value) => value.io.writeBytes),
    pressureCpu: mapKnown(pressure.cpu, (value) => value.someAverage10),
    pressureMemory: mapKnown(pressure.memory, (value) => value.someAverage10),
    pressureIo: mapKnown(pressure.io, (value) => value.someAverage10)
  };
}
function cpuShare(pair, pick) {
  return mapKnown(ratePerSecond(pair, pick), (perSecond2) => perSecond2 / nanosecondsPerSecond * percent);
}
function networkUsage(pair) {
  if (!pair || isMissing(pair)) {
    const reason = pair ?? unsupported;
    return {
      networkRxBytes: reason,
      networkTxBytes: reason,
      networkRxPerSecond: reason,
      networkTxPerSecond: reason
    };
  }
  return {
    networkRxBytes: received(pair.now.value),
    networkTxBytes: sent(pair.now.value),
    networkRxPerSecond: ratePerSecond(pair, received),
    networkTxPerSecond: ratePerSecond(pair, sent)
  };
}
var received = (counters) => total(counters, "receivedBytes");
var sent = (counters) => total(counters, "sentBytes");
function total(counters, field) {
  let sum = 0;
  for (const counter of counters) {
    if (counter.name !== "lo") {
      sum += counter[field];
    }
  }
  return sum;
}

// source/model/build/container.ts
var desertedMilliseconds = 1e3;
var remembranceMilliseconds = 6e4;
function buildContainer(key, told, seen, previous, context) {
  const emptySince = seen ? void 0 : previous?.emptySince ?? (previous && previous.pids.length > 0 ? context.takenAt : void 0);
  const state = stateOf(told, seen, emptySince !== void 0 && context.takenAt - emptySince > desertedMilliseconds);
  const absence = absenceOf(told, previous);
  const isRunning = isAlive(state);
  return {
    ...describe(key, told, seen, previous),
    key,
    state,
    exitCode: isRunning ? void 0 : told?.container.exitCode ?? previous?.exitCode,
    engine: told?.engine.id ?? previous?.engine,
    runtime: told?.engine.kind ?? seen?.maker?.runtime ?? seen?.group.runtime ?? previous?.runtime ?? "unknown",
    parent: seen?.group.parent ?? told?.engine.container ?? previous?.parent,
    init: seen?.initKey ?? absence.reason,
    initPid: seen?.group.initPid ?? absence.reason,
    pids: seen?.group.pids ?? [],
    cgroup: seen ? seen.group.cgroupPath ?? unsupported : absence.reason,
    usage: seen ? usageOf(seen.cgroup ?? seen.processes, seen.network, context.hostMemoryBytes) : absence.usage,
    namespaces: seen ? namespaceUses(seen.namespaces, key, context.allNamespaces, context.hostNamespaces) : absence.namespaces,
    emptySince,
    isolation: seen?.isolation,
    diedAt: isRunning ? void 0 : previous?.diedAt ?? (previous && isAlive(previous.state) ? context.takenAt : void 0)
  };
}
function rememberContainer(previous, takenAt, exitCode) {
  const diedAt = previous.diedAt ?? takenAt;
  if (takenAt - diedAt > remembranceMilliseconds) {
    return void 0;
  }
  if (previous.isRemoved && previous.diedAt !== void 0) {
    return previous;
  }
  return {
    ...previous,
    state: isAlive(previous.state) || previous.state === "removing" ? "exited" : previous.state,
    isRemoved: true,
    exitCode: previous.exitCode ?? exitCode,
    diedAt,
    init: gone,
    initPid: gone,
    pids: [],
    cgroup: gone,
    usage: goneUsage,
    namespaces: goneAbsence.namespaces,
    isolation: void 0
  };
}
function isAlive(state) {
  return state === "running" || state === "paused" || state === "restarting";
}
function describe(key, told, seen, previous) {
  const container = told?.container;
  return {
    id: container?.id ?? seen?.group.id ?? key,
    name: container?.name ?? seen?.maker?.name ?? previous?.name ?? shortId(seen?.group.id ?? key),
    image: container?.image ?? seen?.maker?.image ?? previous?.image ?? "",
    health: container ? container.health : previous?.health,
    createdAt: container?.createdAt ?? previous?.createdAt,
    startedAt: container?.startedAt ?? startedAtOf(seen, previous),
    finishedAt: container?.finishedAt,
    command: container?.command ?? seen?.maker?.command ?? previous?.command ?? "",
    labels: container?.labels ?? seen?.maker?.labels ?? previous?.labels ?? {},
    ports: container?.ports ?? previous?.ports ?? [],
    isRemoved: false
  };
}
function shortId(id) {
  return /^[\da-f]{64}$/.test(id) ? id.slice(0, 12) : id;
}
function stateOf(told, seen, isDeserted) {
  const isFrozen = seen?.cgroup && valueOf(seen.cgroup.now.value.frozen) === true;
  const kernelState = isFrozen ? "paused" : "running";
  if (!told) {
    return kernelState;
  }
  const { container, engine } = told;
  if (isDeserted && isAlive(container.state)) {
    return "exited";
  }
  if (engine.state === "up" || !engine.isLocal) {
    return container.state;
  }
  if (seen) {
    return isAlive(container.state) ? container.state : kernelState;
  }
  return isAlive(container.state) ? "exited" : container.state;
}
var absenceFor = (reason, usage) => ({
  reason,
  usage,
  namespaces: unknownNamespaces({ inode: reason, isHost: reason, sharedWith: [] })
});
var goneAbsence = absenceFor(gone, goneUsage);
var elsewhereAbsence = absenceFor(unsupported, remoteUsage);
function absenceOf(told, previous) {
  const wasSeen = previous?.emptySince !== void 0 || (previous?.pids.length ?? 0) > 0;
  return told !== void 0 && isAlive(told.container.state) && !wasSeen ? elsewhereAbsence : goneAbsence;
}
function startedAtOf(seen, previous) {
  if (!seen || !previous) {
    return seen?.startedAt ?? previous?.startedAt;
  }
  return previous.init === seen.initKey ? previous.startedAt ?? seen.startedAt : seen.startedAt;
}
function startTime(startTicks, ticksPerSecond, bootTime) {
  return valueOf(mapKnown(bootTime, (boot) => boot + startTicks / ticksPerSecond * 1e3));
}
function isSame(a, b) {
  return !isMissing(a) && a === b;
}

// source/text/bar.ts
function bar(segments, width, theme) {
  const room = width - 2;
  if (room <= 0) {
    return " ".repeat(Math.max(0, width));
  }
  const { barLeft, barRight, barParts, barFills } = theme.glyphs;
  const drawn3 = segments.filter(({ fraction }) => fraction > 0);
  const total2 = Math.min(1, drawn3.reduce((sum2, { fraction }) => sum2 + fraction, 0));
  const parts = total2 > 0 ? Math.max(1, Math.round(total2 * room * barParts.length)) : 0;
  const whole = Math.floor(parts / barParts.length);
  const partial = parts % barParts.length;
  let inside = "";
  let cells = 0;
  let sum = 0;
  for (const [index, { fraction, tone }] of drawn3.entries()) {
    sum += fraction;
    const isLast = index === drawn3.length - 1;
    const end = isLast ? whole : Math.min(whole, Math.round(sum * room));
    const fill = theme.level === "none" ? barFills[index % barFills.length] : barFills[0];
    const tail = isLast && partial > 0 ? barParts[partial - 1] : "";
    inside += theme.paint(tone, fill.repeat(end - cells) + tail);
    cells = end;
  }
  const empty = room - whole - (partial > 0 ? 1 : 0);
  return theme.paint("dim", barLeft) + inside + " ".repeat(empty) + theme.paint("dim", barRight);
}

// on-demand:string-width
var load;
var string_width_default = (...text2) => (load ??= (init_string_width(), __toCommonJS(string_width_exports)).default)(...text2);

// source/screen/graphemes.ts
var segmenter2;
function* graphemesOf(text2) {
  segmenter2 ??= new Intl.Segmenter();
  for (const { segment } of segmenter2.segment(text2)) {
    yield segment;
  }
}

// source/text/clean.ts
var printableAscii = /^[\u{20}-\u{7E}]*$/u;
var narrow = /^[\u{20}-\u{7E}\u{A0}-\u{AC}\u{AE}-\u{2FF}\u{391}-\u{3A1}\u{3A3}-\u{3FF}\u{400}-\u{482}\u{48A}-\u{527}\u{2010}-\u{2015}\u{2018}-\u{2027}\u{2190}-\u{21FF}\u{23CE}\u{2400}-\u{2426}\u{2500}-\u{25FC}\u{25FF}\u{2800}-\u{28FF}]*$/u;
var controls = /[\p{Control}\u{2028}\u{2029}]/gu;
var invisible = /(?!\u{200D})[\p{Default_Ignorable_Code_Point}\p{Format}]/gu;
var looseJoiner = new RegExp("(?<!\\p{Extended_Pictographic}\\p{Emoji_Modifier}?)\\u{200D}|\\u{200D}(?!\\p{Extended_Pictographic})", "gu");
var fourthJoiner = new RegExp("(\\p{Extended_Pictographic}\\p{Emoji_Modifier}?(?:\\u{200D}\\p{Extended_Pictographic}\\p{Emoji_Modifier}?){3})\\u{200D}", "gu");
var looseModifier = new RegExp("(?<!\\p{Emoji_Modifier_Base})\\p{Emoji_Modifier}", "gu");
var enclosingMark = new RegExp("\\p{Enclosing_Mark}", "gu");
var pileOfMarks = new RegExp("(\\p{Mark}{2})\\p{Mark}+", "gu");
var leadingMark = new RegExp("^\\p{Mark}", "u");
var undrawable = /[\p{Control}\p{Private_Use}\p{Surrogate}\p{Unassigned}]/gu;
function clean(text2, isUnicode = true) {
  if ((isUnicode ? narrow : printableAscii).test(text2)) {
    return text2;
  }
  if (!isUnicode) {
    return cleanAscii(text2);
  }
  const safe = text2.replaceAll(controls, (control) => pictureOf(control)).replaceAll(invisible, "").replaceAll(undrawable, "\uFFFD").replaceAll(enclosingMark, "").replaceAll(looseModifier, "").replaceAll(looseJoiner, "").replaceAll(fourthJoiner, "$1").replaceAll(pileOfMarks, "$1");
  return leadingMark.test(safe) ? `\u25CC${safe}` : safe;
}
function pictureOf(control) {
  const code = control.codePointAt(0);
  if (code < 32) {
    return String.fromCodePoint(9216 + code);
  }
  return code === 127 ? "\u2421" : code < 160 ? "\uFFFD" : "\u2424";
}
var asciiTwins = {
  "\u2013": "-",
  "\u2026": "~",
  "\xB7": ".",
  "\u2192": ">"
};
function cleanAscii(text2) {
  return text2.replaceAll(/[·–…→]/g, (sign) => asciiTwins[sign]).replaceAll(controls, (control) => caretOf(control)).replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}\p{Format}\p{Mark}]/gu, "").replaceAll(/[^\u{20}-\u{7E}]/gu, "?");
}
function caretOf(control) {
  const code = control.codePointAt(0);
  if (code < 32) {
    return `^${String.fromCodePoint(64 + code)}`;
  }
  return code === 127 ? "^?" : code < 160 ? "?" : "^J";
}
var widths = /* @__PURE__ */ new Map();
var rememberedWidths = 4096;
function graphemeWidth(grapheme) {
  let width = widths.get(grapheme);
  if (width === void 0) {
    width = string_width_default(grapheme);
    if (widths.size >= rememberedWidths) {
      widths.clear();
    }
    if (grapheme.length <= 16) {
      widths.set(grapheme, width);
    }
  }
  return width;
}
function cellWidth(text2) {
  if (narrow.test(text2)) {
    return text2.length;
  }
  let width = 0;
  for (const segment of graphemesOf(text2)) {
    width += graphemeWidth(segment);
  }
  return width;
}
function clip(text2, width, ellipsis = "\u2026") {
  if (narrow.test(text2)) {
    return text2.length <= width ? text2 : cutNarrow(text2, width, ellipsis);
  }
  const room = width - cellWidth(ellipsis);
  let used = 0;
  let length = 0;
  let roomLength = 0;
  for (const segment of graphemesOf(text2)) {
    used += graphemeWidth(segment);
    if (used > width) {
      return room < 0 ? "" : text2.slice(0, roomLength) + ellipsis;
    }
    length += segment.length;
    if (used <= room) {
      roomLength = length;
    }
  }
  return text2;
}
function cutNarrow(text2, width, ellipsis) {
  const room = width - cellWidth(ellipsis);
  return room < 0 ? "" : text2.slice(0, room) + ellipsis;
}
function clipStart(text2, width, ellipsis = "\u2026") {
  const total2 = cellWidth(text2);
  if (total2 <= width) {
    return text2;
  }
  const room = width - cellWidth(ellipsis);
  if (room < 0) {
    return "";
  }
  let excess = total2 - room;
  let length = 0;
  for (const segment of graphemesOf(text2)) {
    if (excess <= 0) {
      break;
    }
    excess -= graphemeWidth(segment);
    length += segment.length;
  }
  return ellipsis + text2.slice(length);
}
function pad(text2, width, align = "left") {
  const missing = width - cellWidth(text2);
  if (missing <= 0) {
    return text2;
  }
  if (align === "left") {
    return text2 + " ".repeat(missing);
  }
  const before = align === "right" ? missing : Math.floor(missing / 2);
  return " ".repeat(before) + text2 + " ".repeat(missing - before);
}
function fit(text2, width, align = "left", ellipsis = "\u2026") {
  return pad(clip(text2, width, ellipsis), width, align);
}

// source/text/wrap.ts
function wrap(text2, width) {
  const lines = [];
  for (const word of text2.split(" ").filter((part) => part !== "")) {
    const last = lines.at(-1);
    if (last !== void 0 && cellWidth(last) + 1 + cellWidth(word) <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(clip(word, width));
    }
  }
  return lines;
}

// source/text/format.ts
function scale(value, step, units) {
  let rest = Math.abs(value);
  let unit = 0;
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= step;
    unit++;
  }
  const digits = unit > 0 && rest < 9.95 ? rest.toFixed(1) : rest.toFixed(0);
  return (value < 0 && Number(digits) !== 0 ? "-" : "") + digits + units[unit];
}
var binaryUnits = ["", "K", "M", "G", "T", "P", "E"];
var decimalUnits = ["", "k", "M", "G"];
function formatBytes(bytes2) {
  return Number.isFinite(bytes2) ? scale(bytes2, 1024, binaryUnits) : "?";
}
function formatRate(bytesPerSecond) {
  const text2 = formatBytes(bytesPerSecond);
  return /\d$/.test(text2) ? `${text2} B/s` : `${text2}/s`;
}
function formatPercent(percent3) {
  if (!Number.isFinite(percent3)) {
    return "?";
  }
  const positive = Math.max(0, percent3);
  return positive < 99.95 ? positive.toFixed(1) : positive.toFixed(0);
}
function formatCount(count2) {
  if (!Number.isFinite(count2)) {
    return "?";
  }
  const rounded = Math.round(count2);
  return Math.abs(rounded) <= 9999 ? String(rounded) : scale(rounded, 1e3, decimalUnits);
}
function formatDuration(seconds) {
  if (!Number.isFinite(seconds)) {
    return "?";
  }
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) {
    return `${whole}s`;
  }
  const minutes = Math.floor(whole / 60);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) {
    return `${minutes}m`;
  }
  const days = Math.floor(hours / 24);
  if (days === 0) {
    return `${hours}h${remainder(minutes % 60, "m")}`;
  }
  if (days < 10) {
    return `${days}d${remainder(hours % 24, "h")}`;
  }
  return days < 365 ? `${days}d` : `${Math.floor(days / 365)}y${remainder(days % 365, "d")}`;
}
function remainder(count2, unit) {
  return count2 === 0 ? "" : `${count2}${unit}`;
}
function formatAge(moment, now) {
  return formatDuration((now - moment) / 1e3);
}
var anyAddress = /* @__PURE__ */ new Set(["", "0.0.0.0", "::", "[::]"]);
function formatPort({ hostAddress = "", hostPort, containerPort, protocol }, arrow = "\u2192") {
  const inside = protocol === "tcp" ? String(containerPort) : `${containerPort}/${protocol}`;
  if (hostPort === void 0) {
    return inside;
  }
  const address = hostAddress.includes(":") && !hostAddress.startsWith("[") ? `[${hostAddress}]` : hostAddress;
  return `${anyAddress.has(hostAddress) ? "" : `${address}:`}${hostPort}${arrow}${inside}`;
}
function formatPorts(ports, arrow = "\u2192") {
  const sorted = ports.toSorted((a, b) => (a.hostPort ?? Infinity) - (b.hostPort ?? Infinity) || a.containerPort - b.containerPort);
  return [...new Set(sorted.map((port) => formatPort(port, arrow)))].join(" ");
}
function formatMissing({ missing }, width, glyphs) {
  if (width <= 0) {
    return "";
  }
  if (missing === "first-sample") {
    return glyphs.dot;
  }
  return missing === "denied" ? ["denied", "deny"].find((word) => word.length <= width) ?? glyphs.cross : glyphs.dash;
}
function formatKnown(value, format, width, glyphs) {
  return isMissing(value) ? formatMissing(value, width, glyphs) : format(value);
}

// source/text/spans.ts
function spansOf(line) {
  return typeof line === "string" ? [{ text: line }] : line;
}
function lineWidth(line) {
  let width = 0;
  for (const { text: text2 } of spansOf(line)) {
    width += cellWidth(text2);
  }
  return width;
}
function clipLine(line, width, ellipsis = "\u2026") {
  const spans = spansOf(line);
  if (lineWidth(spans) <= width) {
    return spans;
  }
  const kept = [];
  let room = width - cellWidth(ellipsis);
  for (const span of room < 0 ? [] : spans) {
    const spanWidth = cellWidth(span.text);
    if (spanWidth > room) {
      kept.push({ ...span, text: clip(span.text, room, "") + ellipsis });
      break;
    }
    kept.push(span);
    room -= spanWidth;
  }
  return kept;
}
function paintLine(line, theme, tone = "normal") {
  let row = "";
  for (const span of spansOf(line)) {
    row += theme.paint(span.tone ?? tone, span.text);
  }
  return row;
}
function fitLine(line, width, theme, options = {}) {
  const { tone, align = "left" } = options;
  if (typeof line === "string") {
    return theme.paint(tone ?? "normal", fit(theme.isUnicode ? line : clean(line, false), width, align, theme.glyphs.ellipsis));
  }
  const shown = theme.isUnicode ? line : line.map((span) => ({ ...span, text: clean(span.text, false) }));
  const clipped = clipLine(shown, width, theme.glyphs.ellipsis);
  const missing = width - lineWidth(clipped);
  const before = { left: 0, right: missing, center: Math.floor(missing / 2) }[align];
  return " ".repeat(before) + paintLine(clipped, theme, tone) + " ".repeat(missing - before);
}

// source/ui/panes/header.ts
function drawHeader(world, width, height) {
  const { view: { layout, state }, theme } = world;
  if (layout.mode === "tooSmall") {
    const lines = tooSmallLines(`${state.columns}x${state.rows}`, width, height);
    return Array.from({ length: height }, (_, row) => fitLine(lines[row] ?? "", width, theme));
  }
  const rows = [spread(hostSpans(world, width), rightSpans(world, width), width, theme), ...height > 1 ? [meters(world, width)] : []];
  return rows.slice(0, height);
}
function tooSmallLines(size, width, height) {
  const texts = [`nstop needs 40x10, this is ${size}`, `needs 40x10, is ${size}`, `${size} of 40x10`];
  const short = texts.find((text2) => text2.length <= width);
  if (short !== void 0) {
    return [short];
  }
  const lines = wrap(texts[2], width);
  return lines.length <= height ? lines : [size];
}
function spread(left, right, width, theme) {
  const rightWidth = lineWidth(right);
  return fitLine(left, width - rightWidth, theme) + fitLine(right, rightWidth, theme);
}
function hostSpans({ view: { snapshot: { host } }, hardware, theme }, width) {
  const system = width >= 150 && hardware.os && hardware.os !== "Linux" ? `${hardware.os} \xB7 ` : "";
  return [
    { text: " nstop  ", tone: "key" },
    { text: clean(host.hostname, theme.isUnicode), tone: "strong" },
    {
      text: ` \xB7 ${clean(system, theme.isUnicode)}Linux ${clean(shortKernel(host.kernel), theme.isUnicode)} \xB7 ${host.cpus} cpu \xB7 up ${formatKnown(host.uptimeSeconds, formatDuration, 6, theme.glyphs)}`,
      tone: "dim"
    }
  ];
}
function shortKernel(release) {
  return /^\d+\.\d+/.exec(release)?.[0] ?? release;
}
function rightSpans({ view: { snapshot, state }, theme }, width) {
  const { self } = snapshot;
  const time = new Date(snapshot.takenAt).toTimeString().slice(0, 8);
  const end = [
    ...width >= 100 ? [
      {
        text: `  self ${formatKnown(self.cpuPercent, formatPercent, 4, theme.glyphs)}% ${formatBytes(self.residentBytes)}`,
        tone: "dim"
      }
    ] : [],
    ...state.isFrozen ? [{ text: "  FROZEN ", tone: "warn" }] : [{ text: `  ${time} ` }]
  ];
  return [...engineSpans(snapshot.engines, { width, now: snapshot.takenAt, theme }, width - leastLeft - lineWidth(end)), ...end];
}
var leastLeft = 12;
var engineLooks = {
  up: { tone: "good", isFilled: true },
  connecting: { tone: "warn", isFilled: false },
  unreachable: { tone: "bad", isFilled: false },
  denied: { tone: "bad", isFilled: false }
};
function shortVersion(version = "") {
  return /^[\d.]+/.exec(version)?.[0] ?? version;
}
function engineSpans(engines, words, room) {
  const { width, theme } = words;
  const [first, ...others] = engines;
  if (first === void 0) {
    return clipLine([{ text: "  no engine", tone: "warn" }], room, theme.glyphs.ellipsis);
  }
  const full = engines.flatMap((engine) => engineWords(engine, words));
  const dots = others.length === 0 ? [] : [{ text: ` +${others.length} ` }, ...others.map(({ state }) => engineDot(state, theme))];
  const forms = [
    ...others.length === 0 || lineWidth(full) <= width / 2 ? [full] : [],
    [...engineWords(first, words), ...dots],
    [{ text: `  ${first.kind} ` }, engineDot(first.state, theme), ...dots]
  ];
  return forms.find((form) => lineWidth(form) <= room) ?? clipLine(forms.at(-1), room, theme.glyphs.ellipsis);
}
function engineDot(state, theme) {
  const { tone, isFilled } = engineLooks[state];
  return { text: isFilled ? theme.glyphs.bullet : theme.glyphs.hollowBullet, tone };
}
function engineWords({ kind, version, state, since, address, isRootless }, { width, now, theme }) {
  const mode = isRootless === void 0 ? "" : isRootless ? " rootless" : " rootful";
  return [
    { text: `  ${kind} ${clean(shortVersion(version), theme.isUnicode)} ` },
    engineDot(state, theme),
    ...state === "up" ? [] : [{ text: ` ${state} ${formatDuration((now - since) / 1e3)}`, tone: engineLooks[state].tone }],
    ...width >= 120 ? [
      {
        text: ` ${clipStart(clean(address.replace("unix://", ""), theme.isUnicode), Math.floor(width / 4), theme.glyphs.ellipsis)}${mode}`,
        tone: "dim"
      }
    ] : []
  ];
}
function meters({ view: { snapshot }, theme }, width) {
  const { host, containers, namespaces } = snapshot;
  const running = [...containers.values()].filter(({ state }) => isAlive(state)).length;
  const { glyphs } = theme;
  const memory = mapKnown(host.memoryUsedBytes, (used) => mapKnown(host.memoryBytes, (total2) => used / total2));
  const memoryText = isMissing(host.memoryUsedBytes) || isMissing(host.memoryBytes) ? "" : `${formatBytes(host.memoryUsedBytes)}/${formatBytes(host.memoryBytes)}`;
  const texts = theme.paint("dim", " cpu ") + cpuText(host.cpuPercent, theme) + theme.paint("dim", "  mem ") + memoryText;
  const counts = countsFor(width, width - cellWidth(unpaint(texts)), [
    {
      columns: 60,
      line: [
        { text: "load ", tone: "dim" },
        { text: `${formatKnown(host.load, (load2) => load2.map((value) => value.toFixed(2)).join(" "), 4, glyphs)}   ` }
      ]
    },
    {
      columns: 0,
      line: [
        { text: String(running), tone: "strong" },
        { text: " containers", tone: "dim" }
      ]
    },
    { columns: 100, line: [{ text: ` \xB7 ${namespaces.size} namespaces`, tone: "dim" }] },
    { columns: 80, line: [{ text: ` \xB7 ${formatKnown(host.processes, String, 4, glyphs)} processes`, tone: "dim" }] },
    { columns: 0, line: [{ text: " " }] }
  ]);
  const room = width - lineWidth(counts);
  const barWidth2 = Math.max(0, Math.min(20, Math.floor((room - 32) / 2)));
  const left = barWidth2 < 4 ? texts : theme.paint("dim", " cpu ") + meter(
    mapKnown(host.cpuPercent, (percent3) => percent3 / 100),
    barWidth2,
    theme
  ) + ` ${cpuText(host.cpuPercent, theme)}` + theme.paint("dim", "   mem ") + meter(memory, barWidth2, theme) + ` ${memoryText}`;
  return fitPainted(left, room) + fitLine(counts, Math.min(width, lineWidth(counts)), theme);
}
function countsFor(width, room, counts) {
  let shown = counts.filter(({ columns }) => width >= columns);
  const widthOf = (list) => lineWidth(list.flatMap(({ line }) => line));
  while (widthOf(shown) > room && shown.some(({ columns }) => columns > 0)) {
    const dearest = Math.max(...shown.map(({ columns }) => columns));
    shown = shown.filter(({ columns }) => columns < dearest);
  }
  return shown.flatMap(({ line }) => line);
}
function meter(fraction, width, theme) {
  const share2 = valueOf(fraction) ?? 0;
  return bar([{ fraction: share2, tone: share2 > 0.9 ? "bad" : share2 > 0.7 ? "warn" : "good" }], width, theme);
}
function cpuText(percent3, theme) {
  return isMissing(percent3) ? formatMissing(percent3, 4, theme.glyphs).padStart(4) : `${percent3.toFixed(0)}%`.padStart(4);
}
function fitPainted(row, width) {
  return row + " ".repeat(Math.max(0, width - cellWidth(unpaint(row))));
}

// source/model/isolation/flags.ts
var tellingKinds = ["pid", "net", "ipc", "uts", "mnt"];
function usesHosts({ namespaces }, kind) {
  return namespaces[kind].isHost === true;
}
var flags = [
  {
    name: "PRIV",
    help: "privileged: all capabilities, no system call filter, /sys writable",
    applies: ({ isolation }) => valueOf(isolation?.isPrivileged ?? false) === true
  },
  {
    name: "DooD",
    help: "Docker out of Docker: holds the socket of an engine",
    applies: ({ isolation }) => (isolation?.engineSockets.length ?? 0) > 0
  },
  { name: "DinD", help: "Docker in Docker: runs an engine of its own", applies: ({ isolation }) => isolation?.nestedEngine !== void 0 },
  {
    name: "HOST-FS",
    help: "sees the host's root, or can write to a directory that rules the host",
    applies: ({ isolation }) => isolation !== void 0 && (isolation.hostMounts.some(({ source, isWritable }) => isWritable || source === "/") || isolation.rootIsHostRoot === true)
  },
  ...tellingKinds.map((kind) => ({
    name: `HOST-${kind.toUpperCase()}`,
    help: `uses the host's ${kind} namespace`,
    applies: (container) => usesHosts(container, kind)
  })),
  {
    name: "CAP+",
    help: "has capabilities beyond the default set",
    applies: ({ isolation }) => isolation !== void 0 && valueOf(isolation.isPrivileged) !== true && (valueOf(isolation.addedCapabilities)?.length ?? 0) > 0
  },
  {
    name: "NOSECC",
    help: "has no system call filter",
    applies: ({ isolation }) => isolation !== void 0 && valueOf(isolation.isPrivileged) !== true && valueOf(isolation.seccomp) === "disabled"
  },
  {
    name: "ROOTLESS",
    help: "root inside is an ordinary user outside",
    applies: ({ isolation }) => valueOf(isolation?.isRootMapped ?? false) === true
  }
];
function flagsOf(container) {
  return flags.filter((flag) => flag.applies(container)).map(({ name }) => name);
}

// source/text/sparkline.ts
function sparkline(series, width, glyphs, { maximum: maximum2, floor = 0 } = {}) {
  const shown = width > 0 ? series.slice(-width) : [];
  let top = maximum2 ?? floor;
  if (maximum2 === void 0) {
    for (const value of shown) {
      top = isDrawable(value) ? Math.max(top, value) : top;
    }
  }
  let line = " ".repeat(Math.max(0, width) - shown.length);
  for (const value of shown) {
    line += isDrawable(value) ? block(value, top, glyphs.spark) : " ";
  }
  return line;
}
function isDrawable(value) {
  return value !== void 0 && Number.isFinite(value);
}
function block(value, top, levels) {
  const level = top > 0 ? Math.floor(value / top * levels.length) : 0;
  return levels[Math.min(levels.length - 1, Math.max(0, level))];
}

// source/ui/table/branch.ts
function branchPrefix(isLastAt, glyphs) {
  return isLastAt.map((isLast, level) => level === isLastAt.length - 1 ? isLast ? glyphs.lastBranch : glyphs.branch : isLast ? glyphs.gap : glyphs.through).join("");
}

// source/ui/lists/containers/columns.ts
var containerColumns = [
  {
    id: "name",
    title: "NAME",
    help: "Name in the engine, else the id; containers inside a container stand below it.",
    width: { min: 14, max: 40, weight: 3 },
    priority: 100,
    value: ({ container }) => container.name,
    text: ({ container, isLastAt }, { theme }) => [
      { text: branchPrefix(isLastAt, theme.glyphs), tone: "dim" },
      { text: clean(container.name, theme.isUnicode) }
    ],
    tone: ({ container }) => isAlive(container.state) ? "strong" : "dim"
  },
  {
    id: "image",
    title: "IMAGE",
    help: "Image that the engine made it of.",
    width: { min: 12, max: 44, weight: 3 },
    priority: 40,
    value: ({ container }) => container.image,
    tone: () => "dim"
  },
  {
    id: "state",
    title: "STATE",
    help: "Up since when, paused, or exited with which code; health where the image has a check.",
    width: { min: 10, max: 16, weight: 1 },
    isMoving: true,
    priority: 90,
    value: ({ container }) => container.state,
    text: (row, context) => stateText(row.container, context),
    tone: ({ container }) => stateTone(container)
  },
  {
    id: "pid",
    title: "HOST PID",
    help: "Pid of its first process, as the host sees it.",
    width: { min: 9 },
    align: "right",
    priority: 95,
    value: ({ container }) => container.initPid
  },
  {
    id: "tasks",
    title: "PIDS",
    help: "Tasks in its cgroup: processes and their threads, as docker stats counts PIDS.",
    width: { min: 5 },
    align: "right",
    reads: "tasks",
    priority: 60,
    isDescending: true,
    value: ({ container }) => container.usage.tasks
  },
  {
    id: "flags",
    title: "FLAGS",
    help: `What sets it apart. ${flags.map(({ name, help }) => `${name}: ${help}`).join("; ")}.`,
    width: { min: 13, max: 36, weight: 2 },
    priority: 50,
    value: ({ container }) => flagsOf(container).join(" "),
    tone: () => "host"
  },
  {
    id: "ports",
    title: "PORTS",
    help: "Ports it publishes on the host.",
    width: { min: 12, max: 40, weight: 1 },
    priority: 12,
    value: ({ container }) => formatPorts(container.ports.filter(({ hostPort }) => hostPort !== void 0))
  },
  {
    id: "memory",
    title: "MEM / LIMIT",
    help: "Memory as docker stats counts it, without the inactive page cache, and its limit.",
    width: { min: 12 },
    align: "right",
    reads: "memory",
    priority: 80,
    isDescending: true,
    value: ({ container }) => container.usage.memoryBytes,
    text({ container: { usage } }, { theme }) {
      const limit2 = formatKnown(
        usage.memoryLimitBytes,
        (value) => value === void 0 ? theme.glyphs.dash : formatBytes(value),
        4,
        theme.glyphs
      );
      return `${formatKnown(usage.memoryBytes, formatBytes, 6, theme.glyphs)} / ${pad(limit2, 4)}`;
    },
    tone: ({ container }) => memoryTone(container)
  },
  {
    id: "network",
    title: "NET RX   TX",
    help: "Bytes per second received and sent by its network namespace; none where that is the host's.",
    width: { min: 11 },
    align: "right",
    reads: "network",
    priority: 45,
    isDescending: true,
    value: ({ container: { usage } }) => mapKnown(usage.networkRxPerSecond, (received2) => mapKnown(usage.networkTxPerSecond, (sent2) => received2 + sent2)),
    text: ({ container: { usage } }, context) => pairText(usage.networkRxPerSecond, usage.networkTxPerSecond, context)
  },
  {
    id: "block",
    title: "DISK R    W",
    help: "Bytes per second read from and written to block devices.",
    width: { min: 11 },
    align: "right",
    reads: "io",
    priority: 10,
    isDescending: true,
    value: ({ container: { usage } }) => mapKnown(usage.blockReadPerSecond, (read) => mapKnown(usage.blockWritePerSecond, (written) => read + written)),
    text: ({ container: { usage } }, context) => pairText(usage.blockReadPerSecond, usage.blockWritePerSecond, context)
  },
  {
    id: "throttled",
    title: "THR%",
    help: "Share of time slices in which it hit its CPU quota.",
    width: { min: 5 },
    align: "right",
    reads: "throttling",
    priority: 11,
    isDescending: true,
    value: ({ container }) => container.usage.throttledPercent,
    text: ({ container }) => percentText(container.usage.throttledPercent),
    tone: ({ container }) => isAbove(container.usage.throttledPercent, 0) ? "warn" : void 0
  },
  {
    id: "cpu",
    title: "CPU%",
    help: "CPU time in percent of one core: 200 is two cores busy.",
    width: { min: 5 },
    align: "right",
    priority: 85,
    isDescending: true,
    value: ({ container }) => container.usage.cpuPercent,
    text: ({ container }) => percentText(container.usage.cpuPercent),
    tone: ({ container }) => cpuTone(container)
  },
  {
    id: "history",
    title: "LAST",
    help: "CPU of the last samples, the newest at the right.",
    width: { min: 8, max: 30, weight: 1 },
    isMoving: true,
    priority: 30,
    isDescending: true,
    value: ({ container }) => container.usage.cpuPercent,
    text: ({ series }, { width, theme }) => sparkline(series?.cpuPercent.last(width) ?? [], width, theme.glyphs, { floor: 10 }),
    tone: () => "accent"
  }
];
function percentText(value) {
  return isMissing(value) ? "" : formatPercent(value);
}
function pairText(first, second, { theme }) {
  const show3 = (value) => formatKnown(value, formatBytes, 4, theme.glyphs);
  return `${pad(show3(first), 5, "right")} ${pad(show3(second), 5, "right")}`;
}
function stateText(container, { now }) {
  const { state, exitCode, health, startedAt, isRemoved } = container;
  if (state === "running") {
    const age = startedAt === void 0 ? "up" : `up ${formatAge(startedAt, now)}`;
    return health === "unhealthy" ? `${age} sick` : age;
  }
  const word = isRemoved ? "gone" : state;
  return exitCode === void 0 ? word : `${word} ${exitCode}`;
}
function stateTone({ state, health, exitCode }) {
  if (state === "running") {
    return health === "unhealthy" ? "bad" : "good";
  }
  if (state === "paused" || state === "restarting") {
    return "warn";
  }
  return exitCode === void 0 || exitCode === 0 ? "dim" : "bad";
}
function memoryTone({ usage }) {
  const limit2 = valueOf(usage.memoryLimitBytes);
  const used = valueOf(usage.memoryBytes);
  return typeof limit2 === "number" && used !== void 0 && used > limit2 * 0.9 ? "bad" : void 0;
}
function cpuTone({ usage }) {
  return isAbove(usage.cpuPercent, 90) ? "bad" : isAbove(usage.cpuPercent, 30) ? "warn" : void 0;
}
function isAbove(value, bound) {
  return !isMissing(value) && value > bound;
}

// source/ui/table/column.ts
var wideGap = 2;
var narrowGap = 1;
function chooseColumns(columns, width) {
  let byWidth = choices.get(columns);
  if (byWidth === void 0) {
    byWidth = /* @__PURE__ */ new Map();
    choices.set(columns, byWidth);
  }
  let choice = byWidth.get(width);
  if (choice === void 0) {
    choice = choose(columns, width);
    byWidth.set(width, choice);
  }
  return choice;
}
var choices = /* @__PURE__ */ new WeakMap();
function choose(columns, width) {
  if (width <= 0 || columns.length === 0) {
    return { columns: [], gap: narrowGap };
  }
  if (leastWidth(columns, wideGap) <= width) {
    return { columns: share(columns, width, wideGap), gap: wideGap };
  }
  const kept = [...columns];
  while (kept.length > 1 && leastWidth(kept, narrowGap) > width) {
    let weakest = 0;
    for (const [index, { priority }] of kept.entries()) {
      weakest = priority <= kept[weakest].priority ? index : weakest;
    }
    kept.splice(weakest, 1);
  }
  return { columns: share(kept, width, narrowGap), gap: narrowGap };
}
function leastWidth(columns, gap) {
  return columns.reduce((sum, { width }) => sum + width.min, gap * (columns.length - 1));
}
function share(columns, width, gap) {
  const widths3 = columns.map((column) => Math.min(column.width.min, width));
  let left = Math.max(0, width - leastWidth(columns, gap));
  let growing = columns.map((_, index) => index).filter((index) => roomOf(columns[index], widths3[index]) > 0);
  while (left > 0 && growing.length > 0) {
    let weights2 = growing.reduce((sum, index) => sum + columns[index].width.weight, 0);
    let undivided = left;
    for (const index of growing) {
      const { weight } = columns[index].width;
      const part = Math.round(undivided * weight / weights2);
      const grown = Math.min(part, roomOf(columns[index], widths3[index]));
      widths3[index] += grown;
      left -= grown;
      undivided -= part;
      weights2 -= weight;
    }
    growing = growing.filter((index) => roomOf(columns[index], widths3[index]) > 0);
  }
  return columns.map((column, index) => ({ column, width: widths3[index] }));
}
function roomOf({ width: { max = Infinity, weight = 0 } }, width) {
  return weight > 0 ? max - width : 0;
}

// source/ui/table/table.ts
var tableMargins = 2;
function tableBodyHeight(height) {
  return height > 1 ? height - 1 : Math.max(0, height);
}
function scrollTop(previousTop, cursor, bodyHeight, count2) {
  const seenRows = Math.max(1, bodyHeight);
  const lowest = Math.max(0, count2 - seenRows);
  const seen = Math.max(cursor - seenRows + 1, Math.min(previousTop, cursor));
  return Math.min(lowest, Math.max(0, seen));
}
function drawTable(table) {
  const { rows, top, width, height, theme } = table;
  if (width <= tableMargins || height <= 0) {
    return Array.from({ length: Math.max(0, height) }, () => " ".repeat(Math.max(0, width)));
  }
  const lines = height > 1 ? [drawHeader2(table)] : [];
  const bodyHeight = height - lines.length;
  if (rows.length === 0) {
    return [...lines, ...drawEmpty(table, bodyHeight)];
  }
  const thumb = thumbRange(top, bodyHeight, rows.length);
  for (let line = 0; line < bodyHeight; line++) {
    const row = rows[top + line];
    const isThumb = line >= thumb.from && line < thumb.to;
    lines.push(
      (row === void 0 ? " ".repeat(width - 1) : drawRow(table, row, top + line === table.cursorIndex)) + (isThumb ? theme.paint("dim", theme.glyphs.scrollThumb) : " ")
    );
  }
  return lines;
}
function drawHeader2({ choice, width, theme, sort }) {
  const cells = choice.columns.map(({ column, width: cells2 }) => {
    if (column.id !== sort?.id) {
      return theme.paint("header", fit(column.title, cells2, column.align, theme.glyphs.ellipsis));
    }
    const mark = sort.isDescending ? theme.glyphs.descending : theme.glyphs.ascending;
    const title = clip(column.title, cells2 - 1, theme.glyphs.ellipsis);
    return theme.paint("headerSorted", pad(column.align === "right" ? mark + title : title + mark, cells2, column.align));
  });
  return " " + fillRow(cells, choice, width - tableMargins) + " ";
}
function drawEmpty({ width, theme, emptyText: emptyText3 = "" }, height) {
  const textLine = Math.floor((height - 1) / 3);
  return Array.from({ length: height }, (_, line) => line === textLine ? theme.paint("dim", fit(emptyText3, width, "center", theme.glyphs.ellipsis)) : " ".repeat(width));
}
function drawRow(table, row, isSelected) {
  const { theme, isFocused } = table;
  const isTagged = table.isTagged?.(row) ?? false;
  const cells = cellsOf(table, row);
  const { selected, selectedTagged, tagged } = theme.glyphs;
  if (isSelected) {
    return theme.paintRow(isFocused ? "selected" : "selectedElsewhere", (isTagged ? selectedTagged : selected) + cells);
  }
  return isTagged ? theme.paintRow("tagged", tagged + cells) : ` ${cells}`;
}
var drawn = /* @__PURE__ */ new WeakMap();
function cellsOf(table, row) {
  const {
    choice,
    theme,
    now,
    width
  } = table;
  let kept = drawn.get(choice);
  if (kept?.theme !== theme || kept.now !== now || kept.width !== width) {
    kept = {
      theme,
      now,
      width,
      rows: /* @__PURE__ */ new WeakMap()
    };
    drawn.set(choice, kept);
  }
  let cells = kept.rows.get(row);
  if (cells === void 0) {
    cells = drawCells(table, row);
    kept.rows.set(row, cells);
  }
  return cells;
}
var drawnThings = /* @__PURE__ */ new WeakMap();
function drawCells(table, row) {
  const { choice, width, rowTone } = table;
  const line = fillRow(stillCells(table, row), choice, width - tableMargins);
  const tone = rowTone?.(row);
  return tone === void 0 ? line : table.theme.paintRow(tone, line);
}
function stillCells({ choice, theme, now, thingOf }, row) {
  const about = thingOf?.(row);
  const place = about?.isLastAt.join(" ") ?? "";
  const known = about && drawnThings.get(about.thing);
  const kept = known?.choice === choice && known.theme === theme && known.place === place ? known.cells : [];
  const cells = choice.columns.map(
    (chosen, index) => (chosen.column.isMoving ? void 0 : kept[index]) ?? drawCell(chosen, row, theme, now)
  );
  if (about) {
    drawnThings.set(about.thing, {
      choice,
      theme,
      place,
      cells
    });
  }
  return cells;
}
function fillRow(cells, { columns, gap }, width) {
  const used = columns.reduce((sum, column) => sum + column.width, gap * Math.max(0, columns.length - 1));
  return cells.join(" ".repeat(gap)) + " ".repeat(Math.max(0, width - used));
}
function drawCell({ column, width }, row, theme, now) {
  const { align } = column;
  const value = column.value(row);
  if (isMissing(value)) {
    return fitLine(formatMissing(value, width, theme.glyphs), width, theme, { align, tone: "dim" });
  }
  if (value === void 0) {
    return fitLine(theme.glyphs.dash, width, theme, { align, tone: "dim" });
  }
  const text2 = column.text?.(row, { width, theme, now }) ?? clean(String(value), theme.isUnicode);
  const isCutAtStart = column.cut === "start" && typeof text2 === "string";
  return fitLine(isCutAtStart ? clipStart(text2, width, theme.glyphs.ellipsis) : text2, width, theme, {
    align,
    tone: column.tone?.(row) ?? "normal"
  });
}
function thumbRange(top, bodyHeight, count2) {
  const hidden = count2 - bodyHeight;
  if (hidden <= 0 || bodyHeight < 2) {
    return { from: 0, to: 0 };
  }
  const length = Math.max(1, Math.min(bodyHeight - 1, Math.round(bodyHeight * bodyHeight / count2)));
  const track = bodyHeight - length;
  let from = Math.round(top / hidden * track);
  if (track > 1) {
    from = top === 0 ? 0 : top >= hidden ? track : Math.min(track - 1, Math.max(1, from));
  }
  return { from, to: from + length };
}

// source/ui/panes/list.ts
function listContent(world, content) {
  const { view: { state, snapshot }, theme } = world;
  const { pane, columns, list } = content;
  const sort = state.sorts[pane];
  return {
    title: [...titleSpans(content.title), ...filterSpans(world, pane)],
    note: noteOf(content, state.sorts[pane].column),
    rows: (width, height) => drawTable({
      choice: chooseColumns(columns, width - tableMargins),
      rows: list.rows,
      cursorIndex: list.rows.length === 0 ? void 0 : list.cursor,
      top: list.top,
      width,
      height,
      theme,
      isFocused: state.focus === pane,
      now: snapshot.takenAt,
      sort: { id: sort.column, isDescending: sort.isDescending },
      isTagged: ({ key }) => state.tagged.has(key),
      ...content.rowTone && { rowTone: content.rowTone },
      ...content.thingOf && { thingOf: content.thingOf },
      emptyText: state.filters[pane] === "" ? content.emptyText : "Nothing here contains what the filter asks for. Esc clears it."
    })
  };
}
function titleSpans(title) {
  return typeof title === "string" ? [{ text: title }] : title;
}
function filterSpans({ view: { state }, theme }, pane) {
  const filter = state.filters[pane];
  return filter === "" ? [] : [{ text: " /", tone: "dim" }, { text: clean(filter, theme.isUnicode), tone: "warn" }];
}
function noteOf({ columns, list, total: total2 }, sortedBy) {
  const title = columns.find(({ id }) => id === sortedBy)?.title ?? sortedBy;
  const count2 = total2 === void 0 || total2 === list.rows.length ? String(list.rows.length) : `${list.rows.length} of ${total2}`;
  return `by ${title.split(/ {2,}/, 1)[0] ?? title} \xB7 ${count2}`;
}

// source/ui/layout/frame.ts
var loneEdges = {
  isLeft: true,
  isRight: true,
  isBottom: true,
  joinsAbove: [],
  isLeftLit: false,
  litTop: [0, 0]
};
function joinEdges(rectangles, focusedIndex) {
  const right = Math.max(...rectangles.map(({ x, width }) => x + width));
  const bottom = Math.max(...rectangles.map(({ y, height }) => y + height));
  const focused = rectangles[focusedIndex];
  return rectangles.map((pane) => {
    const isRight = pane.x + pane.width === right;
    const above = rectangles.filter((other) => other.y + other.height === pane.y);
    const lines = above.flatMap((other) => other.x + other.width === right ? [other.x, right - 1] : [other.x]);
    const isFocusedAbove = focused !== void 0 && above.includes(focused);
    const isFocusedBeside = focused?.y === pane.y && focused.x + focused.width === pane.x;
    return {
      isLeft: pane.x === 0,
      isRight,
      isBottom: pane.y + pane.height === bottom,
      joinsAbove: lines.map((x) => x - pane.x).filter((x) => x >= 0 && x < pane.width),
      isLeftLit: isFocusedBeside,
      // The line at the right of a pane belongs to its neighbour, and so does the corner below it.
      litTop: isFocusedAbove ? [Math.max(0, focused.x - pane.x), Math.min(pane.width, focused.x + focused.width + 1 - pane.x)] : [0, 0]
    };
  });
}
function innerSize(width, height, edges) {
  return {
    width: Math.max(0, width - (edges.isRight ? 2 : 1)),
    height: Math.max(0, height - (edges.isBottom ? 2 : 1))
  };
}
function junction({ glyphs }, sides) {
  return glyphs.junctions[(sides.up ? 1 : 0) + (sides.right ? 2 : 0) + (sides.down ? 4 : 0) + (sides.left ? 8 : 0)];
}
function frame(pane, content) {
  const { width, height, edges, theme, isFocused } = pane;
  if (width < 2 || height < 1) {
    return Array.from({ length: Math.max(0, height) }, () => " ".repeat(Math.max(0, width)));
  }
  const inner = innerSize(width, height, edges);
  const paintLit = (text2, isLit) => theme.paint(isFocused || isLit ? "borderFocused" : "border", text2);
  const left = paintLit(theme.glyphs.vertical, edges.isLeftLit);
  const right = edges.isRight ? paintLit(theme.glyphs.vertical, false) : "";
  const blank = " ".repeat(inner.width);
  const rows = [topLine(pane)];
  for (let index = 0; index < inner.height; index++) {
    rows.push(left + (content[index] ?? blank) + right);
  }
  if (rows.length < height) {
    rows.push(
      paintLit(bottomCorner(pane, "left"), edges.isLeftLit) + paintLit(theme.glyphs.horizontal.repeat(inner.width) + bottomCorner(pane, "right"), false)
    );
  }
  return rows;
}
function bottomCorner({ edges, theme }, side) {
  if (side === "left") {
    return junction(theme, { up: true, right: true, left: !edges.isLeft });
  }
  return edges.isRight ? junction(theme, { up: true, left: true }) : "";
}
function topPiece({ width, height, edges, theme }, x) {
  const isFirst = x === 0;
  const isLast = edges.isRight && x === width - 1;
  return junction(theme, {
    up: edges.joinsAbove.includes(x),
    right: !isLast,
    down: (isFirst || isLast) && height > 1,
    left: !(isFirst && edges.isLeft)
  });
}
function topLine(pane) {
  const { width, edges, theme, isFocused, title, note = "" } = pane;
  const [litFrom, litTo] = edges.litTop;
  const titleTone = isFocused ? "titleFocused" : "title";
  const line = (from, to) => {
    let row = "";
    let run = "";
    let isRunLit = false;
    for (let x = from; x < to; x++) {
      const isLit = isFocused || x >= litFrom && x < litTo || x === 0 && edges.isLeftLit;
      if (isLit !== isRunLit) {
        row += theme.paint(isRunLit ? "borderFocused" : "border", run);
        run = "";
        isRunLit = isLit;
      }
      run += topPiece(pane, x);
    }
    return row + theme.paint(isRunLit ? "borderFocused" : "border", run);
  };
  const end = width - (edges.isRight ? 1 : 0);
  const titleRoom = end - 3;
  if (titleRoom < 1 || lineWidth(title) === 0) {
    return line(0, width);
  }
  const clipped = clipLine(title, titleRoom, theme.glyphs.ellipsis);
  const titleEnd = 3 + lineWidth(clipped);
  const noteWidth = lineWidth(note);
  const noteStart = end - noteWidth - 2;
  const start = `${line(0, 1)} ${paintLine(clipped, theme, titleTone)} `;
  return noteWidth === 0 || noteStart <= titleEnd ? start + line(titleEnd, width) : `${start}${line(titleEnd, noteStart)} ${fitLine(note, noteWidth, theme, { tone: isFocused ? "normal" : "dim" })} ${line(end, width)}`;
}

// source/ui/panes/pane.ts
function drawPane(id, world, content, width, height) {
  const { view, theme } = world;
  const edges = view.layout.panes.find((pane) => pane.id === id)?.edges ?? loneEdges;
  const inner = innerSize(width, height, edges);
  return frame({
    width,
    height,
    edges,
    theme,
    title: content.title,
    note: content.note,
    isFocused: view.state.focus === id
  }, content.rows(inner.width, inner.height));
}

// source/ui/panes/containers.ts
function drawContainers(world, width, height) {
  const { snapshot, state, lists: { containers } } = world.view;
  const total2 = [...snapshot.containers.values()].filter(({ isRemoved }) => !isRemoved).length;
  return drawPane("containers", world, listContent(world, {
    pane: "containers",
    title: "1 Containers",
    columns: containerColumns,
    list: containers,
    total: total2,
    emptyText: emptyText(world, total2, state.showStopped),
    thingOf: ({ container, isLastAt }) => ({ thing: container, isLastAt }),
    rowTone: ({ container }) => isAlive(container.state) ? void 0 : "dim"
  }), width, height);
}
function emptyText({ view: { snapshot } }, total2, showStopped) {
  if (total2 > 0 && !showStopped) {
    return "No container runs. Press a to show the stopped ones.";
  }
  return snapshot.engines.some(({ state }) => state === "up") ? "There are no containers here." : "No container is to be seen, and no engine answers.";
}

// source/ui/layout/reach.ts
function reach(widths3, chosen, room, { gap = 1, mark = 2 } = {}) {
  const needed = (from2, to2) => {
    let sum = (from2 > 0 ? mark : 0) + (to2 < widths3.length ? mark : 0);
    for (const width of widths3.slice(from2, to2)) {
      sum += width + gap;
    }
    return sum;
  };
  if (needed(0, widths3.length) <= room) {
    return { from: 0, to: widths3.length };
  }
  let from = chosen;
  let to = chosen + 1;
  for (let isGrowing = true; isGrowing; ) {
    isGrowing = false;
    if (to < widths3.length && needed(from, to + 1) <= room) {
      to++;
      isGrowing = true;
    }
    if (from > 0 && needed(from - 1, to) <= room) {
      from--;
      isGrowing = true;
    }
  }
  return { from, to };
}

// source/text/search.ts
function plainText(line) {
  return typeof line === "string" ? line : line.map(({ text: text2 }) => text2).join("");
}
function patternOf(words, flags2) {
  return new RegExp(words.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`), flags2);
}
function hitsIn(lines, words) {
  if (words === "") {
    return [];
  }
  const pattern2 = patternOf(words, "iu");
  return lines.flatMap((line, index) => pattern2.test(plainText(line)) ? [index] : []);
}
function nextHit(hits, line, direction) {
  return direction === 1 ? hits.find((hit) => hit > line) ?? hits[0] : hits.findLast((hit) => hit < line) ?? hits.at(-1);
}
function markHits(line, words, tone) {
  const places = words === "" ? [] : [...plainText(line).matchAll(patternOf(words, "giu"))].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  if (places.length === 0) {
    return line;
  }
  const spans = [];
  let offset = 0;
  for (const span of typeof line === "string" ? [{ text: line }] : line) {
    const end = offset + span.text.length;
    let at = offset;
    for (const place of places) {
      const from = Math.max(at, place.start);
      const to = Math.min(end, place.end);
      if (from < to) {
        spans.push({ ...span, text: span.text.slice(at - offset, from - offset) }, { text: span.text.slice(from - offset, to - offset), tone });
        at = to;
      }
    }
    spans.push({ ...span, text: span.text.slice(at - offset) });
    offset = end;
  }
  return spans.filter(({ text: text2 }) => text2 !== "");
}

// source/kernel/pid/environ.ts
function parseEnviron(bytes2) {
  return bytes2.toString("utf8").split("\0").filter((entry2) => entry2 !== "").map((entry2) => {
    const end = entry2.indexOf("=");
    return end === -1 ? { name: entry2, value: void 0 } : { name: entry2.slice(0, end), value: entry2.slice(end + 1) };
  });
}
var anywherePattern = /password|passwd|passphrase|secret|credential|connection_?string/iu;
var wordEndPattern = /(?:key|token)s?$/iu;
var wholeWords = /* @__PURE__ */ new Set([
  "auth",
  "bearer",
  "cookie",
  "dsn",
  "hmac",
  "jwt",
  "otp",
  "pass",
  "pat",
  "pem",
  "pepper",
  "pin",
  "private",
  "pwd",
  "salt",
  "signature",
  "webhook"
]);
var servicePattern = /^(?:amqp|celery_broker|database|db|elasticsearch|mongo|mongodb|mysql|postgres|postgresql|rabbitmq|redis|sentry|smtp)_(?:.*_)?ur[il]$/iu;
var directoryNames = /* @__PURE__ */ new Set(["PWD", "OLDPWD"]);
function isSecretName(name) {
  if (directoryNames.has(name)) {
    return false;
  }
  const words = name.replaceAll(/(?<=[\da-z])(?=[A-Z])/gu, " ").split(/[^\d\p{Letter}]+/u);
  return anywherePattern.test(name) || servicePattern.test(name) || words.some((word) => wordEndPattern.test(word) || wholeWords.has(word.toLowerCase()));
}

// source/text/fold.ts
function fold(text2, width) {
  const room = Math.max(2, width);
  if (cellWidth(text2) <= room) {
    return [text2];
  }
  const pieces = [];
  let piece = "";
  let used = 0;
  for (const segment of graphemesOf(text2)) {
    const cells = cellWidth(segment);
    if (used + cells > room) {
      pieces.push(piece);
      piece = "";
      used = 0;
    }
    piece += segment;
    used += cells;
  }
  return [...pieces, piece];
}
var tabStop = 8;
function expandTabs(text2) {
  if (!text2.includes("	")) {
    return text2;
  }
  const [first = "", ...rest] = text2.split("	");
  let expanded = first;
  for (const part of rest) {
    expanded += " ".repeat(tabStop - expanded.length % tabStop) + part;
  }
  return expanded;
}

// source/ui/tabs/environment.ts
var environmentTab = {
  id: "environment",
  title: "Environment",
  help: "The environment that a process was started with; values that are likely secret are hidden until v is pressed.",
  subjects: ["process"],
  files: ["environment"],
  heading({ details, areSecretsShown }) {
    return details && !isMissing(details.environment) ? [secretsLine(details.environment, areSecretsShown)] : [];
  },
  lines({ process: process2, details, areSecretsShown }, width, theme) {
    if (!process2) {
      return ["No process is selected."];
    }
    if (!details || isMissing(details.environment) && details.environment.missing === "first-sample") {
      return ["The environment is being read."];
    }
    if (isMissing(details.environment)) {
      return [`The environment cannot be read: ${details.environment.missing}.`];
    }
    return details.environment.length === 0 ? ["It has none, or has cleared it."] : details.environment.flatMap((variable) => variableLines(variable, areSecretsShown, width, theme));
  }
};
function secretsLine(variables, areShown) {
  const secrets = variables.filter(({ name }) => isSecretName(name)).length;
  const count2 = { text: `${variables.length} variables`, tone: "dim" };
  const keys = [
    { text: areShown ? ` \xB7 ${secrets} secret, ` : ` \xB7 ${secrets} hidden, `, tone: "dim" },
    { text: "v", tone: "key" },
    { text: areShown ? " hides them" : " shows them", tone: "dim" }
  ];
  return secrets === 0 ? [count2] : [count2, ...keys];
}
function variableLines({ name, value }, areSecretsShown, width, theme) {
  const shownName = clean(name, theme.isUnicode);
  if (value === void 0) {
    return [[{ text: shownName, tone: "accent" }]];
  }
  if (!areSecretsShown && isSecretName(name)) {
    return [[{ text: shownName, tone: "accent" }, { text: "=", tone: "dim" }, { text: "(hidden)", tone: "warn" }]];
  }
  const [first = "", ...rest] = fold(`${shownName}=${clean(value, theme.isUnicode)}`, width);
  const nameLength = Math.min(shownName.length, first.length);
  return [
    [
      { text: first.slice(0, nameLength), tone: "accent" },
      { text: first.slice(nameLength, nameLength + 1), tone: "dim" },
      { text: first.slice(nameLength + 1) }
    ],
    ...rest
  ];
}

// source/ui/tabs/inspect.ts
var inspectTab = {
  id: "inspect",
  title: "Inspect",
  help: "All that the engine says of the container, as docker inspect prints it.",
  subjects: ["container"],
  files: [],
  lines({ container, inspection }, _width, theme) {
    if (!container) {
      return ["No container is selected."];
    }
    if (container.engine === void 0) {
      return ["No engine that nstop can ask knows this container."];
    }
    if (!inspection || inspection.state === "asking") {
      return ["Asking the engine."];
    }
    return inspection.state === "failed" ? [[{ text: clean(inspection.reason, theme.isUnicode), tone: "bad" }]] : linesOf(inspection.answer, theme);
  }
};
var linesByAnswer = /* @__PURE__ */ new WeakMap();
function linesOf(answer, theme) {
  let lines = linesByAnswer.get(answer);
  if (!lines) {
    lines = JSON.stringify(answer, void 0, 2).split("\n").map((line) => jsonLine(line, theme));
    linesByAnswer.set(answer, lines);
  }
  return lines;
}
function jsonLine(line, theme) {
  const parts = /^( *)("(?:[^"\\]|\\.)*": )?(\S.*)?$/.exec(line);
  const [, indent = "", name = "", value = ""] = parts ?? [];
  const spans = [{ text: indent }, { text: clean(name, theme.isUnicode), tone: "accent" }, { text: clean(value, theme.isUnicode) }];
  return spans.filter(({ text: text2 }) => text2 !== "");
}

// source/kernel/fields.ts
function parsed(bytes2, parse) {
  return isMissing(bytes2) ? bytes2 : parse(bytes2);
}
function linesOf2(bytes2) {
  return bytes2.toString("utf8").split("\n").filter((line) => line !== "");
}
function wordsOf(text2) {
  return text2.split(/\s+/u).filter((word) => word !== "");
}
var numberPattern = /^-?\d+$/u;
function numberOf(text2) {
  return text2 !== void 0 && numberPattern.test(text2) ? Number(text2) : unsupported;
}
function parseNumber(bytes2) {
  return numberOf(bytes2.toString("latin1").trim());
}
function parseMaximum(bytes2) {
  const text2 = bytes2.toString("latin1").trim();
  return text2 === "max" ? void 0 : numberOf(text2);
}
function textAfter(text2, key) {
  let start = 0;
  if (!text2.startsWith(key)) {
    start = text2.indexOf("\n" + key) + 1;
    if (start === 0) {
      return void 0;
    }
  }
  const end = text2.indexOf("\n", start);
  return text2.slice(start + key.length, end === -1 ? void 0 : end).trim();
}
function numberAfter(text2, key) {
  const value = Number.parseInt(textAfter(text2, key) ?? "", 10);
  return Number.isNaN(value) ? unsupported : value;
}
function bytesAfter(text2, key) {
  const kibibytes = numberAfter(text2, key);
  return typeof kibibytes === "number" ? kibibytes * 1024 : kibibytes;
}

// source/kernel/pid/uid-map.ts
var allIds = 4294967295;
function parseUidMap(bytes2) {
  return linesOf2(bytes2).flatMap((line) => {
    const [inside, outside, count2] = wordsOf(line).map(Number);
    return inside === void 0 || outside === void 0 || count2 === void 0 ? [] : [{ inside, outside, count: count2 }];
  });
}
function isIdentityMap(ranges) {
  const [range] = ranges;
  return ranges.length === 1 && range?.inside === 0 && range.outside === 0 && range.count === allIds;
}

// source/model/isolation/findings.ts
var hostNamespaceReasons = {
  net: "it sees all interfaces of the host and can reach what listens on 127.0.0.1 there",
  pid: "it sees all processes of the host, and as root can signal them and look into them",
  ipc: "it can read and write the shared memory of the host's processes",
  uts: "as root with SYS_ADMIN it can change the host's name",
  mnt: "it sees the files of the host as they are"
};
function findingsOf(container) {
  const { isolation } = container;
  const pid = valueOf(container.initPid);
  if (!isolation || pid === void 0) {
    return [];
  }
  const order2 = ["bad", "warn", "good"];
  return [
    ...accessFindings(isolation, pid),
    ...namespaceFindings(isolation, pid),
    ...rightsFindings(isolation, pid),
    ...rootFindings(isolation, pid)
  ].toSorted((a, b) => order2.indexOf(a.weight) - order2.indexOf(b.weight));
}
function accessFindings({ engineSockets, nestedEngine, hostMounts }, pid) {
  return [
    ...engineSockets.map(({ path, engine }) => ({
      weight: "bad",
      what: `holds the socket of ${engine} at ${path}`,
      why: "whoever is in here can start a root container on the host",
      source: `/proc/${pid}/mountinfo`
    })),
    ...nestedEngine === void 0 ? [] : [
      {
        weight: "warn",
        what: `runs an engine of its own, ${nestedEngine}`,
        why: "its containers are processes of this container, and what limits this one limits them",
        source: `/proc/${pid}/cgroup`
      }
    ],
    ...hostMounts.map(({ path, source, isWritable }) => ({
      weight: isWritable ? "bad" : "warn",
      what: `${source} of the host's disk is mounted at ${path}, ${isWritable ? "writable" : "read-only"}`,
      why: isWritable ? "whoever is root in here can change the host itself" : "secrets of the host can be read in here",
      source: `/proc/${pid}/mountinfo`
    }))
  ];
}
function namespaceFindings({ hostNamespaces, idMap, isRootMapped }, pid) {
  const findings = hostNamespaces.flatMap((kind) => {
    const why = hostNamespaceReasons[kind];
    return why === void 0 ? [] : [
      {
        weight: kind === "mnt" || kind === "pid" ? "bad" : "warn",
        what: `uses the host's ${kind} namespace`,
        why,
        source: `/proc/${pid}/ns/${kind}`
      }
    ];
  });
  if (isMissing(isRootMapped)) {
    return findings;
  }
  const range = valueOf(idMap)?.find(({ inside }) => inside === 0);
  return [
    ...findings,
    isRootMapped ? {
      weight: "good",
      what: `root inside is user ${range?.outside ?? "nobody"} outside`,
      why: "who breaks out has the rights of that user only",
      source: `/proc/${pid}/uid_map`
    } : {
      weight: "warn",
      what: "root inside is root outside",
      why: "only capabilities, seccomp and mounts stand between it and the host",
      source: `/proc/${pid}/uid_map`
    }
  ];
}
function rightsFindings({ isPrivileged, addedCapabilities, droppedCapabilities, seccomp, noNewPrivileges, lsmLabel, hasAllDevices, idMap }, pid) {
  const added = valueOf(addedCapabilities) ?? [];
  const isGrave = isIdentityMap(valueOf(idMap) ?? []) && (added.includes("SYS_ADMIN") || added.includes("SYS_MODULE") || added.includes("SYS_PTRACE"));
  const dropped = valueOf(droppedCapabilities) ?? [];
  const status = `/proc/${pid}/status`;
  return [
    ...when(isPrivileged === true, {
      weight: "bad",
      what: "privileged: every capability, no filter, /sys writable",
      why: "root in here is root on the host",
      source: status
    }),
    ...when(isPrivileged !== true && added.length > 0, {
      weight: isGrave ? "bad" : "warn",
      what: `added capabilities: ${added.join(", ")}`,
      why: isMissing(idMap) || isIdentityMap(idMap) ? "each is a part of what root may do" : "each is a part of what root may do, but only over what its own user namespace has",
      source: status
    }),
    ...when(dropped.length > 0, {
      weight: "good",
      what: `dropped capabilities: ${dropped.join(", ")}`,
      why: "what it cannot do, nobody who breaks into it can",
      source: status
    }),
    ...when(seccomp === "disabled" && isPrivileged !== true, {
      weight: "warn",
      what: "no system call filter",
      why: "every system call of the kernel can be attacked from here",
      source: status
    }),
    ...when(seccomp === "filter", {
      weight: "good",
      what: "system calls are filtered",
      why: "calls that containers do not need are refused",
      source: status
    }),
    ...when(noNewPrivileges === true, {
      weight: "good",
      what: "no new privileges",
      why: "no setuid program can give more rights",
      source: status
    }),
    ...when(hasAllDevices === true, {
      weight: "bad",
      what: "may use every device",
      why: "the host's disks can be read and written in here",
      source: "devices.list of its cgroup"
    }),
    ...when(!isMissing(lsmLabel) && lsmLabel !== "unconfined", {
      weight: "good",
      what: `security module label ${valueOf(lsmLabel) ?? ""}`,
      why: "the module allows only what its profile names",
      source: `/proc/${pid}/attr/current`
    })
  ];
}
function rootFindings({ root, rootIsHostRoot }, pid) {
  return [
    ...when(rootIsHostRoot === true, {
      weight: "bad",
      what: "its root directory is the host's",
      why: "it sees every file that its user may read on the host",
      source: `/proc/${pid}/root`
    }),
    ...when(!isMissing(root) && root.isReadOnly, {
      weight: "good",
      what: "its root file system is read-only",
      why: "nothing in the image can be changed",
      source: `/proc/${pid}/mountinfo`
    })
  ];
}
function when(isSo, finding) {
  return isSo ? [finding] : [];
}

// source/ui/tabs/isolation.ts
var isolationTab = {
  id: "isolation",
  title: "Isolation",
  help: "What isolates the container from the host and what does not, each with the reason and the file that tells it, and the engine's word where it says otherwise.",
  subjects: ["container"],
  files: [],
  lines({ container, inspection }, width, theme) {
    if (!container) {
      return ["No container is selected."];
    }
    const { isolation } = container;
    if (!isolation) {
      return ["Isolation can be read while the container runs on this host."];
    }
    if (isMissing(isolation.capabilities)) {
      return [`What isolates it cannot be read: ${isolation.capabilities.missing}.`];
    }
    const flags2 = flagsOf(container);
    return [
      ...flags2.length > 0 ? [[{ text: pad("flags", 8), tone: "dim" }, { text: flags2.join(" "), tone: "host" }]] : [],
      ...findingsOf(container).flatMap((finding) => findingLines(finding, width, theme)),
      ...contradictions({ container, inspection }, theme),
      ...wrap(`capabilities: ${(valueOf(isolation.capabilities) ?? []).join(" ") || "none"}`, width).map((text2, index) => [
        { text: index === 0 ? text2 : `  ${text2}`, tone: "dim" }
      ])
    ];
  }
};
var marks = {
  bad: ({ glyphs }) => glyphs.cross,
  warn: () => "!",
  good: ({ glyphs }) => glyphs.check
};
function findingLines({ weight, what, why, source }, width, theme) {
  const text2 = clean(`${what}: ${why}.`, theme.isUnicode);
  const lines = wrap(text2, Math.max(20, width - 3));
  return lines.map((line, index) => [
    { text: index === 0 ? `${marks[weight](theme)} ` : "  ", tone: weight },
    { text: line, ...weight === "bad" && { tone: "bad" } },
    ...index === lines.length - 1 && line.length + source.length + 6 < width ? [{ text: `  ${source}`, tone: "dim" }] : []
  ]);
}
function contradictions({ container, inspection }, theme) {
  if (!container?.isolation || inspection?.state !== "answered") {
    return [];
  }
  const configuration = inspection.answer.HostConfig;
  const isToldPrivileged = typeof configuration === "object" && configuration !== null && "Privileged" in configuration ? configuration.Privileged === true : void 0;
  const isPrivileged = valueOf(container.isolation.isPrivileged);
  return isToldPrivileged === void 0 || isPrivileged === void 0 || isToldPrivileged === isPrivileged ? [] : [
    [
      { text: "! ", tone: "warn" },
      {
        text: clean(
          `the engine says privileged: ${String(isToldPrivileged)}, the kernel shows ${isPrivileged ? "all of it" : "less than that"}.`,
          theme.isUnicode
        ),
        tone: "warn"
      }
    ]
  ];
}

// source/ui/tabs/limits.ts
var barWidth = 22;
var limitsTab = {
  id: "limits",
  title: "Limits",
  help: "Limits of the cgroup beside what is used, with pressure (PSI) and OOM kills; the resource limits of a process.",
  subjects: ["container", "process"],
  files: ["limits", "descriptors"],
  lines: (subject, _width, theme) => subject.kind === "container" ? [...cgroupLines(subject, theme), "", ...pressureLines(subject, theme)] : processLines(subject, theme)
};
function cgroupLines({ container }, theme) {
  if (!container) {
    return ["No container is selected."];
  }
  const { usage } = container;
  const gauges = [
    {
      name: "cpu, cores",
      used: isMissing(usage.cpuPercent) ? usage.cpuPercent : usage.cpuPercent / 100,
      limit: usage.cpuLimit,
      format: (value) => value.toFixed(2)
    },
    {
      name: "memory",
      used: usage.memoryBytes,
      limit: usage.memoryLimitBytes,
      format: formatBytes
    },
    {
      name: "tasks",
      used: usage.tasks,
      limit: usage.tasksLimit,
      format: formatCount
    }
  ];
  return [
    [{ text: `${pad("", 12)}${pad("USED", 10, "right")}${pad("LIMIT", 10, "right")}`, tone: "header" }],
    ...gauges.map((line) => gaugeLine(line, theme)),
    [
      { text: pad("throttled", 12), tone: "dim" },
      { text: pad(show(usage.throttledPercent, (value) => `${formatPercent(value)}%`, theme), 10, "right") },
      { text: "  of the time slices in which it wanted to run", tone: "dim" }
    ],
    [
      { text: pad("OOM kills", 12), tone: "dim" },
      { text: pad(show(usage.oomKills, formatCount, theme), 10, "right"), tone: (valueOf(usage.oomKills) ?? 0) > 0 ? "bad" : "normal" },
      { text: "  processes killed because its memory limit was reached", tone: "dim" }
    ]
  ];
}
function gaugeLine({ name, used, limit: limit2, format }, theme) {
  const known = valueOf(used);
  const bound = valueOf(limit2);
  const fraction = known !== void 0 && typeof bound === "number" && bound > 0 ? known / bound : void 0;
  return [
    { text: pad(name, 12), tone: "dim" },
    { text: pad(show(used, format, theme), 10, "right"), tone: "strong" },
    { text: pad(show(limit2, (value) => value === void 0 ? "no limit" : format(value), theme), 10, "right") },
    ...fraction === void 0 ? [] : gauge(fraction, theme)
  ];
}
function gauge(fraction, theme) {
  const tone = fraction > 0.9 ? "bad" : fraction > 0.7 ? "warn" : "good";
  const marks2 = bar([{ fraction, tone: "normal" }], barWidth, { ...theme, paint: (_tone, text2) => text2 });
  return [{ text: "  " }, { text: marks2, tone }, { text: ` ${formatPercent(fraction * 100)}%`, tone }];
}
function pressureLines({ container }, theme) {
  if (!container) {
    return [];
  }
  const { pressureCpu, pressureMemory, pressureIo } = container.usage;
  const rows = [
    ["cpu", pressureCpu, "waiting for a core"],
    ["memory", pressureMemory, "waiting for memory to be freed"],
    ["io", pressureIo, "waiting for a disk"]
  ];
  return [
    [
      { text: `${pad("PRESSURE", 12)}${pad("10 s", 10, "right")}`, tone: "header" },
      { text: "  share of the time in which some task was held up", tone: "dim" }
    ],
    ...rows.map(([name, value, meaning]) => [
      { text: pad(name, 12), tone: "dim" },
      {
        text: pad(
          show(value, (number) => `${formatPercent(number)}%`, theme),
          10,
          "right"
        ),
        tone: (valueOf(value) ?? 0) > 10 ? "warn" : "normal"
      },
      { text: `  ${meaning}`, tone: "dim" }
    ])
  ];
}
function show(value, format, theme) {
  return isMissing(value) ? formatMissing(value, 6, theme.glyphs) : format(value);
}
function processLines({ process: process2, details }, theme) {
  if (!process2) {
    return ["No process is selected."];
  }
  if (!details || isMissing(details.limits)) {
    return [`The limits of process ${process2.pid} are ${details ? reasonOf(details.limits) : "being read"}.`];
  }
  const used = /* @__PURE__ */ new Map([["Max open files", details.descriptors]]);
  return [
    [
      {
        text: `${pad("RESOURCE", 24)}${pad("USED", 10, "right")}${pad("SOFT", 14, "right")}${pad("HARD", 14, "right")}  UNIT`,
        tone: "header"
      }
    ],
    ...details.limits.map((limit2) => [
      { text: pad(limit2.name.replace(/^Max /, ""), 24), tone: "dim" },
      { text: pad(showUsed(used.get(limit2.name), theme), 10, "right"), tone: "strong" },
      { text: pad(showLimit(limit2.soft, limit2), 14, "right") },
      { text: pad(showLimit(limit2.hard, limit2), 14, "right") },
      { text: `  ${limit2.unit}`, tone: "dim" }
    ])
  ];
}
function showUsed(value, theme) {
  return value === void 0 ? "" : show(value, String, theme);
}
function showLimit(value, { unit }) {
  return value === "unlimited" ? "unlimited" : unit === "bytes" ? formatBytes(value) : String(value);
}
function reasonOf(value) {
  return isMissing(value) ? value.missing : "known";
}

// source/kernel/pid/mountinfo.ts
var escapePattern = /\\([0-7]{3})/gu;
function unescape(text2) {
  return text2.includes("\\") ? text2.replaceAll(escapePattern, (_, digits) => String.fromCodePoint(Number.parseInt(digits, 8))) : text2;
}
function parseMount(line) {
  const fields = line.split(" ");
  const separator = fields.indexOf("-", 6);
  const [mountId, parentId, device, root, mountPoint, options] = fields;
  const [fileSystem, source, superOptions] = fields.slice(separator + 1);
  if (separator === -1 || device === void 0 || root === void 0 || mountPoint === void 0 || fileSystem === void 0 || source === void 0 || superOptions === void 0) {
    return void 0;
  }
  return {
    mountId: Number(mountId),
    parentId: Number(parentId),
    device,
    root: unescape(root),
    mountPoint: unescape(mountPoint),
    options: options?.split(",") ?? [],
    propagation: fields.slice(6, separator),
    fileSystem,
    source: unescape(source),
    superOptions: superOptions.split(",").map((option) => unescape(option))
  };
}
function parseMountinfo(bytes2) {
  return linesOf2(bytes2).map((line) => parseMount(line)).filter((mount) => mount !== void 0);
}
function rootMount(mounts) {
  return mounts.findLast(({ mountPoint }) => mountPoint === "/");
}

// source/text/flow.ts
function flow(facts, width, separator = " \xB7 ") {
  const lines = [];
  let room = 0;
  for (const fact of facts) {
    const spans = factSpans(fact);
    const needed = lineWidth(spans);
    const current = lines.at(-1);
    if (current && needed + separator.length <= room) {
      current.push({ text: separator, tone: "dim" }, ...spans);
      room -= needed + separator.length;
    } else {
      lines.push([...spans]);
      room = width - needed;
    }
  }
  return lines;
}
function factSpans({ label, value }) {
  const spans = typeof value === "string" ? [{ text: value }] : value;
  return label === "" ? spans : [{ text: `${label} `, tone: "dim" }, ...spans];
}

// source/ui/tabs/mounts.ts
var mountsTab = {
  id: "mounts",
  title: "Mounts",
  help: "The root file system with its overlay layers, and what is mounted into it from where.",
  subjects: ["container", "process"],
  files: ["mounts"],
  lines({ details, kind }, width, theme) {
    if (!details) {
      return [kind === "container" ? "Mounts can be read while the container runs on this host." : "The mounts are being read."];
    }
    if (isMissing(details.mounts)) {
      return [`The mounts cannot be read: ${details.mounts.missing}.`];
    }
    const root = rootMount(details.mounts);
    return [...root ? rootLines(root, width, theme) : [], "", ...tableLines(details.mounts, width, theme)];
  }
};
function rootLines(root, width, theme) {
  const option = (name) => root.superOptions.find((text2) => text2.startsWith(`${name}=`))?.slice(name.length + 1);
  const lower = option("lowerdir")?.split(":") ?? [];
  const facts = flow(
    [
      {
        label: "root",
        value: [
          { text: `${clean(root.fileSystem, theme.isUnicode)} ${root.options.includes("ro") ? "read-only" : "writable"}`, tone: "strong" }
        ]
      },
      ...root.fileSystem === "overlay" ? [{ label: "image layers", value: String(lower.length) }] : [{ label: "from", value: clean(root.source, theme.isUnicode) }]
    ],
    width
  );
  const upper = option("upperdir");
  return upper === void 0 ? facts : [...facts, [{ text: "written to ", tone: "dim" }, { text: clean(upper, theme.isUnicode) }]];
}
function tableLines(mounts, width, theme) {
  const pointWidth = Math.max(16, Math.floor(width * 0.34));
  const cell2 = (text2, cells) => pad(clip(clean(text2, theme.isUnicode), cells, theme.glyphs.ellipsis), cells);
  return [
    [{ text: `${pad("MOUNTED AT", pointWidth)} ${pad("TYPE", 9)} ${pad("MODE", 4)} FROM`, tone: "header" }],
    ...mounts.map(({ mountPoint, fileSystem, options, root, source }) => [
      { text: `${cell2(mountPoint, pointWidth)} ` },
      { text: `${cell2(fileSystem, 9)} `, tone: "dim" },
      { text: `${pad(options.includes("ro") ? "ro" : "rw", 4)} `, tone: options.includes("ro") ? "dim" : "warn" },
      { text: clean(root === "/" ? source : root, theme.isUnicode), ...root === "/" && { tone: "dim" } }
    ])
  ];
}

// source/ui/tabs/namespaces.ts
var widths2 = {
  kind: 8,
  inode: 12,
  container: 13,
  host: 9
};
var namespacesTab = {
  id: "namespaces",
  title: "Namespaces",
  help: "The eight namespaces of a process, and whether each is the same as that of its container's first process and as the host's.",
  subjects: ["process"],
  files: [],
  heading({ process: process2 }) {
    return process2 ? [
      [
        {
          text: `${pad("KIND", widths2.kind)}${pad("INODE", widths2.inode)}${pad("CONTAINER'S", widths2.container)}${pad("HOST'S", widths2.host)}`,
          tone: "header"
        },
        { text: "what is separate in it", tone: "dim" }
      ]
    ] : [];
  },
  lines(subject, _width, theme) {
    const { process: process2, snapshot } = subject;
    if (!process2) {
      return ["No process is selected."];
    }
    const container = containerOf(subject);
    return [
      ...namespaceKinds.map(({ kind, help }) => {
        const inode = process2.namespaces[kind];
        const first = container?.namespaces[kind].inode;
        return [
          { text: pad(kind, widths2.kind), tone: "strong" },
          { text: pad(formatKnown(inode, String, widths2.inode - 1, theme.glyphs), widths2.inode) },
          verdict(first === void 0 ? void 0 : isSame2(inode, first), "another", widths2.container, theme),
          verdict(isSame2(inode, snapshot.host.namespaces[kind]), "own", widths2.host, theme),
          { text: help, tone: "dim" }
        ];
      }),
      ...container && !isMissing(container.initPid) ? [
        "",
        [
          {
            text: container.initPid === process2.pid ? "It is the first process of " : `The first process of its container is ${container.initPid} of `,
            tone: "dim"
          },
          { text: clean(container.name, theme.isUnicode) }
        ]
      ] : []
    ];
  }
};
function containerOf({ process: process2, snapshot }) {
  return process2?.container === void 0 ? void 0 : snapshot.containers.get(process2.container);
}
function isSame2(a, b) {
  return mapKnown(a, (mine) => mapKnown(b, (theirs) => mine === theirs));
}
function verdict(answer, other, width, theme) {
  if (answer === void 0) {
    return { text: pad(theme.glyphs.dash, width), tone: "dim" };
  }
  if (isMissing(answer)) {
    return { text: pad(formatMissing(answer, width - 1, theme.glyphs), width), tone: "warn" };
  }
  const isUsual = other === "another" ? answer : !answer;
  return { text: pad(answer ? "same" : other, width), tone: isUsual ? "good" : "host" };
}

// source/ui/tabs/values.ts
var missingWidth = 6;
function text(value, format, theme, tone) {
  return isMissing(value) ? [{ text: formatMissing(value, missingWidth, theme.glyphs), tone: value.missing === "denied" ? "warn" : "dim" }] : [{ text: format(value), ...tone && { tone } }];
}
var bytes = (value, theme, tone) => text(value, formatBytes, theme, tone);
var rate = (value, theme) => text(value, formatRate, theme);
var count = (value, theme, tone) => text(value, formatCount, theme, tone);
var percent2 = (value, theme, tone) => text(value, (number) => `${formatPercent(number)}%`, theme, tone);
var perSecond = (value, theme) => text(value, (number) => `${formatCount(number)}/s`, theme);
var limit = (value, format, theme) => text(value, (number) => number === void 0 ? "no limit" : format(number), theme);

// source/ui/tabs/network.ts
var networkTab = {
  id: "network",
  title: "Network",
  help: "The network namespace, who shares it, its interfaces with their counters, and the published ports.",
  subjects: ["container", "process"],
  files: ["network"],
  lines({ details, container, kind, snapshot }, width, theme) {
    const lines = kind === "container" && container ? [...namespaceLines(container, snapshot, width, theme), ""] : [];
    if (!details) {
      return [...lines, "Interfaces can be read while it runs on this host."];
    }
    if (isMissing(details.network)) {
      return [...lines, `The interfaces cannot be read: ${details.network.missing}.`];
    }
    return [
      ...lines,
      [
        {
          text: `${pad("INTERFACE", 16)}${["RECEIVED", "PACKETS", "ERRORS", "DROPS", "SENT", "PACKETS", "ERRORS", "DROPS"].map((title) => pad(title, 10, "right")).join("")}`,
          tone: "header"
        }
      ],
      ...details.network.map((counters) => [
        {
          text: pad(clip(clean(counters.name, theme.isUnicode), 15, theme.glyphs.ellipsis), 16),
          tone: counters.name === "lo" ? "dim" : "strong"
        },
        ...[
          formatBytes(counters.receivedBytes),
          formatCount(counters.receivedPackets),
          formatCount(counters.receiveErrors),
          formatCount(counters.receiveDrops),
          formatBytes(counters.sentBytes),
          formatCount(counters.sentPackets),
          formatCount(counters.sendErrors),
          formatCount(counters.sendDrops)
        ].map((cell2) => ({ text: pad(cell2, 10, "right"), ...counters.name === "lo" && { tone: "dim" } }))
      ])
    ];
  }
};
function namespaceLines(container, snapshot, width, theme) {
  const { inode, isHost, sharedWith } = container.namespaces.net;
  const names = sharedWith.map((key) => clean(snapshot.containers.get(key)?.name ?? key, theme.isUnicode));
  const isTheHosts = valueOf(mapKnown(isHost, (value) => value)) === true;
  return flow([
    { label: "namespace", value: text(inode, String, theme, "strong") },
    ...isTheHosts ? [{ label: "", value: [{ text: "the host's own", tone: "host" }] }] : [],
    ...names.length > 0 ? [{ label: "shared with", value: [{ text: names.join(", "), tone: "shared" }] }] : [],
    ...container.ports.length > 0 ? [{ label: "ports", value: clean(formatPorts(container.ports), theme.isUnicode) }] : []
  ], width);
}

// source/ui/tabs/open-files.ts
var descriptorWidth = 6;
var kindWidth = 11;
var openFilesTab = {
  id: "files",
  title: "Files",
  help: "What a process has open: the number of each descriptor and what it stands for.",
  subjects: ["process"],
  files: ["openFiles", "descriptors"],
  heading({ details }) {
    return details && !isMissing(details.openFiles) ? [
      [
        { text: `${pad("FD", descriptorWidth - 1, "right")} ${pad("KIND", kindWidth)}TARGET`, tone: "header" },
        { text: `  ${countText(details.openFiles.length, valueOf(details.descriptors))}`, tone: "dim" }
      ]
    ] : [];
  },
  lines({ process: process2, details }, _width, theme) {
    if (!process2) {
      return ["No process is selected."];
    }
    if (!details || isMissing(details.openFiles) && details.openFiles.missing === "first-sample") {
      return ["The open files are being read."];
    }
    if (isMissing(details.openFiles)) {
      return [`The open files cannot be read: ${details.openFiles.missing}.`];
    }
    return details.openFiles.length === 0 ? ["It has no file open."] : details.openFiles.map((file) => fileLine(file, theme));
  }
};
function fileLine(file, theme) {
  return [{ text: `${pad(String(file.descriptor), descriptorWidth - 1, "right")} `, tone: "strong" }, ...targetSpans(file, theme)];
}
function countText(shown, all = shown) {
  return all > shown && shown >= 4096 ? `the first ${shown} of ${all}` : `${shown} open`;
}
function targetSpans({ target }, theme) {
  if (isMissing(target)) {
    return [{ text: pad("", kindWidth) }, { text: formatMissing(target, 6, theme.glyphs), tone: "dim" }];
  }
  const kind = (text2) => ({ text: pad(text2, kindWidth), tone: "dim" });
  switch (target.kind) {
    case "socket":
    case "pipe": {
      return [kind(target.kind), { text: String(target.inode) }];
    }
    case "namespace": {
      return [kind("namespace"), { text: `${target.namespace} ${target.inode}`, tone: "host" }];
    }
    case "anonymous": {
      return [kind("anonymous"), { text: clean(target.name, theme.isUnicode) }];
    }
    case "path": {
      return [
        kind("path"),
        { text: clean(target.path, theme.isUnicode) },
        ...target.isDeleted ? [{ text: " deleted", tone: "warn" }] : []
      ];
    }
  }
}

// source/ui/tabs/shown-file.ts
var import_node_buffer = __toESM(require_node_buffer(), 1);

// source/kernel/pid/shown-files.ts
var shownFiles = [
  { name: "status" },
  { name: "stat" },
  { name: "limits" },
  { name: "cgroup" },
  { name: "mountinfo" },
  { name: "io" },
  { name: "net/dev" },
  { name: "net/tcp" },
  { name: "maps", limitBytes: 65536 },
  { name: "smaps_rollup", isDear: true },
  { name: "sched" },
  { name: "wchan" },
  { name: "stack" },
  { name: "oom_score" },
  { name: "uid_map" },
  { name: "gid_map" },
  { name: "attr/current" },
  { name: "cmdline" },
  { name: "environ" },
  { name: "ns", isDirectory: true },
  { name: "fd", isDirectory: true }
];
function shownFile(name) {
  return shownFiles.find((row) => row.name === name);
}

// source/ui/tabs/shown-file.ts
var fileNames = shownFiles.map(({ name }) => name);
var shownFileTab = {
  id: "proc",
  title: "/proc",
  help: "The files of a process in /proc as the kernel writes them, read anew each time; , and . choose the file.",
  subjects: ["process"],
  files: [],
  isFileShown: true,
  heading(subject, width, theme) {
    return subject.process ? [chooserLine(subject, width, theme)] : [];
  },
  lines(subject, width, theme) {
    const { process: process2, details, file, areSecretsShown } = subject;
    if (!process2) {
      return ["No process is selected."];
    }
    const text2 = details?.text?.name === file ? details.text : void 0;
    if (!text2) {
      return [`/proc/${process2.pid}/${file} is being read.`];
    }
    if (isMissing(text2.content)) {
      return [`/proc/${process2.pid}/${file} cannot be read: ${reasons[text2.content.missing]}`];
    }
    const lines = file === "environ" ? environmentLines(text2.content.text, areSecretsShown, width, theme) : textLines(text2, text2.content.text, width, theme);
    return [
      ...lines.length === 0 ? [[{ text: "It is empty.", tone: "dim" }]] : lines,
      ...text2.content.isCut ? [[{ text: `Only the first ${formatBytes(import_node_buffer.Buffer.byteLength(text2.content.text))} are shown.`, tone: "warn" }]] : []
    ];
  }
};
var reasons = {
  denied: "denied. Root may read it.",
  gone: "the process has none of it, or has ended.",
  unsupported: "this kernel does not offer it.",
  "first-sample": "it is being read."
};
function chooserLine({ file }, width, { glyphs }) {
  const keys = [{ text: " ,", tone: "key" }, { text: " " }, { text: ".", tone: "key" }];
  const chosen = fileNames.indexOf(file);
  const { from, to } = reach(
    fileNames.map((name) => name === file ? name.length + 2 : name.length),
    chosen,
    width - 4
  );
  const names = fileNames.slice(from, to).map((name) => name === file ? { text: ` [${name}]`, tone: "accent" } : { text: ` ${name}`, tone: "dim" });
  return [
    ...keys,
    ...from > 0 ? [{ text: ` ${glyphs.ellipsis}`, tone: "dim" }] : [],
    ...names,
    ...to < fileNames.length ? [{ text: ` ${glyphs.ellipsis}`, tone: "dim" }] : []
  ];
}
var drawn2 = /* @__PURE__ */ new WeakMap();
function textLines(shown, text2, width, { isUnicode }) {
  const before = drawn2.get(shown);
  if (before?.width === width && before.isUnicode === isUnicode) {
    return before.lines;
  }
  const lines = text2.replace(/[\0\n]$/, "").split(shown.name === "cmdline" ? "\0" : "\n").flatMap((line) => fold(clean(expandTabs(line), isUnicode), width));
  const shownLines = text2 === "" ? [] : lines;
  drawn2.set(shown, { width, isUnicode, lines: shownLines });
  return shownLines;
}
function environmentLines(text2, areSecretsShown, width, theme) {
  const variables = parseEnviron(import_node_buffer.Buffer.from(text2));
  return variables.length === 0 ? [] : [secretsLine(variables, areSecretsShown), ...variables.flatMap((variable) => variableLines(variable, areSecretsShown, width, theme))];
}

// source/ui/tabs/sockets.ts
var protocolWidth = 6;
var stateWidth = 13;
var socketsTab = {
  id: "sockets",
  title: "Sockets",
  help: "Open and listening sockets with their ends and state: those of a process, or of all processes of the container, with who has them.",
  subjects: ["container", "process"],
  files: ["sockets"],
  heading(subject, width) {
    const shown = shownSockets(subject);
    if (typeof shown === "string" || shown.length === 0) {
      return [];
    }
    const { local, remote } = endWidths(shown, width);
    return [
      [
        {
          text: `${pad("PROTO", protocolWidth)}${pad("LOCAL", local)} ${pad("REMOTE", remote)} ${pad("STATE", stateWidth)}OWNER`,
          tone: "header"
        }
      ]
    ];
  },
  lines(subject, width, theme) {
    const shown = shownSockets(subject);
    if (typeof shown === "string") {
      return [shown];
    }
    const { local, remote } = endWidths(shown, width);
    return shown.length === 0 ? [subject.kind === "process" ? "It has no TCP, UDP or Unix socket open." : "No TCP, UDP or Unix socket is open in it."] : shown.map((socket) => [
      { text: pad(socket.protocol, protocolWidth), tone: "dim" },
      { text: `${cell(socket.local, local, theme)} `, ...socket.isListening && { tone: "strong" } },
      { text: `${cell(socket.remote, remote, theme)} ` },
      {
        text: pad(clip(clean(socket.state, theme.isUnicode), stateWidth - 1, theme.glyphs.ellipsis), stateWidth),
        tone: socket.isListening ? "good" : "dim"
      },
      { text: ownersText(socket, theme) }
    ]);
  }
};
function cell(text2, width, theme) {
  return pad(clipStart(clean(text2, theme.isUnicode), width, theme.glyphs.ellipsis), width);
}
function ownersText({ owners }, theme) {
  return owners.length === 0 ? theme.glyphs.dash : owners.map(({ pid, name }) => `${pid} ${clean(name, theme.isUnicode)}`).join(", ");
}
function shownSockets({ kind, details, container, process: process2 }) {
  if (kind === "process" && !process2) {
    return "No process is selected.";
  }
  if (!details) {
    return kind === "container" ? "Sockets can be read while the container runs on this host." : "The sockets are being read.";
  }
  if (isMissing(details.sockets)) {
    return details.sockets.missing === "first-sample" ? "The sockets are being read." : `The sockets cannot be read: ${details.sockets.missing}.`;
  }
  if (kind === "process") {
    return details.sockets.filter(({ owners }) => owners.some(({ pid }) => pid === process2?.pid));
  }
  const isHost = container === void 0 || valueOf(container.namespaces.net.isHost) !== false;
  return isHost ? details.sockets.filter(({ owners }) => owners.length > 0) : details.sockets;
}
function endWidths(sockets, width) {
  const room = Math.max(20, width - protocolWidth - stateWidth - 18);
  const widest = (side, least) => Math.max(least, ...sockets.map((socket) => cellWidth(clip(clean(socket[side]), room))));
  const remote = Math.min(widest("remote", 6), Math.floor(room / 2));
  return { local: Math.min(widest("local", 5), room - remote), remote };
}

// source/ui/tabs/stats.ts
var labelWidth = 11;
var sparkWidth = 30;
var statsTab = {
  id: "stats",
  title: "Stats",
  help: "CPU, memory, tasks, network, block I/O and pressure of the container, from its cgroup; state, memory with its proportional share (PSS), OOM score, I/O, program, cgroup and ancestors of a process, from /proc.",
  subjects: ["container", "process"],
  files: ["io", "descriptors"],
  processFiles: ["oom", "links", "memoryShare"],
  lines: (subject, width, theme) => subject.kind === "container" ? containerLines(subject, width, theme) : processLines2(subject, width, theme)
};
function paragraph(name, facts, width, lead = []) {
  const leadWidth = lead.reduce((sum, span) => sum + span.text.length + 1, 0);
  return flow(facts, width - labelWidth - leadWidth).map((line, index) => [
    { text: (index === 0 ? name : "").padEnd(labelWidth), tone: "strong" },
    ...index === 0 ? lead.flatMap((span) => [span, { text: " " }]) : [{ text: " ".repeat(leadWidth) }],
    ...typeof line === "string" ? [{ text: line }] : line
  ]);
}
function spark(series, pick, width, theme, scale2) {
  return width < 80 ? [] : [{ text: sparkline(series?.[pick].last(sparkWidth) ?? [], sparkWidth, theme.glyphs, scale2), tone: "accent" }];
}
function containerLines({ container, snapshot }, width, theme) {
  if (!container) {
    return ["No container is selected."];
  }
  const { usage } = container;
  const series = snapshot.history.get(container.key);
  return [
    ...paragraph("state", lifeFacts(container, snapshot.takenAt), width),
    ...paragraph("cpu", [
      { label: "", value: percent2(usage.cpuPercent, theme, "strong") },
      { label: "of", value: limit(usage.cpuLimit, (cores) => `${cores} cores`, theme) },
      { label: "user", value: percent2(usage.cpuUserPercent, theme) },
      { label: "system", value: percent2(usage.cpuSystemPercent, theme) },
      { label: "throttled", value: percent2(usage.throttledPercent, theme, isAbove2(usage.throttledPercent, 0) ? "warn" : void 0) },
      { label: "pressure", value: percent2(usage.pressureCpu, theme, isAbove2(usage.pressureCpu, 10) ? "warn" : void 0) }
    ], width, spark(series, "cpuPercent", width, theme, { floor: 10 })),
    ...paragraph("memory", [
      { label: "", value: bytes(usage.memoryBytes, theme, "strong") },
      { label: "of", value: limit(usage.memoryLimitBytes, formatBytes, theme) },
      { label: "peak", value: bytes(usage.memoryPeakBytes, theme) },
      { label: "anon", value: bytes(usage.anonBytes, theme) },
      { label: "file", value: bytes(usage.fileBytes, theme) },
      { label: "shmem", value: bytes(usage.shmemBytes, theme) },
      { label: "kernel", value: bytes(usage.kernelBytes, theme) },
      { label: "OOM kills", value: count(usage.oomKills, theme, isAbove2(usage.oomKills, 0) ? "bad" : void 0) },
      { label: "pressure", value: percent2(usage.pressureMemory, theme, isAbove2(usage.pressureMemory, 10) ? "warn" : void 0) }
    ], width, spark(series, "memoryBytes", width, theme, { floor: 0, ...maximum(usage.memoryLimitBytes) })),
    ...paragraph("network", [
      { label: "received", value: bytes(usage.networkRxBytes, theme) },
      { label: "at", value: rate(usage.networkRxPerSecond, theme) },
      { label: "sent", value: bytes(usage.networkTxBytes, theme) },
      { label: "at", value: rate(usage.networkTxPerSecond, theme) }
    ], width),
    ...paragraph("block I/O", [
      { label: "read", value: bytes(usage.blockReadBytes, theme) },
      { label: "at", value: rate(usage.blockReadPerSecond, theme) },
      { label: "written", value: bytes(usage.blockWriteBytes, theme) },
      { label: "at", value: rate(usage.blockWritePerSecond, theme) },
      { label: "pressure", value: percent2(usage.pressureIo, theme, isAbove2(usage.pressureIo, 10) ? "warn" : void 0) }
    ], width),
    ...paragraph("tasks", [
      { label: "", value: count(usage.tasks, theme) },
      { label: "of", value: limit(usage.tasksLimit, String, theme) },
      { label: "processes", value: String(container.pids.length) }
    ], width),
    ...paragraph("cgroup", [{ label: "", value: text(container.cgroup, (path) => clean(path), theme) }], width),
    ...paragraph("id", [{ label: "", value: clean(container.id) }], width)
  ];
}
function lifeFacts(container, now) {
  const { state, exitCode, startedAt, health, ports, command } = container;
  const isUp2 = startedAt !== void 0 && container.pids.length > 0;
  return [
    { label: "", value: [{ text: exitCode === void 0 ? state : `${state} with code ${exitCode}`, tone: "strong" }] },
    ...isUp2 ? [{ label: "up", value: formatAge(startedAt, now) }] : [],
    ...health === void 0 ? [] : [{ label: "health", value: [{ text: health, tone: health === "unhealthy" ? "bad" : "normal" }] }],
    ...ports.length > 0 ? [{ label: "ports", value: clean(formatPorts(ports)) }] : [],
    ...command === "" ? [] : [{ label: "command", value: clean(command) }]
  ];
}
function isAbove2(value, bound) {
  return !isMissing(value) && value > bound;
}
function maximum(value) {
  const bound = valueOf(value);
  return typeof bound === "number" ? { maximum: bound } : {};
}
var stateWords = {
  R: "running",
  S: "sleeping",
  D: "waiting for the kernel",
  T: "stopped",
  t: "traced",
  Z: "zombie",
  X: "dead",
  I: "idle"
};
function processLines2(subject, width, theme) {
  const { process: process2, details } = subject;
  if (!process2) {
    return ["No process is selected."];
  }
  const isRead = details?.key === process2.key;
  return [
    ...paragraph(
      "command",
      [{ label: "", value: text(process2.args, (args) => clean(args.length > 0 ? args.join(" ") : `[${process2.comm}]`), theme) }],
      width
    ),
    ...paragraph(
      "pid",
      [
        { label: "host", value: [{ text: String(process2.pid), tone: "strong" }] },
        { label: "at each level", value: process2.nspid.join(" > ") },
        { label: "parent", value: String(process2.parentPid) },
        { label: "user", value: text(process2.uid, (uid) => process2.user ? `${clean(process2.user)} (${uid})` : String(uid), theme) }
      ],
      width
    ),
    ...paragraph(
      "state",
      [
        { label: "", value: text(process2.state, (state) => `${state} ${stateWords[state] ?? ""}`.trim(), theme, "strong") },
        { label: "threads", value: count(process2.threads, theme) },
        ...isRead ? closeStateFacts(details, theme) : []
      ],
      width
    ),
    ...paragraph(
      "cpu",
      [
        { label: "", value: percent2(process2.cpuPercent, theme, "strong") },
        { label: "user", value: percent2(process2.cpuUserPercent, theme) },
        { label: "system", value: percent2(process2.cpuSystemPercent, theme) },
        ...isRead ? switchFacts(details, theme) : []
      ],
      width
    ),
    ...isRead ? closeParagraphs(details, width, theme) : [],
    ...paragraph("tree", [{ label: "", value: ancestorsOf(subject).map(({ comm }) => clean(comm, theme.isUnicode)).join(" > ") }], width)
  ];
}
function ancestorsOf({ process: process2, container, snapshot }) {
  const first = container && valueOf(container.initPid);
  const byPid2 = new Map([...snapshot.processes.values()].map((each) => [each.pid, each]));
  const chain = [];
  for (let next = process2; next && !chain.includes(next); next = byPid2.get(next.parentPid)) {
    chain.unshift(next);
    if (next.pid === first) {
      break;
    }
  }
  return chain;
}
function closeStateFacts(details, theme) {
  return [
    { label: "open files", value: count(details.descriptors, theme) },
    { label: "nice", value: text(details.stat, (stat) => String(stat.nice), theme) },
    { label: "on cpu", value: text(details.stat, (stat) => String(stat.processor), theme) }
  ];
}
function switchFacts(details, theme) {
  return [
    { label: "switches", value: perSecond(details.voluntarySwitchesPerSecond, theme) },
    { label: "forced", value: perSecond(details.involuntarySwitchesPerSecond, theme) },
    { label: "faults", value: perSecond(details.faultsPerSecond, theme) }
  ];
}
function closeParagraphs(details, width, theme) {
  const { status, io } = details;
  const memory = (pick) => bytes(isMissing(status) ? status : status[pick], theme);
  const counter = (pick) => bytes(isMissing(io) ? io : io[pick], theme);
  return [
    ...paragraph("memory", [
      { label: "resident", value: memory("residentBytes") },
      { label: "peak", value: memory("peakResidentBytes") },
      { label: "anon", value: memory("anonBytes") },
      { label: "file", value: memory("fileBytes") },
      { label: "shmem", value: memory("shmemBytes") },
      { label: "swapped", value: memory("swapBytes") },
      { label: "proportional", value: bytes(mapKnown(details.memoryShare, (share2) => share2.proportionalBytes), theme) },
      { label: "OOM score", value: count(details.oomScore, theme) },
      { label: "adjusted by", value: text(details.oomAdjustment, String, theme) }
    ], width),
    ...paragraph("I/O", [
      { label: "read", value: counter("readBytes") },
      { label: "at", value: rate(details.readBytesPerSecond, theme) },
      { label: "written", value: counter("writeBytes") },
      { label: "at", value: rate(details.writeBytesPerSecond, theme) }
    ], width),
    ...paragraph("program", programFacts(details, theme), width),
    ...paragraph(
      "cgroup",
      [{ label: "", value: text(details.cgroups, (cgroups) => clean(pathsOf(cgroups).join("  "), theme.isUnicode), theme) }],
      width
    )
  ];
}
function programFacts({ links }, theme) {
  const path = (pick) => text(
    isMissing(links) ? links : links[pick],
    (link) => `${clean(link.path, theme.isUnicode)}${link.isDeleted ? " (deleted)" : ""}`,
    theme
  );
  return [
    { label: "", value: path("executable") },
    { label: "in", value: path("workingDirectory") }
  ];
}
function pathsOf(cgroups) {
  const paths = [...new Set(cgroups.map(({ path }) => path))];
  return paths.length > 1 ? paths.filter((path) => path !== "/") : paths;
}

// source/ui/tabs/index.ts
var tabs = [
  statsTab,
  limitsTab,
  mountsTab,
  networkTab,
  socketsTab,
  namespacesTab,
  openFilesTab,
  environmentTab,
  shownFileTab,
  isolationTab,
  inspectTab
];
function tabsFor(subject) {
  return tabs.filter(({ subjects }) => subjects.includes(subject));
}
function currentTab({ tab, subject }) {
  const fitting = tabsFor(subject);
  return fitting.find(({ id }) => id === tab) ?? fitting[0];
}

// source/ui/panes/details.ts
function drawDetails(world, width, height) {
  const { view, theme } = world;
  const {
    details: { heading, lines, height: room },
    state
  } = view;
  const note = noteOf2(world);
  return drawPane(
    "details",
    world,
    {
      title: titleOf(world, width - 6 - (note === "" ? 0 : lineWidth(note) + 3)),
      note,
      rows(innerWidth) {
        const top = topOf(world);
        return [
          ...heading.map((line) => fitLine(indented(line), innerWidth, theme)),
          ...lines.slice(top, top + room).map(
            (line, index) => fitLine(indented(markHits(line, state.search, top + index === state.hit ? "selected" : "tagged")), innerWidth, theme)
          )
        ];
      }
    },
    width,
    height
  );
}
function topOf({
  view: {
    details: { lines, height },
    state
  }
}) {
  return Math.max(0, Math.min(state.detailsScroll, lines.length - height));
}
function indented(line) {
  return typeof line === "string" ? ` ${line}` : [{ text: " " }, ...line];
}
function titleOf({ view: { subject, tab, state }, theme }, room) {
  const name = subject.kind === "process" ? subject.process ? `${clean(subject.process.comm, theme.isUnicode)} ${subject.process.pid}` : "" : clean(subject.container?.name ?? "", theme.isUnicode);
  const start = [{ text: "4 " }, { text: name, tone: "strong" }];
  const search = state.search === "" ? [] : [
    { text: " /", tone: "dim" },
    { text: clean(state.search, theme.isUnicode), tone: "warn" }
  ];
  const tabs2 = tabsFor(subject.kind);
  const chosen = tabs2.findIndex(({ id }) => id === tab.id);
  const { from, to } = reach(
    tabs2.map(({ title }, index) => title.length + (index === chosen ? 2 : 0)),
    chosen,
    room - lineWidth(start) - lineWidth(search)
  );
  const more = { text: ` ${theme.glyphs.ellipsis}`, tone: "dim" };
  return [
    ...start,
    ...from > 0 ? [more] : [],
    ...tabs2.slice(from, to).map(({ id, title }) => id === tab.id ? { text: ` [${title}]`, tone: "accent" } : { text: ` ${title}`, tone: "dim" }),
    ...to < tabs2.length ? [more] : [],
    ...search
  ];
}
function noteOf2(world) {
  const { view: { details: { lines, height }, state } } = world;
  const found = state.search === "" ? "" : hitsNote(hitsIn(lines, state.search), state.hit);
  if (lines.length <= height) {
    return found;
  }
  const top = topOf(world);
  const place = `${top + 1}-${Math.min(lines.length, top + height)} of ${lines.length}`;
  return found === "" ? place : `${found} \xB7 ${place}`;
}
function hitsNote(hits, hit) {
  const index = hit === void 0 ? -1 : hits.indexOf(hit);
  return hits.length === 0 ? "not found" : index === -1 ? `${hits.length} found` : `${index + 1} of ${hits.length} found`;
}

// source/ui/lists/namespaces/columns.ts
var namespaceColumns = [
  {
    id: "kind",
    title: "KIND",
    help: "What the namespace isolates.",
    width: { min: 6 },
    priority: 100,
    value: ({ kind }) => kind,
    tone: () => "strong"
  },
  {
    id: "inode",
    title: "INODE",
    help: "The number in /proc/PID/ns: two processes with the same one are in the same namespace.",
    width: { min: 10 },
    align: "right",
    priority: 95,
    value: ({ inode }) => inode
  },
  {
    id: "host",
    title: "HOST?",
    help: "Whether it is the host's own, or one made for containers.",
    width: { min: 5 },
    priority: 90,
    value: ({ isHost }) => mapKnown(isHost, (value) => value ? "host" : "own"),
    tone: ({ isHost }) => isHost === true ? "host" : "good"
  },
  {
    id: "processes",
    title: "PROCS",
    help: "Known processes in it; on the whole host.",
    width: { min: 5 },
    align: "right",
    priority: 20,
    isDescending: true,
    value: ({ processes }) => processes
  },
  {
    id: "shared",
    title: "SHARED WITH",
    help: "The other containers in the same namespace; for the whole host all that are in it, or the mount or descriptor that holds it where nobody is.",
    width: { min: 8, weight: 1 },
    priority: 80,
    value: (row) => sharedText(row),
    text: (row, { theme }) => sharedText(row) === void 0 ? theme.glyphs.dash : clean(sharedText(row), theme.isUnicode),
    tone: ({ containers, isHost }) => isHost === true ? "dim" : containers.length > 0 ? "shared" : "dim"
  }
];
function sharedText({ isHost, containers, isWholeHost, heldBy }) {
  if (heldBy) {
    return `only ${heldBy.join(", ")}`;
  }
  if (isHost === true && !isWholeHost) {
    return "the host";
  }
  return containers.length === 0 ? void 0 : containers.join(", ");
}

// source/ui/panes/namespaces.ts
function drawNamespaces(world, width, height) {
  const { container, state, lists: { namespaces } } = world.view;
  const isWholeHost = state.namespacesOf === "host";
  return drawPane(
    "namespaces",
    world,
    listContent(world, {
      pane: "namespaces",
      title: isWholeHost ? "3 Namespaces of the host" : container ? [{ text: "3 Namespaces of " }, { text: clean(container.name, world.theme.isUnicode), tone: "strong" }] : "3 Namespaces",
      columns: namespaceColumns,
      list: namespaces,
      emptyText: ""
    }),
    width,
    height
  );
}

// source/ui/lists/processes/columns.ts
var processColumns = [
  {
    id: "pid",
    title: "HOST PID",
    help: "Pid as the host sees it, the first of NSpid.",
    width: { min: 9 },
    align: "right",
    priority: 100,
    value: ({ process: process2 }) => process2.pid,
    tone: () => "strong"
  },
  {
    id: "inside",
    title: "CTR PID",
    help: "Pid as the container sees it; of a container in the container one number per level.",
    width: { min: 8, max: 14, weight: 1 },
    align: "right",
    priority: 98,
    value: ({ process: process2 }) => process2.pidInside,
    text: ({ process: process2 }) => process2.nspid.slice(1).join("\xB7") || String(process2.pid),
    tone: () => "accent"
  },
  {
    id: "user",
    title: "USER",
    help: "User it runs as, by the host's user names.",
    width: { min: 5, max: 12, weight: 1 },
    priority: 40,
    value: ({ process: process2 }) => process2.user ?? process2.uid
  },
  {
    id: "state",
    title: "S",
    help: "State: R runs, S sleeps, D waits for the kernel, T is stopped, Z is a zombie, I idles.",
    width: { min: 1 },
    priority: 70,
    value: ({ process: process2 }) => process2.state,
    tone: ({ process: process2 }) => stateTone2(process2.state)
  },
  {
    id: "threads",
    title: "THR",
    help: "Threads.",
    width: { min: 4 },
    align: "right",
    priority: 30,
    isDescending: true,
    value: ({ process: process2 }) => process2.threads,
    text: ({ process: process2 }) => isMissing(process2.threads) ? "" : formatCount(process2.threads)
  },
  {
    id: "resident",
    title: "RSS",
    help: "Memory of the process that is in RAM, shared pages included.",
    width: { min: 5 },
    align: "right",
    priority: 60,
    isDescending: true,
    value: ({ process: process2 }) => process2.residentBytes,
    text: ({ process: process2 }) => isMissing(process2.residentBytes) ? "" : formatBytes(process2.residentBytes)
  },
  {
    id: "cpu",
    title: "CPU%",
    help: "CPU time in percent of one core.",
    width: { min: 5 },
    align: "right",
    priority: 65,
    isDescending: true,
    value: ({ process: process2 }) => process2.cpuPercent,
    text: ({ process: process2 }) => isMissing(process2.cpuPercent) ? "" : formatPercent(process2.cpuPercent),
    tone: ({ process: process2 }) => isMissing(process2.cpuPercent) || process2.cpuPercent < 30 ? void 0 : process2.cpuPercent > 90 ? "bad" : "warn"
  },
  {
    id: "command",
    title: "COMMAND",
    help: "Command line; in brackets the short name where there is none.",
    width: { min: 8, weight: 10 },
    priority: 90,
    value: ({ process: process2 }) => mapKnown(process2.args, () => commandOf(process2)),
    text: ({ process: process2, isLastAt }, { theme }) => [
      { text: branchPrefix(isLastAt, theme.glyphs), tone: "dim" },
      { text: clean(commandOf(process2), theme.isUnicode) }
    ]
  }
];
function commandOf({ args, comm }) {
  const words = isMissing(args) ? [] : args;
  return words.some((word) => word !== "") ? words.join(" ") : `[${comm}]`;
}
var stateTones = {
  R: "good",
  D: "bad",
  Z: "bad",
  T: "warn",
  t: "warn"
};
function stateTone2(state) {
  return isMissing(state) ? void 0 : stateTones[state];
}

// source/ui/panes/processes.ts
function drawProcesses(world, width, height) {
  const { container, lists: { processes } } = world.view;
  return drawPane("processes", world, listContent(world, {
    pane: "processes",
    title: container ? [{ text: "2 Processes of " }, { text: clean(container.name, world.theme.isUnicode), tone: "strong" }] : "2 Processes",
    columns: processColumns,
    list: processes,
    thingOf: ({ process: process2, isLastAt }) => ({ thing: process2, isLastAt }),
    emptyText: emptyText2(container, world)
  }), width, height);
}
function emptyText2(container, { view: { snapshot } }) {
  if (!container) {
    return "";
  }
  if (!isAlive(container.state)) {
    return "It does not run.";
  }
  const engine = snapshot.engines.find(({ id }) => id === container.engine);
  return engine?.isLocal === false ? "It runs on another host: its processes cannot be read from here." : "No process of it is to be seen.";
}

// source/ui/panes/index.ts
var drawOf = {
  containers: drawContainers,
  processes: drawProcesses,
  namespaces: drawNamespaces,
  details: drawDetails
};

// source/ui/state.ts
var listPanes = ["containers", "processes", "namespaces"];
function initialState(columns, rows) {
  const top = { key: void 0, index: 0 };
  return {
    columns,
    rows,
    focus: "containers",
    companion: "processes",
    cursors: { containers: top, processes: top, namespaces: top },
    tops: { containers: 0, processes: 0, namespaces: 0 },
    sorts: {
      containers: { column: "cpu", isDescending: true },
      processes: { column: "pid", isDescending: false },
      namespaces: { column: "kind", isDescending: false }
    },
    filters: { containers: "", processes: "", namespaces: "" },
    filteredAt: 0,
    filtering: void 0,
    isTree: { containers: true, processes: true },
    tagged: /* @__PURE__ */ new Set(),
    isZoomed: false,
    isFrozen: false,
    showStopped: true,
    namespacesOf: "container",
    subject: "container",
    tab: "stats",
    detailsScroll: 0,
    search: "",
    isSearching: false,
    hit: void 0,
    file: "status",
    secretsOf: void 0,
    dialog: void 0,
    notice: void 0,
    progress: []
  };
}
function focusPane(state, focus) {
  const subject = focus === "containers" ? "container" : focus === "processes" ? "process" : state.subject;
  const focused = {
    ...state,
    focus,
    subject,
    companion: focus === "containers" ? state.companion : focus
  };
  return subject === state.subject ? focused : { ...beginDetails(focused), secretsOf: void 0 };
}
function beginDetails(state) {
  return { ...state, detailsScroll: 0, hit: void 0 };
}
function setCursor(state, pane, cursor, seen) {
  const before = state.cursors[pane];
  const was = before.key ?? seen;
  const isOther = cursor.key !== was;
  const isOtherThing = isOther && (was !== void 0 || before.index !== cursor.index);
  const cursors = { ...state.cursors, [pane]: cursor };
  const start = { key: void 0, index: 0 };
  const below = isOtherThing && pane === "containers" ? { processes: start, namespaces: state.namespacesOf === "host" ? state.cursors.namespaces : start } : {};
  const moved = { ...state, cursors: { ...cursors, ...below } };
  return isOther ? { ...beginDetails(moved), secretsOf: void 0 } : moved;
}
function setFilter(state, pane, text2, at = state.filteredAt) {
  return { ...state, filters: { ...state.filters, [pane]: text2 }, filteredAt: pane === "containers" ? at : state.filteredAt };
}
function setSort(state, pane, sort) {
  return { ...state, sorts: { ...state.sorts, [pane]: sort } };
}
function toggleTag(state, key) {
  const tagged = new Set(state.tagged);
  if (!tagged.delete(key)) {
    tagged.add(key);
  }
  return { ...state, tagged };
}
function openDialog(state, dialog) {
  return {
    ...state,
    dialog,
    notice: void 0,
    filtering: void 0
  };
}
function closeDialog(state) {
  return { ...state, dialog: void 0 };
}
function notify(state, notice) {
  return { ...state, notice };
}
function beginProgress(state, progress) {
  return { ...state, progress: [...state.progress, progress] };
}
function endProgress(state, id, notice) {
  return { ...state, progress: state.progress.filter((progress) => progress.id !== id), notice };
}
function resize(state, columns, rows) {
  return { ...state, columns, rows };
}

// source/ui/lists/index.ts
var columnsOf = {
  containers: containerColumns,
  processes: processColumns,
  namespaces: namespaceColumns
};
function sortableColumns(pane) {
  return columnsOf[pane];
}

// source/ui/actions/arrange.ts
var arrangeActions = [
  {
    id: "filter",
    keys: ["/", "f4", "\\"],
    topic: "Arrange",
    panes: ["containers", "processes", "namespaces"],
    title: "filter",
    help: "Show only the rows that contain what you type; Esc clears it.",
    footer: 7,
    run: (state) => state.focus === "details" ? { state } : { state: { ...state, filtering: state.focus, notice: void 0 } }
  },
  {
    id: "search",
    keys: ["f3"],
    topic: "Arrange",
    panes: ["containers", "processes", "namespaces"],
    title: "search",
    help: "The same as filter, for fingers that know htop.",
    run: (state) => state.focus === "details" ? { state } : { state: { ...state, filtering: state.focus, notice: void 0 } }
  },
  {
    id: "clear",
    keys: ["escape"],
    topic: "Arrange",
    title: "clear",
    help: "Take away the message below; where there is none, the filter or the search of the pane.",
    run(state, view) {
      const isMessage = view.state.notice !== void 0;
      const cleared = state.focus === "details" ? { ...state, search: "", hit: void 0 } : setFilter(state, state.focus, "");
      return { state: isMessage ? { ...state, notice: void 0 } : cleared };
    }
  },
  {
    id: "sort",
    keys: ["s", "f6", ">"],
    topic: "Arrange",
    panes: ["containers", "processes", "namespaces"],
    title: "sort",
    help: "Choose the column to sort by.",
    footer: 8,
    run(state) {
      if (state.focus === "details") {
        return { state };
      }
      const columns = sortableColumns(state.focus);
      const cursor = Math.max(0, columns.findIndex(({ id }) => id === state.sorts[state.focus].column));
      return { state: openDialog(state, { kind: "sort", pane: state.focus, cursor }) };
    }
  },
  {
    id: "invert",
    keys: ["I"],
    topic: "Arrange",
    panes: ["containers", "processes", "namespaces"],
    title: "invert",
    help: "Turn the sort order round.",
    run(state) {
      if (state.focus === "details") {
        return { state };
      }
      const sort = state.sorts[state.focus];
      return { state: { ...state, sorts: { ...state.sorts, [state.focus]: { ...sort, isDescending: !sort.isDescending } } } };
    }
  },
  {
    id: "tree",
    keys: ["t", "f5"],
    topic: "Arrange",
    panes: ["containers", "processes"],
    title: "tree",
    help: "Show children below their parents, or a plain sorted list.",
    footer: 9,
    run(state) {
      const pane = state.focus === "processes" ? "processes" : "containers";
      return { state: { ...state, isTree: { ...state.isTree, [pane]: !state.isTree[pane] } } };
    }
  },
  {
    id: "zoom",
    keys: ["z"],
    topic: "Arrange",
    title: "zoom",
    help: "Give the focused pane the whole screen, and back.",
    footer: 10,
    run: (state) => ({ state: { ...state, isZoomed: !state.isZoomed } })
  },
  {
    id: "tag",
    keys: ["space"],
    topic: "Arrange",
    panes: ["containers", "processes"],
    title: "tag",
    help: "Tag the row; actions are then done to all tagged rows of the pane.",
    run(state, view) {
      if (state.focus !== "containers" && state.focus !== "processes") {
        return { state };
      }
      const list = view.lists[state.focus];
      const row = list.rows[list.cursor];
      if (!row) {
        return { state };
      }
      const index = Math.min(list.cursor + 1, list.rows.length - 1);
      return { state: setCursor(toggleTag(state, row.key), state.focus, { key: list.rows[index]?.key, index }, row.key) };
    }
  },
  {
    id: "untag",
    keys: ["U"],
    topic: "Arrange",
    title: "untag all",
    help: "Take all tags off.",
    run: (state) => ({ state: { ...state, tagged: /* @__PURE__ */ new Set() } })
  },
  {
    id: "freeze",
    keys: ["F"],
    topic: "Arrange",
    title: "freeze",
    help: "Hold the screen still, and let it go on.",
    run: (state) => ({ state: { ...state, isFrozen: !state.isFrozen } })
  },
  {
    id: "stopped",
    keys: ["a"],
    topic: "Arrange",
    title: "stopped",
    help: "Show or hide the containers that do not run.",
    run: (state) => ({ state: { ...state, showStopped: !state.showStopped } })
  },
  {
    id: "namespaces-of",
    keys: ["o"],
    topic: "Arrange",
    title: "whole host",
    help: "Namespaces of the selected container, or of the whole host.",
    run: (state) => ({
      state: {
        ...state,
        namespacesOf: state.namespacesOf === "host" ? "container" : "host",
        cursors: { ...state.cursors, namespaces: { key: void 0, index: 0 } }
      }
    })
  }
];

// source/ui/actions/refusals.ts
var requirements = {
  stop: { states: /* @__PURE__ */ new Set(["running", "paused", "restarting"]), otherwise: "there is nothing to stop" },
  start: { states: /* @__PURE__ */ new Set(["exited", "created"]), otherwise: "it cannot be started" },
  restart: { states: /* @__PURE__ */ new Set(["running", "paused", "restarting", "exited", "created"]), otherwise: "it cannot be restarted" },
  pause: { states: /* @__PURE__ */ new Set(["running"]), otherwise: "only a running container can be paused" },
  unpause: { states: /* @__PURE__ */ new Set(["paused"]), otherwise: "there is nothing to resume" },
  kill: { states: /* @__PURE__ */ new Set(["running", "paused", "restarting"]), otherwise: "there is no process to send a signal to" },
  remove: { states: /* @__PURE__ */ new Set(["running", "paused", "restarting", "exited", "created", "dead"]), otherwise: "there is nothing more to do" }
};
function refusalOf(operation, target, { snapshot }) {
  if (target.kind === "process") {
    const process2 = snapshot.processes.get(target.key);
    return process2?.state === "Z" ? zombieRefusal(process2) : void 0;
  }
  const container = snapshot.containers.get(target.key);
  if (!container) {
    return `${target.name} is gone: there is nothing left to act on.`;
  }
  if (container.isRemoved) {
    return `${target.name} has been removed; there is nothing left to act on.`;
  }
  const { states, otherwise } = requirements[operation];
  return states.has(container.state) ? void 0 : `${target.name} ${conditionOf(container)}: ${otherwise}.`;
}
function zombieRefusal({ comm, pid, parentPid }) {
  return `${comm} (pid ${pid}) is a zombie, it has ended already: only its parent (pid ${parentPid}) can reap it.`;
}
function conditionOf({ state, exitCode }) {
  switch (state) {
    case "running": {
      return "runs already";
    }
    case "exited": {
      return exitCode === void 0 ? "has exited" : `has exited with code ${exitCode}`;
    }
    case "created": {
      return "has not been started yet";
    }
    case "restarting": {
      return "is being restarted";
    }
    case "removing": {
      return "is being removed";
    }
    case "paused":
    case "dead": {
      return `is ${state}`;
    }
  }
}

// source/ui/actions/targets.ts
function containerTargets(state, view, selected) {
  const tagged = state.focus === "containers" ? view.lists.containers.rows.filter(({ key, container }) => state.tagged.has(key) && !container.isRemoved).map(({ container }) => container) : [];
  return (tagged.length > 0 ? tagged : [selected]).map(({ key, id, name, engine }) => ({
    kind: "container",
    key,
    id,
    name,
    engine
  }));
}
function processTargets(state, view) {
  const { rows, cursor } = view.lists.processes;
  const tagged = rows.filter(({ key }) => state.tagged.has(key));
  const selected = rows[cursor];
  return (tagged.length > 0 ? tagged : selected ? [selected] : []).map(({ process: process2 }) => processTarget(process2, view));
}
function processTarget(process2, view) {
  const container = process2.container === void 0 ? void 0 : view.snapshot.containers.get(process2.container)?.name;
  return {
    kind: "process",
    key: process2.key,
    pid: process2.pid,
    name: process2.comm,
    pidInside: valueOf(process2.pidInside),
    container
  };
}
function containerOf2(view, target) {
  return target?.kind === "container" ? view.snapshot.containers.get(target.key) : void 0;
}

// source/ui/actions/container.ts
function warn(state, text2) {
  return { state: notify(state, { text: text2, tone: "warn" }) };
}
function onContainers(aim) {
  return (state, view) => {
    const { container, lists: { containers } } = view;
    if (!container) {
      return warn(state, "No container is selected.");
    }
    if (!containers.isExact) {
      const moved = setCursor(state, "containers", { key: container.key, index: containers.cursor });
      return warn(moved, `The container you had selected is gone; the cursor is on ${container.name} now. Press again to act on it.`);
    }
    return container.isRemoved ? warn(state, `${container.name} has been removed; there is nothing left to act on.`) : aim(state, view, containerTargets(state, view, container));
  };
}
function onProcesses(aim) {
  return (state, view) => {
    const { processes } = view.lists;
    const row = processes.rows[processes.cursor];
    if (!row) {
      return warn(state, "No process is selected.");
    }
    if (!processes.isExact) {
      const moved = setCursor(state, "processes", { key: row.key, index: processes.cursor });
      return warn(moved, `The process you had selected has ended; the cursor is on ${row.process.pid} now. Press again to act on it.`);
    }
    return aim(state, view, processTargets(state, view));
  };
}
function throughEngine(aim) {
  return (state, view, targets) => {
    const orphan = targets.find((target) => target.kind === "container" && target.engine === void 0);
    if (!orphan) {
      return aim(state, view, targets);
    }
    const isEarly = view.snapshot.engines.some((engine) => engine.state === "connecting");
    return warn(
      state,
      isEarly ? `The engine of ${orphan.name} has not answered yet. Press again in a moment.` : `No engine that nstop can ask knows ${orphan.name}: only the kernel tells of it.`
    );
  };
}
function confirmed(operationFor) {
  return throughEngine((state, view, targets) => {
    const operation = operationFor(containerOf2(view, targets[0]));
    return refused(operation.name, state, view, targets) ?? { state: openDialog(state, { kind: "confirm", operation, targets }) };
  });
}
function refused(operation, state, view, targets) {
  const refusals = targets.flatMap((target) => refusalOf(operation, target, view) ?? []);
  return refusals.length === targets.length ? warn(state, refusals.join(" ")) : void 0;
}
var openShell = throughEngine((state, view, [target]) => {
  const container = containerOf2(view, target);
  return target && container?.state === "running" ? { state: { ...state, dialog: void 0 }, effect: { kind: "shell", target } } : warn(state, `${target?.name ?? "The container"} is ${container?.state ?? "gone"}: a shell needs a running container.`);
});
var pickSignal = (state, view, targets) => refused("kill", state, view, targets) ?? { state: openDialog(state, { kind: "signals", targets, cursor: 0 }) };
var openMenu = (state, _view, targets) => ({ state: openDialog(state, { kind: "menu", targets, cursor: 0 }) });
function isKnownToEngine(_view, target) {
  return target.kind === "container" && target.engine !== void 0;
}
function isUp(view, target) {
  const container = containerOf2(view, target);
  return isKnownToEngine(view, target) && container !== void 0 && isAlive(container.state);
}
function containerAction(record, aim) {
  return {
    isAvailable: isKnownToEngine,
    ...record,
    topic: "Act",
    isDangerous: true,
    aim,
    run: onContainers(aim)
  };
}
var containerActions = [
  {
    id: "menu",
    keys: ["enter"],
    topic: "Act",
    panes: ["containers", "processes"],
    title: "actions",
    help: "Open the menu of all that can be done with the row.",
    footer: 3,
    isDangerous: true,
    run: (state, view) => (state.focus === "processes" ? onProcesses : onContainers)(openMenu)(state, view)
  },
  containerAction({
    id: "shell",
    keys: ["e"],
    title: "shell",
    help: "Open a shell in the container: bash, ash or sh, whichever is there first.",
    footer: 4,
    isAvailable: (view, target) => isKnownToEngine(view, target) && containerOf2(view, target)?.state === "running"
  }, openShell),
  containerAction({
    id: "stop",
    keys: ["S"],
    title: "stop/start",
    help: "Stop the container, or start it when it is stopped.",
    footer: 5
  }, confirmed((container) => ({ name: container && isAlive(container.state) ? "stop" : "start" }))),
  containerAction({
    id: "restart",
    keys: ["R"],
    title: "restart",
    help: "Stop the container and start it again."
  }, confirmed(() => ({ name: "restart" }))),
  containerAction({
    id: "pause",
    keys: ["P"],
    title: "pause/resume",
    help: "Freeze all processes of the container, or let them go on.",
    isAvailable: isUp
  }, confirmed((container) => ({ name: container?.state === "paused" ? "unpause" : "pause" }))),
  {
    id: "kill",
    keys: ["K", "f9"],
    topic: "Act",
    title: "signal",
    help: "Choose a signal for the container, or in the processes pane for the one process.",
    footer: 6,
    isDangerous: true,
    isAvailable: (view, target) => target.kind === "process" || isUp(view, target),
    aim: (state, view, targets) => (targets[0]?.kind === "process" ? pickSignal : throughEngine(pickSignal))(state, view, targets),
    run: (state, view) => (state.focus === "processes" ? onProcesses(pickSignal) : onContainers(throughEngine(pickSignal)))(state, view)
  },
  containerAction({
    id: "remove",
    keys: ["D"],
    title: "remove",
    help: "Remove the container with its writable layer; a running one is killed first."
  }, confirmed(() => ({ name: "remove" })))
];

// source/ui/actions/details.ts
function show2(state, { details: { lines, height } }, line) {
  const top = Math.max(0, Math.min(state.detailsScroll, lines.length - height));
  const isInSight = line >= top && line < top + height;
  return {
    ...state,
    hit: line,
    detailsScroll: isInSight ? top : Math.max(0, Math.min(line - Math.floor(height / 2), lines.length - height))
  };
}
function searchFor(state, view, words) {
  const searching = { ...state, search: words, hit: void 0 };
  const hits = hitsIn(view.details.lines, words);
  const hit = nextHit(hits, Math.min(state.hit ?? state.detailsScroll, state.detailsScroll) - 1, 1);
  return hit === void 0 ? searching : show2(searching, view, hit);
}
function goToHit(state, view, direction) {
  if (state.search === "") {
    return { state: notify(state, { text: "Nothing is searched for yet: / asks for it.", tone: "normal" }) };
  }
  const from = state.hit ?? state.detailsScroll - 1;
  const hit = nextHit(hitsIn(view.details.lines, state.search), from, direction);
  return { state: hit === void 0 ? notify(state, { text: `${state.search} is not in it.`, tone: "warn" }) : show2(state, view, hit) };
}
function goToFile(state, { tab }, step) {
  if (tab !== shownFileTab) {
    return { state: notify(state, { text: "There are files to choose in the /proc tab of a process.", tone: "normal" }) };
  }
  const index = fileNames.indexOf(state.file);
  return { state: beginDetails({ ...state, file: fileNames.at((index + step) % fileNames.length) }) };
}
function toggleSecrets(state, { tab, process: process2 }) {
  const hasSecrets = tab === environmentTab || tab === shownFileTab && state.file === "environ";
  return hasSecrets && process2 ? { state: { ...state, secretsOf: state.secretsOf === process2.key ? void 0 : process2.key } } : { state: notify(state, { text: "Secrets are hidden in the Environment tab of a process.", tone: "normal" }) };
}
function openMembers(state, { lists: { namespaces: { rows, cursor } } }) {
  const row = rows[cursor];
  return !row || isMissing(row.inode) ? { state: notify(state, { text: "It is not known which namespace this is.", tone: "warn" }) } : { state: openDialog(state, { kind: "members", namespace: namespaceKey(row.kind, row.inode), scroll: 0 }) };
}
var detailsActions = [
  {
    id: "members",
    keys: ["enter"],
    topic: "Arrange",
    panes: ["namespaces"],
    title: "who",
    help: "List everyone in the namespace: processes with their containers, and what else holds it.",
    footer: 3,
    run: openMembers
  },
  {
    id: "find",
    keys: ["/", "f3"],
    topic: "Arrange",
    panes: ["details"],
    title: "search",
    help: "Search in the text of the tab; Esc clears it.",
    footer: 7,
    run: (state) => ({ state: { ...state, isSearching: true, notice: void 0 } })
  },
  {
    id: "next-hit",
    keys: ["n"],
    topic: "Move",
    panes: ["details"],
    title: "next",
    help: "Go to the next place that was searched for.",
    run: (state, view) => goToHit(state, view, 1)
  },
  {
    id: "previous-hit",
    keys: ["N"],
    topic: "Move",
    panes: ["details"],
    title: "next back",
    help: "Go to the place before.",
    run: (state, view) => goToHit(state, view, -1)
  },
  {
    id: "next-file",
    keys: [".", "}"],
    topic: "Move",
    panes: ["processes", "details"],
    title: "file",
    help: "Show the next file in the /proc tab.",
    run: (state, view) => goToFile(state, view, 1)
  },
  {
    id: "previous-file",
    keys: [",", "{"],
    topic: "Move",
    panes: ["processes", "details"],
    title: "file back",
    help: "Show the file before.",
    run: (state, view) => goToFile(state, view, -1)
  },
  {
    id: "secrets",
    keys: ["v"],
    topic: "Arrange",
    panes: ["processes", "details"],
    title: "secrets",
    help: "Show or hide the secrets in the environment of the process, until another one is selected.",
    run: toggleSecrets
  }
];

// source/ui/actions/entry.ts
function processOf(view, target) {
  if (target.kind === "process") {
    return target.key;
  }
  const container = containerOf2(view, target);
  return container && container.pids.length > 0 ? valueOf(container.init) : void 0;
}
var enter = (state, view, [target]) => {
  const process2 = target && processOf(view, target);
  return !target || process2 === void 0 ? {
    state: notify(state, {
      text: `${target?.name ?? "The container"} has no process on this host: there is nothing to enter.`,
      tone: "warn"
    })
  } : { state: { ...state, dialog: void 0 }, effect: { kind: "look", target, process: process2 } };
};
var entryActions = [
  {
    id: "enter",
    keys: ["E"],
    topic: "Act",
    title: "host shell",
    help: "Open a shell of the host in namespaces of the container or process, by nsenter: also where it has no shell, or no engine.",
    isDangerous: true,
    isAvailable: (view, target) => processOf(view, target) !== void 0,
    aim: enter,
    run(state, view) {
      const isProcess = state.focus === "processes" || state.focus === "details" && state.subject === "process";
      return (isProcess ? onProcesses : onContainers)(enter)(state, view);
    }
  }
];

// source/ui/layout/layout.ts
var paneIds = ["containers", "processes", "namespaces", "details"];
var leastColumns = 40;
var leastRows = 10;
var rowsForTwo = 18;
var rowsForFour = 34;
var columnsForWide = 110;
var leastHeight = 4;
function arrange(columns, rows, { focused, zoomed, companion, containerRows = Infinity }) {
  const mode = modeOf(columns, rows);
  if (mode === "tooSmall") {
    return {
      mode,
      header: rectangle(0, 0, columns, rows),
      panes: [],
      footer: rectangle(0, rows, columns, 0)
    };
  }
  const headerHeight = mode === "small" ? 1 : 2;
  const body = rectangle(0, headerHeight, columns, rows - headerHeight - 1);
  const shown = zoomed ?? (mode === "small" ? focused : void 0);
  const placed = shown === void 0 ? placeAll(mode, body, { focused, companion, containerRows }) : [{ id: shown, rectangle: body }];
  const edges = joinEdges(placed.map((pane) => pane.rectangle), placed.findIndex(({ id }) => id === focused));
  return {
    mode,
    header: rectangle(0, 0, columns, headerHeight),
    panes: placed.map((pane, index) => ({ ...pane, edges: edges[index] })),
    footer: rectangle(0, rows - 1, columns, 1)
  };
}
function modeOf(columns, rows) {
  if (columns < leastColumns || rows < leastRows) {
    return "tooSmall";
  }
  if (rows < rowsForTwo) {
    return "small";
  }
  return columns < columnsForWide ? "narrow" : "wide";
}
function placeAll(mode, body, { focused, companion = "processes", containerRows = Infinity }) {
  if (mode === "wide") {
    return placeWide(body, containerRows);
  }
  if (body.height + 3 >= rowsForFour) {
    const share3 = Math.min(0.34, linesFor(containerRows) / body.height);
    const rest = 1 - share3;
    return stack(body, [["containers", share3], ["processes", rest * 0.4], ["namespaces", rest * 0.3], ["details", rest * 0.3]]);
  }
  const share2 = Math.min(0.5, linesFor(containerRows) / body.height);
  const other = focused === "containers" ? companion : focused;
  return stack(body, [["containers", share2], [other === "containers" ? "processes" : other, 1 - share2]]);
}
function placeWide(body, containerRows) {
  const largest = body.height - Math.max(leastHeight, Math.round(body.height * 0.31)) - Math.max(leastHeight, Math.round(body.height * 0.24));
  const containers = Math.min(largest, linesFor(containerRows));
  const middle = Math.round((body.height - containers) * 0.54);
  const details = body.height - containers - middle;
  const processesWidth = Math.round(body.width * 0.57);
  const middleY = body.y + containers;
  return [
    { id: "containers", rectangle: rectangle(0, body.y, body.width, containers) },
    { id: "processes", rectangle: rectangle(0, middleY, processesWidth, middle) },
    { id: "namespaces", rectangle: rectangle(processesWidth, middleY, body.width - processesWidth, middle) },
    { id: "details", rectangle: rectangle(0, middleY + middle, body.width, details) }
  ];
}
function linesFor(rows) {
  return 2 + Math.max(5, Math.ceil((rows + 1) / 3) * 3);
}
function stack(body, parts) {
  const heights = split(body.height, parts.map(([, share2]) => share2));
  let { y } = body;
  return parts.map(([id], index) => {
    const place = { id, rectangle: rectangle(0, y, body.width, heights[index]) };
    y += heights[index];
    return place;
  });
}
function split(length, shares) {
  const parts = shares.slice(0, -1).map((share2) => Math.round(length * share2));
  return [...parts, length - parts.reduce((sum, part) => sum + part, 0)];
}
function rectangle(x, y, width, height) {
  return {
    x,
    y,
    width,
    height
  };
}

// source/ui/actions/move.ts
function moveTo(state, view, wanted) {
  if (state.focus === "details") {
    const { details } = view;
    const last = Math.max(0, details.lines.length - details.height);
    return { state: { ...state, detailsScroll: clamp(wanted(Math.min(state.detailsScroll, last), details.height, last + 1), last) } };
  }
  const list = view.lists[state.focus];
  const index = clamp(wanted(list.cursor, Math.max(1, list.height - 1), list.rows.length), list.rows.length - 1);
  return { state: setCursor(state, state.focus, { key: list.rows[index]?.key, index }, list.rows[list.cursor]?.key) };
}
function clamp(index, last) {
  return Math.max(0, Math.min(index, last));
}
function nextPane(state, step) {
  const index = paneIds.indexOf(state.focus);
  return { state: focusPane(state, paneIds.at((index + step) % paneIds.length)) };
}
function nextTab(state, step) {
  const tabs2 = tabsFor(state.subject);
  const index = Math.max(0, tabs2.findIndex(({ id }) => id === state.tab));
  return { state: beginDetails({ ...state, tab: tabs2.at((index + step) % tabs2.length).id }) };
}
var moveActions = [
  {
    id: "up",
    keys: ["up", "k"],
    topic: "Move",
    title: "up",
    help: "Move up one row.",
    run: (state, view) => moveTo(state, view, (index) => index - 1)
  },
  {
    id: "down",
    keys: ["down", "j"],
    topic: "Move",
    title: "down",
    help: "Move down one row.",
    run: (state, view) => moveTo(state, view, (index) => index + 1)
  },
  {
    id: "page-up",
    keys: ["pageUp", "ctrl-u"],
    topic: "Move",
    title: "page up",
    help: "Move up one page.",
    run: (state, view) => moveTo(state, view, (index, page) => index - page)
  },
  {
    id: "page-down",
    keys: ["pageDown", "ctrl-d"],
    topic: "Move",
    title: "page down",
    help: "Move down one page.",
    run: (state, view) => moveTo(state, view, (index, page) => index + page)
  },
  {
    id: "first",
    keys: ["home", "g"],
    topic: "Move",
    title: "first",
    help: "Move to the first row.",
    run: (state, view) => moveTo(state, view, () => 0)
  },
  {
    id: "last",
    keys: ["end", "G"],
    topic: "Move",
    title: "last",
    help: "Move to the last row.",
    run: (state, view) => moveTo(state, view, (_index, _page, count2) => count2 - 1)
  },
  {
    id: "next-pane",
    keys: ["tab"],
    topic: "Move",
    title: "pane",
    help: "Go to the next pane.",
    footer: 2,
    run: (state) => nextPane(state, 1)
  },
  {
    id: "previous-pane",
    keys: ["shift-tab"],
    topic: "Move",
    title: "pane back",
    help: "Go to the pane before.",
    run: (state) => nextPane(state, -1)
  },
  ...paneIds.map((pane, index) => ({
    id: `pane-${pane}`,
    keys: [`${index + 1}`],
    topic: "Move",
    title: pane,
    help: `Go to the ${pane} pane.`,
    run: (state) => ({ state: focusPane(state, pane) })
  })),
  {
    id: "next-tab",
    keys: ["]", "right"],
    topic: "Move",
    title: "tab",
    help: "Show the next tab of the details.",
    run: (state) => nextTab(state, 1)
  },
  {
    id: "previous-tab",
    keys: ["[", "left"],
    topic: "Move",
    title: "tab back",
    help: "Show the tab before.",
    run: (state) => nextTab(state, -1)
  }
];

// source/ui/actions/program.ts
var programActions = [
  {
    id: "explain",
    keys: ["x"],
    topic: "Program",
    title: "explain",
    help: "Explain what is shown, with the commands that show it by hand.",
    footer: 10.5,
    run: (state) => ({ state: openDialog(state, { kind: "explain", scroll: 0 }) })
  },
  {
    id: "help",
    keys: ["?", "f1", "h"],
    topic: "Program",
    title: "help",
    help: "Show all keys and what the columns mean.",
    footer: 11,
    run: (state) => ({ state: openDialog(state, { kind: "help", scroll: 0 }) })
  },
  {
    id: "redraw",
    keys: ["ctrl-l"],
    topic: "Program",
    title: "redraw",
    help: "Draw the whole screen anew.",
    run: (state) => ({ state, effect: { kind: "redraw" } })
  },
  {
    id: "quit",
    keys: ["q", "f10", "ctrl-c"],
    topic: "Program",
    title: "quit",
    help: "Leave nstop.",
    footer: 12,
    run: (state) => ({ state, effect: { kind: "quit" } })
  }
];

// source/ui/actions/index.ts
var everyAction = [
  ...moveActions,
  ...arrangeActions,
  ...detailsActions,
  ...containerActions,
  ...entryActions,
  ...programActions
];
function allActions(isReadOnly) {
  return isReadOnly ? everyAction.filter(({ isDangerous }) => !isDangerous) : everyAction;
}
function findAction(key, pane, isReadOnly) {
  return allActions(isReadOnly).find(({ keys, panes }) => keys.includes(key) && (!panes || panes.includes(pane)));
}

// source/ui/dialogs/help.ts
var topics = ["Move", "Arrange", "Act", "Program"];
var keyTitles = {
  up: "\u2191",
  down: "\u2193",
  left: "\u2190",
  right: "\u2192",
  pageUp: "PgUp",
  pageDown: "PgDn",
  home: "Home",
  end: "End",
  enter: "Enter",
  escape: "Esc",
  tab: "Tab",
  "shift-tab": "Shift-Tab",
  space: "Space"
};
function keyTitle(name, isUnicode = true) {
  const title = keyTitles[name];
  if (title !== void 0) {
    return isUnicode || title.length > 1 ? title : name.charAt(0).toUpperCase() + name.slice(1);
  }
  if (/^f\d+$/.test(name)) {
    return name.toUpperCase();
  }
  return name.startsWith("ctrl-") ? `Ctrl-${name.slice(5).toUpperCase()}` : name;
}
function helpLines(width, isReadOnly, theme) {
  const actions = allActions(isReadOnly);
  return [
    ...intro(width),
    ...topics.flatMap(
      (topic) => section(
        topic,
        actions.filter((action) => action.topic === topic).map((action) => [keysOf(action, theme), action.help]),
        width
      )
    ),
    ...listPanes.flatMap(
      (pane) => section(
        `Columns of the ${pane}`,
        sortableColumns(pane).map(({ title, help }) => [title.replaceAll(/ {2,}/g, " "), help]),
        width
      )
    ),
    ...section(
      "Tabs of the details",
      tabs.map(({ title, help }) => [title, help]),
      width
    )
  ];
}
function intro(width) {
  return [
    ...wrap(
      "A container is no thing in the kernel: it is processes that share namespaces, a cgroup and a root file system. nstop shows these, with the names that the engine gives. 100 % CPU is one core. A dash is what does not exist, a dot what needs a second sample, denied what you may not read.",
      width
    ),
    ""
  ];
}
function keysOf({ keys }, { isUnicode }) {
  return keys.map((key) => keyTitle(key, isUnicode)).join(" ");
}
function section(title, entries, width) {
  if (entries.length === 0) {
    return [];
  }
  const left = Math.min(16, Math.floor(width / 3));
  return [
    [{ text: title, tone: "titleFocused" }],
    ...entries.flatMap(
      ([name, help]) => wrap(help, width - left - 1).map((line, index) => [
        { text: pad(index === 0 ? name : "", left), tone: "key" },
        { text: ` ${line}` }
      ])
    ),
    ""
  ];
}

// source/ui/panes/footer.ts
function drawFooter(world, width) {
  return fitLine(footerLine(world, width), width, world.theme);
}
function footerLine(world, width) {
  const { view: { state }, theme } = world;
  if (state.filtering) {
    return [
      { text: ` Filter ${state.filtering}: `, tone: "key" },
      { text: clean(state.filters[state.filtering], theme.isUnicode) },
      { text: " ", tone: "selected" },
      { text: `  ${theme.glyphs.enter} keep  Esc clear`, tone: "dim" }
    ];
  }
  if (state.isSearching) {
    return [
      { text: " Search details: ", tone: "key" },
      { text: clean(state.search, theme.isUnicode) },
      { text: " ", tone: "selected" },
      { text: `  ${theme.glyphs.enter} keep, then n and N  Esc clear`, tone: "dim" }
    ];
  }
  const { progress, notice } = state;
  if (progress.length > 0) {
    return [{ text: ` ${clean(progress.map(({ text: text2 }) => text2).join(", "), theme.isUnicode)} ${theme.isUnicode ? "\u2026" : "..."}`, tone: "warn" }];
  }
  return notice ? [{ text: ` ${clean(notice.text, theme.isUnicode)}`, tone: notice.tone }] : keysLine(world, width);
}
function keysLine({ view: { state: { focus } }, isReadOnly, theme }, width) {
  const offered = allActions(isReadOnly).filter(({ footer, panes }) => footer !== void 0 && (!panes || panes.includes(focus))).toSorted((a, b) => a.footer - b.footer).map(({ id, keys, title }) => ({ id, spans: entry(keyTitle(keys[0], theme.isUnicode), title) }));
  const isLast = ({ id }) => id === "help" || id === "quit";
  const last = offered.filter((item) => isLast(item)).flatMap(({ spans: spans2 }) => spans2);
  const spans = [...entry(theme.isUnicode ? "\u2191\u2193" : "j k", "move")];
  let room = width - lineWidth(spans) - lineWidth(last);
  for (const item of offered.filter((other) => !isLast(other))) {
    room -= lineWidth(item.spans);
    if (room < 0) {
      break;
    }
    spans.push(...item.spans);
  }
  return [...spans, ...last];
}
function entry(key, title) {
  return [{ text: ` ${key}`, tone: "key" }, { text: ` ${title} `, tone: "dim" }];
}

// source/ui/actions/signals.ts
var import_node_os3 = __toESM(require_node_os(), 1);

// node_modules/human-signals/build/src/main.js
var import_node_os2 = __toESM(require_node_os(), 1);

// node_modules/human-signals/build/src/realtime.js
var getRealtimeSignals = () => {
  const length = SIGRTMAX - SIGRTMIN + 1;
  return Array.from({ length }, getRealtimeSignal);
};
var getRealtimeSignal = (value, index) => ({
  name: `SIGRT${index + 1}`,
  number: SIGRTMIN + index,
  action: "terminate",
  description: "Application-specific signal (realtime)",
  standard: "posix"
});
var SIGRTMIN = 34;
var SIGRTMAX = 64;

// node_modules/human-signals/build/src/signals.js
var import_node_os = __toESM(require_node_os(), 1);

// node_modules/human-signals/build/src/core.js
var SIGNALS = [
  {
    name: "SIGHUP",
    number: 1,
    action: "terminate",
    description: "Terminal closed",
    standard: "posix"
  },
  {
    name: "SIGINT",
    number: 2,
    action: "terminate",
    description: "User interruption with CTRL-C",
    standard: "ansi"
  },
  {
    name: "SIGQUIT",
    number: 3,
    action: "core",
    description: "User interruption with CTRL-\\",
    standard: "posix"
  },
  {
    name: "SIGILL",
    number: 4,
    action: "core",
    description: "Invalid machine instruction",
    standard: "ansi"
  },
  {
    name: "SIGTRAP",
    number: 5,
    action: "core",
    description: "Debugger breakpoint",
    standard: "posix"
  },
  {
    name: "SIGABRT",
    number: 6,
    action: "core",
    description: "Aborted",
    standard: "ansi"
  },
  {
    name: "SIGIOT",
    number: 6,
    action: "core",
    description: "Aborted",
    standard: "bsd"
  },
  {
    name: "SIGBUS",
    number: 7,
    action: "core",
    description: "Bus error due to misaligned, non-existing address or paging error",
    standard: "bsd"
  },
  {
    name: "SIGEMT",
    number: 7,
    action: "terminate",
    description: "Command should be emulated but is not implemented",
    standard: "other"
  },
  {
    name: "SIGFPE",
    number: 8,
    action: "core",
    description: "Floating point arithmetic error",
    standard: "ansi"
  },
  {
    name: "SIGKILL",
    number: 9,
    action: "terminate",
    description: "Forced termination",
    standard: "posix",
    forced: true
  },
  {
    name: "SIGUSR1",
    number: 10,
    action: "terminate",
    description: "Application-specific signal",
    standard: "posix"
  },
  {
    name: "SIGSEGV",
    number: 11,
    action: "core",
    description: "Segmentation fault",
    standard: "ansi"
  },
  {
    name: "SIGUSR2",
    number: 12,
    action: "terminate",
    description: "Application-specific signal",
    standard: "posix"
  },
  {
    name: "SIGPIPE",
    number: 13,
    action: "terminate",
    description: "Broken pipe or socket",
    standard: "posix"
  },
  {
    name: "SIGALRM",
    number: 14,
    action: "terminate",
    description: "Timeout or timer",
    standard: "posix"
  },
  {
    name: "SIGTERM",
    number: 15,
    action: "terminate",
    description: "Termination",
    standard: "ansi"
  },
  {
    name: "SIGSTKFLT",
    number: 16,
    action: "terminate",
    description: "Stack is empty or overflowed",
    standard: "other"
  },
  {
    name: "SIGCHLD",
    number: 17,
    action: "ignore",
    description: "Child process terminated, paused or unpaused",
    standard: "posix"
  },
  {
    name: "SIGCLD",
    number: 17,
    action: "ignore",
    description: "Child process terminated, paused or unpaused",
    standard: "other"
  },
  {
    name: "SIGCONT",
    number: 18,
    action: "unpause",
    description: "Unpaused",
    standard: "posix",
    forced: true
  },
  {
    name: "SIGSTOP",
    number: 19,
    action: "pause",
    description: "Paused",
    standard: "posix",
    forced: true
  },
  {
    name: "SIGTSTP",
    number: 20,
    action: "pause",
    description: 'Paused using CTRL-Z or "suspend"',
    standard: "posix"
  },
  {
    name: "SIGTTIN",
    number: 21,
    action: "pause",
    description: "Background process cannot read terminal input",
    standard: "posix"
  },
  {
    name: "SIGBREAK",
    number: 21,
    action: "terminate",
    description: "User interruption with CTRL-BREAK",
    standard: "other"
  },
  {
    name: "SIGTTOU",
    number: 22,
    action: "pause",
    description: "Background process cannot write to terminal output",
    standard: "posix"
  },
  {
    name: "SIGURG",
    number: 23,
    action: "ignore",
    description: "Socket received out-of-band data",
    standard: "bsd"
  },
  {
    name: "SIGXCPU",
    number: 24,
    action: "core",
    description: "Process timed out",
    standard: "bsd"
  },
  {
    name: "SIGXFSZ",
    number: 25,
    action: "core",
    description: "File too big",
    standard: "bsd"
  },
  {
    name: "SIGVTALRM",
    number: 26,
    action: "terminate",
    description: "Timeout or timer",
    standard: "bsd"
  },
  {
    name: "SIGPROF",
    number: 27,
    action: "terminate",
    description: "Timeout or timer",
    standard: "bsd"
  },
  {
    name: "SIGWINCH",
    number: 28,
    action: "ignore",
    description: "Terminal window size changed",
    standard: "bsd"
  },
  {
    name: "SIGIO",
    number: 29,
    action: "terminate",
    description: "I/O is available",
    standard: "other"
  },
  {
    name: "SIGPOLL",
    number: 29,
    action: "terminate",
    description: "Watched event",
    standard: "other"
  },
  {
    name: "SIGINFO",
    number: 29,
    action: "ignore",
    description: "Request for process information",
    standard: "other"
  },
  {
    name: "SIGPWR",
    number: 30,
    action: "terminate",
    description: "Device running out of power",
    standard: "systemv"
  },
  {
    name: "SIGSYS",
    number: 31,
    action: "core",
    description: "Invalid system call",
    standard: "other"
  },
  {
    name: "SIGUNUSED",
    number: 31,
    action: "terminate",
    description: "Invalid system call",
    standard: "other"
  }
];

// node_modules/human-signals/build/src/signals.js
var getSignals = () => {
  const realtimeSignals = getRealtimeSignals();
  const signals2 = [...SIGNALS, ...realtimeSignals].map(normalizeSignal);
  return signals2;
};
var normalizeSignal = ({
  name,
  number: defaultNumber,
  description,
  action,
  forced = false,
  standard
}) => {
  const {
    signals: { [name]: constantSignal }
  } = import_node_os.constants;
  const supported = constantSignal !== void 0;
  const number = supported ? constantSignal : defaultNumber;
  return { name, number, description, supported, action, forced, standard };
};

// node_modules/human-signals/build/src/main.js
var getSignalsByName = () => {
  const signals2 = getSignals();
  return Object.fromEntries(signals2.map(getSignalByName));
};
var getSignalByName = ({
  name,
  number,
  description,
  supported,
  action,
  forced,
  standard
}) => [name, { name, number, description, supported, action, forced, standard }];
var signalsByName = getSignalsByName();
var getSignalsByNumber = () => {
  const signals2 = getSignals();
  const length = SIGRTMAX + 1;
  const signalsA = Array.from(
    { length },
    (value, number) => getSignalByNumber(number, signals2)
  );
  return Object.assign({}, ...signalsA);
};
var getSignalByNumber = (number, signals2) => {
  const signal = findSignalByNumber(number, signals2);
  if (signal === void 0) {
    return {};
  }
  const { name, description, supported, action, forced, standard } = signal;
  return {
    [number]: {
      name,
      number,
      description,
      supported,
      action,
      forced,
      standard
    }
  };
};
var findSignalByNumber = (number, signals2) => {
  const signal = signals2.find(({ name }) => import_node_os2.constants.signals[name] === number);
  if (signal !== void 0) {
    return signal;
  }
  return signals2.find((signalA) => signalA.number === number);
};
var signalsByNumber = getSignalsByNumber();

// source/ui/actions/signals.ts
var usual = ["SIGTERM", "SIGKILL", "SIGINT", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGSTOP", "SIGCONT", "SIGQUIT", "SIGWINCH"];
var signals = listSignals();
function listSignals() {
  const known = Object.entries(import_node_os3.default.constants.signals).map(([name, number]) => ({
    name,
    number,
    help: signalsByName[name]?.description ?? ""
  }));
  const byNumber = /* @__PURE__ */ new Map();
  for (const signal of known) {
    if (!byNumber.has(signal.number)) {
      byNumber.set(signal.number, signal);
    }
  }
  const rank = ({ name }) => usual.includes(name) ? usual.indexOf(name) : usual.length;
  return [...byNumber.values()].toSorted((a, b) => rank(a) - rank(b) || a.number - b.number);
}

// source/ui/dialogs/words.ts
var deeds = {
  stop: {
    verb: "Stop",
    doing: "Stopping",
    done: "Stopped",
    consequence: "Its first process gets its stop signal, and is killed if it has not ended when the grace period (usually 10 s) is over."
  },
  start: {
    verb: "Start",
    doing: "Starting",
    done: "Started",
    consequence: "Its command runs again on the same writable layer."
  },
  restart: {
    verb: "Restart",
    doing: "Restarting",
    done: "Restarted",
    consequence: "It is stopped as by Stop, then started again."
  },
  pause: {
    verb: "Pause",
    doing: "Pausing",
    done: "Paused",
    consequence: "All its processes are frozen where they are until it is resumed."
  },
  unpause: {
    verb: "Resume",
    doing: "Resuming",
    done: "Resumed",
    consequence: "All its processes go on."
  },
  remove: {
    verb: "Remove",
    doing: "Removing",
    done: "Removed",
    consequence: "It is killed if it runs, and its writable layer is deleted. Volumes stay."
  },
  kill: {
    verb: "Send",
    doing: "Sending",
    done: "Sent",
    consequence: ""
  }
};
function question(operation, targets) {
  return `${verbOf(operation)} ${namesOf(targets)}?`;
}
function doing(operation, target) {
  return operation.name === "kill" ? `Sending ${operation.signal} to ${nameOf(target)}` : `${deeds[operation.name].doing} ${nameOf(target)}`;
}
function done(operation, target) {
  return operation.name === "kill" ? `Sent ${operation.signal} to ${nameOf(target)}.` : `${deeds[operation.name].done} ${nameOf(target)}.`;
}
function consequence(operation, targets) {
  if (operation.name !== "kill") {
    return deeds[operation.name].consequence;
  }
  const isFirstProcess = targets.some((target) => target.kind === "process" && target.pidInside === 1);
  if (targets[0]?.kind === "container") {
    return "The engine sends it to the first process of the container.";
  }
  return isFirstProcess ? "Process 1 of a container gets only the signals it has a handler for, but always SIGKILL and SIGSTOP; when it ends, the container ends." : "Only this one process gets it.";
}
function verbOf(operation) {
  return operation.name === "kill" ? `Send ${operation.signal} to` : deeds[operation.name].verb;
}
function nameOf(target) {
  if (target.kind === "container") {
    return target.name;
  }
  const inside = target.pidInside === void 0 || target.pidInside === target.pid ? "" : `, ${target.pidInside} inside`;
  return `${target.name} (pid ${target.pid}${inside})`;
}
function namesOf(targets) {
  const [first] = targets;
  return targets.length === 1 && first ? nameOf(first) : `${targets.length} ${first?.kind === "process" ? "processes" : "containers"}`;
}

// source/ui/dialogs/confirm.ts
var mostNamed = 8;
function canBeDone({ operation, targets }, view) {
  return targets.some((target) => refusalOf(operation.name, target, view) === void 0);
}
function confirmLines(dialog, view, { width, height }, theme) {
  const { operation, targets } = dialog;
  const { isUnicode } = theme;
  const [first] = targets;
  const refusal = targets.length === 1 && first ? refusalOf(operation.name, first, view) : void 0;
  const meaning = refusal === void 0 ? wrap(canBeDone(dialog, view) ? consequence(operation, targets) : "It can be done to none of them any more.", width) : wrap(clean(refusal, isUnicode), width).map((text2) => [{ text: text2, tone: "warn" }]);
  const engines = enginesOf(targets, view).flatMap((engine) => fold(clean(`through ${engine.kind} at ${engine.address}`, isUnicode), width)).map((text2) => [{ text: text2, tone: "dim" }]);
  const room = height - meaning.length - 1;
  const shown = targets.slice(0, Math.max(1, Math.min(mostNamed, room - (targets.length > room ? 1 : 0))));
  const named = shown.map((target) => [
    { text: clean(nameOf(target), isUnicode), tone: "strong" },
    { text: "  " },
    aboutOf(dialog, target, view, theme)
  ]);
  const more = targets.length > shown.length ? [`and ${targets.length - shown.length} more`] : [];
  const forms = [
    [...named, ...more, ...engines, "", ...meaning],
    [...named, ...more, ...engines, ...meaning],
    [...named, ...more, ...meaning]
  ];
  return forms.find((lines) => lines.length <= height) ?? forms.at(-1).slice(0, height);
}
function aboutOf({ operation, targets }, target, view, { isUnicode }) {
  const refusal = targets.length > 1 ? refusalOf(operation.name, target, view) : void 0;
  if (refusal !== void 0) {
    return { text: clean(refusal, isUnicode), tone: "warn" };
  }
  if (target.kind === "process") {
    return { text: clean(target.container ?? "host", isUnicode), tone: "dim" };
  }
  const container = view.snapshot.containers.get(target.key);
  return { text: clean([container?.image, container?.state ?? "gone"].filter(Boolean).join(" \xB7 "), isUnicode), tone: "dim" };
}
function enginesOf(targets, { snapshot }) {
  const ids = new Set(targets.map((target) => target.kind === "container" ? target.engine : void 0));
  return snapshot.engines.filter(({ id }) => ids.has(id));
}

// source/ui/effects/entry-plan.ts
var entryFlags = {
  cgroup: "-C",
  ipc: "-i",
  mnt: "-m",
  net: "-n",
  pid: "-p",
  time: "-T",
  user: "-U",
  uts: "-u"
};
var order = ["net", "pid", "ipc", "uts", "mnt", "cgroup", "user", "time"];
var withTools = /* @__PURE__ */ new Set(["net", "pid", "ipc", "uts"]);
function enterableKinds({ namespaces, own }) {
  return namespaceKinds.map(({ kind }) => kind).filter((kind) => !isMissing(namespaces[kind]) && namespaces[kind] !== own[kind]);
}
function entryCommand(entry2, choice) {
  const enterable = enterableKinds(entry2);
  const wanted = (kind) => choice.name === "all" || (choice.name === "tools" ? withTools.has(kind) : choice.kinds.includes(kind));
  const kinds2 = order.filter((kind) => enterable.includes(kind) && wanted(kind));
  const hasOwnRoot = choice.name === "all" || kinds2.includes("mnt");
  const shell = hasOwnRoot ? entry2.shell : entry2.hostShell;
  return kinds2.length === 0 || shell === void 0 ? void 0 : {
    words: [
      "nsenter",
      "-t",
      String(entry2.pid),
      ...kinds2.map((kind) => entryFlags[kind]),
      ...hasOwnRoot ? ["-r", "-w"] : [],
      "--",
      shell
    ],
    kinds: kinds2,
    hasOwnRoot
  };
}
function freshEnvironment({ TERM = "xterm", LANG }) {
  return {
    TERM,
    HOME: "/",
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    ...LANG !== void 0 && { LANG }
  };
}

// source/ui/dialogs/command-lines.ts
function commandLines(command, width) {
  const room = Math.max(1, width - 4);
  const pieces = command.match(new RegExp(`.{1,${room}}(?: |$)|.{1,${room}}`, "gu")) ?? [];
  return pieces.map((piece, index) => [
    { text: index === 0 ? "  # " : " ".repeat(4), tone: "dim" },
    { text: piece.trimEnd(), tone: "accent" }
  ]);
}

// source/ui/dialogs/entry.ts
function entryOptions(entry2) {
  const presets = [
    {
      kind: void 0,
      choice: { name: "tools" },
      title: "network, pid, ipc and uts with the host's tools",
      help: ""
    },
    {
      kind: void 0,
      choice: { name: "all" },
      title: "all namespaces, with the container's own root",
      help: entry2.shell ?? ""
    }
  ];
  const enterable = enterableKinds(entry2);
  return [
    ...presets.filter(({ choice }) => choice && entryCommand(entry2, choice)),
    ...namespaceKinds.filter(({ kind }) => enterable.includes(kind) && (kind !== "mnt" || entry2.shell !== void 0)).map(({ kind, help }) => ({
      kind,
      choice: void 0,
      title: kind,
      help: kind === "mnt" ? `${help} With its own programs.` : help
    }))
  ];
}
function chosenEntry({ kind, choice }, ticked) {
  return choice ?? { name: "single", kinds: ticked.length > 0 || kind === void 0 ? ticked : [kind] };
}
function entryLines({ entry: entry2, cursor, ticked }, theme) {
  const options = entryOptions(entry2);
  return {
    cursor,
    lines: options.map(
      ({ kind, title, help }) => kind === void 0 ? [
        { text: title, tone: "strong" },
        { text: help === "" ? "" : `  ${clean(help, theme.isUnicode)}`, tone: "dim" }
      ] : [
        { text: `[${ticked.includes(kind) ? "x" : " "}] ${pad(title, 7)}` },
        { text: `${pad(inodeText(entry2, kind), 11)} ${help}`, tone: "dim" }
      ]
    )
  };
}
function inodeText({ namespaces }, kind) {
  const inode = namespaces[kind];
  return isMissing(inode) ? "" : String(inode);
}
function confirmEntryLines({ target, entry: entry2, choice }, { width, height }, theme) {
  const command = entryCommand(entry2, choice);
  if (!command) {
    return ["There is nothing to enter by this."];
  }
  const whose = command.hasOwnRoot ? "It runs the programs of the container on its files" : "It runs the programs of the host on its files";
  const name = [{ text: clean(nameOf(target), theme.isUnicode), tone: "strong" }, { text: `  ${command.kinds.join(" ")}`, tone: "dim" }];
  const words = commandLines(clean(command.words.join(" "), theme.isUnicode), width);
  const meaning = wrap(
    `${whose} with the rights of nstop: neither the cgroup of the container nor its system call filter nor its lack of capabilities holds it back. exit comes back.`,
    width
  );
  const inShort = wrap("It has the rights of nstop, and no limit of the container holds it back. exit comes back.", width);
  const forms = [[name, "", ...words, "", ...meaning], [...words, ...meaning], [...words, ...inShort]];
  return forms.find((lines) => lines.length <= height) ?? forms.at(-1).slice(0, height);
}

// source/ui/dialogs/menu.ts
function menuEntries(view, targets, isReadOnly) {
  return allActions(isReadOnly).filter(({ aim, isAvailable }) => aim && targets.every((target) => isAvailable?.(view, target) ?? true));
}

// source/ui/explain/namespaces.ts
var kinds = {
  cgroup: {
    text: "A cgroup namespace decides which cgroup a process sees as the root of the tree. It hides the path on the host, and limits nothing by itself.",
    entered: "cat /proc/self/cgroup"
  },
  ipc: {
    text: "An ipc namespace has its own System V shared memory, semaphores and message queues, and its own POSIX queues. Processes in different ones cannot meet through them.",
    entered: "ipcs"
  },
  mnt: {
    text: "A mount namespace has its own list of what is mounted where. With pivot_root it gives a container another root file system than the host has.",
    entered: "findmnt"
  },
  net: {
    text: "A network namespace has its own interfaces, addresses, routes, firewall and ports. Containers in the same one reach each other on 127.0.0.1 and cannot both listen on the same port.",
    entered: "ip addr"
  },
  pid: {
    text: "In a pid namespace processes are counted from 1 and see no process outside. From outside they have another number for each namespace around them.",
    entered: void 0
  },
  time: {
    text: "A time namespace shifts the clocks that count from boot. Few containers have their own.",
    entered: "cat /proc/self/timens_offsets"
  },
  user: {
    text: "A user namespace maps user ids: root inside can be an ordinary user outside. Most containers share the host's, and then root inside is root.",
    entered: "cat /proc/self/uid_map"
  },
  uts: { text: "A uts namespace has its own host name. That is all it isolates.", entered: "hostname" }
};
function explainNamespace(kind) {
  const { text: text2, entered } = kinds[kind];
  return {
    title: `${kind} namespace`,
    text: text2,
    commands(view) {
      const pid = initPidOf(view);
      if (pid === void 0) {
        return [];
      }
      const inode = view.container?.namespaces[kind].inode;
      return [
        `readlink /proc/${pid}/ns/${kind}`,
        ...inode === void 0 || isMissing(inode) ? [] : [`lsns ${inode}`],
        ...entered === void 0 ? [] : [`nsenter -t ${pid} ${entryFlags[kind]} ${entered}`]
      ];
    }
  };
}
function initPidOf({ container }) {
  return container === void 0 || isMissing(container.initPid) ? void 0 : container.initPid;
}

// source/ui/explain/quoted.ts
var plain = /^[\w%+,\-./:=@]+$/;
function quoted(text2) {
  return plain.test(text2) ? text2 : `'${text2.replaceAll("'", String.raw`'\''`)}'`;
}

// source/ui/explain/index.ts
function cgroupFile({ container, snapshot }, controller, v1File, v2File) {
  const path = container && !isMissing(container.cgroup) ? container.cgroup : void 0;
  return path === void 0 ? [] : [
    `cat ${quoted(`/sys/fs/cgroup${snapshot.host.cgroup === "v2" ? "" : `/${controller}`}${path}/${snapshot.host.cgroup === "v2" ? v2File : v1File}`)}`
  ];
}
function withInit(commands) {
  return (view) => {
    const pid = initPidOf(view);
    return pid === void 0 ? [] : commands(pid);
  };
}
var containerFacts = [
  {
    title: "Container",
    text: "The kernel knows no containers. What is shown here are processes that share a cgroup and namespaces; the engine started the first of them and remembers a name.",
    commands: ({ container }) => container === void 0 ? [] : [`docker inspect ${quoted(container.name)}`, ...isMissing(container.initPid) ? [] : [`cat /proc/${container.initPid}/cgroup`]]
  },
  {
    title: "HOST PID",
    text: "The number that the host gives to the first process of the container. The process itself sees another one, mostly 1, because it lives in a pid namespace of its own.",
    commands: withInit((pid) => [`grep NSpid /proc/${pid}/status`])
  },
  {
    title: "CPU%",
    text: "The time that all processes of the cgroup spent on a core since the last sample, in percent of one core. The counter is in nanoseconds on cgroup v1 and in microseconds on v2.",
    commands: (view) => cgroupFile(view, "cpuacct", "cpuacct.usage", "cpu.stat")
  },
  {
    title: "MEM / LIMIT",
    text: "Memory charged to the cgroup, without the file cache that can be dropped at once. When the limit is reached and nothing can be dropped, the kernel kills a process of the cgroup.",
    commands: (view) => [
      ...cgroupFile(view, "memory", "memory.usage_in_bytes", "memory.current"),
      ...cgroupFile(view, "memory", "memory.stat", "memory.stat"),
      ...cgroupFile(view, "memory", "memory.limit_in_bytes", "memory.max")
    ]
  },
  {
    title: "PIDS",
    text: "Tasks in the cgroup, which are processes and their threads. A limit on them is what stops a fork bomb.",
    commands: (view) => [
      ...cgroupFile(view, "pids", "pids.current", "pids.current"),
      ...cgroupFile(view, "pids", "cgroup.procs", "cgroup.procs")
    ]
  },
  {
    title: "NET RX TX",
    text: "Bytes through all interfaces of the network namespace but the loopback. Containers that share a namespace share the counters too.",
    commands: withInit((pid) => [`cat /proc/${pid}/net/dev`])
  },
  {
    title: "Root file system",
    text: "An overlay: the layers of the image below, read only, and one writable layer on top. pivot_root made it the root directory of the container.",
    commands: withInit((pid) => [`grep ' / / ' /proc/${pid}/mountinfo`, `ls /proc/${pid}/root`])
  }
];
var processFacts = [
  {
    title: "HOST PID and CTR PID",
    text: "One process, one number for each pid namespace it can be seen from: the outermost first. kill on the host takes the first, inside the container the last.",
    commands: ({ process: process2 }) => process2 ? [`grep NSpid /proc/${process2.pid}/status`] : []
  },
  {
    title: "CPU% and state",
    text: "Ticks that the process ran in user and in kernel mode, a hundred to the second, are the fields 14 and 15 of stat. The state is the letter behind the name.",
    commands: ({ process: process2 }) => process2 ? [`cat /proc/${process2.pid}/stat`] : []
  },
  {
    title: "RSS",
    text: "Pages of the process that are in RAM. Pages shared by several processes count for each of them; the proportional share is Pss in smaps_rollup.",
    commands: ({ process: process2 }) => process2 ? [`grep Rss /proc/${process2.pid}/smaps_rollup`, `grep Pss: /proc/${process2.pid}/smaps_rollup`] : []
  },
  {
    title: "COMMAND",
    text: "The arguments as they lie in the memory of the process, which may have changed them since. Without any, the name of the program stands in brackets.",
    commands: ({ process: process2 }) => process2 ? [String.raw`tr '\0' ' ' </proc/${process2.pid}/cmdline`] : []
  },
  {
    title: "Namespaces of the process",
    text: "Every process is in one namespace of each kind, and a link for each shows which. The same number means the same namespace.",
    commands: ({ process: process2 }) => process2 ? [`ls -l /proc/${process2.pid}/ns`] : []
  }
];
function explanationsOf(view) {
  const { state, lists: { namespaces } } = view;
  switch (state.focus) {
    case "namespaces": {
      const chosen = namespaces.rows[namespaces.cursor]?.kind;
      const kinds2 = namespaceKinds.map(({ kind }) => kind).toSorted((a, b) => Number(b === chosen) - Number(a === chosen));
      return kinds2.map((kind) => explainNamespace(kind));
    }
    case "processes": {
      return processFacts;
    }
    case "details": {
      return state.subject === "process" ? processFacts : containerFacts;
    }
    case "containers": {
      return containerFacts;
    }
  }
}

// source/ui/dialogs/explain.ts
function explainLines(view, width, theme) {
  return explanationsOf(view).flatMap((explanation) => [
    [{ text: explanation.title, tone: "titleFocused" }],
    ...wrap(explanation.text, width),
    ...explanation.commands(view).flatMap((command) => commandLines(clean(command, theme.isUnicode), width)),
    ""
  ]);
}

// source/ui/lists/namespaces/holders.ts
function holderText({ heldBy, where, pid }, { processes }) {
  const holder = processByPid(processes, pid);
  return `${heldBy} ${where} of ${pid}${holder ? ` ${holder.comm}` : ""}`;
}
var byPid = /* @__PURE__ */ new WeakMap();
function processByPid(processes, pid) {
  let map = byPid.get(processes);
  if (!map) {
    map = new Map([...processes.values()].map((process2) => [process2.pid, process2]));
    byPid.set(processes, map);
  }
  return map.get(pid);
}

// source/ui/dialogs/members.ts
function membersTitle(namespace) {
  const [kind = "", inode = ""] = namespace.split(":", 2);
  return `${kind} namespace ${inode}`;
}
function membersLines(key, snapshot, width, theme) {
  const [kind = ""] = key.split(":", 1);
  const help = namespaceKinds.find((each) => each.kind === kind)?.help ?? "";
  const namespace = snapshot.namespaces.get(key);
  const processes = namespace ? membersOf(namespace, snapshot) : [];
  const holders = (snapshot.heldNamespaces ?? []).filter((held) => `${held.kind}:${held.inode}` === key);
  const count2 = `${processes.length} ${processes.length === 1 ? "process" : "processes"}${namespace?.isHost ? ", the host's own" : ""}`;
  return [
    ...wrap(help, width),
    [{ text: count2, tone: "strong" }],
    "",
    ...processes.length > 0 ? tableLines2(processes, snapshot, width, theme) : [],
    ...holders.length > 0 ? ["", [{ text: "Held by", tone: "header" }], ...holders.map((held) => clean(holderText(held, snapshot), theme.isUnicode))] : []
  ];
}
function membersOf({ pids }, { processes }) {
  const wanted = new Set(pids);
  return [...processes.values()].filter(({ pid }) => wanted.has(pid)).toSorted((a, b) => a.pid - b.pid);
}
var pidWidth = 9;
function tableLines2(processes, snapshot, width, theme) {
  const nameOf2 = ({ container }) => container === void 0 ? theme.glyphs.dash : clean(snapshot.containers.get(container)?.name ?? container.slice(0, 12), theme.isUnicode);
  const nameWidth = Math.min(Math.max(9, ...processes.map((process2) => cellWidth(nameOf2(process2)))), Math.floor(width / 3));
  return [
    [
      {
        text: `${pad("HOST PID", pidWidth, "right")} ${pad("INSIDE", pidWidth - 1, "right")}  ${pad("CONTAINER", nameWidth)}  COMMAND`,
        tone: "header"
      }
    ],
    ...processes.map((process2) => [
      { text: pad(String(process2.pid), pidWidth, "right"), tone: "strong" },
      { text: ` ${pad(insideOf(process2, theme), pidWidth - 1, "right")}  ` },
      {
        text: `${pad(clip(nameOf2(process2), nameWidth, theme.glyphs.ellipsis), nameWidth)}  `,
        tone: process2.container === void 0 ? "dim" : "normal"
      },
      { text: commandOf2(process2, theme) }
    ])
  ];
}
function insideOf({ nspid }, { glyphs }) {
  return nspid.length < 2 ? glyphs.dash : String(nspid.at(-1));
}
function commandOf2({ args, comm }, { isUnicode }) {
  return clean(isMissing(args) || args.length === 0 ? `[${comm}]` : args.join(" "), isUnicode);
}

// source/ui/dialogs/sheet.ts
function sheetLines(sheet, { view, isReadOnly, theme }, width) {
  switch (sheet.kind) {
    case "help": {
      return helpLines(width, isReadOnly, theme);
    }
    case "explain": {
      return explainLines(view, width, theme);
    }
    case "members": {
      return membersLines(sheet.namespace, view.snapshot, width, theme);
    }
  }
}
function sheetTitle(sheet) {
  return sheet.kind === "members" ? membersTitle(sheet.namespace) : { help: "Help", explain: "What is this?" }[sheet.kind];
}
function lastScroll(sheet, world, room) {
  return Math.max(0, sheetLines(sheet, world, room.width).length - room.height);
}

// source/ui/dialogs/content.ts
var margins = 4;
function dialogRoom({ columns, rows }) {
  return { width: Math.max(10, Math.min(columns - 2 - margins, 96)), height: Math.max(3, rows - 5) };
}
function dialogContent(dialog, world) {
  const { width, height } = dialogRoom(world.view.state);
  const { theme } = world;
  switch (dialog.kind) {
    case "help":
    case "explain":
    case "members": {
      const lines = sheetLines(dialog, world, width);
      const top = Math.max(0, Math.min(dialog.scroll, lines.length - height));
      return finish(
        sheetTitle(dialog),
        lines.slice(top, top + height),
        `${theme.glyphs.up}${theme.glyphs.down} scroll  Esc close`,
        width,
        theme
      );
    }
    case "entry": {
      const { lines, cursor } = entryLines(dialog, theme);
      return finish(
        `Host shell in ${clean(nameOf(dialog.target), theme.isUnicode)}`,
        choices2(lines, cursor, height, theme),
        `${theme.glyphs.enter} choose  Space tick  Esc close`,
        width,
        theme
      );
    }
    case "confirm-entry": {
      return finish(
        "Run this on the host?",
        confirmEntryLines(dialog, { width: Math.min(width, 76), height }, theme),
        "y yes  n no",
        width,
        theme,
        true
      );
    }
    case "menu": {
      const entries = menuEntries(world.view, dialog.targets, world.isReadOnly);
      const lines = entries.map(({ keys, title: title2, help }) => [
        { text: pad(keys[0], 3), tone: "key" },
        { text: pad(title2, 14) },
        { text: help, tone: "dim" }
      ]);
      const [first] = dialog.targets;
      const title = dialog.targets.length === 1 && first ? clean(nameOf(first), theme.isUnicode) : `${dialog.targets.length} tagged`;
      return finish(
        title,
        lines.length > 0 ? choices2(lines, dialog.cursor, height, theme) : ["Nothing can be done with it here."],
        `${theme.glyphs.enter} choose  Esc close`,
        width,
        theme
      );
    }
    case "sort": {
      const lines = sortableColumns(dialog.pane).map(({ title, help }) => [
        { text: pad(title.split(/ {2,}/, 1)[0], 14) },
        { text: help, tone: "dim" }
      ]);
      return finish(
        `Sort ${dialog.pane} by`,
        choices2(lines, dialog.cursor, height, theme),
        `${theme.glyphs.enter} choose or turn round  Esc close`,
        width,
        theme
      );
    }
    case "signals": {
      const lines = signals.map(({ name, number, help }) => [
        { text: pad(String(number), 3, "right"), tone: "dim" },
        { text: ` ${pad(name, 11)}` },
        { text: help, tone: "dim" }
      ]);
      const [first] = dialog.targets;
      const title = dialog.targets.length === 1 && first ? `Signal for ${clean(nameOf(first), theme.isUnicode)}` : `Signal for ${dialog.targets.length} tagged`;
      return finish(
        title,
        choices2(lines, dialog.cursor, Math.min(height, 14), theme),
        `${theme.glyphs.enter} choose  Esc close`,
        width,
        theme
      );
    }
    case "confirm": {
      const lines = confirmLines(dialog, world.view, { width: Math.min(width, 66), height }, theme);
      return finish(
        clean(question(dialog.operation, dialog.targets), theme.isUnicode),
        lines,
        canBeDone(dialog, world.view) ? "y yes  n no" : "n close",
        width,
        theme,
        true
      );
    }
    case "command": {
      const lines = [
        ...wrap(clean(dialog.reason, theme.isUnicode), Math.min(width, 66)),
        "",
        [{ text: "> ", tone: "key" }, { text: clean(dialog.text, theme.isUnicode) }, { text: " ", tone: "selected" }]
      ];
      return finish("Command to run", lines, `${theme.glyphs.enter} run  Esc close`, width, theme);
    }
  }
}
function choices2(lines, cursor, height, theme) {
  const top = scrollTop(cursor - Math.floor(height / 2), cursor, height, lines.length);
  return lines.slice(top, top + height).map((line, index) => {
    const spans = typeof line === "string" ? [{ text: line }] : line;
    const isChosen = top + index === cursor;
    const marked = [{ text: isChosen ? `${theme.glyphs.selected} ` : "  " }, ...spans];
    return isChosen ? marked.map(({ text: text2 }) => ({ text: text2, tone: "selected" })) : marked;
  });
}
function finish(title, lines, hint, room, theme, isDangerous = false) {
  const { ellipsis } = theme.glyphs;
  const width = Math.min(room, Math.max(cellWidth(title) + 2, cellWidth(hint) + 2, ...lines.map((line) => lineWidth(line))));
  return {
    title: clip(title, width - 1, ellipsis),
    rows: lines.map((line) => fitLine(line, width, theme)),
    hint: clip(hint, width - 1, ellipsis),
    width,
    isDangerous
  };
}

export {
  require_node_events,
  require_node_buffer,
  isFullwidth,
  isWide,
  init_get_east_asian_width,
  string_width_default,
  graphemesOf,
  initialState,
  setCursor,
  setFilter,
  setSort,
  openDialog,
  closeDialog,
  notify,
  beginProgress,
  endProgress,
  resize,
  denied,
  gone,
  unsupported,
  firstSample,
  isMissing,
  valueOf,
  mapKnown,
  namespaceKinds,
  forEachKind,
  parseNamespaceLink,
  entryCommand,
  freshEnvironment,
  cellWidth,
  doing,
  done,
  entryOptions,
  chosenEntry,
  namespaceKey,
  collectNamespaces,
  unknownNamespaces,
  ratePerSecond,
  sharePercent,
  steady,
  remoteUsage,
  buildContainer,
  rememberContainer,
  isAlive,
  startTime,
  isSame,
  containerColumns,
  namespaceColumns,
  processColumns,
  sortableColumns,
  refusalOf,
  zombieRefusal,
  parseEnviron,
  shownFile,
  searchFor,
  innerSize,
  arrange,
  inspectTab,
  parsed,
  linesOf2 as linesOf,
  wordsOf,
  numberOf,
  parseNumber,
  parseMaximum,
  textAfter,
  numberAfter,
  bytesAfter,
  parseUidMap,
  isIdentityMap,
  parseMountinfo,
  rootMount,
  currentTab,
  findAction,
  drawFooter,
  createTheme,
  detectTheme,
  drawHeader,
  chooseColumns,
  tableMargins,
  tableBodyHeight,
  scrollTop,
  drawTable,
  drawOf,
  holderText,
  require_node_os,
  signals,
  menuEntries,
  lastScroll,
  dialogRoom,
  dialogContent,
  require_node_fs,
  require_node_tty,
  require_node_util,
  require_node_path
};
