import {createRequire as __createRequire} from "node:module";const require=__createRequire(import.meta.url);const __dirname=import.meta.dirname;const __filename=import.meta.filename;
import {
  require_node_process
} from "./chunk-LTTNU23Z.js";
import {
  __commonJS,
  __toESM
} from "./chunk-BHDE6TK3.js";

// builtin:node:timers/promises
var require_promises = __commonJS({
  "builtin:node:timers/promises"(exports, module) {
    module.exports = process.getBuiltinModule("node:timers/promises");
  }
});

// source/engine/engine.ts
var EngineError = class extends Error {
  operation;
  target;
  /**
  HTTP status of the engine's answer, if it did answer.
  */
  statusCode;
  /**
  System error code (`ENOENT`, `EACCES`, `ECONNREFUSED`), if it did not.
  */
  code;
  constructor(operation, target, options) {
    super(options.reason, { cause: options.cause });
    this.name = "EngineError";
    this.operation = operation;
    this.target = target;
    this.statusCode = options.statusCode;
    this.code = options.code;
  }
};

// source/engine/untrusted.ts
function asRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : void 0;
}
function asList(value) {
  return Array.isArray(value) ? value : [];
}
function asText(value) {
  return typeof value === "string" && value !== "" ? value : void 0;
}
function asInteger(value) {
  const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : void 0;
}
function asTime(value) {
  const milliseconds = typeof value === "string" ? Date.parse(value) : NaN;
  return milliseconds > 0 ? milliseconds : void 0;
}
function asTexts(value) {
  const entries = Object.entries(asRecord(value) ?? {}).filter((entry) => typeof entry[1] === "string");
  return Object.fromEntries(entries);
}
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}
function isDeeper(value, levels) {
  return typeof value === "object" && value !== null && (levels === 0 || Object.values(value).some((part) => isDeeper(part, levels - 1)));
}

// source/engine/sentence.ts
var verbs = {
  start: "start",
  stop: "stop",
  restart: "restart",
  pause: "pause",
  unpause: "resume",
  kill: "signal",
  remove: "remove",
  exec: "run a command in",
  inspect: "inspect",
  list: "list the containers of",
  events: "follow the events of",
  connect: "reach"
};
var refusals = /* @__PURE__ */ new Set([401, 403, 404, 405, 501]);
var startEngine = "Start it (sudo systemctl start docker) or name another with --host or DOCKER_HOST.";
var joinGroup = "Run nstop with sudo, or join the group that owns it (sudo usermod -aG docker $USER) and log in again.";
var checkHost = "Check the address in --host, DOCKER_HOST or the Docker context.";
var checkCertificates = "Check DOCKER_CERT_PATH, DOCKER_TLS_VERIFY or the certificates of the Docker context.";
var explanations = {
  ABORT_ERR: { why: "it was given up" },
  EACCES: { why: "this user may not open its socket", remedy: joinGroup },
  EPERM: { why: "this user may not open its socket", remedy: joinGroup },
  ENOENT: { why: "its socket does not exist", remedy: startEngine },
  ECONNREFUSED: { why: "nothing listens there", remedy: startEngine },
  ECONNRESET: { why: "the engine closed the connection" },
  EPIPE: { why: "the engine closed the connection" },
  ENOTFOUND: { why: "the host name is not known", remedy: checkHost },
  EAI_AGAIN: { why: "the host name could not be looked up", remedy: checkHost },
  EHOSTUNREACH: { why: "there is no way to the host", remedy: checkHost },
  ENETUNREACH: { why: "there is no way to the host", remedy: checkHost },
  EINVAL: { why: "its address is not valid", remedy: checkHost },
  ENAMETOOLONG: { why: "the path of its socket is too long", remedy: checkHost },
  ENOTSOCK: { why: "the file there is no socket", remedy: checkHost }
};
function sentence(error, name = error.target) {
  const { why, remedy } = explain(error);
  const opening = `Could not ${verbs[error.operation]} ${oneSentence(name) || "the engine"}`;
  return `${opening}: ${withoutStop(why)}.${remedy === void 0 ? "" : ` ${remedy}`}`;
}
function isDenial(error) {
  return error.code === "EACCES" || error.code === "EPERM" || error.statusCode === 401 || error.statusCode === 403;
}
function isRefusal(error) {
  return error.statusCode !== void 0 && refusals.has(error.statusCode) && !isGone(error);
}
function isGone(error) {
  return error.statusCode === 404 && /no such (?:container|exec)/i.test(error.message);
}
function oneSentence(text) {
  const line = text.replaceAll(/[\s\p{Control}]+/gu, " ").replace(/^\(HTTP code \d+\)[^-]*- /, "").replaceAll(/\b([\da-f]{12})[\da-f]{52}\b/g, "$1").trim();
  return line.length > 400 ? `${line.slice(0, 399)}\u2026` : line;
}
function explain(error) {
  if (error.statusCode !== void 0) {
    return explainAnswer(error, error.statusCode);
  }
  if (error.code === "ESSH") {
    return { why: `ssh says: ${error.message}`, remedy: "Try the same with ssh in a terminal; nstop cannot answer its questions." };
  }
  if (error.code === "ENOENT" && systemCall(error).startsWith("spawn")) {
    return { why: "the ssh client is not installed" };
  }
  if (error.code === "ETIMEDOUT") {
    return { why: `the engine does not answer (${error.message})` };
  }
  if (error.code?.startsWith("HPE_")) {
    return { why: `what answers there speaks no proper HTTP (${withoutStop(error.message)})`, remedy: checkHost };
  }
  if (isCertificateTrouble(error.code ?? "")) {
    return { why: error.message, remedy: checkCertificates };
  }
  return Object.hasOwn(explanations, error.code ?? "") ? explanations[error.code ?? ""] : { why: error.message };
}
function explainAnswer(error, statusCode) {
  switch (statusCode) {
    case 401:
    case 403: {
      return { why: `the engine, or a proxy before it, forbids it (${withoutStop(error.message)})` };
    }
    case 404: {
      return { why: isGone(error) ? "it is gone" : error.message };
    }
    default: {
      return statusCode >= 300 && statusCode < 400 && statusCode !== 304 ? { why: "it sends nstop to another address, which nstop does not go to", remedy: checkHost } : { why: error.message };
    }
  }
}
function withoutStop(text) {
  return oneSentence(text).replace(/[!.]$/, "");
}
function isCertificateTrouble(code) {
  return /CERT|SELF_SIGNED|^ERR_(?:SSL|TLS|OSSL)|^EPROTO$/.test(code);
}
function systemCall(error) {
  return error.cause instanceof Error && "syscall" in error.cause ? String(error.cause.syscall) : "";
}

