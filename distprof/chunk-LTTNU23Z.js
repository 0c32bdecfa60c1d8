import {createRequire as __createRequire} from "node:module";const require=__createRequire(import.meta.url);const __dirname=import.meta.dirname;const __filename=import.meta.filename;
import {
  __commonJS
} from "./chunk-BHDE6TK3.js";

// builtin:node:process
var require_node_process = __commonJS({
  "builtin:node:process"(exports, module) {
    module.exports = process.getBuiltinModule("node:process");
  }
});

// builtin:node:stream
var require_node_stream = __commonJS({
  "builtin:node:stream"(exports, module) {
    module.exports = process.getBuiltinModule("node:stream");
  }
});

export {
  require_node_process,
  require_node_stream
};
