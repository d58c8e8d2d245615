// Jest runs the TypeScript sources as ES modules on the same Node that Lambda runs; types are stripped, never checked (tsc does that).
export default {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/scripts/strip-types.mjs" },
  testMatch: ["<rootDir>/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/dist/"],
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
  injectGlobals: false,
  errorOnDeprecated: true,
  reporters: ["default", "<rootDir>/scripts/no-silent-tests.mjs"],
};