// source/engine/ask.ts
async function ask(question, work) {
  const deadline = new AbortController();
  const signal = question.signal === void 0 ? deadline.signal : AbortSignal.any([question.signal, deadline.signal]);
  const timer = setTimeout(() => {
    deadline.abort();
  }, question.milliseconds);
  try {
    signal.throwIfAborted();
    return await Promise.race([work(signal), rejectionOn(signal)]);
  } catch (error) {
    throw engineErrorOf(error, question, deadline.signal.aborted && !question.signal?.aborted);
  } finally {
    clearTimeout(timer);
  }
}
function engineErrorOf(error, question, isTooLate = false) {
  if (error instanceof EngineError) {
    return error;
  }
  const { operation, target } = question;
  if (isTooLate) {
    const seconds = Math.round(question.milliseconds / 1e3);
    return new EngineError(operation, target, { reason: `no answer within ${seconds} seconds`, code: "ETIMEDOUT", cause: error });
  }
  const fields = asRecord(error);
  const code = question.signal?.aborted ? "ABORT_ERR" : asText(fields?.code);
  const statusCode = typeof fields?.statusCode === "number" ? fields.statusCode : void 0;
  return new EngineError(operation, target, {
    reason: oneSentence(reasonOf(fields)),
    statusCode,
    code,
    cause: error
  });
}
function reasonOf(error) {
  const answer = error?.json;
  return asText(asRecord(answer)?.message) ?? asText(asRecord(answer)?.cause) ?? asText(wordsOf(answer)) ?? asText(error?.message) ?? asText(error?.reason) ?? asText(error?.code) ?? "the connection failed";
}
var mostWordsCharacters = 4096;
function wordsOf(answer) {
  const text = typeof answer === "string" ? answer.slice(0, mostWordsCharacters).trim() : void 0;
  return text?.startsWith("<") ? text.replaceAll(/<[^<>]*>/g, " ").trim() : text;
}
async function rejectionOn(signal) {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => {
      reject(new DOMException("The question was given up", "AbortError"));
    }, { once: true });
  });
}

// source/builtins.ts
var import_node_process = __toESM(require_node_process(), 1);
var childProcess = () => import_node_process.default.getBuiltinModule("node:child_process");
var crypto = () => import_node_process.default.getBuiltinModule("node:crypto");
var http = () => import_node_process.default.getBuiltinModule("node:http");
var https = () => import_node_process.default.getBuiltinModule("node:https");

export {
  require_promises,
  childProcess,
  crypto,
  http,
  https,
  EngineError,
  asRecord,
  asList,
  asText,
  asInteger,
  asTime,
  asTexts,
  parseJson,
  isDeeper,
  sentence,
  isDenial,
  isRefusal,
  isGone,
  oneSentence,
  ask,
  engineErrorOf
};
