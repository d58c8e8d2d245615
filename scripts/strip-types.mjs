// The Jest transform: what Node itself does to a .ts file. Columns and lines stay as they are, so no source map is needed.
import { stripTypeScriptTypes } from "node:module";

export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
};
