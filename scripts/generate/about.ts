// What OpenAPI and AsyncAPI say of the whole: the version of the set of contracts, and the licence.
import packageFile from "../../package.json" with { type: "json" };
import { setVersion } from "../../schemas/catalogue.ts";

export const about = {
  version: setVersion,
  license: { name: packageFile.license, url: `https://spdx.org/licenses/${packageFile.license}.html` },
};
